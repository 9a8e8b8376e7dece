"""What an administrator does to one account, a page an act: its link, its sessions, its return."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from nhri.accounts import letters, links, sessions
from nhri.accounts.forms import ReturningForm
from nhri.accounts.models import User
from nhri.translation import moments


class AccountViews:
    """Mixin of the admin of colleagues."""

    admin_site: Any
    opts: Any
    has_change_permission: Any
    log_change: Any

    def get_urls(self) -> list[Any]:
        """Before Django's own pages."""
        acts = {"link": self.link_view, "sessions": self.sessions_view, "return": self.return_view}
        own = [
            path(f"<int:pk>/{name}/", self.admin_site.admin_view(view), name=f"nhri_user_{name}")
            for name, view in acts.items()
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    def link_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send a link to set a password, or show it where mail does not arrive."""
        user = self._colleague(request, pk, is_active=True)
        site = request.build_absolute_uri("/")
        if "_send" in request.POST:
            if letters.send_link(user, site, by=request.user):  # type: ignore[arg-type]
                self.log_change(request, user, _("A link to set a password was sent."))
                said = _("The link was sent to %(address)s.")
                messages.success(request, said % {"address": user.email})
                return self._back_to(user)
            said = _("The mail could not be sent. Try again later, or show the link here.")
            messages.error(request, said)
        context: dict[str, Any] = {"kind": "invitation" if user.is_invited else "reset"}
        if "_show" in request.POST:
            self.log_change(request, user, _("A link to set a password was shown."))
            link = links.link_for(user, site)
            context |= {"link": link["address"], "until": moments.in_words(link["until"])}
        title = _("Send the link again") if user.is_invited else _("Send a link for a new password")
        return self._page(request, user, "link", title, **context)

    def sessions_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Sign a colleague out everywhere."""
        user = self._colleague(request, pk, is_active=True)
        if request.method != "POST":
            return self._page(request, user, "sessions", _("Sign out everywhere"))
        if user == request.user:
            sessions.end_others(request, user)
        else:
            sessions.end_all(user)
        self.log_change(request, user, _("Signed out everywhere."))
        messages.success(request, _("%(name)s is signed out everywhere.") % {"name": user})
        return self._back_to(user)

    def return_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Open a closed account again: roles anew, and an invitation."""
        user = self._colleague(request, pk, is_active=False)
        form = ReturningForm(request.POST or None)
        if not form.is_valid():
            return self._page(request, user, "return", _("Open the account again"), form=form)
        with transaction.atomic():
            user.is_active = True
            user.set_unusable_password()
            user.save(update_fields=["is_active", "password"])
            user.groups.set(form.cleaned_data["groups"])
            self.log_change(request, user, _("The account was opened again."))
        self._invite(request, user)  # type: ignore[attr-defined]
        return self._back_to(user)

    def _colleague(self, request: HttpRequest, pk: int, *, is_active: bool) -> User:
        user = User.objects.filter(pk=pk, is_active=is_active, is_staff=True).first()
        if user is None:
            raise Http404
        if not self.has_change_permission(request, user):
            raise PermissionDenied
        return user

    def _page(
        self, request: HttpRequest, user: User, name: str, title: str, **context: Any
    ) -> HttpResponse:
        shared = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title,
            "colleague": user,
            "back": reverse("admin:nhri_user_change", args=[user.pk]),
        }
        return TemplateResponse(request, f"admin/accounts/{name}.html", {**shared, **context})

    def _back_to(self, user: User) -> HttpResponse:
        return redirect("admin:nhri_user_change", user.pk)

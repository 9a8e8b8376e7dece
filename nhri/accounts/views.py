"""Pages of one's own account: a forgotten password, a link from a mail, one's settings."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import views as auth_views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from nhri.accounts import sessions
from nhri.accounts.forms import AddressForm, SettingsForm
from nhri.accounts.models import User
from nhri.accounts.passwords import SetOwnPasswordForm
from nhri.accounts.roles import named
from nhri.accounts.tasks import send_reset
from nhri.security.throttling import allowed, client_address

HOUR = 60 * 60


class _Framed:
    """Within the admin's frame."""

    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the frame of the admin reads."""
        context = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**admin.site.each_context(self.request), **context}


class ResetRequest(_Framed, auth_views.PasswordResetView):
    """Ask for a link. The answer is the same, and as fast, for an address that nobody has."""

    form_class: Any = AddressForm
    title = gettext_lazy("Forgotten password")

    def form_valid(self, form: Any) -> HttpResponse:
        """One request of an address too many is passed over in silence; of a client, refused."""
        address = form.cleaned_data["email"].lower()
        client = client_address(self.request)
        if not allowed("reset-client", client, limit=settings.RESETS_A_CLIENT, seconds=HOUR):
            form.add_error(None, _("Too many requests from here. Try again in an hour."))
            response = self.render_to_response(self.get_context_data(form=form))
            response.status_code = 429
            return response
        if allowed("reset-address", address, limit=settings.RESETS_AN_ADDRESS, seconds=HOUR):
            send_reset.enqueue(address, self.request.build_absolute_uri("/"))
        return redirect("password_reset_done")


class ResetRequested(_Framed, auth_views.PasswordResetDoneView):
    """Said of every address."""

    title = gettext_lazy("Look into your mail")


class SetPassword(_Framed, auth_views.PasswordResetConfirmView):
    """The page behind a link: choose a password. Opening it spends nothing."""

    form_class = SetOwnPasswordForm
    success_url = reverse_lazy("password_reset_complete")
    title = gettext_lazy("Choose a password")

    def get_user(self, uidb64: str) -> Any:
        """Nobody whose account is closed."""
        user = super().get_user(uidb64)
        return user if user is not None and user.is_active and user.is_staff else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A spent link says so in its title."""
        context = super().get_context_data(**kwargs)
        if not self.validlink:
            context["title"] = _("This link does not work any more")
        return {**context, "colleague": self.user}


class PasswordSet(_Framed, auth_views.PasswordResetCompleteView):
    """Done; sign in."""

    title = gettext_lazy("The password is set")


def my_settings(request: HttpRequest) -> HttpResponse:
    """Everybody's own: language, mail, password, sessions."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 -- the site lets colleagues alone in here
    if "_end_sessions" in request.POST:
        sessions.end_others(request, user)
        messages.success(request, _("You are signed out everywhere but here."))
        return redirect("admin:my_settings")
    form = SettingsForm(request.POST or None, instance=user)
    if form.is_valid():
        form.save()
        with override(user.language):
            messages.success(request, _("Your settings were saved."))
            return redirect("admin:my_settings")
    context = {
        **admin.site.each_context(request),
        "title": _("My settings"),
        "form": form,
        "roles": named(user),
    }
    return TemplateResponse(request, "admin/accounts/my_settings.html", context)

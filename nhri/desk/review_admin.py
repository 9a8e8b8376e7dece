"""Review links in the admin: sending one from an item, taking it back, and the register."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from nhri.desk.review_forms import SendForm
from nhri.desk.review_links import is_valid, issue, links_of, may_issue, refused_address, revoke
from nhri.desk.review_mail import send_link
from nhri.desk.reviewing import Reviewer
from nhri.translation.inputs import DirectedForms
from nhri.translation.languages import LANGUAGES
from nhri.workflow.permissions import Refused


class ReviewLinkViews:
    """Mixin for an admin of published things, before `BilingualAdmin`."""

    # What the admin class brings; named for the reader.
    admin_site: Any
    opts: Any
    _one: Any
    _address: Any

    def get_urls(self) -> list[Any]:
        """An item's links beside its other pages."""
        stem = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path("<int:object_id>/review/", wrap(self.links_view), name=f"{stem}_review"),
            path(
                "<int:object_id>/review/<int:link>/revoke/",
                wrap(require_POST(self.revoke_view)),
                name=f"{stem}_revoke",
            ),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def render_change_form(
        self, request: HttpRequest, context: Any, add: bool = False, change: bool = False,
        form_url: str = "", obj: Any = None,
    ) -> Any:  # fmt: skip
        """With the way to the item's review links."""
        if obj is not None and obj.pk and may_issue(request.user, obj):
            context["review_address"] = self._address("review", obj.pk)
        return super().render_change_form(  # type: ignore[misc]
            request, context, add, change, form_url, obj
        )

    def links_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Send the item to somebody outside; who has a link to it, and until when."""
        item = self._reviewable(request, object_id)
        form = SendForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                link, token = issue(item, by=request.user, **form.arguments())
            except Refused as refused:
                form.add_error(form.whose(), str(refused))
            else:
                return self._review_sent(request, item, link, token, form.cleaned_data["message"])
        context = {
            **self._review_frame(item, _("Send for review outside the newsroom")),
            "form": form,
            "links": [
                {
                    "link": link,
                    "is_open": is_valid(link),
                    "is_ended": not link.is_open() and link.revoked_at is None,
                    "revoke": self._address("revoke", item.pk, link.pk),
                }
                for link in links_of(item)
            ],
        }
        return self._review_page(request, "admin/desk/review_links.html", context)

    def _review_sent(
        self, request: HttpRequest, item: Any, link: Any, token: str, message: str
    ) -> HttpResponse:
        """The one page that ever shows the address: it is kept nowhere."""
        with override(link.language):
            address = request.build_absolute_uri(reverse("review:item", args=[token]))
        context = {
            **self._review_frame(item, _("The review link")),
            "link": link,
            "address": address,
            "is_mailed": send_link(link, address, message=message),
        }
        return self._review_page(request, "admin/desk/review_sent.html", context)

    def revoke_view(self, request: HttpRequest, object_id: int, link: int) -> HttpResponse:
        """Take a link back."""
        item = self._reviewable(request, object_id)
        found = links_of(item).filter(pk=link).first()
        if found is None:
            raise Http404
        revoke(found, by=request.user)
        messages.success(request, _("Revoked. The link shows nothing any more."))
        return HttpResponseRedirect(self._address("review", item.pk))

    def _reviewable(self, request: HttpRequest, object_id: int) -> Any:
        item = self._one(request, object_id, LANGUAGES[0])
        if not may_issue(request.user, item):
            raise PermissionDenied
        return item

    def _review_frame(self, item: Any, title: str) -> dict[str, Any]:
        return {
            "title": title,
            "item": item,
            "back": self._address("change", item.pk),
            "links_address": self._address("review", item.pk),
        }

    def _review_page(
        self, request: HttpRequest, template: str, context: dict[str, Any]
    ) -> HttpResponse:
        known = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, template, {**known, **context})


class ReviewerForm(forms.ModelForm):
    """A person of the register; never a colleague, who signs in."""

    def clean_email(self) -> str:
        """Not a colleague's address, and nobody else's of the register."""
        email: str = self.cleaned_data["email"]
        if refused := refused_address(email):
            raise forms.ValidationError(refused)
        others = Reviewer.objects.filter(email__iexact=email).exclude(pk=self.instance.pk)
        if others.exists():
            raise forms.ValidationError(_("Somebody in the register has this address already."))
        return email


@admin.register(Reviewer)
class ReviewerAdmin(DirectedForms, admin.ModelAdmin):
    """Those whose approval counts though they have no account."""

    form = ReviewerForm
    fields = ("name", "email", "language", "is_active")
    list_display: ClassVar[Any] = ("name", "email", "language", "is_active")
    list_filter = ("is_active",)
    search_fields = ("name", "email")

    def save_model(self, request: HttpRequest, obj: Reviewer, form: Any, change: bool) -> None:
        """Whoever enters a person stands beside them."""
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: what they approved stays on record. They become inactive."""
        return False

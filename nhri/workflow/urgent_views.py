"""Urgent publications in the admin: the second person's page, and how long the notice stays."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhri.translation import moments
from nhri.translation.languages import OWN_NAMES, direction
from nhri.workflow import actions, streams
from nhri.workflow.facts import facts, texts
from nhri.workflow.forms import MinuteField
from nhri.workflow.permissions import Refused, may
from nhri.workflow.states import State, Verb
from nhri.workflow.urgent import (
    UrgentPublication,
    confirmation_refused,
    is_pinnable,
    pinning_refused,
    to_confirm,
)

#: How long a notice may stay, as a form offers it.
STAYS = {
    "6": (timedelta(hours=6), gettext_lazy("6 hours")),
    "24": (timedelta(hours=24), gettext_lazy("24 hours")),
    "72": (timedelta(days=3), gettext_lazy("3 days")),
}
NO_NOTICE = ("none", gettext_lazy("no urgent notice"))


def stay_choices() -> list[tuple[str, Any]]:
    """The choices of `STAYS`, then none at all."""
    return [*[(key, label) for key, (_stay, label) in STAYS.items()], NO_NOTICE]


def end_of(choice: str) -> datetime | None:
    """When a notice that begins now ends, to the minute; None for no notice."""
    if choice not in STAYS:
        return None
    return (timezone.now() + STAYS[choice][0]).replace(second=0, microsecond=0)


class NoticeForm(forms.Form):
    """Until when an item stands at the top of the home page: counted from now, or at a minute."""

    stay = forms.ChoiceField(
        label=gettext_lazy("From now"),
        choices=lambda: [
            *[(key, label) for key, (_stay, label) in STAYS.items()],
            ("none", gettext_lazy("end it now")),
        ],
        widget=forms.RadioSelect,
        initial="24",
    )
    until = MinuteField(label=gettext_lazy("or until this minute"), required=False)

    def moment(self) -> datetime | None:
        """The typed minute, else the choice counted from now."""
        typed: datetime | None = self.cleaned_data["until"]
        return typed or end_of(self.cleaned_data["stay"])


class UrgentViews:
    """Mixin of `BilingualAdmin`: confirming what one person published, and the notice's end."""

    # What the admin class brings; named for the reader and for mypy.
    admin_site: Any
    opts: Any
    model: Any
    has_view_permission: Any
    _address: Any
    _one: Any

    def get_urls(self) -> list[Any]:
        """``urgent/<pk>/confirm/`` and ``<item>/urgent-notice/``."""
        stem = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path(
                "urgent/<int:urgent_id>/confirm/",
                wrap(self.confirm_urgent_view),
                name=f"{stem}_confirm_urgent",
            ),
            path(
                "<int:object_id>/urgent-notice/",
                wrap(self.urgent_notice_view),
                name=f"{stem}_urgent_notice",
            ),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def _urgent_page(self, request: HttpRequest, name: str, item: Any, **own: Any) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "item": item,
            "back": self._address("change", item.pk),
            **own,
        }
        return TemplateResponse(request, f"admin/workflow/{name}.html", context)

    # The second person ----------------------------------------------------------------------------

    def confirm_urgent_view(self, request: HttpRequest, urgent_id: int) -> HttpResponse:
        """The text as it went out, who let it out and why; one button says that it is right."""
        urgent = self._urgent(request, urgent_id)
        item = urgent.item
        if request.method == "POST":
            try:
                actions.confirm_urgent(urgent, by=request.user)
            except Refused as refused:
                messages.error(request, str(refused))
                return HttpResponseRedirect(request.path)
            messages.success(request, _("Confirmed: two people stand behind this text now."))
            return HttpResponseRedirect(self._address("change", item.pk))
        language = urgent.language
        live = item.standing(language) == State.PUBLISHED
        may_publish = may(request.user, item, "publish")
        return self._urgent_page(
            request,
            "confirm_urgent",
            item,
            title=_("Confirm an urgent publication"),
            urgent=urgent,
            published_at=moments.in_words(urgent.at),
            confirmed_at=moments.in_words(urgent.confirmed_at) if urgent.confirmed_at else "",
            refused=confirmation_refused(urgent, item, request.user),
            language=language,
            direction=direction(language),
            language_name=OWN_NAMES[language],
            withdraw=self._address("verb", item.pk, Verb.WITHDRAW, language)
            if live and may_publish
            else "",
            **_as_published(urgent, item),
        )

    def _urgent(self, request: HttpRequest, pk: int) -> UrgentPublication:
        """The publication with its item's streams; 404 for another model's."""
        own = ContentType.objects.get_for_model(self.model)
        urgent = (
            UrgentPublication.objects.filter(pk=pk, content_type=own)
            .select_related("by", "confirmed_by", "revision", "shared_revision")
            .first()
        )
        item = (
            urgent
            and self.model._default_manager.with_streams().filter(pk=urgent.object_id).first()
        )
        if urgent is None or item is None:
            raise Http404
        if not self.has_view_permission(request, item):
            raise PermissionDenied
        urgent.item = item
        return urgent

    # The notice -----------------------------------------------------------------------------------

    def urgent_notice_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """End the notice on the home page, or let it stay longer."""
        item = self._one(request, object_id, "ar")
        form = NoticeForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            until = form.moment()
            try:
                actions.set_urgent(item, until, by=request.user)
            except Refused as refused:
                form.add_error("until" if form.cleaned_data["until"] else None, str(refused))
            else:
                said = _("The urgent notice is ended.")
                if until is not None:
                    said = _("The urgent notice stays until %(moment)s.") % {
                        "moment": moments.in_words(until)
                    }
                messages.success(request, said)
                return HttpResponseRedirect(self._address("change", item.pk))
        return self._urgent_page(
            request,
            "urgent_notice",
            item,
            title=_("Urgent notice"),
            form=form,
            until=notice_until(item),
            zone=moments.zone(),
            refused=pinning_refused(item, None, request.user),
        )

    # The form -------------------------------------------------------------------------------------

    def render_change_form(
        self, request: HttpRequest, context: Any, add: bool = False, change: bool = False,
        form_url: str = "", obj: Any = None,
    ) -> Any:  # fmt: skip
        """With what waits for a second person, and the notice that readers see."""
        if obj is not None and obj.pk and is_pinnable(obj):
            context |= {
                "to_confirm": [
                    {
                        "urgent": one,
                        "name": OWN_NAMES[one.language],
                        "address": self._address("confirm_urgent", one.pk),
                    }
                    for one in to_confirm(obj).values()
                ],
                "notice_until": notice_until(obj),
                "urgent_notice": self._address("urgent_notice", obj.pk),
                "may_pin": may(request.user, obj, "publish"),
            }
        return super().render_change_form(  # type: ignore[misc]
            request, context, add, change, form_url, obj
        )


def notice_until(item: Any) -> str:
    """When the notice that readers see now ends, in words; empty when there is none."""
    until = getattr(item, "urgent_until", None)
    return moments.in_words(until) if until is not None and until > timezone.now() else ""


def _as_published(urgent: UrgentPublication, item: Any) -> dict[str, Any]:
    """Title, summary, texts and facts of exactly the two revisions that went out."""
    language = urgent.language
    setattr(item, f"head_{language}", urgent.revision)
    item.head_shared = urgent.shared_revision
    values = streams.head_values(item, language)
    return {
        "heading": values[f"title_{language}"],
        "summary": values.get(f"summary_{language}"),
        "texts": texts(item, language),
        "facts": facts(item, language),
    }

"""Events in the admin: basics, sessions, participations, outcomes."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events import agenda, editions
from events.admin import acts
from events.admin.downloads import EventFiles
from events.admin.participant_list import ParticipantListIntake
from events.admin.zones import ZoneInput
from events.forms import EventForm
from events.models import Event
from events.views.events import own_names
from nhri.desk.admin import DeskAdmin
from nhri.desk.filters import OnTheDesk
from nhri.translation.languages import LANGUAGES, current_language
from nhri.workflow.board import TranslationBoard

#: How many of the items about an event its form names.
_COVERAGE = 12


@admin.register(Event)
class EventAdmin(EventFiles, ParticipantListIntake, TranslationBoard, DeskAdmin):
    """An edition in two languages, published with everything that belongs to it."""

    form = EventForm
    open_translated: ClassVar[tuple[str, ...]] = ("title", "summary", "venue", "city", "body")
    open_shared: ClassVar[tuple[str, ...]] = (
        "starts_on", "starts_at", "ends_on", "ends_at", "time_zone", "kind", "mode", "status",
    )  # fmt: skip
    folded_translated: ClassVar[tuple[str, ...]] = ("slug",)
    folded_shared: ClassVar[tuple[str, ...]] = (
        "series", "number", "country", "host", "networks", "working_languages", "link",
    )  # fmt: skip
    part_sections: ClassVar[tuple[str, ...]] = ("sessions", "participations", "outcomes")
    folded_label = _("More: series, country, host, networks, languages, embargo")
    change_form_template = "admin/events/event/change_form.html"
    autocomplete_fields = ("host", "networks", "series", "country")
    preview_template = "events/event_detail.html"

    list_display = ("heading", "kind", "starts_on", "status", "arabic", "english", "open_comments")
    list_filter = (OnTheDesk, "kind", "status", "mode", "series")
    date_hierarchy = "starts_on"
    search_fields = ("title_ar", "title_en", "summary_ar", "summary_en")
    list_per_page = 30
    ordering = ("-changed_at", "-pk")
    show_full_result_count = False

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Zones are suggested."""
        if db_field.name == "time_zone":
            kwargs["widget"] = ZoneInput
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new event is in the institution's own zone until somebody says otherwise."""
        return {"time_zone": settings.TIME_ZONE, **super().get_changeform_initial_data(request)}

    def get_urls(self) -> list[Any]:
        """``<pk>/next-edition/``."""
        view = self.admin_site.admin_view(self.next_edition_view)
        own = path("<int:object_id>/next-edition/", view, name="events_event_next_edition")
        return [own, *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: Any, **kwargs: Any) -> Any:
        """With what may be done with the event."""
        event = kwargs.get("obj")
        if event is not None and event.pk:
            offered = [(a.label, a.address(event)) for a in acts.acts_for(request.user)]
            if self.has_add_permission(request):
                offered.insert(0, (_("Next edition…"), self._address("next_edition", event.pk)))
            if self.may_take_in(request, event):
                address = self._address("participants_import", event.pk)
                offered.append((_("Import a list of participants…"), address))
            news = event.news.for_cards().order_by("-released_on", "-pk")[:_COVERAGE]
            context["coverage"] = [(item, _change_address(item)) for item in news]
            context["acts"] = [{"label": label, "url": url} for label, url in offered]
        return super().render_change_form(request, context, **kwargs)

    def preview_context(self, item: Event) -> dict[str, Any]:
        """The programme as the newest rows say it, public or not."""
        return {
            "programme": agenda.of_newest(item, current_language(), own_names()),
            "today": timezone.localdate(),
        }

    def next_edition_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """GET: what is kept, moved and left out. POST: the new draft."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        event = self._one(request, object_id, LANGUAGES[0])
        if request.method == "POST":
            edition = editions.next_edition(event, by=request.user)
            messages.success(request, gettext("The next edition is a draft now."))
            return redirect(self._address("change", edition.pk))
        planned = editions.values(event)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("Next edition"),
            "event": event,
            "first": _in_words(planned["starts_on"]),
            "last": _in_words(planned["ends_on"]),
            "number": planned["number"],
        }
        return TemplateResponse(request, "admin/events/event/next_edition.html", context)

    def get_queryset(self, request: Any) -> Any:
        """Lists without the long texts."""
        queryset = super().get_queryset(request)
        on_one = request.resolver_match and "object_id" in request.resolver_match.kwargs
        return queryset if on_one else queryset.for_cards()


def _change_address(item: Any) -> str:
    """The form of something that another section published about the event."""
    meta = item._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[item.pk])


def _in_words(day: str | None) -> str:
    return date_format(date.fromisoformat(day), "j F Y") if day else ""

"""Events in the admin: basics, sessions, participations, outcomes."""

from typing import Any, ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from events.forms import EventForm
from events.models import Event
from nhri.workflow.admin import BilingualAdmin
from nhri.workflow.board import TranslationBoard


@admin.register(Event)
class EventAdmin(TranslationBoard, BilingualAdmin):
    """An edition in two languages, published with everything that belongs to it."""

    form = EventForm
    open_translated: ClassVar[tuple[str, ...]] = ("title", "summary", "venue", "city", "body")
    open_shared: ClassVar[tuple[str, ...]] = (
        "starts_on", "starts_at", "ends_on", "ends_at", "time_zone", "mode", "status",
    )  # fmt: skip
    folded_translated: ClassVar[tuple[str, ...]] = ("slug",)
    folded_shared: ClassVar[tuple[str, ...]] = (
        "series", "number", "country", "host", "networks", "working_languages", "link",
    )  # fmt: skip
    part_sections: ClassVar[tuple[str, ...]] = ("sessions", "participations", "outcomes")
    folded_label = _("More: series, country, host, networks, languages, embargo")
    preview_template = "events/event_detail.html"

    list_display = ("heading", "starts_on", "status", "arabic", "english")
    list_filter = ("status", "mode", "series")
    date_hierarchy = "starts_on"
    search_fields = ("title_ar", "title_en", "summary_ar", "summary_en")
    list_per_page = 30
    ordering = ("-changed_at", "-pk")
    show_full_result_count = False

    def get_queryset(self, request: Any) -> Any:
        """Lists without the long texts."""
        queryset = super().get_queryset(request)
        on_one = request.resolver_match and "object_id" in request.resolver_match.kwargs
        return queryset if on_one else queryset.for_cards()

"""The newsroom in the admin."""

from typing import Any, ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from news.event_releases import EventReleaseAdmin
from news.filters import (
    ArabicStage,
    EnglishStage,
    MissingTranslation,
    ReleasedMonth,
    ReleasedYear,
)
from news.forms import NewsItemForm
from news.intake import IntakeAdmin
from news.models import NewsItem, PressContact, Topic
from news.urgent import UrgentAdmin
from nhri.desk.admin import DeskAdmin
from nhri.desk.filters import OnTheDesk
from nhri.export.admin import ExportAdmin
from nhri.pages.models import Institution
from nhri.translation.inputs import DirectedForms
from nhri.workflow import streams
from nhri.workflow.board import TranslationBoard


@admin.register(NewsItem)
class NewsItemAdmin(
    UrgentAdmin, IntakeAdmin, EventReleaseAdmin, ExportAdmin, TranslationBoard, DeskAdmin
):
    """Write, translate, review, publish: one form, two columns."""

    form = NewsItemForm
    open_translated: ClassVar[tuple[str, ...]] = (
        "title", "confirm_title", "summary", "body", "place",
    )  # fmt: skip
    open_shared: ClassVar[tuple[str, ...]] = ("released_on", "kind")
    folded_translated: ClassVar[tuple[str, ...]] = ("slug", "issuer", "notes_to_editors")
    folded_shared: ClassVar[tuple[str, ...]] = (
        "hijri_correction", "reference", "topics", "event", "participants", "organisations",
        "press_contact", "agency", "ending_mark", "pinned_until",
    )  # fmt: skip
    folded_label = _("More: reference number, topics, press contact, embargo, address of the page")
    autocomplete_fields = ("event", "participants", "organisations")
    preview_template = "news/newsitem_detail.html"

    list_display = ("heading", "kind", "arabic", "english", "open_comments", "released_on")
    list_filter = (
        OnTheDesk, ArabicStage, EnglishStage, MissingTranslation, "kind", "topics",
        ReleasedYear, ReleasedMonth,
    )  # fmt: skip
    search_fields = (
        "title_ar", "title_en", "summary_ar", "summary_en", "body_ar", "body_en", "reference",
    )  # fmt: skip
    search_help_text = _("Search titles, summaries and texts in both languages")
    list_per_page = 30
    ordering = ("-changed_at", "-pk")

    def get_queryset(self, request: Any) -> Any:
        """Lists without the long texts."""
        queryset = super().get_queryset(request)
        on_one = request.resolver_match and "object_id" in request.resolver_match.kwargs
        return queryset if on_one else queryset.for_cards()

    def get_changeform_initial_data(self, request: Any) -> dict[str, Any]:
        """A new item begins with the house's Hijri correction."""
        habits = Institution.objects.current()
        initial = super().get_changeform_initial_data(request)
        return {"hijri_correction": habits.hijri_correction, **initial}

    def preview_context(self, item: NewsItem) -> dict[str, Any]:
        """The topics of the newest text, public or not."""
        chosen = streams.head_values(item, streams.SHARED)["topics"]
        return {"topics": Topic.objects.filter(pk__in=chosen)}


class NameAdmin(DirectedForms, admin.ModelAdmin):
    """Small tables with a name in each language."""

    @admin.display(description=_("name"), ordering="name_ar")
    def names(self, entry: Any) -> str:
        """Both names."""
        return " · ".join(filter(None, (entry.name_ar, entry.name_en)))


@admin.register(Topic)
class TopicAdmin(NameAdmin):
    """Subjects that readers may follow."""

    fields = (("name_ar", "name_en"), "slug")
    list_display = ("names", "slug")


@admin.register(PressContact)
class PressContactAdmin(NameAdmin):
    """Whom journalists may call."""

    fields = (("name_ar", "name_en"), "phone", "email")
    list_display = ("names", "phone", "email")

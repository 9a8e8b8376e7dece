"""Persons in the admin, and the series in which meetings follow each other."""

from typing import Any, ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from events.admin.merge_views import MergeViews
from events.admin.naming import NamedAdmin, SmallAdmin
from events.admin.record_filters import NamedFilter
from events.admin.record_forms import ParticipantForm
from events.admin.record_tables import TableAction
from events.labels import all_names
from events.models import EventSeries, Participant


@admin.register(Participant)
class ParticipantAdmin(MergeViews, TableAction, NamedAdmin):
    """A person is a name; what they were is written at each event."""

    form = ParticipantForm
    fieldsets = (
        (None, {"fields": (
            ("name_ar", "name_en"), ("honorific_ar", "honorific_en"), "variants",
        ), "description": _(
            "The title is written apart from the name («م.», «د.», «سعادة»). What the person was "
            "is written at each event, because functions change."
        )}),
        (_("Naming the person"), {"fields": (
            "in_public_office", "has_consented", "consented_on", "consent_note", "is_public",
        ), "description": _(
            "An event names a person who holds public office or has consented; anybody else is "
            "counted with their organisation and not named. A page of their own needs consent."
        )}),
        (_("Biography"), {"fields": (("biography_ar", "biography_en"),), "classes": ("collapse",)}),
    )  # fmt: skip
    list_display = ("names", "honorific", "in_public_office", "has_consented", "is_public")
    list_filter = (NamedFilter, "in_public_office", "has_consented")
    search_help_text = _(
        "Any spelling of the name, in Arabic or Latin letters; titles do not matter"
    )

    @admin.display(description=_("name"))
    def names(self, person: Participant) -> str:
        """Both names."""
        return all_names(person)

    @admin.display(description=_("honorific"))
    def honorific(self, person: Any) -> str:
        """In the reader's language, else in the other."""
        return person.honorific_ar or person.honorific_en or ""


@admin.register(EventSeries)
class EventSeriesAdmin(SmallAdmin):
    """Meetings that follow each other."""

    fields: ClassVar[Any] = (("name_ar", "name_en"), "organiser")
    autocomplete_fields = ("organiser",)
    list_display = ("names", "organiser")
    list_select_related = ("organiser__country",)

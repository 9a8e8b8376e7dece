"""Session and Outcome: what an event is made of, and what came of it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from events.fields import written
from events.models.event import Event
from nhri.translation.languages import current_language, first_filled
from nhri.workflow.parts import Part, Row


class Session(Part):
    """One item of the agenda, in the venue's own time."""

    class Kind(models.TextChoices):
        GENERAL_ASSEMBLY = "general_assembly", _("general assembly")
        HIGH_LEVEL = "high_level", _("high-level session")
        PLENARY = "plenary", _("plenary session")
        SIDE_EVENT = "side_event", _("side event")
        REGIONAL_MEETING = "regional", _("regional meeting")
        WORKSHOP = "workshop", _("workshop")
        DISCUSSION = "discussion", _("discussion")
        CEREMONY = "ceremony", _("opening or closing")
        BREAK = "break", _("break")

    part_content: ClassVar[tuple[str, ...]] = (
        "day", "starts", "ends", "kind", "title_ar", "title_en", "description_ar",
        "description_en", "place_ar", "place_en", "parent",
    )  # fmt: skip
    part_links: ClassVar[dict[str, str]] = {"parent": "sessions"}

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sessions")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.PLENARY)
    title = models.CharField(_("title"), max_length=250, blank=True)
    description = models.TextField(_("description"), blank=True)
    place = models.CharField(_("room or link"), max_length=150, blank=True)
    day = models.DateField(_("day"), null=True, blank=True)
    starts = models.TimeField(_("from"), null=True, blank=True)
    ends = models.TimeField(_("to"), null=True, blank=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )

    class Meta(Part.Meta):
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.UniqueConstraint(fields=["event", "key"], name="session_key_once"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(starts__isnull=True) | Q(ends__gte=F("starts")),
                name="session_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                name="session_is_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return str(first_filled(self, "title", current_language())[0] or self.get_kind_display())

    @classmethod
    def called(cls, row: Row) -> str:
        """Its title, else its kind."""
        return super().called(row) or str(dict(cls.Kind.choices).get(row.get("kind") or "", ""))


class Outcome(Part):
    """What was presented, adopted, discussed; who was elected."""

    class Kind(models.TextChoices):
        PRESENTED = "presented", _("presented")
        ADOPTED = "adopted", _("adopted")
        DISCUSSED = "discussed", _("discussed")
        ELECTED = "elected", _("elected")

    part_content: ClassVar[tuple[str, ...]] = (
        "kind", "title_ar", "title_en", "link", "session",
    )  # fmt: skip
    part_links: ClassVar[dict[str, str]] = {"session": "sessions"}

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="outcomes")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.ADOPTED)
    title = models.CharField(_("title"), max_length=250, blank=True)
    link = models.URLField(_("address of the document"), blank=True)
    session = models.ForeignKey(
        Session,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="outcomes",
        verbose_name=_("session"),
    )

    class Meta(Part.Meta):
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        constraints = [
            models.UniqueConstraint(fields=["event", "key"], name="outcome_key_once"),
            models.CheckConstraint(
                condition=written("title_ar") | written("title_en"), name="outcome_is_named"
            ),
        ]

    def __str__(self) -> str:
        return str(first_filled(self, "title", current_language())[0])

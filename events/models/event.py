"""EventSeries and Event: an edition of a meeting, in the venue's own dates and time."""

import zoneinfo
from datetime import datetime, time
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from events.models.network import Country, Network, Organisation
from events.querysets import EventQuerySet
from nhri.arabic.slugs import slug as slug_of
from nhri.security.html import RichTextField
from nhri.translation.languages import (
    LANGUAGES,
    current_language,
    first_filled,
    localized,
)
from nhri.workflow.models import Publishable


class EventSeries(models.Model):
    """Meetings that follow each other: the annual meeting of an alliance."""

    name = models.CharField(_("name"), max_length=200)
    organiser = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organiser"),
    )

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("event series")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(first_filled(self, "name", current_language())[0])


def zone_exists(name: str) -> None:
    """A name of the IANA database, as calendars need it."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("No time zone has this name."))


class Event(Publishable):
    """One edition. Its sessions, participations and outcomes are published with it."""

    class Kind(models.TextChoices):
        MEETING = "meeting", _("meeting")
        CONFERENCE = "conference", _("conference")
        WORKSHOP = "workshop", _("workshop")
        TRAINING = "training", _("training course")
        DIALOGUE = "dialogue", _("public dialogue")
        VISIT = "visit", _("visit")

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", _("takes place as planned")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        ONLINE = "online", _("online")
        HYBRID = "hybrid", _("in person and online")

    translated_content: ClassVar[tuple[str, ...]] = (
        "title", "slug", "summary", "body", "venue", "city",
    )  # fmt: skip
    shared_content: ClassVar[tuple[str, ...]] = (
        "kind", "series", "number", "status", "mode", "country", "starts_on", "starts_at",
        "ends_on", "ends_at", "time_zone", "host", "networks", "working_languages", "link",
        "sessions", "participations", "outcomes",
    )  # fmt: skip
    required_translated: ClassVar[tuple[str, ...]] = ("title", "summary")
    required_shared: ClassVar[tuple[str, ...]] = ("starts_on", "ends_on")

    title = models.CharField(_("title"), max_length=250, blank=True)
    slug = models.CharField(
        _("slug"),
        max_length=100,
        blank=True,
        help_text=_("Part of the page's address. Left empty it is made from the title."),
    )
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One or two sentences, for lists and sharing.")
    )
    body = RichTextField(_("body"), blank=True)
    venue = models.CharField(_("venue"), max_length=150, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.MEETING)
    series = models.ForeignKey(
        EventSeries,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("series"),
    )
    number = models.PositiveSmallIntegerField(_("number of the edition"), null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.SCHEDULED
    )
    mode = models.CharField(_("mode"), max_length=10, choices=Mode.choices, default=Mode.IN_PERSON)
    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country"),
    )
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    starts_at = models.TimeField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    ends_at = models.TimeField(_("to"), null=True, blank=True)
    time_zone = models.CharField(
        _("time zone"),
        max_length=50,
        default="Asia/Bahrain",
        validators=[zone_exists],
        help_text=_("Of the venue, or the one in which an online meeting is announced."),
    )
    host = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted",
        verbose_name=_("host"),
    )
    networks = models.ManyToManyField(
        Network, blank=True, related_name="events", verbose_name=_("networks")
    )
    working_languages = models.CharField(_("working languages"), max_length=120, blank=True)
    link = models.URLField(_("address of the meeting"), blank=True)

    objects = EventQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_on", "-pk"]
        indexes = [
            *Publishable.Meta.indexes,
            models.Index(fields=["state_ar", "starts_on", "ends_on"], name="event_list_ar"),
            models.Index(fields=["state_en", "starts_on", "ends_on"], name="event_list_en"),
        ]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="event_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(starts_on=F("ends_on"))
                | Q(starts_at__isnull=True)
                | Q(ends_at__isnull=True)
                | Q(ends_at__gte=F("starts_at")),
                name="event_ends_after_it_starts_that_day",
            ),
        ]

    def __str__(self) -> str:
        return str(first_filled(self, "title", current_language())[0] or f"#{self.pk}")

    def complete_values(
        self, stream: str, values: dict[str, Any], previous: dict[str, Any]
    ) -> dict[str, Any]:
        """The slug follows the title until somebody writes one; one day is enough to type."""
        if stream in LANGUAGES:
            title, slug = f"title_{stream}", f"slug_{stream}"
            if not values[slug] or values[slug] == slug_of(previous.get(title) or ""):
                return {**values, slug: slug_of(values[title])}
            return values
        if values["starts_on"] and not values["ends_on"]:
            return {**values, "ends_on": values["starts_on"]}
        return values

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The venue's time zone."""
        return zoneinfo.ZoneInfo(self.time_zone)

    def moment(self, day: Any, at: time | None) -> datetime | None:
        """The instant of that day and time at the venue; None without a day or a time."""
        if day is None or at is None:
            return None
        return datetime.combine(day, at, tzinfo=self.zone)

    def address(self, language: str) -> str:
        """``/ar/events/<id>-<slug>/``."""
        words = localized(self, "slug", self.readable_language(language)) or "-"
        with override(language):
            return reverse("events:detail", args=[self.pk, words])

    def heading(self, language: str) -> Any:
        """The title in `language`."""
        return localized(self, "title", language)

"""NewsItem and what stands beside it: topics, press contacts, corrections, imported originals."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from events.models import Event, Organisation, Participant
from news.querysets import NewsItemQuerySet
from nhri.arabic.slugs import slug as slug_of
from nhri.security.html import RichTextField
from nhri.translation.languages import LANGUAGES, current_language, first_filled, localized
from nhri.workflow.models import Publishable, Revision


class Topic(models.Model):
    """A subject that readers may follow."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("slug"), unique=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name_ar or self.name_en or self.slug


class PressContact(models.Model):
    """Whom a journalist may call about a release: an office, reachable on deadline."""

    name = models.CharField(_("name or office"), max_length=120)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)

    class Meta:
        verbose_name = _("press contact")
        verbose_name_plural = _("press contacts")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(phone="") | ~Q(email=""), name="press_contact_is_reachable"
            )
        ]

    def __str__(self) -> str:
        return self.name_ar or self.name_en or self.email


class NewsItem(Publishable):
    """One release, statement or news item, in Arabic and English."""

    class Kind(models.TextChoices):
        PRESS_RELEASE = "press_release", _("press release")
        STATEMENT = "statement", _("statement")
        NEWS = "news", _("news item")
        SPEECH = "speech", _("speech")
        ANNOUNCEMENT = "announcement", _("announcement")

    translated_content: ClassVar[tuple[str, ...]] = (
        "title", "title_to_confirm", "slug", "summary", "body", "place", "issuer",
        "notes_to_editors",
    )  # fmt: skip
    shared_content: ClassVar[tuple[str, ...]] = (
        "kind", "released_on", "hijri_correction", "reference", "agency", "ending_mark",
        "pinned_until", "press_contact", "topics", "event", "participants", "organisations",
    )  # fmt: skip
    required_translated: ClassVar[tuple[str, ...]] = ("title", "summary", "body", "place")
    required_shared: ClassVar[tuple[str, ...]] = ("released_on",)

    title = models.CharField(_("title"), max_length=300, blank=True)
    title_to_confirm_ar = models.BooleanField(_("proposed title (in Arabic)"), default=False)
    title_to_confirm_en = models.BooleanField(_("proposed title (in English)"), default=False)
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
    place = models.CharField(_("place"), max_length=80, blank=True)
    issuer = models.CharField(
        _("issuer line"), max_length=200, blank=True, help_text=_("Only when not the institution.")
    )
    notes_to_editors = RichTextField(_("notes to editors"), blank=True)

    kind = models.CharField(
        _("kind"), max_length=16, choices=Kind.choices, default=Kind.PRESS_RELEASE
    )
    released_on = models.DateField(
        _("released on"),
        null=True,
        blank=True,
        help_text=_("The institution's date, not the day on which it was typed in."),
    )
    hijri_correction = models.SmallIntegerField(
        _("Hijri correction in days"),
        default=0,
        validators=[MinValueValidator(-2), MaxValueValidator(2)],
        help_text=_("When the announced Hijri date differs from the calculated one."),
    )
    reference = models.CharField(_("reference number"), max_length=60, blank=True)
    agency = models.CharField(_("news agency"), max_length=60, blank=True)
    ending_mark = models.CharField(_("ending mark"), max_length=60, blank=True)
    pinned_until = models.DateTimeField(_("pinned until"), null=True, blank=True)
    #: Set by publishing urgently, not by drafts: at the top of the home page until then.
    urgent_until = models.DateTimeField(_("urgent until"), null=True, editable=False)
    press_contact = models.ForeignKey(
        PressContact,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("press contact"),
    )
    event = models.ForeignKey(
        Event,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="news",
        verbose_name=_("event"),
    )
    participants = models.ManyToManyField(
        Participant, blank=True, related_name="news", verbose_name=_("persons named in it")
    )
    organisations = models.ManyToManyField(
        Organisation, blank=True, related_name="news", verbose_name=_("organisations named in it")
    )
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="items", verbose_name=_("topics")
    )

    objects = NewsItemQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = pgettext_lazy("newsroom", "item")
        verbose_name_plural = pgettext_lazy("newsroom", "items")
        ordering = ["-released_on", "-pk"]
        indexes = [
            *Publishable.Meta.indexes,
            models.Index(fields=["state_ar", "-released_on", "-id"], name="news_list_ar"),
            models.Index(fields=["state_en", "-released_on", "-id"], name="news_list_en"),
            models.Index(fields=["-released_on", "-id"], name="news_by_date"),
        ]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(hijri_correction__range=(-2, 2)), name="news_hijri_correction_small"
            ),
        ]

    def __str__(self) -> str:
        title, _language = first_filled(self, "title", current_language())
        return title or f"#{self.pk}"

    @property
    def is_urgent(self) -> bool:
        """True while the urgent notice lasts."""
        return self.urgent_until is not None and self.urgent_until > timezone.now()

    def complete_values(
        self, stream: str, values: dict[str, Any], previous: dict[str, Any]
    ) -> dict[str, Any]:
        """The slug follows the title until somebody writes one; a retyped title is confirmed."""
        if stream not in LANGUAGES:
            return values
        title, slug = f"title_{stream}", f"slug_{stream}"
        if not values[slug] or values[slug] == slug_of(previous.get(title) or ""):
            values = {**values, slug: slug_of(values[title])}
        flag = f"title_to_confirm_{stream}"
        if values[flag] and previous.get(flag) and values[title] != previous[title]:
            values = {**values, flag: False}
        return values

    def record_correction(
        self, language: str, note: dict[str, str], revision: Revision, by: Any
    ) -> None:
        """One dated note for the page of `language`, with the other language's where given."""
        self.corrections.create(
            language=language,
            note_ar=note.get("ar", "").strip(),
            note_en=note.get("en", "").strip(),
            revision=revision,
            created_by=by,
        )

    def address(self, language: str) -> str:
        """``/ar/news/<id>-<slug>/``; the slug is that of a language readers can see."""
        slug = localized(self, "slug", self.readable_language(language)) or "-"
        with override(language):
            return reverse("news:detail", args=[self.pk, slug])

    def heading(self, language: str) -> Any:
        """The title in `language`."""
        return localized(self, "title", language)


class Correction(models.Model):
    """A public, dated note: what was wrong in a text that readers had already seen."""

    item = models.ForeignKey(NewsItem, on_delete=models.PROTECT, related_name="corrections")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    note = models.TextField(_("correction"), blank=True)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(_("corrected on"), default=timezone.now)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.item_id} {self.created_at:%Y-%m-%d}"


class ImportedOriginal(models.Model):
    """What a draft was made from, byte for byte, with the importer's report."""

    item = models.ForeignKey(NewsItem, on_delete=models.CASCADE, related_name="originals")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    name = models.CharField(_("file name"), max_length=200)
    fingerprint = models.CharField(max_length=64, unique=True)
    data = models.BinaryField()
    report = models.JSONField(default=dict)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("imported original")
        verbose_name_plural = _("imported originals")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

"""Institution, of which there is one row, and Page."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from nhri.security.html import RichTextField
from nhri.translation.languages import localized
from nhri.workflow.models import Publishable


class InstitutionQuerySet(models.QuerySet["Institution"]):
    """The one row."""

    def current(self) -> "Institution":
        """The institution; an unsaved, empty one before set-up, so that pages still open."""
        return self.first() or Institution()


class Institution(models.Model):
    """The institution's own names, contacts and habits. Shown on every page and every export."""

    class Months(models.TextChoices):
        GULF = "gulf", _("Gulf and Egypt (يناير)")
        LEVANT = "levant", _("Levant and Iraq (كانون الثاني)")
        MAGHREB = "maghreb", _("Morocco (ماي، غشت)")

    class Digits(models.TextChoices):
        WESTERN = "western", _("Western (2026)")
        ARABIC_INDIC = "arabic_indic", _("Arabic-Indic (٢٠٢٦)")

    class WeekDay(models.IntegerChoices):
        """Python's `date.weekday()`."""

        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")
        MONDAY = 0, _("Monday")

    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    mandate = models.CharField(
        _("mandate in one sentence"), max_length=400, blank=True, help_text=_("On the home page.")
    )
    boilerplate = models.TextField(
        _("about the institution"), blank=True, help_text=_("At the end of exported releases.")
    )
    address = models.CharField(_("postal address"), max_length=300, blank=True)
    place = models.CharField(
        _("place"),
        max_length=80,
        blank=True,
        help_text=_("Where new releases are dated, until somebody types another place."),
    )
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    hotline = models.CharField(_("complaints hotline"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    site = models.URLField(
        _("address of this site"), blank=True, help_text=_("With https://; printed on exports.")
    )
    complaints_url = models.URLField(_("where to file a complaint"), blank=True)
    months = models.CharField(
        _("Arabic month names"), max_length=8, choices=Months.choices, default=Months.GULF
    )
    digits = models.CharField(
        _("digits in Arabic dates"),
        max_length=12,
        choices=Digits.choices,
        default=Digits.WESTERN,
        help_text=_("Dates and page numbers only; what was typed is never rewritten."),
    )
    week_start = models.PositiveSmallIntegerField(
        _("first day of the week"), choices=WeekDay.choices, default=WeekDay.SUNDAY
    )
    hijri_on = models.BooleanField(_("show the Hijri date"), default=True)
    hijri_correction = models.SmallIntegerField(
        _("Hijri correction in days"),
        default=0,
        validators=[MinValueValidator(-2), MaxValueValidator(2)],
        help_text=_("What new items begin with while the announced month is a day or two off."),
    )
    boilerplate_on = models.BooleanField(
        _("print “about the institution” on exports"), default=False
    )

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institution")
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="institution_only_one"),
            models.CheckConstraint(
                condition=Q(hijri_correction__range=(-2, 2)), name="institution_hijri_correction"
            ),
        ]

    def __str__(self) -> str:
        return str(_("institution"))


class Page(Publishable):
    """A standing page, published like everything else."""

    translated_content: ClassVar[tuple[str, ...]] = ("title", "summary", "body")
    shared_content: ClassVar[tuple[str, ...]] = ("slug", "in_menu", "position")
    required_translated: ClassVar[tuple[str, ...]] = ("title", "body")
    required_shared: ClassVar[tuple[str, ...]] = ("slug",)

    title = models.CharField(_("title"), max_length=200, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    body = RichTextField(_("body"), blank=True)
    slug = models.SlugField(
        _("slug"), unique=True, help_text=_("The page's address, the same in both languages.")
    )
    in_menu = models.BooleanField(_("in the menu"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta(Publishable.Meta):
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.slug

    def address(self, language: str) -> str:
        """``/ar/about/``."""
        with override(language):
            return reverse("page", args=[self.slug])

    def heading(self, language: str) -> Any:
        """The title in `language`."""
        return localized(self, "title", language)

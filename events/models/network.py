"""Country, Organisation, Network, Membership, Accreditation: who is who, and since when."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from events.fields import NamesField, SortField, written
from events.querysets import (
    AccreditationQuerySet,
    MembershipQuerySet,
    NetworkQuerySet,
    OrganisationQuerySet,
)
from nhri.arabic.slugs import slug as slug_of
from nhri.translation.languages import current_language, first_filled, localized


class Country(models.Model):
    """A country as the United Nations names it in both languages."""

    #: ISO 3166-1 alpha-2.
    code = models.CharField(_("country code"), max_length=2, primary_key=True)
    name = models.CharField(_("name"), max_length=120)
    sort_ar = SortField(of=("name_ar", "name_en"))
    sort_en = SortField(of=("name_en", "name_ar"))

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["sort_ar"]

    def __str__(self) -> str:
        return str(first_filled(self, "name", current_language())[0])


class Organisation(models.Model):
    """An institution, a network, a body of the United Nations, a government, a civil society."""

    class Kind(models.TextChoices):
        NATIONAL_INSTITUTION = "nhri", _("national institution")
        NETWORK = "network", _("network")
        UN = "un", _("United Nations body")
        INTERGOVERNMENTAL = "intergovernmental", _("intergovernmental organisation")
        GOVERNMENT = "government", _("government")
        CIVIL_SOCIETY = "civil_society", _("civil society")

    kind = models.CharField(
        _("kind"), max_length=20, choices=Kind.choices, default=Kind.NATIONAL_INSTITUTION
    )
    name = models.CharField(_("name"), max_length=250, blank=True)
    #: The language that the name in Latin letters is really in (BCP 47): many have no English name.
    name_en_language = models.CharField(
        _("language of the Latin name"), max_length=8, default="en", blank=True
    )
    abbreviation = models.CharField(_("abbreviation"), max_length=30, blank=True)
    variants = models.TextField(
        _("other spellings"), blank=True, help_text=_("One a line; found by search, never shown.")
    )
    description = models.TextField(_("description"), blank=True)
    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("country"),
    )
    site = models.URLField(_("web site"), blank=True)
    is_public = models.BooleanField(_("has a public page"), default=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="merged"
    )
    found_by = NamesField(of=("name_ar", "name_en", "abbreviation", "variants"))
    sort_ar = SortField(of=("name_ar", "name_en"))
    sort_en = SortField(of=("name_en", "name_ar"))

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        permissions = [("merge_organisation", "Can merge organisations")]
        ordering = ["sort_ar", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
                name="organisation_merged_into_another",
            ),
            models.CheckConstraint(
                condition=written("name_ar")
                | written("name_en")
                | (Q(kind="nhri") & Q(country__isnull=False)),
                name="organisation_is_named_or_described",
            ),
        ]

    def __str__(self) -> str:
        return self.called(current_language())[0]

    def called(self, language: str) -> tuple[str, str]:
        """(what to call it in `language`, the language those words are in).

        Where no name is known in `language` an institution is described by its country; that is
        no name of its own, and nobody writes it as one. Else the other language's name.
        """
        name = localized(self, "name", language)
        if name:
            return name, self.name_language(language)
        if self.kind == self.Kind.NATIONAL_INSTITUTION and self.country_id:
            return self.described(language), language
        name, language = first_filled(self, "name", language)
        return name, self.name_language(language)

    def described(self, language: str) -> str:
        """«المؤسسة الوطنية لحقوق الإنسان في بنن»: a description, never its name."""
        with override(language):
            country = localized(self.country, "name", language)
            said = _("the national human rights institution of %(country)s")
            return str(said % {"country": country})

    def name_language(self, language: str) -> str:
        """The language that the name kept for `language` is really in."""
        return (self.name_en_language or "en") if language == "en" else language

    def address(self, language: str) -> str:
        """``/ar/organisations/<id>-<slug>/``."""
        with override(language):
            words = slug_of(self.called(language)[0]) or "-"
            return reverse("organisations:detail", args=[self.pk, words])


class Network(models.Model):
    """An organisation whose members are organisations."""

    class Scope(models.TextChoices):
        GLOBAL = "global", _("global alliance")
        REGIONAL = "regional", _("regional network")
        THEMATIC = "thematic", _("thematic or other network")

    organisation = models.OneToOneField(
        Organisation, on_delete=models.PROTECT, related_name="network"
    )
    scope = models.CharField(
        _("scope"), max_length=10, choices=Scope.choices, default=Scope.REGIONAL
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    founded = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    seat = models.CharField(_("seat"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                name="network_is_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def is_public(self) -> bool:
        """It has a page."""
        return self.organisation.is_public and self.organisation.merged_into_id is None

    def address(self, language: str) -> str:
        """``/ar/networks/<id>-<slug>/``."""
        with override(language):
            words = slug_of(self.organisation.called(language)[0]) or "-"
            return reverse("networks:detail", args=[self.pk, words])


class Membership(models.Model):
    """An organisation in a network, with its class, from and until."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships"
    )
    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="memberships")
    member_class = models.CharField(_("member class"), max_length=40, blank=True)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["network__position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="membership_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["organisation", "network"],
                condition=Q(until__isnull=True),
                name="membership_current_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.network_id}"


class Accreditation(models.Model):
    """What an institution's status was, as of which year, by which source. Rows follow rows."""

    class Status(models.TextChoices):
        A = "A", _("status A")
        B = "B", _("status B")
        NONE = "none", _("no status")
        SUSPENDED = "suspended", _("suspended")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="accreditations"
    )
    status = models.CharField(_("status"), max_length=10, choices=Status.choices)
    as_of = models.PositiveSmallIntegerField(_("as of the year"))
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("Empty while it is the current one.")
    )
    source = models.CharField(_("source"), max_length=400, blank=True)
    is_public = models.BooleanField(_("shown to readers"), default=True)

    objects = AccreditationQuerySet.as_manager()

    class Meta:
        verbose_name = _("accreditation")
        verbose_name_plural = _("accreditations")
        ordering = ["-as_of", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(until__isnull=True),
                name="accreditation_current_once",
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True)
                | Q(until__isnull=True)
                | Q(until__gte=F("decided_on")),
                name="accreditation_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(as_of__gte=1993) & Q(as_of__lte=2200),
                name="accreditation_year_possible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.status} {self.as_of}"


class Merge(models.Model):
    """Two records that were one: which was kept, what moved, who said so."""

    #: ``organisation`` or ``participant``.
    kind = models.CharField(max_length=20)
    kept = models.PositiveBigIntegerField()
    gone = models.PositiveBigIntegerField()
    moved: Any = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        default_permissions = ("view",)
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.gone} → {self.kept}"

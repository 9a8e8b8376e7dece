"""Participant, a person; Participation, what they were at one event."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from events.fields import NamesField, SortField, written
from events.models.event import Event
from events.models.network import Organisation
from events.models.session import Session
from events.querysets import ParticipantQuerySet
from nhri.arabic.slugs import slug as slug_of
from nhri.translation.languages import current_language, first_filled, localized
from nhri.workflow.parts import Part


class Participant(models.Model):
    """A person. What they were is written at each event, never here: functions change."""

    honorific = models.CharField(_("honorific"), max_length=60, blank=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    variants = models.TextField(
        _("other spellings"), blank=True, help_text=_("One a line; found by search, never shown.")
    )
    biography = models.TextField(_("biography"), blank=True)
    in_public_office = models.BooleanField(
        _("in public office"),
        default=False,
        help_text=_("May be named at the events they attend in that office."),
    )
    has_consented = models.BooleanField(_("has consented to be named"), default=False)
    consented_on = models.DateField(_("consented on"), null=True, blank=True)
    consent_note = models.CharField(
        _("how consent was given"), max_length=300, blank=True, help_text=_("Never shown.")
    )
    is_public = models.BooleanField(
        _("has a public page"), default=False, help_text=_("Only with consent.")
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="merged"
    )
    found_by = NamesField(of=("name_ar", "name_en", "variants"))
    sort_ar = SortField(of=("name_ar", "name_en"))
    sort_en = SortField(of=("name_en", "name_ar"))

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        permissions = [("merge_participant", "Can merge participants")]
        ordering = ["sort_ar", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=written("name_ar") | written("name_en"), name="participant_is_named"
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(has_consented=True),
                name="participant_page_needs_consent",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
                name="participant_merged_into_another",
            ),
        ]

    def __str__(self) -> str:
        return str(first_filled(self, "name", current_language())[0])

    def called(self, language: str) -> tuple[str, str]:
        """(the name, the language it is written in): `language` where there is one."""
        return first_filled(self, "name", language)

    @property
    def has_page(self) -> bool:
        """Public and consented, and not merged into another record."""
        return self.is_public and self.has_consented and self.merged_into_id is None

    @property
    def may_be_named(self) -> bool:
        """An event may show the name."""
        return self.in_public_office or self.has_consented

    def address(self, language: str) -> str:
        """``/ar/participants/<id>-<slug>/``."""
        with override(language):
            words = slug_of(self.called(language)[0]) or "-"
            return reverse("participants:detail", args=[self.pk, words])


class Participation(Part):
    """A person, an organisation, or both, in a role, with the function that was held then."""

    class Role(models.TextChoices):
        HEAD = "head", _("head of delegation")
        DELEGATE = "delegate", _("member of the delegation")
        SPEAKER = "speaker", _("speaker")
        CHAIR = "chair", _("chair")
        MODERATOR = "moderator", _("moderator")
        PARTICIPANT = "participant", _("participant")
        OBSERVER = "observer", _("observer")

    part_content: ClassVar[tuple[str, ...]] = (
        "person", "organisation", "role", "function_ar", "function_en", "session",
    )  # fmt: skip
    part_links: ClassVar[dict[str, str]] = {"session": "sessions"}

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(
        Participant,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("person"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("organisation"),
    )
    role = models.CharField(
        _("role"), max_length=12, choices=Role.choices, default=Role.PARTICIPANT
    )
    function = models.CharField(_("function"), max_length=200, blank=True)
    #: None: at the event as a whole.
    session = models.ForeignKey(
        Session,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("session"),
    )

    class Meta(Part.Meta):
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [
            models.UniqueConstraint(fields=["event", "key"], name="participation_key_once"),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(organisation__isnull=False),
                name="participation_names_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.person_id or ''}"

    def names_somebody(self) -> bool:
        """What the table asks of a row."""
        return self.person_id is not None or self.organisation_id is not None

    def shown_person(self) -> Any:
        """The person, when the event may name them."""
        return self.person if self.person is not None and self.person.may_be_named else None

    def held(self, language: str) -> str:
        """The function then, in `language`."""
        return str(localized(self, "function", language))

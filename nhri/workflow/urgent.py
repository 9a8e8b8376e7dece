"""UrgentPublication: one publisher published alone; a second person confirms afterwards."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhri.translation.languages import LANGUAGES
from nhri.workflow.models import Publishable, Revision
from nhri.workflow.permissions import may
from nhri.workflow.states import State


class UrgentPublication(models.Model):
    """Open until a second person confirms it, or the text it let through is public no more."""

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    item = GenericForeignKey("content_type", "object_id")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    shared_revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))
    #: Primary keys of whoever had changed what was published: none of them is a second person.
    writers = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    #: Withdrawn, or replaced by a text that two people saw.
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("urgent publication")
        verbose_name_plural = _("urgent publications")
        default_permissions = ()
        ordering = ["at"]
        indexes = [
            models.Index(
                fields=["content_type", "object_id"],
                condition=Q(confirmed_at__isnull=True, superseded_at__isnull=True),
                name="urgent_to_confirm",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | (Q(confirmed_at__isnull=False) & ~Q(confirmed_by=F("by"))),
                name="urgent_confirmed_by_another",
            )
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.reason[:60]}"


def open_ones(item: Publishable, *languages: str) -> Any:
    """What of these languages one publisher let through and nobody has confirmed yet."""
    return UrgentPublication.objects.filter(
        content_type=ContentType.objects.get_for_model(item),
        object_id=item.pk,
        language__in=languages,
        confirmed_at__isnull=True,
        superseded_at__isnull=True,
    )


def to_confirm(item: Publishable) -> dict[str, UrgentPublication]:
    """Language → what waits for a second person, its people included: one query at the most."""
    if not is_pinnable(item):
        return {}
    return {one.language: one for one in open_ones(item, *LANGUAGES).select_related("by")}


def is_pinnable(item: Publishable) -> bool:
    """True for an item that may stand at the top of the home page: of its kind, and public."""
    return hasattr(item, "urgent_until") and any(
        item.standing(language) == State.PUBLISHED for language in LANGUAGES
    )


def pinning_refused(item: Publishable, until: datetime | None, by: Any) -> Any:
    """Why `by` cannot set the urgent notice so, in a sentence; an empty string when they can."""
    if not may(by, item, "publish"):
        return _("Your role does not allow this.")
    if not is_pinnable(item):
        return _("Only news that is public can be shown as urgent.")
    if until is not None and until <= timezone.now():
        return _("Choose a time that is still ahead.")
    return ""


def supersede(item: Publishable, language: str, now: datetime) -> None:
    """Nothing is left to confirm: the text is withdrawn, or another one takes its place."""
    open_ones(item, language).update(superseded_at=now)


def confirmation_refused(urgent: UrgentPublication, item: Publishable, by: Any) -> Any:
    """Why `by` is not the second person, in a sentence; an empty string when they are."""
    if not may(by, item, "approve"):
        return _("Your role does not allow this.")
    if urgent.confirmed_at is not None or urgent.superseded_at is not None:
        return _("Nothing is left to confirm here.")
    if by.pk == urgent.by_id or by.pk in urgent.writers:
        return _("You wrote or published this text; a second person confirms it.")
    return ""

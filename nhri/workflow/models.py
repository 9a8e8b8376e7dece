"""Revision, AuditEntry, and Publishable: the columns that every published thing carries."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhri.translation.languages import other
from nhri.workflow import indexes
from nhri.workflow.querysets import PublishableQuerySet
from nhri.workflow.states import (
    CHANGE_CHOICES,
    CHANGE_STATES,
    DEED_CHOICES,
    STATE_CHOICES,
    State,
    stage,
    standing,
)

STREAMS = ("ar", "en", "shared")
_STREAM_CHOICES = [("ar", _("Arabic")), ("en", _("English")), ("shared", _("both languages"))]


class Revision(models.Model):
    """One saved state of one stream of one item. Rows are added, never changed."""

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    item = GenericForeignKey("content_type", "object_id")
    stream = models.CharField(max_length=6, choices=_STREAM_CHOICES)
    number = models.PositiveIntegerField()
    data = models.JSONField(encoder=DjangoJSONEncoder)
    base = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "stream", "number"],
                name="revision_number_once",
            ),
            models.CheckConstraint(condition=Q(stream__in=STREAMS), name="revision_stream_known"),
        ]

    def __str__(self) -> str:
        return f"{self.stream} {self.number}"


class AuditEntry(models.Model):
    """Who did what to which language of what, bound to the revision it was done to.

    `by` is a colleague; what was done through a review link is signed by the link, `guest`.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    item = GenericForeignKey("content_type", "object_id")
    language = models.CharField(max_length=2, blank=True)
    verb = models.CharField(max_length=12, choices=DEED_CHOICES)
    revision = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    shared_revision = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    comment = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    guest = models.ForeignKey(
        "nhri.ReviewLink", on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id", "-at"], name="audit_of_item")]
        constraints = [
            models.CheckConstraint(
                condition=Q(by__isnull=False, guest__isnull=True)
                | Q(by__isnull=True, guest__isnull=False),
                name="audit_signed_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.language}".strip()

    @property
    def actor(self) -> Any:
        """The colleague, or the link of the person without an account."""
        return self.by or self.guest


class SyncMark(models.Model):
    """The two revisions at which both languages of one field were known to say the same."""

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    item = GenericForeignKey("content_type", "object_id")
    field = models.CharField(max_length=40)
    #: The language that is still being translated: until it is submitted its changes follow.
    follower = models.CharField(max_length=2, blank=True)
    revision_ar = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    revision_en = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("translation mark")
        verbose_name_plural = _("translation marks")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "field"], name="sync_mark_once_a_field"
            )
        ]

    def __str__(self) -> str:
        return self.field


def _pointer() -> models.ForeignKey:
    """Nobody looks backwards along it; where it is empty the partial indexes say so."""
    return models.ForeignKey(
        Revision,
        on_delete=models.RESTRICT,
        null=True,
        editable=False,
        db_index=False,
        related_name="+",
    )


def _state() -> models.CharField:
    return models.CharField(
        max_length=10, choices=STATE_CHOICES, default=State.DRAFT.value, editable=False
    )


def _change() -> models.CharField:
    return models.CharField(max_length=10, choices=CHANGE_CHOICES, blank=True, editable=False)


_PUBLIC = [State.PUBLISHED.value, State.WITHDRAWN.value]


def _language_constraints(language: str) -> list[models.CheckConstraint]:
    prefix = "%(app_label)s_%(class)s"
    state, change = f"state_{language}", f"change_{language}"
    public = Q(**{f"publish_at_{language}__isnull": False, f"public_{language}__isnull": False})
    approved = Q(**{f"approved_{language}__isnull": False})
    return [
        models.CheckConstraint(
            condition=Q(**{f"{state}__in": [s.value for s in State]}),
            name=f"{prefix}_{state}_known",
        ),
        models.CheckConstraint(
            condition=Q(**{change: ""})
            | Q(
                **{
                    f"{change}__in": [s.value for s in CHANGE_STATES],
                    f"{state}__in": _PUBLIC,
                }
            ),
            name=f"{prefix}_{change}_of_public",
        ),
        models.CheckConstraint(
            condition=~Q(**{f"{state}__in": _PUBLIC}) | public,
            name=f"{prefix}_public_{language}_named",
        ),
        models.CheckConstraint(
            condition=(~Q(**{state: State.APPROVED.value}) & ~Q(**{change: State.APPROVED.value}))
            | approved,
            name=f"{prefix}_approved_{language}_named",
        ),
    ]


class Publishable(models.Model):
    """An item published language by language.

    Until a stream's first publication the columns hold its newest draft; from then on they hold
    what readers see, and later edits wait as the head revision. Subclasses name their content:
    `translated_content` (without suffix), `shared_content`, and what each needs to be published.
    """

    translated_content: ClassVar[tuple[str, ...]] = ()
    shared_content: ClassVar[tuple[str, ...]] = ()
    required_translated: ClassVar[tuple[str, ...]] = ()
    required_shared: ClassVar[tuple[str, ...]] = ()

    state_ar = _state()
    state_en = _state()
    change_ar = _change()
    change_en = _change()
    publish_at_ar = models.DateTimeField(null=True, editable=False)
    publish_at_en = models.DateTimeField(null=True, editable=False)
    approved_ar = _pointer()
    approved_en = _pointer()
    head_ar = _pointer()
    head_en = _pointer()
    head_shared = _pointer()
    public_ar = _pointer()
    public_en = _pointer()
    public_shared = _pointer()
    embargo_until = models.DateTimeField(_("embargoed until"), null=True, editable=False)
    #: How many fields the other language has left behind, and since when.
    stale_ar = models.PositiveSmallIntegerField(default=0, editable=False)
    stale_en = models.PositiveSmallIntegerField(default=0, editable=False)
    stale_since_ar = models.DateTimeField(null=True, editable=False)
    stale_since_en = models.DateTimeField(null=True, editable=False)
    #: Readers had seen it before an embargo hid it again.
    was_read_ar = models.BooleanField(default=False, editable=False)
    was_read_en = models.BooleanField(default=False, editable=False)
    #: Given back to its authors, who have not submitted it again yet.
    returned_at_ar = models.DateTimeField(null=True, editable=False)
    returned_at_en = models.DateTimeField(null=True, editable=False)
    #: The moment at which it would have appeared, had a change not taken its approval away.
    lost_schedule_ar = models.DateTimeField(null=True, editable=False)
    lost_schedule_en = models.DateTimeField(null=True, editable=False)
    withdrawal_note_ar = models.TextField(blank=True, editable=False)
    withdrawal_note_en = models.TextField(blank=True, editable=False)
    created_at = models.DateTimeField(_("entered on"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="+"
    )
    #: Whose work it is now: its writer, until it is handed over.
    in_charge = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("in charge"),
    )
    changed_at = models.DateTimeField(_("changed on"), default=timezone.now, editable=False)

    revisions = GenericRelation(Revision)

    objects = PublishableQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ("view", "add", "change", "delete", "submit", "approve", "publish")
        constraints = [*_language_constraints("ar"), *_language_constraints("en")]
        indexes = indexes.of_publishable()

    def stage(self, language: str, now: Any = None) -> str:
        """The stage of `language` (see `states.stage`)."""
        return stage(
            getattr(self, f"state_{language}"),
            getattr(self, f"change_{language}"),
            getattr(self, f"publish_at_{language}"),
            now or timezone.now(),
        )

    def standing(self, language: str, now: Any = None) -> str:
        """The standing of `language` (see `states.standing`)."""
        return standing(
            getattr(self, f"state_{language}"),
            getattr(self, f"publish_at_{language}"),
            now or timezone.now(),
        )

    def is_embargoed(self, now: Any = None) -> bool:
        """True while the embargo is still ahead."""
        return self.embargo_until is not None and self.embargo_until > (now or timezone.now())

    def complete_values(
        self, stream: str, values: dict[str, Any], previous: dict[str, Any]
    ) -> dict[str, Any]:
        """`values` of a stream with what can be derived filled in (a slug from a title)."""
        return values

    def record_correction(
        self, language: str, note: dict[str, str], revision: Revision, by: Any
    ) -> None:
        """Keep the public, dated note of a correction. Models without corrections refuse."""
        raise NotImplementedError

    def address(self, language: str) -> str:
        """The path of the item's page in `language`, for rows from `with_visibility`.

        Nothing in it may come from a language that readers cannot see.
        """
        raise NotImplementedError

    def readable_language(self, language: str) -> str:
        """`language` where it is visible, else the other (rows from `with_visibility`)."""
        return language if getattr(self, f"visible_{language}", True) else other(language)

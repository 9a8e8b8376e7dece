"""FieldComment: what colleagues, and guests with a review link, say about one field of an item."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhri.workflow.models import Revision


class FieldComment(models.Model):
    """One remark on one field, or an answer to one. Open until somebody resolves it."""

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    item = GenericForeignKey("content_type", "object_id")
    #: The language it is about; empty for what both share.
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, blank=True)
    #: The column (``body_ar``, ``released_on``); empty for the text as a whole.
    field = models.CharField(max_length=60, blank=True)
    #: The words it is about, as they stood.
    quote = models.TextField(blank=True)
    body = models.TextField(_("comment"))
    revision = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, related_name="+")
    #: The remark that this one answers; answers are not answered themselves.
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="answers"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    guest = models.ForeignKey(
        "nhri.ReviewLink", on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        default_permissions = ()
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="comment_of_item"),
            models.Index(
                fields=["content_type", "object_id"],
                condition=Q(parent__isnull=True, resolved_at__isnull=True),
                name="comment_open",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(by__isnull=False, guest__isnull=True)
                | Q(by__isnull=True, guest__isnull=False),
                name="comment_signed_once",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="comment_resolved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.body[:60]

    @property
    def actor(self) -> Any:
        """The colleague, or the link of the person without an account."""
        return self.by or self.guest

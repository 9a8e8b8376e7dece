"""Review links: somebody without an account reads a text, and may approve it if they are known.

`Reviewer` is the administrator's register of those whose approval counts: nobody can approve their
own words by sending a link to another address of theirs.
"""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhri.translation.languages import ARABIC
from nhri.workflow.models import Revision


class Reviewer(models.Model):
    """Somebody without an account whose approval counts: the president, a legal adviser."""

    name = models.CharField(_("name or office"), max_length=150)
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default=ARABIC
    )
    is_active = models.BooleanField(_("active"), default=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("reviewer without an account")
        verbose_name_plural = _("reviewers without an account")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="reviewer_email_once")]

    def __str__(self) -> str:
        return self.name


class ReviewLink(models.Model):
    """An address for one person and one item; its secret is kept as a digest alone."""

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    item = GenericForeignKey("content_type", "object_id")
    #: None: this person may comment and no more.
    reviewer = models.ForeignKey(
        Reviewer, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name or office"), max_length=150)
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default=ARABIC
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(_("expires on"))
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("review link")
        verbose_name_plural = _("review links")
        default_permissions = ()
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="review_link_of_item")]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")),
                name="review_link_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def is_open(self, now: Any = None) -> bool:
        """Neither revoked nor expired."""
        return self.revoked_at is None and self.expires_at > (now or timezone.now())


class ReviewCode(models.Model):
    """A decision that waits for the code sent to its maker's own address."""

    link = models.ForeignKey(ReviewLink, on_delete=models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64)
    #: ``approve`` or ``return``.
    verb = models.CharField(max_length=12)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    shared_revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    comment = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("review code")
        verbose_name_plural = _("review codes")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.verb} {self.language}"

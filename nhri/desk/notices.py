"""Notice: one thing that one colleague must act on, until it was mailed."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhri.accounts.models import User

#: Sent or given up, a notice has served by then: what needs whom stands in the items themselves.
KEPT_FOR = timedelta(days=90)


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Which notices mail is still owed for, and whose."""

    def due(self, now: datetime) -> Self:
        """Not sent, its next try not ahead, its reader still at work."""
        return self.filter(sent_at__isnull=True, due_at__lte=now, user__is_active=True)

    def at_once(self) -> Self:
        """Of people who chose to be told at once."""
        return self.filter(user__mail=User.Rhythm.AT_ONCE)

    def daily(self) -> Self:
        """Of people who chose one mail a day."""
        return self.filter(user__mail=User.Rhythm.DAILY)

    def readers(self) -> list[int]:
        """Primary keys of those whom these notices are for."""
        return sorted(set(self.order_by().values_list("user_id", flat=True)))


class Notice(models.Model):
    """What happened to an item, for one person who must act; kept until it was sent."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    #: What it is about, one of `recipients.Kind`; the words stand in `nhri.desk.wording`.
    kind = models.CharField(max_length=20)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    item = GenericForeignKey("content_type", "object_id")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, blank=True)
    #: Who did it, as their name was then.
    actor_name = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    #: Not before this moment is it sent, or tried again. Whoever takes it to send it moves this on
    #: first, so that nobody else takes it meanwhile.
    due_at = models.DateTimeField(default=timezone.now)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        default_permissions = ()
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(
                fields=["user", "created_at"],
                condition=Q(sent_at__isnull=True),
                name="notice_to_send",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


def prune(now: datetime | None = None) -> int:
    """Delete notices older than ninety days, sent or given up; returns how many."""
    past = (now or timezone.now()) - KEPT_FOR
    return Notice.objects.filter(created_at__lt=past).delete()[0]

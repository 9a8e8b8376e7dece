"""FieldComment: what colleagues, and guests with a review link, say about one field of an item.

A comment is never deleted and never changed; it is answered, resolved, and opened again.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Count, Q
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhri.translation.languages import LANGUAGES
from nhri.workflow import streams
from nhri.workflow.actions import locked, signature
from nhri.workflow.models import Publishable, Revision
from nhri.workflow.permissions import Refused, may

#: Sent for every comment and every answer (then `comment.parent` is set), inside the transaction,
#: with `item` and `comment`: what listens must not fail, and mails after the commit.
comment_added = Signal()

LIMIT = 5000
LIMIT_QUOTE = 300


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


# Who may ----------------------------------------------------------------------------------------


def may_comment(user: Any, item: type[Publishable] | Publishable) -> bool:
    """Whoever works on texts of this kind: writes, submits or approves them."""
    return any(may(user, item, verb) for verb in ("change", "submit", "approve"))


def may_resolve(user: Any, item: type[Publishable] | Publishable) -> bool:
    """Whoever may change the text, or approve it."""
    return any(may(user, item, verb) for verb in ("change", "approve"))


# What stands there ------------------------------------------------------------------------------


def comments_of(item: Publishable) -> models.QuerySet[FieldComment]:
    """All comments on `item`, the oldest first, with those who signed them: one query."""
    return FieldComment.objects.filter(
        content_type=ContentType.objects.get_for_model(item), object_id=item.pk
    ).select_related("by", "guest", "resolved_by")


def open_comments(item: Publishable) -> models.QuerySet[FieldComment]:
    """The comments that nobody has resolved, answers left out."""
    return comments_of(item).filter(parent__isnull=True, resolved_at__isnull=True)


def open_counts(model: type[Publishable], pks: Iterable[int]) -> dict[int, int]:
    """Primary key → number of open comments, for a page of rows at once; none is left out."""
    found = (
        FieldComment.objects.filter(
            content_type=ContentType.objects.get_for_model(model),
            object_id__in=list(pks),
            parent__isnull=True,
            resolved_at__isnull=True,
        )
        .order_by()
        .values_list("object_id")
        .annotate(Count("pk"))
    )
    return dict(found)


def counts(item: Publishable) -> dict[tuple[str, str], int]:
    """(language, field) → number of open comments there; empty places are left out."""
    found = open_comments(item).order_by().values_list("language", "field").annotate(Count("pk"))
    return {(language, field): number for language, field, number in found}


def may_be_commented(model: type[Publishable], language: str, field: str) -> bool:
    """True where a comment can stand: a field of that language or of both, or the whole text."""
    if language not in ("", *LANGUAGES):
        return False
    if field == "embargo_until":
        return not language
    return not field or streams.stream_of(model, field) == (language or streams.SHARED)


# What is done -----------------------------------------------------------------------------------


@transaction.atomic
def comment(
    item: Publishable, *, language: str, field: str, body: str, quote: str = "", by: Any
) -> FieldComment:
    """Say something about one field, bound to the newest revision of its language.

    `field` is the column (``body_ar``), empty for the text as a whole; `language` is empty for
    what both share. `by` is a colleague, or has the attribute `review_link`. Raises `Refused`.
    """
    item = locked(item)
    _may_speak(item, by)
    if not may_be_commented(type(item), language, field):
        raise Refused(_("This field cannot be commented on."))
    return _add(item, language=language, field=field, body=body, quote=_shortened(quote), by=by)


@transaction.atomic
def answer(parent: FieldComment, *, body: str, by: Any) -> FieldComment:
    """Answer an open comment; an answer to an answer joins the same thread."""
    parent = _thread(parent)
    item = locked(parent.item)
    _may_speak(item, by)
    if parent.resolved_at is not None:
        raise Refused(_("This comment was resolved meanwhile. Reopen it to answer."))
    where = {"language": parent.language, "field": parent.field}
    return _add(item, **where, body=body, parent=parent, by=by)


@transaction.atomic
def resolve(one: FieldComment, *, by: Any) -> FieldComment:
    """Close a thread; it stays on record. Doing it twice changes nothing."""
    one = _thread(one)
    _may_close(one, by)
    if one.resolved_at is None:
        one.resolved_at, one.resolved_by = timezone.now(), by
        one.save(update_fields=["resolved_at", "resolved_by"])
    return one


@transaction.atomic
def reopen(one: FieldComment, *, by: Any) -> FieldComment:
    """Open a resolved thread again."""
    one = _thread(one)
    _may_close(one, by)
    if one.resolved_at is not None:
        one.resolved_at, one.resolved_by = None, None
        one.save(update_fields=["resolved_at", "resolved_by"])
    return one


def _thread(one: FieldComment) -> FieldComment:
    """The row that begins the thread, locked until the transaction ends."""
    return FieldComment.objects.select_for_update().get(pk=one.parent_id or one.pk)


def _may_speak(item: Publishable, by: Any) -> None:
    link = getattr(by, "review_link", None)
    if link is None:
        if not may_comment(by, item):
            raise Refused(_("Your role does not allow this."))
        return
    kind = ContentType.objects.get_for_model(item)
    is_about_it = (link.content_type_id, link.object_id) == (kind.pk, item.pk)
    if not is_about_it or not link.is_open():
        raise Refused(_("This review link is no longer valid."))


def _may_close(one: FieldComment, by: Any) -> None:
    if getattr(by, "review_link", None) is not None or not may_resolve(by, one.item):
        raise Refused(_("Your role does not allow this."))


def _add(item: Publishable, *, language: str, body: str, by: Any, **more: Any) -> FieldComment:
    body = body.replace("\r\n", "\n").strip()
    if not body:
        raise Refused(_("Write what you have to say about it."))
    if len(body) > LIMIT:
        raise Refused(_("A comment has at most %(limit)d characters.") % {"limit": LIMIT})
    added = FieldComment.objects.create(
        item=item,
        language=language,
        body=body,
        revision=streams.head(item, language or streams.SHARED),
        **more,
        **signature(by),
    )
    comment_added.send(type(item), item=item, comment=added)
    return added


def _shortened(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= LIMIT_QUOTE else f"{words[: LIMIT_QUOTE - 1].rstrip()}…"

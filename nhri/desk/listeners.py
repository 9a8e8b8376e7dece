"""What the desk hears: a deed or a comment becomes notices, in the same transaction.

Nothing here may stop a verb. A notice that cannot be written is logged; mail is handed to the task
after the commit, and what fails there is logged and tried again by `manage.py run_due`.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver

from nhri.accounts.models import User
from nhri.desk import comments, recipients, tasks
from nhri.desk.notices import Notice
from nhri.desk.recipients import Call, Kind
from nhri.workflow.signals import deed_recorded
from nhri.workflow.states import Deed, Verb

logger = logging.getLogger(__name__)

#: Deeds whose line in the audit trail holds words for colleagues, not a moment or a public note.
_WITH_WORDS = (Verb.RETURN, Verb.URGENT)

_is_quiet: ContextVar[bool] = ContextVar("is_quiet", default=False)


@contextmanager
def quiet() -> Iterator[None]:
    """Nobody is told of what is done inside: demo content is nobody's work."""
    token = _is_quiet.set(True)
    try:
        yield
    finally:
        _is_quiet.reset(token)


@receiver(deed_recorded, dispatch_uid="nhri.desk.hear_deed")
def hear_deed(sender: Any, *, item: Any, entry: Any, **kwargs: Any) -> None:
    """A line of the audit trail: whoever must act is told."""
    if entry.verb not in recipients.CALLS:
        return
    words = entry.comment if entry.verb in _WITH_WORDS else ""
    if entry.verb == Deed.HANDOVER:  # its first line names the new one in charge
        words = entry.comment.partition("\n")[2]
    _note(lambda: recipients.calls_after(item, entry), item, entry.actor, words)


def hear_comment(sender: Any, *, item: Any, comment: Any, **kwargs: Any) -> None:
    """A comment on a field: whoever the item is with, and whoever has spoken there."""
    _note(lambda: recipients.calls_of_comment(item, comment), item, comment.actor, comment.body)


if hasattr(comments, "comment_added"):
    comments.comment_added.connect(hear_comment, dispatch_uid="nhri.desk.hear_comment")


def _note(calls: Callable[[], Sequence[Call]], item: Any, actor: Any, words: str) -> None:
    """Write the notices in a savepoint of their own, so that the verb outlives what fails here."""
    if _is_quiet.get():
        return
    try:
        with transaction.atomic():
            notices = _write(calls(), item, str(actor), words)
    except Exception:  # an urgent statement must go out when this room is broken
        logger.exception("Nobody was told of a deed to %s %s", item._meta.label, item.pk)
        return
    at_once = {one.user_id for one in notices if one.user.mail == User.Rhythm.AT_ONCE}
    if at_once:
        transaction.on_commit(partial(_hand_over, sorted(at_once)), robust=True)


def _write(calls: Sequence[Call], item: Any, actor: str, words: str) -> list[Notice]:
    called = {pk for call in calls for pk in call.people}
    readers = User.objects.filter(pk__in=called, is_active=True).exclude(mail=User.Rhythm.NONE)
    users = readers.in_bulk()
    return Notice.objects.bulk_create(
        Notice(
            user=users[pk],
            kind=call.kind,
            item=item,
            language=call.language,
            actor_name=actor[:200],
            words=_words(call, item, words),
        )
        for call in calls
        for pk in sorted(call.people & users.keys())
    )


def _words(call: Call, item: Any, words: str) -> str:
    """Of a lost schedule its moment: the item may get another one before the mail is sent."""
    if call.kind != Kind.LOST_SCHEDULE:
        return words
    moment = getattr(item, f"lost_schedule_{call.language}")
    return moment.isoformat() if moment else ""


def _hand_over(readers: list[int]) -> None:
    for reader in readers:
        try:
            tasks.send_at_once.enqueue(reader)
        except Exception:  # the next round of run_due finds the notice
            logger.exception("Mail to colleague %s was not handed to the worker", reader)

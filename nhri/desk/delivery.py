"""Sending what is owed: taking notices so that nobody else sends them, mailing, trying again.

Nothing here runs inside the transaction of a verb. A notice is taken in a short transaction of its
own that moves its next try on; only then is it mailed, so two processes never send it twice, and a
process that dies in between leaves it to the next try.
"""

import logging
import time as clock
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from nhri.accounts.models import User
from nhri.desk.mail import compose
from nhri.desk.notices import Notice, NoticeQuerySet
from nhri.desk.waiting import still_waits

logger = logging.getLogger(__name__)

#: A notice of something urgent is no use a day later; the desk shows it all the same.
RETRIED_FOR: Final = timedelta(hours=24)
MOST_TRIES: Final = 10
#: A digest is still worth having when the mail server was away over the week-end.
DIGESTED_FOR: Final = timedelta(days=7)
DIGEST_LONGEST_PAUSE: Final = timedelta(hours=1)
#: The institution's local hour from which the day's digest is sent.
DIGEST_HOUR: Final = 7


class NotSent(Exception):
    """Mail that could not be handed to the mail server; it is tried again."""


def send_at_once(user_pk: int, now: datetime | None = None) -> bool:
    """Mail a colleague what is due to them at once, in one mail. True when one was sent."""
    now = now or timezone.now()
    rows = Notice.objects.due(now).at_once().filter(user=user_pk)
    return _send(_take(_worth_trying(rows, now), now))


def retry(now: datetime | None = None) -> int:
    """Everyone's mail that is due at once and was not sent yet; returns how many mails were sent.

    Raises `NotSent` when any was not, after all were tried.
    """
    now = now or timezone.now()
    rows = _worth_trying(Notice.objects.due(now).at_once(), now)
    return _send_each(rows, now)


def send_digests(now: datetime | None = None) -> int:
    """The day's digest to everyone who chose one mail a day; returns how many were sent.

    It holds what came before the latest digest hour. What comes later waits for the next one, so
    nothing has to be remembered for it to come once a day.
    """
    now = now or timezone.now()
    until = digest_moment(now)
    rows = Notice.objects.due(now).daily()
    rows = rows.filter(created_at__lt=until, created_at__gte=until - DIGESTED_FOR)
    return _send_each(rows, now, digest=True)


def digest_moment(now: datetime) -> datetime:
    """The latest moment, not after `now`, at which it was the digest hour in the institution."""
    day = timezone.localtime(now).date()
    moment = timezone.make_aware(datetime.combine(day, time(DIGEST_HOUR)))
    if moment > now:
        moment = timezone.make_aware(datetime.combine(day - timedelta(days=1), time(DIGEST_HOUR)))
    return moment


def _worth_trying(rows: NoticeQuerySet, now: datetime) -> NoticeQuerySet:
    return rows.filter(created_at__gte=now - RETRIED_FOR, tries__lt=MOST_TRIES)


def _send_each(rows: NoticeQuerySet, now: datetime, *, digest: bool = False) -> int:
    """One mail a reader; a failing one does not keep the others from theirs."""
    sent, failed, began = 0, [], clock.monotonic()
    for reader in rows.readers():
        # A slow mail server must not eat up the time for which the next reader's notices are taken.
        moment = now + timedelta(seconds=clock.monotonic() - began)
        try:
            sent += _send(_take(rows.filter(user=reader), moment, digest=digest), digest=digest)
        except NotSent as error:
            failed.append(str(error))
    if failed:
        raise NotSent("; ".join(failed))
    return sent


@transaction.atomic
def _take(rows: NoticeQuerySet, now: datetime, *, digest: bool = False) -> list[Notice]:
    """The rows that nobody else is sending, their next try moved on: 2, 4, 8 … minutes."""
    taken = list(rows.select_for_update(skip_locked=True, of=("self",)))
    for notice in taken:
        notice.tries += 1
        pause = timedelta(minutes=2 ** min(notice.tries, MOST_TRIES))
        notice.due_at = now + (min(pause, DIGEST_LONGEST_PAUSE) if digest else pause)
    Notice.objects.bulk_update(taken, ["tries", "due_at"])
    return taken


def _send(taken: list[Notice], *, digest: bool = False) -> bool:
    """One mail of these notices of one reader, without those whose matter is settled."""
    if not taken:
        return False
    pairs = [pair for pair in _with_items(taken) if still_waits(*pair)]
    if pairs:
        user = User.objects.get(pk=taken[0].user_id)
        try:
            compose(user, pairs, digest=digest).send()
        except Exception as error:  # whatever a mail server says, it is tried again
            logger.exception("Mail to colleague %s was not sent", user.pk)
            raise NotSent(f"mail to colleague {user.pk}: {type(error).__name__}") from error
    Notice.objects.filter(pk__in=[notice.pk for notice in taken]).update(sent_at=timezone.now())
    return bool(pairs)


def _with_items(notices: Sequence[Notice]) -> list[tuple[Notice, Any]]:
    """Each notice with its item as it stands now: streams, and what readers can see of it."""
    items: dict[Any, dict[int, Any]] = {}
    for kind in {notice.content_type_id for notice in notices}:
        model: Any = ContentType.objects.get_for_id(kind).model_class()
        keys = {notice.object_id for notice in notices if notice.content_type_id == kind}
        items[kind] = model._default_manager.with_streams().with_visibility().in_bulk(keys)
    found = ((one, items[one.content_type_id].get(one.object_id)) for one in notices)
    return [(notice, item) for notice, item in found if item is not None]

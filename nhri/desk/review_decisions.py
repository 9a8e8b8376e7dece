"""Approving and returning through a review link: a decision waits for a code, then is done.

The link alone decides nothing, for it may have been forwarded. The code goes to the address that
the register holds; the decision is bound to the revisions that its page showed.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from nhri.arabic.digits import to_western
from nhri.desk.review_links import is_valid, linked_item
from nhri.desk.reviewing import ReviewCode, ReviewLink
from nhri.workflow import actions, streams
from nhri.workflow.models import Publishable
from nhri.workflow.permissions import Refused, contributors, refusal
from nhri.workflow.states import STAGE_LABELS, State, Verb

DECISIONS: Final = (Verb.APPROVE, Verb.RETURN)
#: Said in words on the page and in the letter.
CODE_LASTS: Final = timedelta(minutes=10)
TRIES: Final = 5
CODES_AN_HOUR: Final = 5
#: A link lives for two weeks at most; so many codes leave one chance in ten thousand to guess.
CODES_A_LINK: Final = 20


class GuestActor:
    """Who acts through a link: no account, and one permission on one kind of item."""

    pk = None

    def __init__(self, link: ReviewLink) -> None:
        self.review_link = link

    def __str__(self) -> str:
        return self.review_link.name

    @property
    def is_active(self) -> bool:
        """As long as the link is open; see `review_links.is_valid`."""
        return is_valid(self.review_link)

    def has_perm(self, permission: str) -> bool:
        """To approve what the link leads to, for those in the register."""
        kind = self.review_link.content_type
        allowed = f"{kind.app_label}.approve_{kind.model}"
        return self.review_link.reviewer_id is not None and permission == allowed


class Outcome(StrEnum):
    """What became of a code that was entered."""

    DONE = "done"
    WRONG = "wrong"
    SPENT = "spent"
    REFUSED = "refused"
    CLOSED = "closed"


@dataclass(frozen=True)
class Answer:
    """The outcome, why not, and how often one may still try."""

    outcome: Outcome
    reason: str = ""
    tries_left: int = 0


def decision_refused(
    link: ReviewLink, item: Publishable, verb: Verb, language: str
) -> Refused | None:
    """Why this person cannot do `verb` to `language` now; None when they can."""
    if link.reviewer is None:
        return Refused(_("With this link you may comment, not approve or return."))
    refused = refusal(item, verb, language, by=GuestActor(link))
    if refused is not None:
        return refused
    at = item.stage(language)
    if at != State.IN_REVIEW:
        return Refused(
            _("This is not possible while the text is: %(stage)s.") % {"stage": STAGE_LABELS[at]}
        )
    if verb == Verb.APPROVE and _wrote_it(link, item, language):
        return Refused(
            _("Your address is that of a colleague who changed this text; someone else approves.")
        )
    return None


def ask(
    link: ReviewLink,
    verb: Verb,
    language: str,
    *,
    seen: tuple[int, int],
    comment: str = "",
) -> tuple[ReviewCode, str]:
    """Keep the decision until its code comes back; (the row, the code to send). Or `Refused`."""
    with transaction.atomic():
        link = _locked(link)
        item = linked_item(link)
        refused = decision_refused(link, item, verb, language)
        if refused is not None:
            raise refused
        if verb == Verb.RETURN and not comment.strip():
            raise Refused(_("Write what should be changed."))
        if seen != newest(item, language):
            raise Refused(
                _("The text was changed since you opened this page. Read it again first.")
            )
        now = timezone.now()
        _not_too_many(link, now)
        digits = f"{secrets.randbelow(1_000_000):06d}"
        waiting = ReviewCode(
            link=link,
            verb=verb,
            language=language,
            revision_id=seen[0],
            shared_revision_id=seen[1],
            comment=comment.strip(),
            created_at=now,
            expires_at=now + CODE_LASTS,
        )
        waiting.digest = _digest(waiting, digits)
        waiting.save()
    return waiting, digits


def ask_again(waiting: ReviewCode) -> tuple[ReviewCode, str]:
    """A new code for the same decision; the old one is worth nothing any more. Or `Refused`."""
    with transaction.atomic():
        again = ask(
            waiting.link,
            Verb(waiting.verb),
            waiting.language,
            seen=(waiting.revision_id, waiting.shared_revision_id),
            comment=waiting.comment,
        )
        ReviewCode.objects.filter(pk=waiting.pk).update(expires_at=timezone.now())
    return again


@transaction.atomic
def enter(waiting: ReviewCode, typed: str) -> Answer:
    """Do what waits if the code is right. Every try counts, also the one that fails."""
    link = _locked(waiting.link)
    waiting = ReviewCode.objects.select_for_update().get(pk=waiting.pk)
    item = linked_item(link)
    if not is_valid(link) or item is None:
        return Answer(Outcome.CLOSED)
    if is_spent(waiting):
        return Answer(Outcome.SPENT)
    waiting.tries += 1
    digits = "".join(letter for letter in to_western(typed) if letter.isdigit())
    if not constant_time_compare(waiting.digest, _digest(waiting, digits)):
        waiting.save(update_fields=["tries"])
        return Answer(Outcome.WRONG, tries_left=TRIES - waiting.tries)
    waiting.used_at = timezone.now()
    waiting.save(update_fields=["tries", "used_at"])
    try:
        with transaction.atomic():
            _act(link, item, waiting)
    except Refused as refused:
        return Answer(Outcome.REFUSED, str(refused))
    return Answer(Outcome.DONE)


def is_spent(waiting: ReviewCode) -> bool:
    """Used, too late, or tried too often."""
    is_late = waiting.expires_at <= timezone.now()
    return waiting.used_at is not None or is_late or waiting.tries >= TRIES


def newest(item: Publishable, language: str) -> tuple[int | None, int | None]:
    """What an act on `language` is bound to: the newest revisions of it and of what is shared."""
    text, shared = streams.head(item, language), streams.head(item, streams.SHARED)
    return text and text.pk, shared and shared.pk


def _act(link: ReviewLink, item: Any, waiting: ReviewCode) -> None:
    item = actions.locked(item)
    verb = Verb(waiting.verb)
    refused = decision_refused(link, item, verb, waiting.language)
    if refused is not None:
        raise refused
    seen = (waiting.revision_id, waiting.shared_revision_id)
    by = GuestActor(link)
    if verb == Verb.APPROVE:
        actions.approve(item, waiting.language, by=by, seen=seen)
    else:
        actions.return_(item, waiting.language, by=by, comment=waiting.comment, seen=seen)


def _wrote_it(link: ReviewLink, item: Publishable, language: str) -> bool:
    """True when a colleague with this person's address is among the text's writers."""
    writers = get_user_model()._default_manager.filter(pk__in=contributors(item, language))
    theirs = {email.casefold() for email in writers.values_list("email", flat=True) if email}
    return link.email.casefold() in theirs


def _locked(link: ReviewLink) -> ReviewLink:
    """One decision of a link at a time: its codes are counted, and it may be revoked meanwhile."""
    return ReviewLink.objects.select_for_update().get(pk=link.pk)


def _not_too_many(link: ReviewLink, now: datetime) -> None:
    recent = link.codes.filter(created_at__gt=now - timedelta(hours=1)).order_by("created_at")
    moments = list(recent.values_list("created_at", flat=True))
    if link.codes.count() >= CODES_A_LINK:
        raise Refused(
            _("Too many codes were asked for through this link. Ask the newsroom for a new link.")
        )
    if len(moments) >= CODES_AN_HOUR:
        free = timezone.localtime(moments[-CODES_AN_HOUR] + timedelta(hours=1))
        raise Refused(
            _("Five codes were sent within an hour. You may ask for another one at %(time)s.")
            % {"time": time_format(free + timedelta(minutes=1), "H:i")}
        )


def _digest(waiting: ReviewCode, digits: str) -> str:
    """Bound to the decision, so that a row's code is worth nothing beside another decision."""
    decision = (
        waiting.link_id, waiting.verb, waiting.language, waiting.revision_id,
        waiting.shared_revision_id, waiting.created_at.astimezone(UTC).isoformat(), digits,
    )  # fmt: skip
    value = ":".join(str(part) for part in decision)
    return salted_hmac("nhri.desk.review_codes", value, algorithm="sha256").hexdigest()

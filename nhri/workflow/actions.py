"""The verbs: the only writers of a state. Permission, state and audit row in one transaction.

Each takes the item, the language, and `by`; each returns the item as it now stands, or raises
`permissions.Refused` with a sentence for people and changes nothing. `seen`, the primary keys of
the language's and of the shared revision, binds an act to what its actor has read.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nhri.translation.languages import LANGUAGES, other
from nhri.workflow import staleness, streams
from nhri.workflow.models import AuditEntry, Publishable
from nhri.workflow.permissions import Refused, contributors, may, named, refusal
from nhri.workflow.publication import forget, go_public
from nhri.workflow.signals import content_changed, deed_recorded
from nhri.workflow.states import SCHEDULED, TRANSITIONS, Deed, State, Verb
from nhri.workflow.urgent import (
    UrgentPublication,
    confirmation_refused,
    open_ones,
    pinning_refused,
    supersede,
)


def locked(item: Publishable) -> Any:
    """The item's row, locked until the transaction ends, with its streams.

    Two statements on purpose: one that waits for the lock and joins in the same breath would find
    the row as the other transaction left it beside revisions as they were before it.
    """
    rows = type(item)._default_manager
    rows.select_for_update().only("pk").get(pk=item.pk)
    return rows.with_streams().get(pk=item.pk)


def signature(by: Any) -> dict[str, Any]:
    """Who answers for a deed: a colleague, or the review link of somebody without an account."""
    link = getattr(by, "review_link", None)
    return {"by": None, "guest": link} if link is not None else {"by": by, "guest": None}


def record(
    item: Publishable, verb: str, *, by: Any, language: str = "", comment: str = ""
) -> AuditEntry:
    """One line in the audit trail, naming the newest revisions."""
    entry = AuditEntry.objects.create(
        item=item,
        verb=verb,
        language=language,
        revision=getattr(item, f"head_{language}") if language else None,
        shared_revision=item.head_shared,
        comment=comment,
        **signature(by),
    )
    deed_recorded.send(type(item), item=item, entry=entry)
    return entry


def announce(item: Publishable, languages: Iterable[str], *, hard: bool = False) -> None:
    """Tell the listeners once the change is committed."""
    transaction.on_commit(
        lambda: content_changed.send(
            type(item), instance=item, languages=tuple(languages), hard=hard
        )
    )


def _begin(
    item: Publishable, verb: Verb, language: str, by: Any, seen: tuple[int, int] | None = None
) -> Any:
    item = locked(item)
    refused = refusal(item, verb, language, by=by) or _unread(item, language, seen)
    if refused is not None:
        raise refused
    return item


def _unread(item: Any, language: str, seen: tuple[int, int] | None) -> Refused | None:
    if seen in (None, (getattr(item, f"head_{language}_id"), item.head_shared_id)):
        return None
    return Refused(_("The text was changed since you opened this page. Read it again first."))


def _move(item: Publishable, verb: Verb, language: str) -> None:
    """Put the language's stage where the table says, in the column that holds it."""
    target = TRANSITIONS[verb].target
    pending = getattr(item, f"state_{language}") in (State.PUBLISHED, State.WITHDRAWN)
    setattr(item, f"{'change' if pending else 'state'}_{language}", target)


def _finish(item: Any, verb: Verb, language: str, by: Any, comment: str = "") -> Any:
    item.save()
    record(item, verb, language=language, by=by, comment=comment)
    return item


@transaction.atomic
def submit(item: Publishable, language: str, *, by: Any) -> Any:
    """Hand the newest text to the reviewers."""
    item = _begin(item, Verb.SUBMIT, language, by)
    _move(item, Verb.SUBMIT, language)
    setattr(item, f"returned_at_{language}", None)
    staleness.note_submit(item, language)
    return _finish(item, Verb.SUBMIT, language, by)


@transaction.atomic
def return_(
    item: Publishable,
    language: str,
    *,
    by: Any,
    comment: str,
    seen: tuple[int, int] | None = None,
) -> Any:
    """Give the text back to its authors; the comment says what to do."""
    item = _begin(item, Verb.RETURN, language, by, seen)
    if not comment.strip():
        raise Refused(_("Write what should be changed."))
    _move(item, Verb.RETURN, language)
    setattr(item, f"approved_{language}", None)
    setattr(item, f"returned_at_{language}", timezone.now())
    return _finish(item, Verb.RETURN, language, by, comment.strip())


@transaction.atomic
def approve(
    item: Publishable, language: str, *, by: Any, seen: tuple[int, int] | None = None
) -> Any:
    """Approve exactly the newest revision; any later change takes the approval away."""
    item = _begin(item, Verb.APPROVE, language, by, seen)
    _move(item, Verb.APPROVE, language)
    setattr(item, f"approved_{language}", getattr(item, f"head_{language}"))
    return _finish(item, Verb.APPROVE, language, by)


@transaction.atomic
def publish(
    item: Publishable, language: str, *, by: Any, seen: tuple[int, int] | None = None
) -> Any:
    """Make the approved revision public now, and what both languages share with it."""
    item = _begin(item, Verb.PUBLISH, language, by, seen)
    supersede(item, language, timezone.now())
    go_public(item, language, timezone.now())
    announce(item, LANGUAGES)
    return _finish(item, Verb.PUBLISH, language, by)


@transaction.atomic
def schedule(
    item: Publishable, language: str, *, by: Any, at: datetime, seen: tuple[int, int] | None = None
) -> Any:
    """Make the approved revision public at `at`, an aware instant in the future."""
    item = _begin(item, Verb.SCHEDULE, language, by, seen)
    if at <= timezone.now():
        raise Refused(_("Choose a time that is still ahead."))
    go_public(item, language, at)
    announce(item, (language,))
    return _finish(item, Verb.SCHEDULE, language, by, at.isoformat())


@transaction.atomic
def publish_together(
    item: Publishable,
    *,
    by: Any,
    seen: Mapping[str, tuple[int, int]],
    at: datetime | None = None,
) -> Any:
    """Make both approved languages public now, or both at `at`; or neither of them.

    `seen` maps each language to the revisions that were read. A refusal names its language.
    """
    verb = Verb.PUBLISH if at is None else Verb.SCHEDULE
    moment = timezone.now() if at is None else at
    if at is not None and at <= timezone.now():
        raise Refused(_("Choose a time that is still ahead."))
    item = locked(item)
    for language in LANGUAGES:
        refused = refusal(item, verb, language, by=by) or _unread(item, language, seen[language])
        if refused is not None:
            raise Refused(named(language, refused), refused.missing)
    for language in LANGUAGES:
        supersede(item, language, timezone.now())
        go_public(item, language, moment)
    item.save()
    for language in LANGUAGES:
        record(item, verb, language=language, by=by, comment=at.isoformat() if at else "")
    announce(item, LANGUAGES)
    return item


@transaction.atomic
def correct(
    item: Publishable,
    language: str,
    *,
    by: Any,
    note: dict[str, str],
    seen: tuple[int, int] | None = None,
) -> Any:
    """Publish the approved change of a public text with a dated public note (language → note)."""
    item = _begin(item, Verb.CORRECT, language, by, seen)
    if not note.get(language, "").strip():
        raise Refused(_("Write the public note that says what was corrected."))
    supersede(item, language, timezone.now())
    go_public(item, language, timezone.now())
    item.record_correction(language, note, getattr(item, f"head_{language}"), by)
    announce(item, LANGUAGES, hard=True)
    return _finish(item, Verb.CORRECT, language, by, note[language].strip())


@transaction.atomic
def publish_urgently(
    item: Publishable,
    language: str,
    *,
    by: Any,
    reason: str,
    until: datetime | None = None,
    seen: tuple[int, int] | None = None,
) -> Any:
    """Make the newest text public now on one publisher's word; a second person confirms later.

    Until `until` it stands at the top of the home page as urgent.
    """
    item = _begin(item, Verb.URGENT, language, by, seen)
    now = timezone.now()
    if not reason.strip():
        raise Refused(_("Write why this cannot wait for a second person."))
    if until is not None and until <= now:
        raise Refused(_("Choose a time that is still ahead."))
    writers = contributors(item, language) | {
        pk for earlier in open_ones(item, language) for pk in (*earlier.writers, earlier.by_id)
    }
    supersede(item, language, now)
    go_public(item, language, now)
    item.urgent_until = until or item.urgent_until
    UrgentPublication.objects.create(
        item=item,
        language=language,
        revision=getattr(item, f"head_{language}"),
        shared_revision=item.head_shared,
        reason=reason.strip(),
        writers=sorted(writers),
        by=by,
    )
    announce(item, LANGUAGES)
    return _finish(item, Verb.URGENT, language, by, reason.strip())


@transaction.atomic
def confirm_urgent(urgent: UrgentPublication, *, by: Any) -> Any:
    """A second person has read what one publisher let through; returns the item."""
    item = locked(urgent.item)
    urgent = UrgentPublication.objects.select_for_update().get(pk=urgent.pk)
    refused = confirmation_refused(urgent, item, by)
    if refused:
        raise Refused(refused)
    urgent.confirmed_by, urgent.confirmed_at = by, timezone.now()
    urgent.save()
    record(item, Deed.CONFIRM, language=urgent.language, by=by)
    return item


@transaction.atomic
def set_urgent(item: Publishable, until: datetime | None, *, by: Any) -> Any:
    """Show a public item as urgent until `until`, or end that (None). Touches no text."""
    item = locked(item)
    refused = pinning_refused(item, until, by)
    if refused:
        raise Refused(refused)
    if item.urgent_until == until:
        return item
    item.urgent_until = until
    item.save()
    record(item, Deed.PIN, by=by, comment=until.isoformat() if until else "")
    announce(item, LANGUAGES)
    return item


@transaction.atomic
def unschedule(item: Publishable, language: str, *, by: Any) -> Any:
    """Take back a publication whose moment has not come; the text is a draft again."""
    item = _begin(item, Verb.UNSCHEDULE, language, by)
    forget(item, language)
    announce(item, (language,), hard=True)
    return _finish(item, Verb.UNSCHEDULE, language, by)


@transaction.atomic
def withdraw(item: Publishable, language: str, *, by: Any, note: str) -> Any:
    """Take a public text away; its address answers that it was withdrawn, with the public note.

    Where an embargo kept it from every reader it becomes a draft again and leaves no trace.
    """
    item = _begin(item, Verb.WITHDRAW, language, by)
    supersede(item, language, timezone.now())
    if item.is_embargoed() and not getattr(item, f"was_read_{language}"):
        forget(item, language)
    else:
        if not note.strip() and item.standing(other(language)) != State.PUBLISHED:
            raise Refused(_("Write the public note that readers will find at this address."))
        setattr(item, f"state_{language}", State.WITHDRAWN)
        setattr(item, f"withdrawal_note_{language}", note.strip())
        pending = streams.is_pending(item, language)
        setattr(item, f"change_{language}", State.DRAFT if pending else "")
        setattr(item, f"approved_{language}", None)
    announce(item, LANGUAGES, hard=True)
    return _finish(item, Verb.WITHDRAW, language, by, note.strip())


@transaction.atomic
def set_embargo(item: Publishable, until: datetime | None, *, by: Any) -> Any:
    """Hide the whole item until `until`, or lift that (None). At once, not with a publication.

    While nothing is approved whoever may change the item may set it; afterwards a publisher.
    """
    item = locked(item)
    if item.embargo_until == until:
        return item
    decided = any(
        item.stage(language) in (State.APPROVED, State.PUBLISHED, SCHEDULED)
        for language in LANGUAGES
    ) or any(getattr(item, f"public_{language}") for language in LANGUAGES)
    if not may(by, item, "publish" if decided else "change"):
        raise Refused(_("Only a publisher may change the embargo of an approved or public item."))
    for language in LANGUAGES:
        if item.standing(language) == State.PUBLISHED and not item.is_embargoed():
            setattr(item, f"was_read_{language}", True)
    item.embargo_until = until
    item.save()
    record(item, Deed.EMBARGO, by=by, comment=until.isoformat() if until else "")
    announce(item, LANGUAGES, hard=True)
    return item

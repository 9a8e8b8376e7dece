"""Who must act after a deed, and in what. Knows nothing of mail, nor of who wants any.

A deed is answered with calls: a kind, the language it concerns, the people. Nobody is called for
their own deed.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from nhri.accounts.models import User
from nhri.accounts.roles import TRANSLATOR
from nhri.desk.comments import FieldComment
from nhri.translation.completeness import missing
from nhri.translation.languages import other
from nhri.workflow.history import history_of
from nhri.workflow.models import AuditEntry, Publishable
from nhri.workflow.permissions import contributors
from nhri.workflow.states import Deed, Verb
from nhri.workflow.streams import head, head_values, required
from nhri.workflow.urgent import open_ones

#: Permissions come from roles alone; named, because signing in may ask a second backend.
_BACKEND = "django.contrib.auth.backends.ModelBackend"


class Kind(StrEnum):
    """What waits for somebody, the gravest first."""

    LOST_SCHEDULE = "lost_schedule"
    CONFIRM = "confirm"
    OUT_URGENTLY = "out_urgently"
    REOPENED = "reopened"
    RETURNED = "returned"
    REVIEW = "review"
    TO_PUBLISH = "to_publish"
    GUEST_RETURNED = "guest_returned"
    GUEST_APPROVED = "guest_approved"
    HANDOVER = "handover"
    COMMENT = "comment"
    TRANSLATE = "translate"
    OUT_OF_DATE = "out_of_date"


@dataclass(frozen=True)
class Call:
    """One kind of thing that waits for these people (primary keys)."""

    kind: Kind
    language: str
    people: frozenset[int]


def calls_after(item: Publishable, entry: AuditEntry) -> list[Call]:
    """Whom this line of the audit trail calls."""
    found = CALLS[entry.verb](item, entry) if entry.verb in CALLS else ()
    return _without_the_doer(found, entry.by_id)


def calls_of_comment(item: Publishable, comment: FieldComment) -> list[Call]:
    """Whoever the item is with, whoever has spoken in that place, and who let a guest in."""
    earlier = FieldComment.objects.filter(
        content_type=comment.content_type_id,
        object_id=comment.object_id,
        language=comment.language,
        field=comment.field,
    ).exclude(pk=comment.pk)
    spoke = earlier.order_by().values_list("by", "guest__created_by")
    people = {pk for pair in spoke for pk in pair} | _in_charge(item)
    if comment.guest is not None:
        people.add(comment.guest.created_by_id)
    return _without_the_doer([_call(Kind.COMMENT, comment.language, people)], comment.by_id)


def is_translation_missing(item: Publishable, language: str) -> bool:
    """Nothing is written in `language`, or a first text lacks what publishing needs."""
    if head(item, language) is None:
        return True
    if getattr(item, f"public_{language}_id") is not None:
        return False
    return bool(missing(head_values(item, language), required(type(item), language)))


def _without_the_doer(calls: Iterable[Call], doer: int | None) -> list[Call]:
    others = (_call(call.kind, call.language, call.people - {doer}) for call in calls)
    return [call for call in others if call.people]


def _call(kind: Kind, language: str, people: Iterable[int | None]) -> Call:
    return Call(kind, language, frozenset(pk for pk in people if pk is not None))


def _who_may(item: Publishable, verb: str) -> set[int]:
    meta = item._meta
    permission = f"{meta.app_label}.{verb}_{meta.model_name}"
    return set(User.objects.with_perm(permission, backend=_BACKEND).values_list("pk", flat=True))


def _in_charge(item: Publishable) -> set[int | None]:
    return {item.in_charge_id}


def _submitted(item: Publishable, entry: AuditEntry) -> Iterator[Call]:
    able = _who_may(item, "approve") - contributors(item, entry.language)
    yield _call(Kind.REVIEW, entry.language, able)


def _returned(item: Publishable, entry: AuditEntry) -> Iterator[Call]:
    public = getattr(item, f"public_{entry.language}")
    changed = item.revisions.filter(
        stream=entry.language, number__gt=public.number if public else 0
    )
    writers = set(changed.order_by().values_list("created_by", flat=True))
    authors = writers | _in_charge(item)
    yield _call(Kind.RETURNED, entry.language, authors)
    if entry.guest is not None:
        yield _call(Kind.GUEST_RETURNED, entry.language, {entry.guest.created_by_id} - authors)


def _approved(item: Publishable, entry: AuditEntry) -> Iterator[Call]:
    able = _who_may(item, "publish")
    yield _call(Kind.TO_PUBLISH, entry.language, able)
    if entry.guest is not None:
        concerned = {entry.guest.created_by_id, *_in_charge(item)}
        yield _call(Kind.GUEST_APPROVED, entry.language, concerned - able)


def _reopened(item: Publishable, entry: AuditEntry) -> Iterator[Call]:
    """The newest decision tells what was lost: a schedule, with its approval, or an approval."""
    decisions = list(
        history_of(item)
        .filter(language=entry.language, verb__in=[Verb.APPROVE, Verb.SCHEDULE])
        .order_by("-pk")[:2]
    )
    was_scheduled = bool(decisions) and decisions[0].verb == Verb.SCHEDULE
    lost = decisions if was_scheduled else decisions[:1]
    deciders = {one.by_id or one.guest.created_by_id for one in lost}
    kind = Kind.LOST_SCHEDULE if was_scheduled else Kind.REOPENED
    yield _call(kind, entry.language, deciders | _who_may(item, "publish"))


def _published(item: Publishable, entry: AuditEntry) -> Iterator[Call]:
    late = other(entry.language)
    missed = is_translation_missing(item, late)
    if missed or getattr(item, f"stale_{late}"):
        translators = User.objects.filter(groups__name=TRANSLATOR).values_list("pk", flat=True)
        yield _call(Kind.TRANSLATE if missed else Kind.OUT_OF_DATE, late, translators)


def _published_urgently(item: Publishable, entry: AuditEntry) -> Iterator[Call]:
    """Whoever wrote it cannot be the second person, but hears that it is out."""
    able = _who_may(item, "approve")
    newest = open_ones(item, entry.language).order_by("-pk").first()
    writers = set(newest.writers) if newest is not None else set()
    yield _call(Kind.CONFIRM, entry.language, able - writers)
    yield _call(Kind.OUT_URGENTLY, entry.language, able & writers)
    yield from _published(item, entry)


def _handed_over(item: Publishable, entry: AuditEntry) -> Iterator[Call]:
    yield _call(Kind.HANDOVER, "", _in_charge(item))


#: The deeds after which somebody must act. A schedule counts as a publication: nothing happens at
#: its minute, so its translators would never hear of it.
CALLS: dict[str, Callable[[Any, AuditEntry], Iterable[Call]]] = {
    Verb.SUBMIT: _submitted,
    Verb.RETURN: _returned,
    Verb.APPROVE: _approved,
    Verb.PUBLISH: _published,
    Verb.SCHEDULE: _published,
    Verb.CORRECT: _published,
    Verb.URGENT: _published_urgently,
    Deed.REOPEN: _reopened,
    Deed.HANDOVER: _handed_over,
}

"""Which field of which language is out of date, decided field by field and both ways.

One row a field, `SyncMark`, names the two revisions at which both languages were known to say the
same. A language is out of date in that field when the other one has changed since and it has not.
Whoever saves a change catches up, leads, or corrects a typing error; `note_save` tells them apart:

- both languages changed in one save: in step;
- a field that was out of date is changed: it has caught up with what its form showed;
- a translation that was never submitted is changed: it still follows;
- a field that was in step is changed: the other language is out of date from now on, unless the
  change was marked as a typing error only.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from nhri.translation.completeness import is_empty
from nhri.translation.languages import ARABIC, ENGLISH, LANGUAGES, column, other
from nhri.workflow import streams
from nhri.workflow.models import Publishable, Revision, SyncMark

Heads = dict[str, Revision | None]


@dataclass(frozen=True)
class Stale:
    """One field of `language` that the other language has left behind.

    `before` and `after` are the other language's texts: at the last time both said the same, and
    now; `by` and `at` are of the revision that changed it last.
    """

    name: str
    language: str
    before: Any
    after: Any
    revision: Revision
    by: Any
    at: Any


def stale(item: Publishable) -> list[Stale]:
    """Every out-of-date field of `item`, in the model's order. One query, two when any is found."""
    heads = {language: streams.head(item, language) for language in LANGUAGES}
    if any(revision is None for revision in heads.values()):
        return []
    behind = []
    for mark in marks(item):
        changed = {code: _changed(mark, code, heads[code]) for code in LANGUAGES}
        for language in LANGUAGES:
            leader = other(language)
            if changed[leader] and not changed[language] and mark.follower != leader:
                behind.append((mark, language))
    later = _later(item, behind)
    found = [_described(mark, language, heads[other(language)], later) for mark, language in behind]
    order = {name: place for place, name in enumerate(type(item).translated_content)}
    return sorted(found, key=lambda one: (order.get(one.name, 0), one.language))


def marks(item: Publishable) -> list[SyncMark]:
    """The item's marks with their revisions."""
    return list(_rows(item).select_related("revision_ar", "revision_en"))


def _rows(item: Publishable) -> Any:
    return SyncMark.objects.filter(
        content_type=ContentType.objects.get_for_model(item), object_id=item.pk
    )


def compared(model: type[Publishable]) -> tuple[str, ...]:
    """The fields that are translated, not merely kept twice (a slug follows its own title)."""
    skipped = ("slug", "title_to_confirm")
    return tuple(name for name in model.translated_content if name not in skipped)


def note_save(
    item: Publishable,
    before: Heads,
    *,
    by: Any,
    seen: Heads | None = None,
    typing_errors: Collection[str] = (),
) -> None:
    """Move the marks after a save and count what is out of date; the caller saves the row.

    `before` holds each language's head as it was, `seen` the revisions that the form showed.
    `typing_errors` names the languages whose change leaves the other one in step.
    """
    after = {language: streams.head(item, language) for language in LANGUAGES}
    if any(revision is None for revision in after.values()):
        return
    known = {mark.field: mark for mark in marks(item)}
    for name in compared(type(item)):
        touched = {
            code: _value(before[code], name, code) != _value(after[code], name, code)
            for code in LANGUAGES
        }
        mark = known.get(name)
        if mark is None:
            _begin(item, name, before, after, seen or before, by)
        elif any(touched.values()):
            change = _Change(touched, before, after, seen or before, typing_errors)
            _move(mark, change, by)
    count(item)


def note_submit(item: Publishable, language: str) -> None:
    """From its first submission a translation is a text of its own: changes to it lead."""
    _rows(item).filter(follower=language).update(follower="")


def confirm(item: Publishable, language: str, name: str, revision: Revision, *, by: Any) -> None:
    """“Still correct”: `language` says what `revision` of the other one says. Saves the row.

    Somebody may have caught up with a newer one since that page was opened; that stays.
    """
    mark = _rows(item).select_related("revision_ar", "revision_en").filter(field=name).first()
    if mark is None or revision.stream != other(language):
        return
    if getattr(mark, f"revision_{other(language)}").number < revision.number:
        setattr(mark, f"revision_{other(language)}", revision)
        mark.by = by
        mark.save()
        count(item)
        item.save()


def count(item: Publishable) -> None:
    """Put the number of out-of-date fields, and since when, into the item's columns."""
    found = stale(item)
    for language in LANGUAGES:
        own = [one for one in found if one.language == language]
        setattr(item, f"stale_{language}", len(own))
        setattr(item, f"stale_since_{language}", min((one.at for one in own), default=None))


@dataclass(frozen=True)
class _Change:
    touched: dict[str, bool]
    before: Heads
    after: Heads
    seen: Heads
    typing_errors: Collection[str]


def _move(mark: SyncMark, change: _Change, by: Any) -> None:
    was_changed = {code: _changed(mark, code, change.before[code]) for code in LANGUAGES}
    if all(change.touched.values()):
        mark.revision_ar, mark.revision_en = change.after[ARABIC], change.after[ENGLISH]
    else:
        language = ARABIC if change.touched[ARABIC] else ENGLISH
        leader = other(language)
        follows = mark.follower == language
        if follows or (was_changed[leader] and not was_changed[language]):
            setattr(mark, f"revision_{language}", change.after[language])
            # Who restores an older text has been shown nothing of the other language.
            if change.seen[leader] is not None:
                setattr(mark, f"revision_{leader}", change.seen[leader])
        elif language in change.typing_errors and not was_changed[language]:
            setattr(mark, f"revision_{language}", change.after[language])
    mark.by = by
    mark.save()


def _begin(item: Publishable, name: str, before: Heads, after: Heads, seen: Heads, by: Any) -> None:
    """The first time that both languages have a text in this field they are taken as in step.

    The one that comes second says what its form showed of the first.
    """
    if any(is_empty(_value(after[code], name, code)) for code in LANGUAGES):
        return
    late = [code for code in LANGUAGES if is_empty(_value(before[code], name, code))]
    if len(late) == 1:
        first = other(late[0])
        after = {**after, first: seen[first] or after[first]}
    SyncMark.objects.create(
        item=item,
        field=name,
        follower=late[0] if len(late) == 1 else "",
        revision_ar=after[ARABIC],
        revision_en=after[ENGLISH],
        by=by,
    )


def _value(revision: Revision | None, name: str, language: str) -> Any:
    return None if revision is None else revision.data.get(column(name, language))


def _changed(mark: SyncMark, language: str, head: Revision | None) -> bool:
    marked = getattr(mark, f"revision_{language}")
    return bool(_value(head, mark.field, language) != _value(marked, mark.field, language))


def _later(item: Publishable, behind: list[tuple[SyncMark, str]]) -> list[Revision]:
    """What was saved after the marks of all fields that are behind, the oldest first: one query."""
    since: dict[str, int] = {}
    for mark, language in behind:
        leader = other(language)
        number = getattr(mark, f"revision_{leader}").number
        since[leader] = min(number, since.get(leader, number))
    if not since:
        return []
    saved = Q()
    for stream, number in since.items():
        saved |= Q(stream=stream, number__gt=number)
    return list(item.revisions.filter(saved).select_related("created_by").order_by("number"))


def _described(
    mark: SyncMark, language: str, head: Revision | None, later: list[Revision]
) -> Stale:
    leader = other(language)
    now = _value(head, mark.field, leader)
    origin = getattr(mark, f"revision_{leader}")
    last = _who_changed(later, leader, mark.field, origin)
    return Stale(
        name=mark.field,
        language=language,
        before=_value(origin, mark.field, leader),
        after=now,
        revision=head,
        by=last.created_by,
        at=last.created_at,
    )


def _who_changed(saved: list[Revision], language: str, name: str, since: Revision) -> Revision:
    """The newest revision after `since` in which the field became what it is now."""
    later = [one for one in saved if one.stream == language and one.number > since.number]
    answer, value = later[-1], _value(since, name, language)
    for revision in later:
        if _value(revision, name, language) != value:
            answer, value = revision, _value(revision, name, language)
    return answer

"""Saving what was typed: new revisions, nothing of anybody else's overwritten, no state raised.

A form carries, for each stream, the revision that it was opened on. Fields that the form left
untouched come from the newest revision; fields that both sides changed differently raise Conflict
before anything is written.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from nhri.translation.languages import LANGUAGES
from nhri.workflow import parts, staleness, streams
from nhri.workflow.actions import locked, record
from nhri.workflow.models import STREAMS, Publishable, Revision
from nhri.workflow.publication import forget, settle
from nhri.workflow.states import SCHEDULED, Deed, State, after_change


@dataclass(frozen=True)
class Clash:
    """One field that two people changed differently since `base`."""

    name: str
    base: Any
    theirs: Any
    mine: Any
    revision: Revision


class Conflict(Exception):
    """Both sides changed the same fields. Nothing was written."""

    def __init__(self, clashes: list[Clash]) -> None:
        super().__init__(", ".join(clash.name for clash in clashes))
        self.clashes = clashes


def merge(
    item: Publishable, stream: str, mine: Mapping[str, Any], base: Revision | None
) -> tuple[dict[str, Any], list[Clash]]:
    """(the newest values with my changes put in, what clashes). Pure: writes nothing."""
    newest = streams.head_values(item, stream)
    revision = streams.head(item, stream)
    if revision is None or base is None or revision.pk == base.pk:
        origin = newest if base is not None or revision is None else _blank(item, stream)
    else:
        origin = {**_blank(item, stream), **base.data}
    merged, clashes = dict(newest), []
    for name, value in mine.items():
        if value == origin.get(name):
            continue
        if parts.part_model(type(item), name) is not None:
            value, meets = parts.merge(origin.get(name) or [], newest.get(name) or [], value)
            if meets and revision is not None:
                clashes.append(Clash(name, origin.get(name), newest[name], value, revision))
            merged[name] = value
            continue
        if newest.get(name) not in (origin.get(name), value) and revision is not None:
            clashes.append(Clash(name, origin.get(name), newest[name], value, revision))
        merged[name] = value
    return merged, clashes


def _blank(item: Publishable, stream: str) -> dict[str, Any]:
    model = type(item)
    return {name: streams.plain(model, name, None) for name in streams.names(model, stream)}


def base_revision(item: Publishable, stream: str, pk: int | None) -> Revision | None:
    """The revision `pk` when it is one of this item's stream; None for a form opened on nothing."""
    if pk is None:
        return None
    revision: Revision | None = item.revisions.filter(stream=stream, pk=pk).first()
    return revision


def create(
    item: Publishable,
    values: Mapping[str, Any],
    *,
    by: Any,
    deed: str = Deed.CREATE,
    comment: str = "",
) -> Any:
    """Save a new, unsaved `item` as a draft with `values` of any stream. Returns the saved item."""
    with transaction.atomic():
        filled = {}
        for stream in STREAMS:
            mine = {
                **_blank(item, stream),
                **streams.from_columns(item, stream),
                **streams.plain_values(type(item), stream, values),
            }
            filled[stream] = item.complete_values(stream, mine, {})
            streams.put_in_columns(item, stream, filled[stream])
        item.created_by = item.in_charge = by
        item.save()
        for stream in STREAMS:
            if stream == streams.SHARED or any(filled[stream].values()):
                _add_revision(item, stream, filled[stream], base=None, by=by)
                streams.put_links(item, stream, filled[stream])
        staleness.note_save(item, dict.fromkeys(LANGUAGES), by=by)
        item.save()
        record(item, deed, by=by, comment=comment)
    return item


def save(
    item: Publishable,
    values: Mapping[str, Any],
    *,
    by: Any,
    bases: Mapping[str, int | None] | None = None,
    typing_errors: Collection[str] = (),
) -> Any:
    """Save `values` over the streams of an existing item; returns the item as it now stands.

    `bases` maps a stream to the primary key of the revision that the form was opened on; without
    it the newest is taken, for callers that hold no form. `typing_errors` names languages whose
    change leaves their translation in step. Raises `Conflict`.
    """
    with transaction.atomic():
        item = locked(item)
        before = {language: streams.head(item, language) for language in LANGUAGES}
        seen, changes, clashes = {}, {}, []
        for stream in STREAMS:
            mine = streams.plain_values(type(item), stream, values)
            if bases is None:
                base = streams.head(item, stream)
            else:
                base = base_revision(item, stream, bases.get(stream))
            seen[stream] = base
            merged, found = merge(item, stream, mine, base)
            clashes += found
            previous = streams.head_values(item, stream)
            merged = item.complete_values(stream, merged, previous)
            if merged != previous:
                changes[stream] = merged
        if clashes:
            raise Conflict(clashes)
        for stream, merged in changes.items():
            _store(item, stream, merged, by)
        if changes:
            staleness.note_save(item, before, by=by, seen=seen, typing_errors=typing_errors)
            item.changed_at = timezone.now()
            item.save()
    return item


def _add_revision(
    item: Publishable, stream: str, values: dict[str, Any], *, base: Revision | None, by: Any
) -> Revision:
    revision = Revision.objects.create(
        item=item,
        stream=stream,
        number=base.number + 1 if base else 1,
        data=values,
        base=base,
        created_by=by,
    )
    setattr(item, f"head_{stream}", revision)
    return revision


def _store(item: Publishable, stream: str, values: dict[str, Any], by: Any) -> None:
    """One new revision, its effect on the states, and the columns while they are nobody's yet."""
    _add_revision(item, stream, values, base=streams.head(item, stream), by=by)
    affected = (stream,) if stream in LANGUAGES else LANGUAGES
    now = timezone.now()
    record(item, Deed.CHANGE, language=stream if stream in LANGUAGES else "", by=by)
    for language in affected:
        if stream == streams.SHARED and not _shared_matters(item, language):
            continue
        _reopen(item, language, now, by)
    if getattr(item, f"public_{stream}") is None:
        streams.show_head(item, stream)
    else:
        settle(item)


def _shared_matters(item: Publishable, language: str) -> bool:
    """A shared change touches a language that was approved or is (or will be) public."""
    return State.APPROVED in (
        getattr(item, f"state_{language}"),
        getattr(item, f"change_{language}"),
    ) or (getattr(item, f"state_{language}") == State.PUBLISHED)


def _reopen(item: Publishable, language: str, now: Any, by: Any) -> None:
    before = item.stage(language, now)
    scheduled = before == SCHEDULED
    state, change = after_change(
        getattr(item, f"state_{language}"), getattr(item, f"change_{language}"), scheduled=scheduled
    )
    setattr(item, f"state_{language}", state)
    setattr(item, f"change_{language}", change)
    setattr(item, f"approved_{language}", None)
    if scheduled:
        setattr(item, f"lost_schedule_{language}", getattr(item, f"publish_at_{language}"))
        forget(item, language)
    if before in (SCHEDULED, State.APPROVED):
        record(item, Deed.REOPEN, language=language, by=by)

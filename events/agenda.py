"""An event's programme as its page and its exports read it: days, sessions, people."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from events.models import (
    Event,
    Organisation,
    Outcome,
    Participant,
    Participation,
    Session,
)
from events.names import key
from nhri.translation.languages import localized
from nhri.workflow import streams


@dataclass
class Entry:
    """A session with who is in it, what came of it, and the sessions that are part of it."""

    session: Session
    starts: datetime | None
    ends: datetime | None
    people: list[Participation] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    parts: list["Entry"] = field(default_factory=list)

    def with_parts(self) -> Iterator["Entry"]:
        """This one, then those that are part of it."""
        yield self
        for part in self.parts:
            yield from part.with_parts()


@dataclass
class Day:
    """The sessions of one day, in their order; `day` is None for those that have none yet."""

    day: date | None
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True)
class Programme:
    """All of an event's rows, each where it belongs."""

    days: list[Day]
    delegation: list[Participation]
    people: list[Participation]
    outcomes: list[Outcome]

    @property
    def has_people(self) -> bool:
        """Somebody takes part, in the whole or in a session."""
        entries = (
            entry for day in self.days for outer in day.entries for entry in outer.with_parts()
        )
        return bool(self.delegation or self.people or any(entry.people for entry in entries))

    @property
    def is_empty(self) -> bool:
        """No row at all."""
        return not (self.days or self.delegation or self.people or self.outcomes)


def of_tables(event: Event, language: str, own: Iterable[str] = ()) -> Programme:
    """The programme that readers see. Three queries. `own` are the institution's own names."""
    sessions = list(event.sessions.all())
    people = list(
        event.participations.select_related("person", "organisation__country").order_by(
            "position", "pk"
        )
    )
    outcomes = [one for one in event.outcomes.all() if localized(one, "title", language)]
    return _arranged(event, sessions, people, outcomes, frozenset(key(n) for n in own if n))


def of_newest(event: Event, language: str, own: Iterable[str] = ()) -> Programme:
    """The programme as the newest rows say it, for previews: nothing is read by readers yet."""
    values = streams.head_values(event, streams.SHARED)
    sessions = [_in_memory(Session, row, place) for place, row in enumerate(values["sessions"], 1)]
    keys = {row["key"]: session for row, session in zip(values["sessions"], sessions, strict=True)}
    for row, session in zip(values["sessions"], sessions, strict=True):
        session.parent = keys.get(row.get("parent"))
    people = _linked(Participation, values["participations"], keys)
    persons = Participant.objects.in_bulk([one.person_id for one in people if one.person_id])
    bodies = Organisation.objects.select_related("country").in_bulk(
        [one.organisation_id for one in people if one.organisation_id]
    )
    for one in people:
        one.person = persons.get(one.person_id)
        one.organisation = bodies.get(one.organisation_id)
    outcomes = [
        one
        for one in _linked(Outcome, values["outcomes"], keys)
        if localized(one, "title", language)
    ]
    return _arranged(event, sessions, people, outcomes, frozenset(key(n) for n in own if n))


def _linked(part: Any, rows: Any, sessions: dict[str, Session]) -> list[Any]:
    found = []
    for place, row in enumerate(rows, 1):
        one = _in_memory(part, row, place)
        one.session = sessions.get(row.get("session"))
        found.append(one)
    return found


def _in_memory(part: Any, row: Any, place: int) -> Any:
    """A row as its table would hold it. Never saved; the number only tells it from the others."""
    one = part(pk=place, key=row["key"])
    for name in part.part_content:
        if name not in part.part_links:
            field = part._meta.get_field(name)
            setattr(one, field.attname, field.to_python(row.get(name)))
    return one


def _arranged(
    event: Event, sessions: list[Session], people: list[Participation], outcomes: list[Outcome],
    own: frozenset[str],
) -> Programme:  # fmt: skip
    entries = {
        session.pk: Entry(
            session,
            event.moment(session.day, session.starts),
            event.moment(session.day, session.ends),
        )
        for session in sessions
    }
    delegation, whole = [], []
    for one in people:
        if one.session_id in entries:
            entries[one.session_id].people.append(one)
        elif one.role in (Participation.Role.HEAD, Participation.Role.DELEGATE) and _is_own(
            one, own
        ):
            delegation.append(one)
        else:
            whole.append(one)
    for outcome in outcomes:
        if outcome.session_id in entries:
            entries[outcome.session_id].outcomes.append(outcome)
    days: dict[date | None, Day] = {}
    for session in sessions:
        entry = entries[session.pk]
        parent = entries.get(session.parent_id)
        if parent is not None and parent is not entry and session.day in (None, parent.session.day):
            parent.parts.append(entry)
        else:
            days.setdefault(session.day, Day(session.day)).entries.append(entry)
    ordered = sorted(days.values(), key=lambda one: (one.day is None, one.day or date.min))
    return Programme(ordered, delegation, whole, outcomes)


def _is_own(one: Participation, own: frozenset[str]) -> bool:
    """A delegate of nobody else is the institution's own."""
    body = one.organisation
    return body is None or bool(own & {key(body.name_ar or ""), key(body.name_en or "")})

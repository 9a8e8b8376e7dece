"""What an event says, as the two writers need it: its newest texts and rows, public or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from events.models import Country, Event, Organisation, Participant, Session
from events.names import key
from nhri.pages.models import Institution
from nhri.translation.languages import LANGUAGES, localized
from nhri.workflow import streams

_DELEGATES = ("head", "delegate")


@dataclass(frozen=True)
class Person:
    """Somebody, or an organisation that was represented by somebody unnamed."""

    role: str
    name: Mapping[str, str]
    honorific: Mapping[str, str]
    function: Mapping[str, str]
    organisation: Mapping[str, str]


@dataclass(frozen=True)
class Part:
    """A session with who spoke in it and what came of it; the event as a whole has no title."""

    kind: str
    title: Mapping[str, str]
    people: Sequence[Person] = ()
    outcomes: Sequence[tuple[str, Mapping[str, str]]] = ()


@dataclass(frozen=True)
class Told:
    """All of it. Texts are mappings of language → words."""

    own: Mapping[str, str]
    title: Mapping[str, str]
    city: Mapping[str, str]
    country: Mapping[str, str]
    mode: str
    first: date | None
    last: date | None
    months: str
    delegation: Sequence[Person] = ()
    sessions: Sequence[Part] = ()
    whole: Part = field(default_factory=lambda: Part("", {}))


def gather(event: Event, institution: Institution) -> Told:
    """What the event's newest revisions hold."""
    values: dict[str, Any] = {}
    for stream in (*LANGUAGES, streams.SHARED):
        values |= streams.head_values(event, stream)
    people = _people(values["participations"])
    own = {code: localized(institution, "name", code) for code in LANGUAGES}
    delegation = [
        person
        for row, person in people
        if person.role in _DELEGATES and _is_own(person.organisation, own)
    ]
    others = [(row, person) for row, person in people if person not in delegation]
    sessions = [
        Part(
            kind=row["kind"],
            title=_pair(row, "title") if any(_pair(row, "title").values()) else _kind(row["kind"]),
            people=[person for one, person in others if one["session"] == row["key"]],
            outcomes=_outcomes(values["outcomes"], row["key"]),
        )
        for row in values["sessions"]
        if row["kind"] != Session.Kind.BREAK
    ]
    country = Country.objects.filter(pk=values["country"]).first()
    return Told(
        own=own,
        title=_pair(values, "title"),
        city=_pair(values, "city"),
        country=_names(country),
        mode=values["mode"],
        first=_day(values["starts_on"]),
        last=_day(values["ends_on"]),
        months=institution.months,
        delegation=delegation,
        sessions=sessions,
        whole=Part(
            "",
            {},
            people=[person for one, person in others if not one["session"]],
            outcomes=_outcomes(values["outcomes"], ""),
        ),
    )


def _people(rows: Sequence[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], Person]]:
    persons = Participant.objects.in_bulk([r["person"] for r in rows if r["person"]])
    bodies = Organisation.objects.select_related("country").in_bulk(
        [r["organisation"] for r in rows if r["organisation"]]
    )
    found = []
    for row in rows:
        person, body = persons.get(row["person"]), bodies.get(row["organisation"])
        if person is not None and not person.may_be_named:
            person = None
        if person is None and body is None:
            continue
        found.append((row, Person(
            role=row["role"],
            name=_names(person),
            honorific=_names(person, "honorific"),
            function=_pair(row, "function"),
            organisation={code: body.called(code)[0] for code in LANGUAGES} if body else _none(),
        )))  # fmt: skip
    return found


def _is_own(organisation: Mapping[str, str], own: Mapping[str, str]) -> bool:
    """A delegate of nobody else is the institution's own."""
    named = [key(name) for name in organisation.values() if name]
    return not named or bool({key(name) for name in own.values() if name} & set(named))


def _outcomes(rows: Sequence[Mapping[str, Any]], session: str) -> list[tuple[str, Any]]:
    return [(row["kind"], _pair(row, "title")) for row in rows if row["session"] == session]


def _pair(row: Mapping[str, Any], name: str) -> dict[str, str]:
    return {code: row.get(f"{name}_{code}") or "" for code in LANGUAGES}


def _names(record: Any, name: str = "name") -> dict[str, str]:
    return {code: localized(record, name, code) for code in LANGUAGES} if record else _none()


def _none() -> dict[str, str]:
    return dict.fromkeys(LANGUAGES, "")


def _kind(kind: str) -> dict[str, str]:
    return dict(KINDS.get(kind, _none()))


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None


#: What a session without a title is called in a sentence.
KINDS: Mapping[str, Mapping[str, str]] = {
    "general_assembly": {"ar": "الجمعية العامة", "en": "the General Assembly"},
    "high_level": {"ar": "جلسة رفيعة المستوى", "en": "a high-level session"},
    "plenary": {"ar": "جلسة عامة", "en": "a plenary session"},
    "side_event": {"ar": "فعالية جانبية", "en": "a side event"},
    "regional": {"ar": "اجتماع إقليمي", "en": "a regional meeting"},
    "workshop": {"ar": "ورشة عمل", "en": "a workshop"},
    "discussion": {"ar": "جلسة نقاش", "en": "a discussion"},
    "ceremony": {"ar": "الجلسة الافتتاحية", "en": "the opening session"},
}

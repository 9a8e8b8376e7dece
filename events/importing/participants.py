"""An event's list of participants: read, matched with known records, made into rows of the event.

A line names a person, an organisation, or both. What is known by exactly one record is proposed as
that record; what several records may be is asked about; what none is will be new. Nothing is made
before `take` is told what was chosen, and nobody twice: not within the list, nor beside who is at
the event already.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from events.duplicates import likely
from events.importing.languages import language_of_name
from events.importing.tables import Line, Problem
from events.models import Organisation, Participant, Participation
from events.names import key
from nhri.arabic.fold import fold
from nhri.translation.languages import LANGUAGES
from nhri.workflow.parts import Row, new_key

COLUMNS: Final = (
    "name_ar", "name_en", "honorific", "function_ar", "function_en", "organisation", "role",
)  # fmt: skip
NEEDED: Final = ("organisation",)
#: As lists write the roles, of women and men; the interface's own words come on top.
_ARABIC: Final = {
    "head": ("رئيس الوفد", "رئيسة الوفد", "رئيس وفد"),
    "delegate": ("عضو الوفد", "عضوة الوفد", "عضو"),
    "speaker": ("متحدث", "متحدثة", "المتحدث", "المتحدثة"),
    "chair": ("رئيس الجلسة", "رئيسة الجلسة"),
    "moderator": ("مدير الجلسة", "مديرة الجلسة", "ميسر", "ميسرة"),
    "participant": ("مشارك", "مشاركة"),
    "observer": ("مراقب", "مراقبة"),
}
#: A choice beside the primary key of a record.
NEW: Final = "new"
_LONGEST: Final = {
    "name_ar": 150, "name_en": 150, "honorific": 60, "function_ar": 200, "function_en": 200,
    "organisation": 250,
}  # fmt: skip


@dataclass
class Match:
    """Whom a line means: the records that it may be, and what is proposed."""

    names: tuple[str, ...]
    #: Records with exactly one of the names.
    exact: list[Any] = field(default_factory=list)
    #: Records whose name is very near.
    near: list[Any] = field(default_factory=list)

    @property
    def proposed(self) -> str:
        """The primary key of the one exact record, `NEW`, or "" where somebody must choose."""
        if not self.names:
            return ""
        if len(self.exact) == 1:
            return str(self.exact[0].pk)
        return "" if self.exact or self.near else NEW

    @property
    def is_open(self) -> bool:
        """True when somebody must choose."""
        return bool(self.names) and not self.proposed


@dataclass
class Proposal:
    """One line: what it says, whom it may mean, what is wrong with it."""

    line: int
    values: dict[str, str]
    person: Match
    organisation: Match
    role: str
    problems: tuple[Problem, ...] = ()
    #: The line, or 0 for the event itself, that has the same person in the same role.
    twin: int | None = None

    @property
    def is_open(self) -> bool:
        """True when somebody must choose before it can come in."""
        return self.person.is_open or self.organisation.is_open


def propose(lines: Sequence[Line], present: Iterable[Row] = ()) -> list[Proposal]:
    """A proposal for every line, nothing written; `present` are the rows that the event has."""
    known: dict[tuple[type, tuple[str, ...]], Match] = {}
    proposals = [_propose(line, known) for line in lines]
    seen: dict[tuple[str, str], int] = {}
    for row in present:
        # Where a person is named, the person is there once in a role, whoever they come from.
        who = f"p{row['person']}" if row.get("person") else f"o{row.get('organisation')}"
        seen[who, row.get("role") or ""] = 0
    for one in proposals:
        if not one.problems:
            mark = (_who(one), one.role)
            one.twin = seen.get(mark)
            seen.setdefault(mark, one.line)
    return proposals


def _who(one: Proposal) -> str:
    if one.person.names:
        return f"p{_identity(one.person)}"
    return f"o{_identity(one.organisation)}"


def _propose(line: Line, known: dict[Any, Match]) -> Proposal:
    persons = tuple(name for name in (line["name_ar"], line["name_en"]) if name)
    organisations = (line["organisation"],) if line["organisation"] else ()
    problems = list(line.problems)
    reason = _("At most %(count)d characters fit.")
    problems += [
        Problem(column, reason % {"count": longest})
        for column, longest in _LONGEST.items()
        if len(line[column]) > longest
    ]
    role = _roles().get(fold(line["role"]), "")
    if not role:
        said = _("There is no role called “%(name)s”.")
        problems.append(Problem("role", said % {"name": line["role"]}))
    if not any(map(key, (*persons, *organisations))):
        said = _("The line names neither a person nor an organisation.")
        problems.append(Problem("name_ar", said))
    return Proposal(
        line=line.number,
        values={column: line[column] for column in COLUMNS},
        person=_match(Participant, persons, known),
        organisation=_match(Organisation, organisations, known),
        role=role,
        problems=tuple(problems),
    )


def _match(model: type[Any], names: tuple[str, ...], known: dict[Any, Match]) -> Match:
    keys = tuple(found for name in names if (found := key(name)))
    if not keys:
        return Match(())
    if (model, keys) not in known:
        found = likely(model.objects.current(), names)
        exact = [one for one in found if set(keys) & set(one.found_by.splitlines())]
        known[model, keys] = Match(names, exact, [one for one in found if one not in exact])
    return known[model, keys]


def _identity(match: Match) -> str:
    """What two lines about one person share: the record, else the keys of the names."""
    if len(match.exact) == 1:
        return str(match.exact[0].pk)
    return "|".join(map(key, match.names))


def _roles() -> dict[str, str]:
    """Every way to write a role: as stored, and as either language calls it. Empty: participant."""
    found = {"": str(Participation.Role.PARTICIPANT)}
    for value, label in Participation.Role.choices:
        found[fold(value)] = value
        for language in LANGUAGES:
            with override(language):
                found[fold(str(label))] = value
    return {**found, **{fold(word): value for value, words in _ARABIC.items() for word in words}}


@transaction.atomic
def take(proposals: Sequence[Proposal], choices: Mapping[int, Mapping[str, str]]) -> dict[int, Row]:
    """Line → its row for the event's `participations`; new records made, the unchosen left out.

    `choices`: line → ``{"person": primary key or NEW or "", "organisation": the same}``; what is
    not in it comes in as proposed. Lines with problems, twins and open questions are left out.
    """
    made: dict[tuple[str, str], Any] = {}
    rows: dict[int, Row] = {}
    for one in proposals:
        chosen = choices.get(one.line, {})
        answers = {
            name: chosen.get(name, match.proposed)
            for name, match in (("person", one.person), ("organisation", one.organisation))
        }
        unanswered = any(
            match.names and not answers[name]
            for name, match in (("person", one.person), ("organisation", one.organisation))
        )
        if one.problems or one.twin is not None or unanswered:
            continue
        person = _record(Participant, one, answers["person"], made)
        organisation = _record(Organisation, one, answers["organisation"], made)
        if person is None and organisation is None:
            continue
        rows[one.line] = {
            "key": new_key(),
            "person": person,
            "organisation": organisation,
            "role": one.role,
            "function_ar": one.values["function_ar"],
            "function_en": one.values["function_en"],
            "session": "",
        }
    return rows


def _record(
    model: type[Any], one: Proposal, answer: str, made: dict[tuple[str, str], Any]
) -> int | None:
    match = one.person if model is Participant else one.organisation
    if answer.isdecimal():
        found = model.objects.current().filter(pk=answer).first()
        return found.pk if found is not None else None
    if answer != NEW or not match.names:
        return None
    mark = (model.__name__, _identity(match))
    if mark not in made:
        made[mark] = _person(one.values) if model is Participant else _organisation(one.values)
    return int(made[mark].pk)


def _person(values: Mapping[str, str]) -> Participant:
    """Without consent and in no public office: whoever knows better says so in the record."""
    honorific = values["honorific"]
    language = "ar" if _is_arabic(honorific) else "en"
    return Participant.objects.create(
        name_ar=values["name_ar"], name_en=values["name_en"], **{f"honorific_{language}": honorific}
    )


def _organisation(values: Mapping[str, str]) -> Organisation:
    """Of no country yet, and without a page until somebody has looked at it."""
    name = values["organisation"]
    language = "ar" if _is_arabic(name) else "en"
    return Organisation.objects.create(
        kind=Organisation.Kind.CIVIL_SOCIETY,
        is_public=False,
        name_en_language=language_of_name(name),
        **{f"name_{language}": name},
    )


def _is_arabic(text: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in text)

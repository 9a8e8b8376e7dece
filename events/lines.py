"""An event's rows as blocks of a document: days, sessions, people, outcomes."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.agenda import Entry, Programme
from events.calendars.entries import place
from events.models import Outcome, Participation
from events.names import key
from nhri.arabic import dates, digits
from nhri.export.document import (
    Block,
    Cell,
    Heading,
    Listing,
    Paragraph,
    Run,
    Table,
    runs,
)
from nhri.pages.models import Institution
from nhri.translation.languages import ARABIC, direction, localized

Line = tuple[Run, ...]


def where_and_when(event: Any, institution: Institution, language: str) -> str:
    """``Geneva, Switzerland – 9–11 March 2026``, the days by the institution's habits."""
    days = ""
    if event.starts_on is not None:
        last = event.ends_on or event.starts_on
        written = dates.span(event.starts_on, last, language, months=institution.months)
        days = _digits(written, institution, language)
    return " – ".join(filter(None, (place(event, language), days)))


def _digits(text: str, institution: Institution, language: str) -> str:
    return digits.localize(text, institution.digits) if language == ARABIC else text


def agenda(
    event: Any, programme: Programme, institution: Institution, language: str
) -> list[Block]:
    """The days with their sessions; what belongs to no session comes last."""
    found: list[Block] = []
    if any(entry.starts for day in programme.days for entry in day.entries):
        zone = _("Times are those of %(zone)s.") % {"zone": event.time_zone}
        found.append(_paragraph(zone, language))
    for day in programme.days:
        if day.day is not None:
            written = dates.gregorian(day.day, language, months=institution.months, weekday=True)
            found.append(_heading(2, _digits(written, institution, language), language))
        else:
            found.append(_heading(2, _("Day not set yet"), language))
        for entry in day.entries:
            found += _session(entry, language, 3)
    if not programme.days:
        found.append(_paragraph(_("The agenda is not known yet."), language))
    loose = [one for one in programme.outcomes if one.session_id is None]
    if loose:
        found.append(_heading(2, capfirst(_("outcomes")), language))
        found.append(_list(_outcomes(loose, language), language))
    return found


def _session(entry: Entry, language: str, level: int) -> Iterator[Block]:
    session = entry.session
    title = localized(session, "title", language)
    kind = capfirst(session.get_kind_display())
    yield _heading(level, "  ".join(filter(None, (_hours(session), title or kind))), language)
    where = localized(session, "place", language)
    about = " · ".join(filter(None, (kind if title and key(title) != key(kind) else "", where)))
    if about:
        yield _paragraph(about, language)
    description = localized(session, "description", language)
    if description:
        yield _paragraph(description.replace("\r\n", "\n"), language)
    people = [person(one, language) for one in entry.people]
    if people:
        yield _list(people, language)
    if entry.outcomes:
        yield _list(_outcomes(entry.outcomes, language), language)
    for part in entry.parts:
        yield from _session(part, language, min(level + 1, 4))


def _hours(session: Any) -> str:
    if session.starts is None:
        return ""
    ends = f"–{session.ends:%H:%M}" if session.ends else ""
    return f"{session.starts:%H:%M}{ends}"


def _outcomes(outcomes: Iterable[Outcome], language: str) -> list[Line]:
    return [
        (
            *runs(f"{capfirst(one.get_kind_display())}: ", language),
            *(
                replace(run, href=one.link)
                for run in runs(localized(one, "title", language), language)
            ),
        )
        for one in outcomes
    ]


def person(one: Participation, language: str) -> Line:
    """«name، function، body (role)»; who may not be named is «a representative of …»."""
    body = _called(one.organisation, language) if one.organisation else ()
    function = runs(one.held(language), language)
    name = _named(one, language)
    if not (name or function) and body and _is_somebody(one):
        said = _("a representative of %(body)s")
        name = runs(said % {"body": one.organisation.called(language)[0]}, language)
        body = ()
    comma = runs("، " if language == ARABIC else ", ", language)
    line: list[Run] = []
    for part in (name, function, body):
        line += [*(comma if line and part else ()), *part]
    role = capfirst(one.get_role_display())
    return (*line, *runs(f" ({role})", language)) if line else runs(role, language)


def _named(one: Participation, language: str) -> Line:
    """The name, where the event may show it."""
    shown = one.shown_person()
    if shown is None:
        return ()
    honorific = localized(shown, "honorific", language)
    name, its_language = shown.called(language)
    line = (
        *runs(f"{honorific} " if honorific else "", language),
        *runs(name, its_language, direction(language)),
    )
    return tuple(replace(run, strong=True) for run in line)


def _is_somebody(one: Participation) -> bool:
    """A person stands behind the row; else the body itself takes part."""
    spoke = (Participation.Role.SPEAKER, Participation.Role.CHAIR, Participation.Role.MODERATOR)
    return one.person_id is not None or one.role in spoke


def _called(organisation: Any, language: str) -> Line:
    name, its_language = organisation.called(language)
    return runs(name, its_language, direction(language))


def participants(programme: Programme, language: str) -> list[Block]:
    """The delegation, then everybody else, each with all that they were at the event."""
    inside = [
        (one, entry.session)
        for day in programme.days
        for outer in day.entries
        for entry in outer.with_parts()
        for one in entry.people
    ]
    groups = (
        (_("Our delegation"), [(one, None) for one in programme.delegation]),
        (capfirst(_("participants")), [*((one, None) for one in programme.people), *inside]),
    )
    found: list[Block] = []
    for label, people in groups:
        if people:
            found += [_heading(2, label, language), _table(people, language)]
    return found or [_paragraph(_("The list of participants is not known yet."), language)]


def _table(people: Iterable[tuple[Participation, Any]], language: str) -> Table:
    """One row for a person in one function for one body, however often they appear."""
    rows: dict[Any, tuple[Participation, list[str]]] = {}
    for one, session in people:
        function = one.held(language)
        row = rows.setdefault((one.person_id, one.organisation_id, function), (one, []))
        role = capfirst(one.get_role_display())
        title = localized(session, "title", language) if session else ""
        row[1].append(f"{role} ({title})" if title else role)
    heads = (_("Name"), _("Function then"), _("Organisation"), _("Role"))
    cells = [
        (
            _named(one, language) or _unnamed(one, language),
            runs(one.held(language), language),
            _called(one.organisation, language) if one.organisation else (),
            runs("\n".join(dict.fromkeys(parts)), language),
        )
        for one, parts in rows.values()
    ]
    # A column that says nothing of anybody is left out.
    used = [at for at in range(len(heads)) if any(row[at] for row in cells)]
    header = tuple(Cell(runs(heads[at], language), is_header=True) for at in used)
    return Table(
        (header,),
        tuple(tuple(Cell(row[at]) for at in used) for row in cells),
        language,
        direction(language),
    )


def _unnamed(one: Participation, language: str) -> Line:
    said = _("A representative") if _is_somebody(one) else _("The organisation")
    return runs(said, language)


def _list(items: Iterable[Line], language: str) -> Listing:
    side = direction(language)
    return Listing(
        False, tuple((Paragraph(line, language, side),) for line in items), language, side
    )


def _heading(level: int, text: str, language: str) -> Heading:
    return Heading(level, runs(text, language), language, direction(language))


def _paragraph(text: str, language: str) -> Paragraph:
    return Paragraph(runs(text, language), language, direction(language))

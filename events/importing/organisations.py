"""A list of institutions becomes records: countries, institutions, memberships, accreditations.

What a file may do: fill what is empty, bring a status up to date, add memberships. Empty cells
change nothing, a name that somebody wrote stays, no membership is ended but that in the global
alliance, and no date is invented (see `events.accrediting` for the day on which a status ends).
Which institution a line means is said in `events.importing.matching`.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.accrediting import closing_day
from events.importing.institutions import COLUMNS, NEEDED, Told, judge
from events.importing.matching import keys_in, meant_by, twin_of
from events.importing.networks import GLOBAL, by_abbreviation, load_networks
from events.importing.tables import Line, Problem
from events.labels import all_names
from events.models import Accreditation, Country, Membership, Network, Organisation

__all__ = ["COLUMNS", "KINDS", "NEEDED", "Fate", "take_in"]

KINDS: Final = {
    "new": gettext_lazy("new"),
    "changed": gettext_lazy("changed"),
    "unchanged": gettext_lazy("unchanged"),
    "bad": gettext_lazy("cannot come in"),
}
_MEMBER_CLASSES = ("A", "B")


@dataclass
class Fate:
    """What becomes of one line."""

    line: int
    kind: str
    what: str
    columns: list[str] = field(default_factory=list)
    problems: tuple[Problem, ...] = ()
    notes: list[str] = field(default_factory=list)
    pk: int | None = None


class _Undone(Exception):
    """Carries a dry run out of its transaction."""


def take_in(lines: Sequence[Line], *, dry_run: bool = False) -> list[Fate]:
    """The fate of every line, in order; bad ones keep none of the others out.

    A dry run does everything and takes it back, so its answer is what a real run would do.
    """
    fates: list[Fate] = []
    try:
        with transaction.atomic():
            load_networks()
            fates = _Intake().run(lines)
            if dry_run:
                raise _Undone
    except _Undone:
        pass
    if dry_run:
        for fate in fates:
            fate.pk = None if fate.kind == "new" else fate.pk
    return fates


class _Intake:
    """One run: what is there, read once; which institution each line means, decided once."""

    def __init__(self) -> None:
        # Two imports at once would each make the institutions that the other makes.
        list(Network.objects.select_for_update().order_by("pk").values_list("pk"))
        self.networks = by_abbreviation()
        self.countries = {country.pk: country for country in Country.objects.all()}
        self.institutions: dict[str, list[Organisation]] = defaultdict(list)
        rows = Organisation.objects.current().filter(kind=Organisation.Kind.NATIONAL_INSTITUTION)
        for row in rows.prefetch_related("memberships", "accreditations").order_by("pk"):
            self.institutions[row.country_id or ""].append(row)
        self.meant: dict[int, Organisation] = {}
        self.before: dict[str, list[Told]] = defaultdict(list)

    def run(self, lines: Sequence[Line]) -> list[Fate]:
        judged = [(line, *judge(line, set(self.networks))) for line in lines]
        good = [told for _line, told, _problems in judged if told is not None]
        self.meant = meant_by(good, self.institutions)
        return [
            self.bad(line, problems) if told is None else self.row(line, told)
            for line, told, problems in judged
        ]

    def bad(self, line: Line, problems: tuple[Problem, ...]) -> Fate:
        what = line["institution_ar"] or line["institution_en"] or line["country_en"]
        return Fate(line.number, "bad", what, problems=problems)

    def row(self, line: Line, told: Told) -> Fate:
        problem = self.clash(told)
        if problem is not None:
            return self.bad(line, (problem,))
        self.before[told.code].append(told)
        try:
            with transaction.atomic():
                return self.put(told)
        except DatabaseError:
            # What no check foresaw keeps this line out, and none of the others.
            self.countries = {country.pk: country for country in Country.objects.all()}
            return self.bad(line, (Problem("", _("The database refuses this line.")),))

    def clash(self, told: Told) -> Problem | None:
        """What only the lines before can tell."""
        before = self.before[told.code]
        if told.code not in self.countries and not told.country_ar:
            return Problem("country_ar", _("A country that is new here needs its Arabic name."))
        for name in ("country_en", "country_ar"):
            value = getattr(told, name)
            first = next((one for one in before if getattr(one, name)), None)
            if value and first is not None and getattr(first, name) != value:
                reason = _("Line %(line)d calls this country otherwise.")
                return Problem(name, reason % {"line": first.line})
        twin = twin_of(told, before, self.meant)
        if twin is not None:
            column = "institution_en" if told.name_en else "institution_ar"
            reason = _("Line %(line)d is about the same institution.")
            return Problem(column if told.keys else "country_en", reason % {"line": twin.line})
        if told.line not in self.meant and not told.keys and self.named(told.code):
            reason = _("The country has several institutions, all with names: which one is meant?")
            return Problem("institution_en", reason)
        return None

    def named(self, code: str) -> bool:
        """True when the country's institutions, two or more, all have names."""
        known = self.institutions[code]
        return len(known) > 1 and all(map(keys_in, known))

    def put(self, told: Told) -> Fate:
        columns = self.country(told)
        meant = self.meant.get(told.line)
        fate = Fate(told.line, "changed", "")
        if meant is None:
            fate.kind = "new"
            self.remark_neighbour(told, fate)
            meant = Organisation(country=self.countries[told.code], name_ar="", name_en="")
            self.meant[told.line] = meant
        columns += self.names(told, meant)
        if meant.pk is None or columns:
            meant.country = self.countries[told.code]
            meant.save()
        if fate.kind == "new":
            self.institutions[told.code].append(meant)
        columns += self.memberships(told, meant, fate)
        columns += self.accreditation(told, meant, fate)
        fate.columns = [name for name in COLUMNS if name in columns]
        fate.pk, fate.what = meant.pk, all_names(meant)
        if fate.kind == "changed" and not fate.columns:
            fate.kind = "unchanged"
        return fate

    def remark_neighbour(self, told: Told, fate: Fate) -> None:
        known = self.institutions[told.code]
        there = [one for one in known if one not in self.meant.values()]
        if told.keys and there:
            note = _("The country has another institution here already: %(name)s.")
            fate.notes.append(note % {"name": all_names(there[0])})

    def country(self, told: Told) -> list[str]:
        country = self.countries.get(told.code)
        if country is None:
            country = Country(code=told.code, name_ar=told.country_ar, name_en=told.country_en)
            country.save(force_insert=True)
            self.countries[told.code] = country
            return ["country_en", "country_ar"]
        changed = []
        for language, name in (("en", told.country_en), ("ar", told.country_ar)):
            if name and getattr(country, f"name_{language}") != name:
                setattr(country, f"name_{language}", name)
                changed.append(f"country_{language}")
        if changed:
            country.save()
        return changed

    def names(self, told: Told, meant: Organisation) -> list[str]:
        changed = []
        for language, name in (("en", told.name_en), ("ar", told.name_ar)):
            if name and not getattr(meant, f"name_{language}"):
                setattr(meant, f"name_{language}", name)
                changed.append(f"institution_{language}")
        if "institution_en" in changed:
            meant.name_en_language = told.language
        return changed

    def memberships(self, told: Told, meant: Organisation, fate: Fate) -> list[str]:
        changed = []
        rows = list(meant.memberships.all())
        for name in told.networks:
            if name != GLOBAL and self.join(told, meant, self.networks[name], rows, fate):
                changed.append("network")
        alliance = self.networks[GLOBAL]
        current = _current(rows, alliance)
        if told.status in _MEMBER_CLASSES:
            if current is None:
                Membership.objects.create(
                    organisation=meant, network=alliance, member_class=told.status
                )
                changed.append("status")
            elif current.member_class != told.status and not self.is_outdone(told, meant):
                current.member_class = told.status
                current.save(update_fields=["member_class"])
                changed.append("status")
        elif told.status == "none" and current is not None and not self.is_outdone(told, meant):
            first = date(told.as_of or 0, 1, 1)
            current.until = max(first, current.since or first)
            current.save(update_fields=["until"])
            changed.append("status")
        return changed

    def join(
        self, told: Told, meant: Organisation, network: Network, rows: list[Any], fate: Fate
    ) -> bool:
        """True when a membership was added. One that ended since the file's year stays ended."""
        if _current(rows, network) is not None:
            return False
        ended = max((r.until for r in rows if r.network_id == network.pk and r.until), default=None)
        if ended is not None and (told.as_of is None or ended.year >= told.as_of):
            note = _("The membership in %(network)s ended on %(day)s and stays ended.")
            name = network.organisation.abbreviation
            fate.notes.append(note % {"network": name, "day": ended.isoformat()})
            return False
        Membership.objects.create(organisation=meant, network=network)
        return True

    def is_outdone(self, told: Told, meant: Organisation) -> bool:
        """True when a newer status than the line's is recorded already."""
        current = _current_status(meant)
        return current is not None and told.as_of is not None and current.as_of > told.as_of

    def accreditation(self, told: Told, meant: Organisation, fate: Fate) -> list[str]:
        if not told.status or told.as_of is None:
            return []
        current = _current_status(meant)
        if self.is_outdone(told, meant):
            note = _("A newer status is recorded, of %(year)d; it stays.")
            fate.notes.append(note % {"year": current.as_of})
            return []
        new = Accreditation(
            organisation=meant, status=told.status, as_of=told.as_of, source=told.source
        )
        if current is None:
            new.save()
            return ["status", "as_of", "source"]
        if current.status == told.status:
            return _brought_up_to_date(current, told)
        current.until = closing_day(current, new)
        current.save(update_fields=["until"])
        new.save()
        return ["status", "as_of", "source"]


def _brought_up_to_date(current: Any, told: Told) -> list[str]:
    """The same status stated again: of a later year, from another source."""
    changed = []
    for name in ("as_of", "source"):
        value = getattr(told, name)
        if value and getattr(current, name) != value:
            setattr(current, name, value)
            changed.append(name)
    if changed:
        current.save(update_fields=changed)
    return changed


def _current(rows: list[Any], network: Network) -> Any:
    return next((r for r in rows if r.network_id == network.pk and r.until is None), None)


def _current_status(organisation: Organisation) -> Any:
    if organisation.pk is None:
        return None
    return next((row for row in organisation.accreditations.all() if row.until is None), None)

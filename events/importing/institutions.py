"""One line of a list of institutions: read, and judged cell by cell. Knows no records."""

import re
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from events.importing.countries import code_of, whole
from events.importing.languages import language_of_name
from events.importing.tables import Line, Problem
from events.names import key

COLUMNS: Final = (
    "country_en", "country_ar", "institution_en", "institution_ar", "network", "status", "as_of",
    "source",
)  # fmt: skip
NEEDED: Final = ("country_en", "country_ar", "status", "as_of")
STATUSES: Final = ("A", "B", "none", "suspended")
_LONGEST: Final = {
    "country_en": 120, "country_ar": 120, "institution_en": 250, "institution_ar": 250,
    "source": 400,
}  # fmt: skip
_FIRST_YEAR, _LAST_YEAR = 1993, 2200


@dataclass(frozen=True)
class Told:
    """What a good line says."""

    line: int
    code: str
    country_en: str
    country_ar: str
    name_en: str
    name_ar: str
    language: str
    networks: tuple[str, ...]
    status: str
    as_of: int | None
    source: str

    @property
    def keys(self) -> frozenset[str]:
        """What any spelling of its names is found by."""
        return keys_of(self.name_en, self.name_ar)


def keys_of(*names: str) -> frozenset[str]:
    """The keys of the names, with what stands in brackets and without it."""
    spelt = {form for name in names if name for form in (name, re.sub(r"\([^)]*\)", " ", name))}
    return frozenset(found for name in spelt if (found := key(name)))


def judge(line: Line, networks: set[str]) -> tuple[Told | None, tuple[Problem, ...]]:
    """(what the line says, ()), or (None, everything that is wrong with it)."""
    problems = [*line.problems, *_too_long(line)]
    code = code_of(line["country_en"])
    if not code:
        problems.append(Problem("country_en", _country_reason(line["country_en"])))
    named = [part for part in re.split(r"[;,|]", line["network"].upper()) if part.strip()]
    wanted = tuple(dict.fromkeys(part.strip() for part in named))
    for unknown in (name for name in wanted if name not in networks):
        reason = _("There is no network called “%(name)s”.") % {"name": unknown}
        problems.append(Problem("network", reason))
    status = {one.casefold(): one for one in STATUSES}.get(line["status"].casefold(), "")
    if line["status"] and not status:
        reason = _("The status is one of %(statuses)s.") % {"statuses": ", ".join(STATUSES)}
        problems.append(Problem("status", reason))
    as_of = _year(line["as_of"])
    if line["as_of"] and as_of is None:
        reason = _("This is no year from %(first)d to %(last)d.")
        problems.append(Problem("as_of", reason % {"first": _FIRST_YEAR, "last": _LAST_YEAR}))
    elif status and as_of is None:
        problems.append(Problem("as_of", _("A status needs the year it is stated for.")))
    if problems:
        return None, tuple(problems)
    return Told(
        line=line.number,
        code=code,
        country_en=whole(line["country_en"]),
        country_ar=line["country_ar"],
        name_en=line["institution_en"],
        name_ar=line["institution_ar"],
        language=language_of_name(line["institution_en"]),
        networks=wanted,
        status=status,
        as_of=as_of if status else None,
        source=line["source"],
    ), ()


def _too_long(line: Line) -> list[Problem]:
    reason = _("At most %(count)d characters fit.")
    return [
        Problem(column, reason % {"count": longest})
        for column, longest in _LONGEST.items()
        if len(line[column]) > longest
    ]


def _country_reason(name: str) -> str:
    if not name:
        return _("The country is missing.")
    return _("No country is called “%(name)s” in English.") % {"name": name}


def _year(cell: str) -> int | None:
    found = int(cell) if cell.isdecimal() and len(cell) == 4 else 0
    return found if _FIRST_YEAR <= found <= _LAST_YEAR else None

"""The glossary of official names: read from its files, kept in its table, given to the checker."""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from nhri.quality.models import GlossaryTerm
from nhri.quality.names import Term

_DATA = Path(__file__).parent / "data"


def terms() -> tuple[Term, ...]:
    """The names in use, in one query."""
    return tuple(row.term for row in GlossaryTerm.objects.filter(is_active=True))


def shipped() -> Iterator[GlossaryTerm]:
    """The rows that come with the app, unsaved."""
    variants = {row["en"]: row for row in _rows("variants.csv")}
    for row in _rows("glossary.csv"):
        more = variants.get(row["en"], {})
        yield GlossaryTerm(
            name_ar=row["ar"],
            name_en=row["en"],
            # "A" and "B" are the names of a status; as initials they would be found everywhere.
            abbreviation=row["abbrev"] if len(row["abbrev"]) > 1 else "",
            variants_ar=_lines(more.get("accepted_ar", "")),
            variants_en=_lines(more.get("accepted_en", "")),
            wrong_ar=_lines(more.get("wrong_ar", "")),
            wrong_en=_lines(more.get("wrong_en", "")),
            is_official=more.get("official") == "1",
            note=row["note"],
        )


@transaction.atomic
def load_glossary() -> int:
    """Add the shipped names that are not there by their English name; returns how many.

    May run again at any time: what editors changed or switched off stays as they left it.
    """
    there = set(GlossaryTerm.objects.values_list("name_en", flat=True))
    new = [row for row in shipped() if row.name_en not in there]
    return len(GlossaryTerm.objects.bulk_create(new))


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def _lines(cell: str) -> str:
    return "\n".join(form for form in cell.split("|") if form)

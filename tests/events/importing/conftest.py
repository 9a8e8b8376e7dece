"""Lists of institutions as they come in."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest

from events.importing.organisations import COLUMNS, NEEDED, Fate, take_in
from events.importing.tables import read

BENIN = {"country_en": "Benin", "country_ar": "بنن", "status": "A", "as_of": "2025", "source": "s"}


def as_csv(rows: list[dict[str, Any]], columns: tuple[str, ...] = COLUMNS) -> bytes:
    """The rows as a spreadsheet saves them."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return ("\ufeff" + out.getvalue()).encode()


@pytest.fixture
def intake(db: None) -> Callable[..., list[Fate]]:
    """``intake({"status": "B"}, {})`` → what became of lines that are Benin's but for that."""

    def run(*rows: dict[str, Any], dry_run: bool = False) -> list[Fate]:
        data = as_csv([{**BENIN, **row} for row in rows])
        return take_in(read("list.csv", data, COLUMNS, NEEDED), dry_run=dry_run)

    return run

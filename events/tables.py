"""Tables for a spreadsheet: with a byte order mark, and no cell that one would run."""

import csv
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

#: Excel reads a cell that begins with one of these as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(value: Any) -> str:
    """The cell as text that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) or text[:1] in _FORMULA else text


def write_csv(out: TextIO, heads: Sequence[Any], rows: Iterable[Sequence[Any]]) -> None:
    """The heads and the rows, every cell safe."""
    out.write("\ufeff")
    write = csv.writer(out).writerow
    write([safe(head) for head in heads])
    for row in rows:
        write([safe(value) for value in row])

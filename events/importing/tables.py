"""A table from a file, CSV or XLSX, as lines of named cells. Knows no records."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

MAX_BYTES = 2 * 1024 * 1024
MAX_UNPACKED = 40 * 1024 * 1024
MAX_LINES = 5000
MAX_CELL = 4000


class TableProblem(Exception):
    """Why a file cannot be read as a table, in the reader's language."""


@dataclass(frozen=True)
class Problem:
    """What is wrong with one cell: its column (empty: the line as a whole), and why."""

    column: str
    reason: str


@dataclass(frozen=True)
class Line:
    """One line of a table: where it stands in the file, and its cells by column."""

    number: int
    cells: dict[str, str]
    problems: tuple[Problem, ...] = field(default=())

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def read_path(path: str, columns: Sequence[str], needed: Sequence[str]) -> list[Line]:
    """`read` of a file on this machine."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise TableProblem(
            _("%(name)s cannot be opened: %(reason)s.") % {"name": path, "reason": error.strerror}
        ) from error
    return read(Path(path).name, data, columns, needed)


def read(name: str, data: bytes, columns: Sequence[str], needed: Sequence[str]) -> list[Line]:
    """The lines of `data`; only `columns` are looked at, `needed` must be there.

    The first line names the columns, in any order and case. Lines without any cell are left out.
    """
    if len(data) > MAX_BYTES:
        raise TableProblem(
            _("%(name)s is larger than %(size)d MB.")
            % {"name": name, "size": MAX_BYTES // 1024 // 1024}
        )
    rows = _sheet(name, data) if data[:4] == b"PK\x03\x04" else _text(name, data)
    numbered = iter(rows)
    _number, heads = next(numbered, (0, []))
    named = [head.strip().casefold() for head in heads]
    missing = [column for column in needed if column not in named]
    if missing:
        raise TableProblem(
            _("%(name)s has no column %(columns)s. The first line must name the columns.")
            % {"name": name, "columns": ", ".join(missing)}
        )
    twice = [column for column in columns if named.count(column) > 1]
    if twice:
        raise TableProblem(
            _("%(name)s has two columns %(columns)s.") % {"name": name, "columns": ", ".join(twice)}
        )
    return list(_lines(name, numbered, named, columns))


def _lines(
    name: str, rows: Iterator[tuple[int, list[str]]], named: list[str], columns: Sequence[str]
) -> Iterator[Line]:
    for count, (number, cells) in enumerate(rows, 1):
        if count > MAX_LINES:
            raise TableProblem(
                _("%(name)s has more than %(count)d lines.") % {"name": name, "count": MAX_LINES}
            )
        cleaned = [" ".join(cell.replace("\x00", "").split()) for cell in cells]
        if not any(cleaned):
            continue
        found = dict(zip(named, cleaned, strict=False))
        problems = [
            Problem(column, _("The cell is too long."))
            for column in columns
            if len(found.get(column, "")) > MAX_CELL
        ]
        if len(cells) > len(named) and any(cleaned[len(named) :]):
            problems.append(
                Problem("", _("The line has more cells than the first line has columns."))
            )
        wanted = {column: found.get(column, "") for column in columns}
        yield Line(number, wanted, tuple(problems))


def _text(name: str, data: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableProblem(
            _("%(name)s is not UTF-8 text. In Excel: save as “CSV UTF-8”, or as XLSX.")
            % {"name": name}
        ) from error
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        start = 1
        for cells in reader:
            yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        raise TableProblem(
            _("%(name)s, line %(line)d: this is no table of cells (%(reason)s).")
            % {"name": name, "line": reader.line_num, "reason": error}
        ) from error


def _sheet(name: str, data: bytes) -> Iterator[tuple[int, list[str]]]:
    """The first sheet of a workbook; values only, no formula is worked out."""
    import openpyxl  # noqa: PLC0415 -- heavy, and only a workbook needs it

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
        if unpacked > MAX_UNPACKED:
            raise TableProblem(_("%(name)s unpacks to too much.") % {"name": name})
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            yield number, [_cell(value) for value in row]
    except TableProblem:
        raise
    # openpyxl raises whatever its parsers meet in a damaged file; none of it is ours.
    except Exception as error:
        raise TableProblem(_("%(name)s is no workbook (XLSX).") % {"name": name}) from error


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)

"""Tables for a spreadsheet: with a byte order mark, and no cell that one would run."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

#: What HTTP calls a workbook.
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Excel reads a cell that begins with one of these as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(value: Any) -> str:
    """The cell as text that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) or text[:1] in _FORMULA else text


#: Characters that XML, and so a workbook, cannot hold.
_CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])
_NARROWEST, _WIDEST = 8, 48


def write_csv(out: TextIO, heads: Sequence[Any], rows: Iterable[Sequence[Any]]) -> None:
    """The heads and the rows, every cell safe."""
    out.write("\ufeff")
    write = csv.writer(out).writerow
    write([safe(head) for head in heads])
    for row in rows:
        write([safe(value) for value in row])


def xlsx(
    title: str, heads: Sequence[Any], rows: Iterable[Sequence[Any]], *, from_the_right: bool
) -> bytes:
    """A workbook of one sheet: its head stays in view, every cell is text that nothing runs."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(title))
    table = [[_text(cell) for cell in row] for row in (heads, *rows)]
    sheet.sheet_view.rightToLeft = from_the_right
    sheet.freeze_panes = "A2"
    for place, column in enumerate(zip(*table, strict=True), 1):
        longest = max(len(line) for cell in column for line in cell.split("\n"))
        width = min(max(longest + 2, _NARROWEST), _WIDEST)
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, row in enumerate(table):
        sheet.append([_cell(sheet, text, is_head=number == 0) for text in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text(value: Any) -> str:
    return safe(value).translate(_CONTROL)


def _cell(sheet: Any, text: str, *, is_head: bool) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if is_head:
        cell.font = Font(bold=True)
    return cell


def _sheet_name(title: str) -> str:
    """At most 31 characters, none of those that a spreadsheet refuses in the name of a sheet."""
    return "".join(" " if character in "[]:*?/\\" else character for character in title)[:31] or "1"

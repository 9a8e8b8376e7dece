"""Tables as people save them, and files that are none."""

import io
from typing import Any

import openpyxl
import pytest

from events.importing import tables
from events.importing.tables import TableProblem, read

COLUMNS = ("name", "year")


def lines(data: bytes, name: str = "t.csv") -> list[Any]:
    return [(line.number, line.cells) for line in read(name, data, COLUMNS, ("name",))]


def workbook(*rows: list[Any]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        "name,year\nأ ب,2025\n".encode(),
        "\ufeffname,year\r\nأ ب,2025\r\n".encode(),
        "name;year\nأ ب;2025\n".encode(),
        "name\tyear\nأ ب\t2025".encode(),
        ' Year , NAME ,more\n2025,"أ\nب",x\n'.encode(),
        workbook(["name", "year"], ["أ ب", 2025]),
        workbook(["year", "name"], [2025.0, " أ  ب "]),
    ],
    ids=["csv", "bom", "semicolons", "tabs", "order and quotes", "workbook", "numbers"],
)
def test_table_is_read_however_it_was_saved(data: bytes) -> None:
    assert lines(data) == [(2, {"name": "أ ب", "year": "2025"})]


def test_lines_keep_their_numbers() -> None:
    data = b'name,year\n"a\nb",1\n\n,\nc,2\n'
    assert [number for number, _cells in lines(data)] == [2, 6]
    assert [n for n, _c in lines(workbook(["name"], ["a"], [], ["b"]))] == [2, 4]


def test_short_line_has_empty_cells_and_a_long_one_is_said() -> None:
    found = read("t.csv", b"name,year\na\nb,1,2\n", COLUMNS, ("name",))
    assert (found[0]["year"], found[0].problems) == ("", ())
    assert [problem.column for problem in found[1].problems] == [""]


@pytest.mark.parametrize(
    "data",
    [
        b"", b"year\n1\n", b"name,name\na,b\n", "name\nأ\n".encode("cp1256"),
        "name\na\n".encode("utf-16"), b"PK\x03\x04" + b"0" * 99, workbook(["year"]),
        workbook(["name"], ["a"])[:-90], b'name\n"a\n', b"name\n" + b"a\n" * 5001,
        b"name\n" + b"a" * tables.MAX_BYTES,
    ],
    ids=[
        "empty", "no column", "column twice", "not utf-8", "utf-16", "no archive",
        "no column in it", "damaged", "open quote", "too many lines", "too large",
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(TableProblem, match=r"t\.csv"):
        lines(data)


def test_archive_that_unpacks_to_too_much_is_refused(monkeypatch: Any) -> None:
    monkeypatch.setattr(tables, "MAX_UNPACKED", 100)
    with pytest.raises(TableProblem):
        lines(workbook(["name"], ["a"]))


def test_formula_is_not_worked_out() -> None:
    assert lines(workbook(["name"], ["=1+1"], ["b"]))[-1][1]["name"] == "b"

"""The participants of one event as a spreadsheet: whole, readable from the right, and harmless."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.urls import reverse
from django.utils.translation import override

from events.models import Organisation, Participant
from events.tables import xlsx
from nhri.accounts.models import User
from nhri.accounts.roles import AUTHOR

FORMULA = '=HYPERLINK("http://example.org")'


@pytest.fixture
def attended(event_draft: Any, people: dict[str, User], institution_of_benin: Organisation) -> Any:
    """An event with somebody whose name is a formula and who may not be named."""
    person = Participant.objects.create(
        name_ar=FORMULA, name_en="Somebody Example", consent_note="qzxnote", variants="qzxvariant"
    )
    rows = [
        {"person": person.pk, "organisation": institution_of_benin.pk, "role": "speaker",
         "function_ar": "مديرة", "function_en": "Director", "session": "assembly"},
        {"person": person.pk, "role": "head"},
    ]  # fmt: skip
    return event_draft(participations=rows)


def file_of(item: Any, client: Any, extension: str) -> Any:
    return client.get(reverse("admin:events_event_table", args=[item.pk, extension]))


def test_csv_begins_with_a_mark_and_runs_nothing(attended: Any, sign_in: Any) -> None:
    content = file_of(attended, sign_in(AUTHOR), "csv").content
    assert content.startswith(b"\xef\xbb\xbf")
    heads, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert len(rows) == 2
    assert {len(row) for row in (heads, *rows)} == {13}
    spoke = next(row for row in rows if "Director" in row)
    assert f"'{FORMULA}" in spoke
    assert {"مديرة", "بنن", "الجمعية العامة", "2026-03-10"} <= set(spoke)
    assert b"qzx" not in content


@pytest.mark.parametrize("language,from_the_right", [("ar", True), ("en", False)])
def test_workbook_reads_from_the_side_of_its_language(
    attended: Any, sign_in: Any, language: str, from_the_right: bool
) -> None:
    client = sign_in(AUTHOR)
    User.objects.update(language=language)
    with override(language):
        content = file_of(attended, client, "xlsx").content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert bool(sheet.sheet_view.rightToLeft) is from_the_right
    assert sheet.freeze_panes == "A2"
    assert sheet.max_row == 3
    assert sheet["A1"].font.bold
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert f"'{FORMULA}" in {cell.value for cell in cells}
    assert all(8 <= one.width <= 48 for one in sheet.column_dimensions.values())


def test_workbook_takes_what_xml_cannot_hold() -> None:
    content = xlsx("a/b[c]", ["head"], [["bell\x07 and\nline"], [None]], from_the_right=False)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet.title == "a b c "
    assert sheet["A2"].value == "bell and\nline"


def test_unknown_format_is_not_there(attended: Any, sign_in: Any) -> None:
    assert file_of(attended, sign_in(AUTHOR), "ods").status_code == 404

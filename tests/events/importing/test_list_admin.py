"""A list of institutions in the admin: first what it would do, then the deed, then what it did."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from events.models import Country, Network, Organisation
from tests.events.importing.conftest import BENIN, as_csv
from tests.events.importing.test_tables import workbook
from tests.forms import form_in, text_in

PAGE = "/ar/admin/events/organisation/import/"


def upload(client: Any, data: bytes, name: str = "list.csv") -> Any:
    form = form_in(client.get(PAGE), "file")
    return client.post(PAGE, {**form.values, "file": SimpleUploadedFile(name, data)})


def counts(response: Any) -> dict[str, int]:
    return {kind: count for kind, _label, count in response.context["counts"]}


def test_preview_writes_nothing_and_the_deed_does_what_it_promised(sign_in: Any) -> None:
    client = sign_in("editor")
    data = as_csv(
        [{**BENIN, "network": "NANHRI"}, {**BENIN, "country_en": "Nowhere", "status": "C"}]
    )
    response = upload(client, data)
    assert counts(response) == {"new": 1, "changed": 0, "unchanged": 0, "bad": 1}
    assert not Organisation.objects.exists()
    text = text_in(response)
    assert "country_en" in text
    assert "Nowhere" in text
    done = form_in(response, "lines").send(client, PAGE)
    assert done.context["is_done"]
    institution = Organisation.objects.get(kind="nhri")
    assert f"/organisation/{institution.pk}/change/" in done.content.decode()
    assert counts(upload(client, data)) == {"new": 0, "changed": 0, "unchanged": 1, "bad": 1}


def test_changed_columns_are_named(sign_in: Any) -> None:
    client = sign_in("author")
    form_in(upload(client, as_csv([BENIN])), "lines").send(client, PAGE)
    response = upload(client, as_csv([{**BENIN, "status": "B", "as_of": "2026"}]))
    assert counts(response)["changed"] == 1
    assert "status, as_of" in text_in(response)


def test_workbook_comes_in(sign_in: Any) -> None:
    client = sign_in("editor")
    heads = list(BENIN)
    response = upload(client, workbook(heads, [BENIN[name] for name in heads]), "list.xlsx")
    form_in(response, "lines").send(client, PAGE)
    assert Country.objects.get().name_en == "Benin"


@pytest.mark.parametrize(
    "name,data",
    [("a.csv", b"x,y\n1,2\n"), ("a.csv", "نص".encode("cp1256")), ("a.xlsx", b"PK\x03\x04no")],
)
def test_file_that_is_no_list_is_refused_beside_the_field(
    sign_in: Any, name: str, data: bytes
) -> None:
    response = upload(sign_in("editor"), data, name)
    assert "file" in response.context["form"].errors
    assert not Network.objects.exists()


def test_no_file_is_said(sign_in: Any) -> None:
    client = sign_in("editor")
    response = form_in(client.get(PAGE), "file").send(client, PAGE)
    assert "file" in response.context["form"].errors


def test_promise_that_does_not_hold_any_more_is_made_anew(sign_in: Any) -> None:
    client = sign_in("editor")
    form = form_in(upload(client, as_csv([BENIN])), "lines")
    benin = Country.objects.create(code="BJ", name_ar="بنن", name_en="Benin")
    Organisation.objects.create(country=benin)
    response = form.send(client, PAGE)
    assert not response.context.get("is_done")
    assert counts(response) == {"new": 0, "changed": 1, "unchanged": 0, "bad": 0}
    assert form_in(response, "lines").send(client, PAGE).context["is_done"]


@pytest.mark.parametrize("packed", ["", "nonsense", "a:b:c"])
def test_lines_that_the_page_did_not_give_are_refused(sign_in: Any, packed: str) -> None:
    response = sign_in("editor").post(PAGE, {"lines": packed})
    assert response.status_code == 200
    assert not Organisation.objects.exists()


def test_lines_of_a_colleague_are_refused(sign_in: Any) -> None:
    form = form_in(upload(sign_in("editor"), as_csv([BENIN])), "lines")
    form.send(sign_in("author"), PAGE)
    assert not Organisation.objects.exists()


def test_import_is_for_whoever_may_write_records(sign_in: Any) -> None:
    client = sign_in("administrator")
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"lines": "x"}).status_code == 403
    page = "/ar/admin/events/organisation/"
    assert PAGE not in client.get(page).content.decode()
    assert PAGE in sign_in("author").get(page).content.decode()


# Out again --------------------------------------------------------------------------------------


def table(client: Any, model: str, rows: list[Any]) -> str:
    page = f"/ar/admin/events/{model}/"
    data = {"action": "download_table", "_selected_action": [row.pk for row in rows]}
    response = client.post(page, data)
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    return response.content.decode()


def test_table_of_organisations_has_a_mark_and_no_formula(
    sign_in: Any, institution_of_benin: Organisation, alliance: Network
) -> None:
    bad = Organisation.objects.create(kind="un", name_en='=cmd|" /C calc"!A0', name_ar="@ص")
    institution_of_benin.memberships.create(network=alliance)
    institution_of_benin.accreditations.create(status="A", as_of=2025, source="s")
    text = table(sign_in("editor"), "organisation", [institution_of_benin, bad])
    assert text.startswith("\ufeffid,")
    assert "BJ,Benin,بنن" in text
    assert "GA,A,2025,s" in text
    assert "'=cmd" in text
    assert ",'@ص," in text


def test_table_of_persons_says_nothing_of_how_consent_was_given(
    sign_in: Any, commissioner: Any
) -> None:
    commissioner.consent_note = "letter of March"
    commissioner.save()
    text = table(sign_in("administrator"), "participant", [commissioner])
    assert "Commissioner Example" in text
    assert "letter" not in text


@pytest.mark.parametrize("language,from_the_right", [("ar", True), ("en", False)])
def test_workbook_of_organisations_runs_as_the_reader_reads(
    sign_in: Any, institution_of_benin: Organisation, language: str, from_the_right: bool
) -> None:
    bad = Organisation.objects.create(kind="un", name_en="=cmd")
    data = {"action": "download_sheet", "_selected_action": [institution_of_benin.pk, bad.pk]}
    response = sign_in("editor").post(f"/{language}/admin/events/organisation/", data)
    sheet = load_workbook(io.BytesIO(response.content)).active
    assert sheet.sheet_view.rightToLeft is from_the_right
    assert [sheet.cell(1, 1).value, sheet.freeze_panes] == ["id", "A2"]
    cells = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {"BJ", "'=cmd"} <= cells and "=cmd" not in cells

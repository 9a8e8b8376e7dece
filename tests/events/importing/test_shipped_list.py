"""The list that ships: 134 institutions, and what each of its cells became."""

import csv
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from events.importing.countries import code_of
from events.importing.languages import language_of_name
from events.importing.networks import DATA, load_networks, shipped
from events.models import Accreditation, Country, Membership, Network, Organisation
from nhri.quality import glossary

LIST = DATA / "institutions.csv"
ROWS = list(csv.DictReader(LIST.open(encoding="utf-8", newline="")))
NAMED = [row["institution_en"] for row in ROWS if row["institution_en"]]

FRENCH = {
    "Conseil national des droits de l'Homme",
    "Commission nationale des droits de l'Homme",
    "Office du Protecteur du Citoyen",
    "Commission nationale consultative des droits de l'Homme (CNCDH)",
    "Commission nationale des droits humains",
}
SPANISH = {
    "Defensoría del Pueblo de la Nación Argentina",
    "Defensor del Pueblo",
    "Defensoría de los Habitantes",
    "Defensor del Pueblo de la República de Ecuador",
    "Procuraduría de Defensa de los Derechos Humanos",
    "Procurador de los Derechos Humanos",
    "Comisionado Nacional de los Derechos Humanos",
    "Comisión Nacional de los Derechos Humanos (CNDH)",
}


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("import_organisations", str(LIST), *arguments, stdout=out)
    return out.getvalue()


def everything() -> list[Any]:
    models = (Country, Organisation, Network, Membership, Accreditation)
    return [sorted(model.objects.values_list(), key=str) for model in models]


@pytest.fixture
def loaded(db: None) -> None:
    run()


def test_list_is_the_one_that_was_given() -> None:
    assert (len(ROWS), len(NAMED)) == (134, 85)


@pytest.mark.parametrize("name", NAMED)
def test_language_of_each_real_name(name: str) -> None:
    wanted = "fr" if name in FRENCH else "es" if name in SPANISH else "en"
    assert language_of_name(name) == wanted


@pytest.mark.parametrize(
    "name,language",
    [
        ("Provedor de Justiça", "pt"),
        ("Comissão Nacional dos Direitos Humanos e Cidadania", "pt"),
        ("Le Médiateur de la République", "fr"),
        ("Instituto Nacional de Derechos Humanos", "es"),
        ("Komnas HAM", "en"),
        ("", "en"),
    ],
)
def test_language_of_other_names(name: str, language: str) -> None:
    assert language_of_name(name) == language


def test_every_country_has_its_code() -> None:
    codes = {row["country_en"]: code_of(row["country_en"]) for row in ROWS}
    assert [name for name, code in codes.items() if not code] == []
    assert Counter(codes.values()).most_common(2) == [("GB", 3), ("DZ", 1)]


def test_every_row_comes_in(loaded: None) -> None:
    institutions = Organisation.objects.filter(kind="nhri")
    assert institutions.count() == 134
    counts = Counter(institutions.values_list("country_id", flat=True))
    assert {code: n for code, n in counts.items() if n > 1} == {"GB": 3, "BE": 2, "BG": 2}
    assert Country.objects.count() == 130
    assert set(Country.objects.values_list("name_ar", flat=True)) == {
        row["country_ar"] for row in ROWS
    }


def test_each_cell_stands_in_its_record(loaded: None) -> None:
    rows = Organisation.objects.filter(kind="nhri").select_related("country")
    rows = rows.prefetch_related("accreditations", "memberships__network__organisation")
    assert sorted(map(as_row, rows)) == sorted(map(as_told, ROWS))


def as_row(one: Organisation) -> tuple[Any, ...]:
    (status,) = one.accreditations.all()
    assert (status.decided_on, status.until) == (None, None)
    memberships = {m.network.organisation.abbreviation: m for m in one.memberships.all()}
    assert {(m.since, m.until) for m in memberships.values()} <= {(None, None)}
    alliance = memberships.pop("GANHRI", None)
    country = one.country.code if one.country else ""
    return (
        country, one.name_en, one.name_ar, status.status, status.as_of, status.source,
        sorted(memberships), alliance.member_class if alliance else "",
    )  # fmt: skip


def as_told(row: dict[str, str]) -> tuple[Any, ...]:
    networks = sorted(name.strip() for name in row["network"].split(";") if name.strip())
    member = row["status"] if row["status"] in ("A", "B") else ""
    return (
        code_of(row["country_en"]), row["institution_en"], row["institution_ar"], row["status"],
        int(row["as_of"]), row["source"], networks, member,
    )  # fmt: skip


def test_name_keeps_its_language_and_no_name_is_made(loaded: None) -> None:
    ivory = Organisation.objects.get(country_id="CI")
    assert (ivory.called("en"), ivory.name_ar) == ((ivory.name_en, "fr"), "")
    benin = Organisation.objects.get(country_id="BJ")
    assert (benin.name_ar, benin.name_en) == ("", "")
    assert "بنن" in benin.called("ar")[0]


def test_twice_changes_nothing(loaded: None) -> None:
    before = everything()
    assert "134" in run()
    assert everything() == before


def test_dry_run_writes_nothing(db: None) -> None:
    assert "134" in run("--dry-run")
    assert [len(rows) for rows in everything()] == [0, 0, 0, 0, 0]


def test_networks_are_called_as_the_glossary_calls_them() -> None:
    official = {row.abbreviation: (row.name_ar, row.name_en) for row in glossary.shipped()}
    for row in shipped():
        assert (row["name_ar"], row["name_en"]) == official[row["abbreviation"]]


def test_networks_stand_under_the_alliance_and_stay_as_they_were_left(db: None) -> None:
    assert load_networks() == 6
    parents = Network.objects.values_list(
        "organisation__abbreviation", "parent__organisation__abbreviation"
    )
    assert dict(parents) == {
        "GANHRI": None, "APF": "GANHRI", "NANHRI": "GANHRI", "RINDHCA": "GANHRI",
        "ENNHRI": "GANHRI", "ANNHRI": None,
    }  # fmt: skip
    Organisation.objects.filter(abbreviation="APF").update(name_en="Changed")
    assert load_networks() == 0
    assert Organisation.objects.get(abbreviation="APF").name_en == "Changed"


def test_command_reports_and_fails_and_takes_the_rest(db: None, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    head = ",".join(ROWS[0])
    path.write_text(f"{head}\nBenin,بنن,,,NANHRI,A,2025,s\nNowhere,لا,,,XYZ,C,20,s\n", "utf-8")
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError):
        call_command("import_organisations", str(path), stdout=out, stderr=err)
    assert Organisation.objects.filter(kind="nhri").count() == 1
    for column in ("country_en", "network", "status", "as_of"):
        assert f"Line 3, {column}: " in err.getvalue()


@pytest.mark.parametrize(
    "content", [b"a,b\n1,2\n", b"", b"\xff\xfe\x00", b"PK\x03\x04 no workbook"]
)
def test_command_refuses_what_is_no_such_table(db: None, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(CommandError):
        call_command("import_organisations", str(path))
    with pytest.raises(CommandError):
        call_command("import_organisations", str(tmp_path / "absent.csv"))

"""An event's list of participants: known records are proposed, near ones asked about."""

from typing import Any

import pytest

from events.importing.participants import COLUMNS, NEEDED, NEW, propose, take
from events.importing.tables import read
from events.models import Organisation, Participant
from tests.events.importing.conftest import as_csv
from tests.events.importing.test_tables import workbook

LINE = {"name_ar": "سارة يوسف", "organisation": "Some Body", "role": "speaker"}


def proposals(*rows: dict[str, str], present: Any = ()) -> list[Any]:
    data = as_csv([{**LINE, **row} for row in rows], COLUMNS)
    return propose(read("list.csv", data, COLUMNS, NEEDED), present)


def taken(told: Any, choices: Any) -> list[Any]:
    return list(take(told, choices).values())


@pytest.fixture
def ali(db: None) -> Participant:
    return Participant.objects.create(name_ar="علي أحمد الدرازي", name_en="Ali Example")


@pytest.fixture
def body(db: None) -> Organisation:
    return Organisation.objects.create(kind="un", name_en="Some Body")


@pytest.mark.parametrize(
    "names", [{"name_ar": "م. على احمد الدرازى"}, {"name_ar": "", "name_en": "DR. ALI EXAMPLE"}]
)
def test_known_records_are_proposed_by_any_spelling(
    ali: Participant, body: Organisation, names: Any
) -> None:
    (one,) = proposals(names)
    assert (one.person.proposed, one.organisation.proposed) == (str(ali.pk), str(body.pk))
    assert not one.is_open
    (row,) = taken([one], {})
    assert (row["person"], row["organisation"], row["role"]) == (ali.pk, body.pk, "speaker")
    assert Participant.objects.count() == 1


def test_near_and_several_exact_records_are_asked_about(ali: Participant, body: Any) -> None:
    (near,) = proposals({"name_ar": "علي أحمد الدارزي"})
    assert (near.person.near, near.is_open) == ([ali], True)
    assert taken([near], {}) == []
    (row,) = taken([near], {near.line: {"person": str(ali.pk)}})
    assert row["person"] == ali.pk
    (row,) = taken([near], {near.line: {"person": NEW}})
    assert Participant.objects.get(pk=row["person"]).name_ar == "علي أحمد الدارزي"
    namesake = Participant.objects.create(name_ar="علي أحمد الدرازي")
    (several,) = proposals({"name_ar": "علي أحمد الدرازي"})
    assert (set(several.person.exact), several.is_open) == ({ali, namesake}, True)


def test_new_records_are_made_once_and_invent_nothing(db: None) -> None:
    told = proposals(
        {"honorific": "د.", "function_ar": "مفوضة"},
        {"name_ar": "د. ساره يوسف", "role": "chair"},
        {"name_ar": "مريم حسن"},
    )
    assert not Participant.objects.exists()
    rows = taken(told, {})
    assert [row["person"] for row in rows[:2]] == [rows[0]["person"]] * 2
    assert (Participant.objects.count(), Organisation.objects.count()) == (2, 1)
    sara = Participant.objects.get(pk=rows[0]["person"])
    assert (sara.honorific_ar, sara.in_public_office, sara.has_consented) == ("د.", False, False)
    body = Organisation.objects.get()
    assert (body.name_en, body.country, body.is_public) == ("Some Body", None, False)
    assert rows[0]["function_ar"] == "مفوضة"


def test_nobody_is_there_twice(ali: Participant, body: Organisation) -> None:
    told = proposals(
        {"name_ar": "علي أحمد الدرازي"},
        {"name_ar": "م. علي أحمد الدرازي", "organisation": ""},
        {"name_ar": "علي أحمد الدرازي", "role": "chair"},
        {"name_ar": ""},
        {"name_ar": ""},
    )
    assert [one.twin for one in told] == [None, 2, None, None, 5]
    assert len(taken(told, {})) == 3
    present = [{"person": ali.pk, "role": "speaker"}, {"organisation": body.pk, "role": "speaker"}]
    told = proposals({"name_ar": "علي أحمد الدرازي"}, {"name_ar": ""}, present=present)
    assert [one.twin for one in told] == [0, 0]


@pytest.mark.parametrize(
    "written,role",
    [("", "participant"), ("Speaker", "speaker"), ("متحدث", "speaker"), ("رئيس الوفد", "head"),
     ("head of delegation", "head"), ("مُراقِب", "observer")],
)  # fmt: skip
def test_role_is_read_as_either_language_writes_it(db: None, written: str, role: str) -> None:
    assert proposals({"role": written})[0].role == role


@pytest.mark.parametrize(
    "row,column",
    [
        ({"role": "king"}, "role"),
        ({"name_ar": "", "organisation": ""}, "name_ar"),
        ({"name_ar": " . ", "organisation": "-"}, "name_ar"),
        ({"name_en": "x" * 151}, "name_en"),
    ],
)
def test_bad_line_is_named_and_left_out(db: None, row: Any, column: str) -> None:
    bad, good = proposals(row, {})
    assert [(problem.column) for problem in bad.problems] == [column]
    assert bad.line == 2
    assert len(taken([bad, good], {})) == 1


def test_workbook_is_read_too(ali: Participant) -> None:
    data = workbook(["name_en", "organisation"], ["Ali Example", None])
    (one,) = propose(read("list.xlsx", data, COLUMNS, NEEDED))
    assert taken([one], {})[0]["person"] == ali.pk


def test_organisation_alone_is_enough(body: Organisation) -> None:
    (row,) = taken(proposals({"name_ar": ""}), {})
    assert (row["person"], row["organisation"]) == (None, body.pk)


def test_record_that_vanished_meanwhile_leaves_no_empty_row(ali: Participant, db: None) -> None:
    (one,) = proposals({"name_ar": "علي أحمد الدرازي", "organisation": ""})
    ali.delete()
    assert taken([one], {}) == []

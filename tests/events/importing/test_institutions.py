"""What a line does to what is there, and what it never does."""

from datetime import date
from typing import Any

import pytest

from events.models import Accreditation, Country, Membership, Network, Organisation


def told(fates: list[Any]) -> list[Any]:
    return [(fate.kind, fate.columns) for fate in fates]


def only(country: str = "BJ") -> Organisation:
    return Organisation.objects.get(country_id=country, kind="nhri")


BAD = {
    "country_en": ("Nowhere", "country_en"),
    "no country": ("", "country_en"),
    "country_ar": ("", "country_ar"),
    "network": ("APF; XYZ", "network"),
    "status": ("C", "status"),
    "as_of": ("25", "as_of"),
    "year": ("1992", "as_of"),
    "no year": ("", "as_of"),
    "institution_en": ("x" * 251, "institution_en"),
    "institution_ar": ("س" * 251, "institution_ar"),
    "source": ("s" * 401, "source"),
}


@pytest.mark.parametrize("value,column", BAD.values(), ids=BAD)
def test_bad_line_is_named_and_the_rest_comes_in(intake: Any, value: str, column: str) -> None:
    good = {"country_en": "Kenya", "country_ar": "كينيا"}
    bad, fine = intake({column: value}, good)
    assert (bad.kind, bad.line, [problem.column for problem in bad.problems]) == (
        "bad",
        2,
        [column],
    )
    assert bad.problems[0].reason
    assert fine.kind == "new"
    assert Organisation.objects.filter(kind="nhri").count() == 1


def test_second_time_changes_nothing(intake: Any) -> None:
    line = {"network": "NANHRI", "institution_en": "National Commission"}
    assert told(intake(line))[0][0] == "new"
    assert told(intake(line)) == [("unchanged", [])]


def test_only_institution_of_a_country_gets_its_name(intake: Any) -> None:
    intake({})
    assert told(intake({"institution_en": "Commission nationale des droits de l'Homme"})) == [
        ("changed", ["institution_en"])
    ]
    assert (only().name_en_language, only().name_ar) == ("fr", "")
    assert told(intake({"institution_ar": "اللجنة الوطنية"})) == [("changed", ["institution_ar"])]
    assert told(intake({})) == [("unchanged", [])]


def test_written_name_stays(intake: Any) -> None:
    intake({"institution_en": "National Human Rights Commission (NHRC)"})
    Organisation.objects.filter(kind="nhri").update(name_en="The National Human Rights Commission")
    again = intake({"institution_en": "National human rights commission"})
    assert told(again) == [("unchanged", [])]
    assert only().name_en == "The National Human Rights Commission"


def test_variant_finds_the_institution(intake: Any) -> None:
    intake({"institution_en": "One"})
    one = only()
    one.variants = "Another Name"
    one.save()
    assert told(intake({"institution_en": "Another name"})) == [("unchanged", [])]


def test_several_without_a_name_are_several(intake: Any) -> None:
    assert [kind for kind, _columns in told(intake({}, {}))] == ["new", "new"]
    assert told(intake({}, {})) == [("unchanged", []), ("unchanged", [])]


def test_other_name_in_the_same_country_is_another_institution_and_said(intake: Any) -> None:
    intake({"institution_en": "One"})
    (fate,) = intake({"institution_en": "Two"})
    assert (fate.kind, "One" in fate.notes[0]) == ("new", True)


def test_line_twice_in_a_file_is_bad(intake: Any) -> None:
    for _run in range(2):
        _first, second = intake({"institution_en": "One"}, {"institution_en": "The one"})
        assert (second.kind, second.problems[0].column) == ("bad", "institution_en")
    assert Organisation.objects.filter(kind="nhri").count() == 1


def test_nameless_line_among_named_institutions_is_bad(intake: Any) -> None:
    intake({"institution_en": "One"}, {"institution_en": "Two"})
    (fate,) = intake({})
    assert (fate.kind, fate.problems[0].column) == ("bad", "institution_en")


def test_one_country_two_arabic_names_is_bad(intake: Any) -> None:
    _first, second = intake(
        {"institution_en": "One"}, {"institution_en": "Two", "country_ar": "بنين"}
    )
    assert [(p.column) for p in second.problems] == ["country_ar"]
    assert Country.objects.get().name_ar == "بنن"


def test_empty_cells_change_nothing(intake: Any) -> None:
    intake({"institution_en": "One", "network": "NANHRI"})
    empty = {"institution_en": "", "network": "", "status": "", "as_of": "", "source": ""}
    assert told(intake({**empty, "country_ar": ""})) == [("unchanged", [])]
    assert (only().name_en, only().memberships.count()) == ("One", 2)


def test_no_status_is_no_member_of_the_alliance(intake: Any) -> None:
    intake({"status": "none"})
    assert not Membership.objects.exists()
    intake({"country_en": "Kenya", "country_ar": "كينيا", "status": "suspended"})
    assert not Membership.objects.exists()


def test_other_status_closes_the_one_before_and_both_stay(intake: Any) -> None:
    intake({"as_of": "2023"})
    assert told(intake({"status": "B"})) == [("changed", ["status", "as_of", "source"])]
    rows = Accreditation.objects.order_by("as_of").values_list("status", "as_of", "until")
    assert list(rows) == [("A", 2023, date(2025, 1, 1)), ("B", 2025, None)]
    assert Membership.objects.get().member_class == "B"


def test_lost_status_ends_the_membership_in_the_alliance_alone(intake: Any) -> None:
    intake({"as_of": "2023", "network": "NANHRI"})
    intake({"status": "none", "network": "NANHRI"})
    ended = Membership.objects.values_list("network__organisation__abbreviation", "until")
    assert dict(ended) == {"GANHRI": date(2025, 1, 1), "NANHRI": None}


def test_same_status_of_a_later_year_is_brought_up_to_date(intake: Any) -> None:
    intake({})
    assert told(intake({"as_of": "2026", "source": "t"})) == [("changed", ["as_of", "source"])]
    assert Accreditation.objects.values_list("as_of", "source").get() == (2026, "t")


def test_older_list_changes_no_newer_status(intake: Any) -> None:
    intake({})
    (fate,) = intake({"status": "B", "as_of": "2019"})
    assert (fate.kind, len(fate.notes)) == ("unchanged", 1)
    assert Accreditation.objects.get().status == "A"
    assert Membership.objects.get().member_class == "A"


def test_membership_that_somebody_ended_stays_ended(intake: Any) -> None:
    intake({"network": "NANHRI"})
    regional = Membership.objects.exclude(network__scope="global")
    regional.update(until=date(2025, 6, 1))
    (fate,) = intake({"network": "NANHRI"})
    assert (fate.kind, regional.count(), "2025-06-01" in fate.notes[0]) == ("unchanged", 1, True)


def test_no_date_is_invented(intake: Any) -> None:
    intake({"network": "NANHRI; ANNHRI"})
    assert set(Membership.objects.values_list("since", "until")) == {(None, None)}
    assert Accreditation.objects.values_list("decided_on", "until").get() == (None, None)


def test_dry_run_tells_the_same_and_writes_nothing(intake: Any) -> None:
    dry = told(intake({"network": "NANHRI"}, {"status": "C"}, dry_run=True))
    assert not Organisation.objects.exists()
    assert not Network.objects.exists()
    assert told(intake({"network": "NANHRI"}, {"status": "C"})) == dry


def test_merged_institution_is_not_met_again(intake: Any) -> None:
    intake({"institution_en": "One"})
    one = only()
    other = Organisation.objects.create(country=one.country, name_en="Kept", variants="One")
    one.merged_into = other
    one.save()
    intake({"institution_en": "One", "network": "NANHRI"})
    assert other.memberships.count() == 2

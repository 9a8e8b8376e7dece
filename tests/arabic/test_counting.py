import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhri.arabic.counting import PLURAL_FORMS, counted, plural_form

RELEASES = {
    "zero": "لا بيانات",
    "one": "بيان واحد",
    "two": "بيانان",
    "few": "بيانات",
    "many": "بيانًا",
    "other": "بيان",
}


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("zero", [0]),
        ("one", [1, -1]),
        ("two", [2, -2]),
        ("few", [3, 10, 103, 110, 1003, -5]),
        ("many", [11, 26, 99, 111, 199, 1099]),
        ("other", [100, 101, 102, 200, 202, 1000, 100_000]),
    ],
)
def test_plural_form_follows_cldr(form: str, numbers: list[int]) -> None:
    assert [plural_form(n) for n in numbers] == [form] * len(numbers)


@given(st.integers())
def test_plural_form_is_total_and_blind_to_sign(n: int) -> None:
    assert plural_form(n) == plural_form(-n)
    assert PLURAL_FORMS.count(plural_form(n)) == 1


@pytest.mark.parametrize(
    ("n", "written"),
    [
        (0, "لا بيانات"),
        (1, "بيان واحد"),
        (2, "بيانان"),
        (3, "3 بيانات"),
        (10, "10 بيانات"),
        (11, "11 بيانًا"),
        (99, "99 بيانًا"),
        (100, "100 بيان"),
        (101, "101 بيان"),
        (103, "103 بيانات"),
        (112, "112 بيانًا"),
        (1000, "1000 بيان"),
        (-2, "-2 بيان"),
    ],
)
def test_counted_writes_the_noun_after_its_number(n: int, written: str) -> None:
    assert counted(n, RELEASES) == written


def test_counted_without_a_zero_form_writes_the_number() -> None:
    forms = {form: noun for form, noun in RELEASES.items() if form != "zero"}
    assert counted(0, forms) == "0 بيان"


def test_counted_takes_arabic_indic_digits() -> None:
    assert counted(14, RELEASES, digits="arabic_indic") == "١٤ بيانًا"


def test_counted_names_the_forms_that_are_missing() -> None:
    with pytest.raises(ValueError, match="missing plural forms: two, many"):
        counted(1, {"one": "خبر", "few": "أخبار", "other": "خبر"})

"""The pair of languages: directions, columns, and never one in the other's place in silence."""

from types import SimpleNamespace

import pytest
from django.conf import settings
from django.utils.translation import override

from nhri.translation import languages
from nhri.translation.completeness import is_empty, missing
from nhri.translation.paths import SlugConverter, YearConverter


def test_languages_are_the_sites() -> None:
    assert tuple(code for code, _label in settings.LANGUAGES) == languages.LANGUAGES == ("ar", "en")


@pytest.mark.parametrize("language,direction,beside", [("ar", "rtl", "en"), ("en", "ltr", "ar")])
def test_direction_and_the_other_one(language: str, direction: str, beside: str) -> None:
    assert (languages.direction(language), languages.other(language)) == (direction, beside)


@pytest.mark.parametrize(
    "active,current", [("ar", "ar"), ("en", "en"), ("en-gb", "en"), ("fr", "ar"), (None, "ar")]
)
def test_current_language_is_always_one_of_ours(active: str | None, current: str) -> None:
    with override(active):
        assert languages.current_language() == current


def test_column_of_an_unknown_language_is_an_error() -> None:
    assert languages.column("title", "en") == "title_en"
    with pytest.raises(ValueError, match="not a language"):
        languages.column("title", "fr")


ITEM = SimpleNamespace(title_ar="عنوان", title_en="", count_ar=0, count_en=None)


def test_localized_never_falls_back() -> None:
    assert languages.localized(ITEM, "title", "ar") == "عنوان"
    assert languages.localized(ITEM, "title", "en") == ""
    assert languages.localized(ITEM, "count", "en") == ""


def test_first_filled_says_which_language_it_found() -> None:
    assert languages.first_filled(ITEM, "title", "en") == ("عنوان", "ar")
    assert languages.first_filled(ITEM, "title", "ar") == ("عنوان", "ar")
    assert languages.first_filled(ITEM, "count", "ar") == (0, "ar")
    nothing = SimpleNamespace(title_ar=None, title_en="")
    assert languages.first_filled(nothing, "title", "en") == ("", "en")


@pytest.mark.parametrize(
    "value,empty",
    [
        (None, True), ("", True), (" \n", True), ("<p> </p>", True), ("<p>&nbsp;\u00a0</p>", True),
        ("<table><tr><td></td></tr></table>", True), ([], True), ((), True),
        ("نص", False), ("<p>نص</p>", False), (0, False), (False, False), ([1], False), ("0", False),
    ],
)  # fmt: skip
def test_is_empty(value: object, empty: bool) -> None:
    assert is_empty(value) is empty


def test_missing_keeps_the_order_of_what_is_required() -> None:
    values = {"b": "x", "a": "", "c": None}
    assert missing(values, ("c", "b", "a", "d")) == ("c", "a", "d")


def test_year_is_four_digits_there_and_back() -> None:
    year = YearConverter()
    assert (year.to_python("2026"), year.to_url(2026)) == (2026, "2026")


def test_slug_of_any_script_is_kept() -> None:
    slug = SlugConverter()
    assert slug.to_url(slug.to_python("بيان-2026")) == "بيان-2026"

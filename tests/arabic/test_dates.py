from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhri.arabic.dates import (
    GREGORIAN_MONTHS,
    HIJRI_MONTHS,
    WEEKDAYS,
    date_line,
    gregorian,
    hijri,
    hijri_months,
    month_name,
    weekday_name,
)

DAY = date(2025, 3, 12)
COVERED = st.dates(date(1924, 8, 3), date(2077, 11, 14))


@pytest.mark.parametrize(
    ("day", "months", "written"),
    [
        (DAY, "gulf", "12 مارس 2025"),
        (DAY, "levant", "12 آذار 2025"),
        (DAY, "maghreb", "12 مارس 2025"),
        (date(2024, 1, 1), "gulf", "1 يناير 2024"),
        (date(2024, 1, 1), "levant", "1 كانون الثاني 2024"),
        (date(2023, 5, 31), "maghreb", "31 ماي 2023"),
        (date(2023, 7, 30), "maghreb", "30 يوليوز 2023"),
        (date(2023, 8, 9), "maghreb", "9 غشت 2023"),
        (date(2023, 12, 10), "maghreb", "10 دجنبر 2023"),
        (date(2023, 12, 10), "levant", "10 كانون الأول 2023"),
        (date(2023, 10, 16), "levant", "16 تشرين الأول 2023"),
    ],
)
def test_gregorian_in_arabic_uses_the_family(day: date, months: str, written: str) -> None:
    assert gregorian(day, "ar", months=months) == written


def test_gregorian_in_english_is_day_month_year() -> None:
    assert gregorian(DAY, "en", months="levant") == "12 March 2025"


def test_gregorian_puts_the_weekday_first() -> None:
    assert gregorian(DAY, "ar", weekday=True) == "الأربعاء 12 مارس 2025"
    assert gregorian(DAY, "en", weekday=True) == "Wednesday, 12 March 2025"


@pytest.mark.parametrize(
    ("offset", "arabic", "english"),
    [
        (0, "الاثنين", "Monday"),
        (3, "الخميس", "Thursday"),
        (6, "الأحد", "Sunday"),
    ],
)
def test_weekday_name_counts_from_monday(offset: int, arabic: str, english: str) -> None:
    day = date(2025, 3, 10) + timedelta(days=offset)
    assert (weekday_name(day, "ar"), weekday_name(day, "en")) == (arabic, english)


# First days of Hijri years and feasts as printed in Umm al-Qura almanacs.
@pytest.mark.parametrize(
    ("day", "arabic", "english"),
    [
        (DAY, "12 رمضان 1446 هـ", "12 Ramadan 1446 AH"),
        (date(2025, 3, 1), "1 رمضان 1446 هـ", "1 Ramadan 1446 AH"),
        (date(2025, 6, 6), "10 ذو الحجة 1446 هـ", "10 Dhu al-Hijjah 1446 AH"),
        (date(2025, 6, 26), "1 محرم 1447 هـ", "1 Muharram 1447 AH"),
        (date(2024, 7, 7), "1 محرم 1446 هـ", "1 Muharram 1446 AH"),
        (date(2015, 8, 10), "25 شوال 1436 هـ", "25 Shawwal 1436 AH"),
        (date(1924, 8, 1), "1 محرم 1343 هـ", "1 Muharram 1343 AH"),
        (date(2077, 11, 16), "30 ذو الحجة 1500 هـ", "30 Dhu al-Hijjah 1500 AH"),
    ],
)
def test_hijri_follows_umm_al_qura(day: date, arabic: str, english: str) -> None:
    assert (hijri(day, "ar"), hijri(day, "en")) == (arabic, english)


@pytest.mark.parametrize(
    ("correction", "written"),
    [
        (-2, "28 شعبان 1446 هـ"),
        (-1, "29 شعبان 1446 هـ"),
        (0, "1 رمضان 1446 هـ"),
        (1, "2 رمضان 1446 هـ"),
        (2, "3 رمضان 1446 هـ"),
    ],
)
def test_hijri_correction_moves_by_days(correction: int, written: str) -> None:
    assert hijri(date(2025, 3, 1), "ar", correction=correction) == written


@pytest.mark.parametrize(
    ("day", "correction"),
    [
        (date(1924, 7, 31), 0),
        (date(2077, 11, 17), 0),
        (date(1924, 8, 1), -1),
        (date(2077, 11, 16), 1),
        (date.min, -2),
        (date.max, 2),
    ],
)
def test_hijri_is_none_outside_its_range(day: date, correction: int) -> None:
    assert hijri(day, "ar", correction=correction) is None


@pytest.mark.parametrize("correction", [-3, 3, 30])
def test_hijri_refuses_a_large_correction(correction: int) -> None:
    with pytest.raises(ValueError, match="at most 2 days"):
        hijri(DAY, "ar", correction=correction)


def test_date_line_in_arabic_is_the_gulf_norm() -> None:
    assert date_line(DAY, "ar") == "12 رمضان 1446 هـ الموافق 12 مارس 2025 م"


def test_date_line_in_english_puts_hijri_in_brackets() -> None:
    assert date_line(DAY, "en") == "12 March 2025 (12 Ramadan 1446 AH)"


def test_date_line_takes_the_weekday_first() -> None:
    assert date_line(DAY, "ar", weekday=True) == (
        "الأربعاء 12 رمضان 1446 هـ الموافق 12 مارس 2025 م"
    )
    assert date_line(DAY, "en", weekday=True) == "Wednesday, 12 March 2025 (12 Ramadan 1446 AH)"


def test_date_line_takes_correction_and_month_names() -> None:
    assert date_line(DAY, "ar", months="levant", correction=-1) == (
        "11 رمضان 1446 هـ الموافق 12 آذار 2025 م"
    )


def test_date_line_takes_arabic_indic_digits_in_arabic_only() -> None:
    assert date_line(DAY, "ar", digits="arabic_indic") == (
        "١٢ رمضان ١٤٤٦ هـ الموافق ١٢ مارس ٢٠٢٥ م"
    )
    assert date_line(DAY, "en", digits="arabic_indic") == date_line(DAY, "en")


@pytest.mark.parametrize(("language", "alone"), [("ar", "12 مارس 2025"), ("en", "12 March 2025")])
def test_date_line_without_hijri_is_gregorian_alone(language: str, alone: str) -> None:
    assert date_line(DAY, language, hijri_on=False) == alone


def test_date_line_outside_the_hijri_range_is_gregorian_alone() -> None:
    assert date_line(date(1919, 4, 3), "ar") == "3 أبريل 1919"
    assert date_line(date(2090, 4, 3), "en") == "3 April 2090"


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"months": "coptic"}, "unknown month names 'coptic'"),
        ({"correction": 3}, "at most 2 days, not 3"),
        ({"correction": -3, "hijri_on": False}, "at most 2 days, not -3"),
        ({"digits": "roman"}, "unknown digit system 'roman'"),
    ],
)
def test_date_line_refuses_unknown_options(language: str, options: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        date_line(DAY, language, **options)


@pytest.mark.parametrize("name", [gregorian, hijri, date_line])
def test_dates_refuse_an_unknown_language(name) -> None:
    with pytest.raises(ValueError, match="unknown language 'fr'"):
        name(DAY, "fr")


@pytest.mark.parametrize("month", [0, 13])
def test_month_name_refuses_a_month_that_is_not(month: int) -> None:
    with pytest.raises(ValueError, match=f"no month {month}"):
        month_name(month, "ar")


def test_every_calendar_has_all_its_names() -> None:
    families = [names for by in GREGORIAN_MONTHS.values() for names in by.values()]
    assert {len(set(names)) for names in [*families, *HIJRI_MONTHS.values()]} == {12}
    assert {len(set(names)) for names in WEEKDAYS.values()} == {7}


@given(COVERED, st.integers(-2, 2))
def test_a_correction_is_the_date_of_another_day(day: date, correction: int) -> None:
    assert hijri(day, "en", correction=correction) == hijri(day + timedelta(days=correction), "en")


@given(st.dates(), st.sampled_from(["ar", "en"]))
def test_date_line_always_holds_the_gregorian_date(day: date, language: str) -> None:
    line = date_line(day, language)
    assert line.count(gregorian(day, language)) == 1


@pytest.mark.parametrize(
    ("first", "last", "language", "told"),
    [
        (date(2026, 3, 1), date(2026, 3, 31), "ar", "رمضان – شوال 1447 هـ"),
        (date(2026, 3, 1), date(2026, 3, 10), "en", "Ramadan 1447 AH"),
        (date(2026, 6, 1), date(2026, 6, 30), "ar", "ذو الحجة 1447 – محرم 1448 هـ"),
        (date(1900, 1, 1), date(1900, 1, 31), "ar", None),
        (date(2077, 11, 1), date(2077, 11, 30), "en", None),
    ],
)
def test_hijri_months_head_a_calendar(
    first: date, last: date, language: str, told: str | None
) -> None:
    assert hijri_months(first, last, language) == told

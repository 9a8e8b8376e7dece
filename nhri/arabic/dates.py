"""Dates as Arab and English readers expect them in a press release.

Month and weekday names: Unicode CLDR, locales ar (Gulf and Egypt), ar-JO and ar-LB (Levant), ar-MA
(Morocco, taken for "maghreb"; the جانفي، فيفري of Algeria and Tunisia would be a family of their
own) and en. Hijri months stand in the nominative, as calendars and the
Gulf press agencies print them (ذو القعدة, not ذي القعدة). Hijri days come from the Umm al-Qura
calendar of the package hijridate (1 August 1924 to 16 November 2077).
"""

from datetime import date, timedelta

from hijridate import Gregorian

from nhri.arabic.digits import localize

MONTH_FAMILIES = ("gulf", "levant", "maghreb")
LARGEST_CORRECTION = 2

# fmt: off
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
GREGORIAN_MONTHS: dict[str, dict[str, tuple[str, ...]]] = {
    "ar": {
        "gulf": (
            "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
            "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
        ),
        "levant": (
            "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
            "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
        ),
        "maghreb": (
            "يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو",
            "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر",
        ),
    },
    "en": dict.fromkeys(MONTH_FAMILIES, _ENGLISH_MONTHS),
}
HIJRI_MONTHS: dict[str, tuple[str, ...]] = {
    "ar": (
        "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة",
        "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة",
    ),
    "en": (
        "Muharram", "Safar", "Rabi’ al-Awwal", "Rabi’ al-Akhir", "Jumada al-Ula",
        "Jumada al-Akhirah", "Rajab", "Sha’ban", "Ramadan", "Shawwal", "Dhu al-Qa’dah",
        "Dhu al-Hijjah",
    ),
}
# From Monday, as date.weekday() counts.
WEEKDAYS: dict[str, tuple[str, ...]] = {
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
# fmt: on
_HIJRI_MARK = {"ar": "هـ", "en": "AH"}


def month_name(month: int, language: str, *, months: str = "gulf") -> str:
    """Return the name of a Gregorian month (1 to 12); the family matters in Arabic only.

    Raises ValueError for an unknown language, family or month.
    """
    _check_language(language)
    if months not in MONTH_FAMILIES:
        raise ValueError(
            f"unknown month names {months!r}: expected one of {', '.join(MONTH_FAMILIES)}"
        )
    if not 1 <= month <= 12:
        raise ValueError(f"no month {month}: expected 1 to 12")
    return GREGORIAN_MONTHS[language][months][month - 1]


def weekday_name(day: date, language: str) -> str:
    """Return the name of the day's weekday. Raises ValueError for an unknown language."""
    _check_language(language)
    return WEEKDAYS[language][day.weekday()]


def gregorian(day: date, language: str, *, months: str = "gulf", weekday: bool = False) -> str:
    """Return "12 مارس 2025" or "12 March 2025", after the weekday if asked for.

    Raises ValueError for an unknown language or month family.
    """
    written = f"{day.day} {month_name(day.month, language, months=months)} {day.year}"
    return _with_weekday(written, day, language) if weekday else written


def span(first: date, last: date, language: str, *, months: str = "gulf") -> str:
    """Return "9–11 March 2026", "30 March – 2 April 2026", or the one day; Arabic likewise.

    Raises ValueError for an unknown language or month family.
    """
    end = gregorian(last, language, months=months)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    if first.year == last.year:
        return f"{first.day} {month_name(first.month, language, months=months)} – {end}"
    return f"{gregorian(first, language, months=months)} – {end}"


def hijri(day: date, language: str, *, correction: int = 0) -> str | None:
    """Return "12 رمضان 1446 هـ" or "12 Ramadan 1446 AH"; None outside the calendar's range.

    `correction` is in days: the date is that of `day + correction` in the Umm al-Qura calendar, for
    months announced by sighting on another day (so a 30th that Umm al-Qura does not have cannot be
    written). Raises ValueError beyond two days either way and
    for an unknown language.
    """
    _check_language(language)
    if not -LARGEST_CORRECTION <= correction <= LARGEST_CORRECTION:
        raise ValueError(
            f"a Hijri date is corrected by at most {LARGEST_CORRECTION} days, not {correction}"
        )
    try:
        shifted = day + timedelta(days=correction)
        there = Gregorian(shifted.year, shifted.month, shifted.day).to_hijri()
    except OverflowError:
        return None
    name = HIJRI_MONTHS[language][there.month - 1]
    return f"{there.day} {name} {there.year} {_HIJRI_MARK[language]}"


def hijri_months(first: date, last: date, language: str, *, correction: int = 0) -> str | None:
    """Return the Hijri months of these days, for a calendar's head: "رمضان – شوال 1447 هـ".

    None where either day is outside the calendar's range; `correction` as in `hijri`.
    """
    ends = [hijri(day, language, correction=correction) for day in (first, last)]
    if ends[0] is None or ends[1] is None:
        return None
    (begins, first_year), (finishes, last_year) = (
        (" ".join(words[1:-2]), words[-2]) for words in (end.split() for end in ends if end)
    )
    mark = _HIJRI_MARK[language]
    if begins == finishes and first_year == last_year:
        return f"{begins} {first_year} {mark}"
    if first_year == last_year:
        return f"{begins} – {finishes} {first_year} {mark}"
    return f"{begins} {first_year} – {finishes} {last_year} {mark}"


def date_line(
    day: date,
    language: str,
    *,
    months: str = "gulf",
    hijri_on: bool = True,
    correction: int = 0,
    digits: str = "western",
    weekday: bool = False,
) -> str:
    """Return the whole date line of a release.

    Arabic: "12 رمضان 1446 هـ الموافق 12 مارس 2025 م", the Gulf press norm; English:
    "12 March 2025 (12 Ramadan 1446 AH)". Without Hijri, or outside its range, the Gregorian date
    alone and without its mark م, which only tells it from the other. Arabic takes the digit system;
    English is always written in Western digits.
    Raises ValueError for an unknown language, month family or digit system, or a correction
    beyond two days.
    """
    civil = gregorian(day, language, months=months)
    lunar = hijri(day, language, correction=correction)
    if hijri_on and lunar is not None:
        line = f"{lunar} الموافق {civil} م" if language == "ar" else f"{civil} ({lunar})"
    else:
        line = civil
    if weekday:
        line = _with_weekday(line, day, language)
    localized = localize(line, digits)
    return localized if language == "ar" else line


def _with_weekday(written: str, day: date, language: str) -> str:
    comma = "," if language == "en" else ""
    return f"{weekday_name(day, language)}{comma} {written}"


def _check_language(language: str) -> None:
    if language not in WEEKDAYS:
        raise ValueError(f"unknown language {language!r}: expected one of {', '.join(WEEKDAYS)}")

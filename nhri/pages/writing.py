"""How this institution writes dates: its month names, its digits, its Hijri calendar."""

from datetime import date

from nhri.arabic import dates, digits
from nhri.pages.models import Institution
from nhri.translation.languages import ARABIC


def dated(habits: Institution, day: date, language: str, correction: int = 0) -> str:
    """`day` as a reader of `language` expects it, its Hijri date shifted by the item's correction.

    The house's own correction is only what new items begin with: a month announced a day off must
    not move the printed dates of other years.
    """
    return dates.date_line(
        day,
        language,
        months=habits.months,
        hijri_on=habits.hijri_on,
        correction=correction,
        digits=_digits(habits, language),
    )


def short(habits: Institution, day: date, language: str) -> str:
    """The Gregorian date alone, for lists and notes."""
    written = dates.gregorian(day, language, months=habits.months)
    return digits.localize(written, _digits(habits, language))


def _digits(habits: Institution, language: str) -> str:
    return habits.digits if language == ARABIC else "western"

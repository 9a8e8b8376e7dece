"""How one accreditation follows another: by one rule, said wherever somebody adds a row.

The earlier status ends on the day on which the later one was decided. Where that day is not known,
on 1 January of the year that the later one is stated for; never before it was itself decided.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

RULE = _(
    "A new current status closes the one before: on the day on which it was decided, or, when that "
    "is not known, on 1 January of its year."
)


def closing_day(earlier: Any, later: Any) -> date:
    """The day on which `earlier` ends because `later` holds."""
    day: date = later.decided_on or date(later.as_of, 1, 1)
    return max(day, earlier.decided_on or day)


def is_older(row: Any, other: Any) -> bool:
    """True when `row` states what was before `other` and so cannot follow it."""
    if row.decided_on and other.decided_on:
        return bool(row.decided_on < other.decided_on)
    return bool(row.as_of < other.as_of)

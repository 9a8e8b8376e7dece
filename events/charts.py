"""Counts for a drawing made on the server: bars with a text beside each, no script, no picture."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from events.models import Accreditation


@dataclass(frozen=True)
class Bar:
    """One status: how many members, and how long its bar is in a drawing 100 wide."""

    status: str
    label: Any
    count: int
    width: float


def by_status(members: Sequence[Any]) -> list[Bar]:
    """Bars of the statuses that the members' shown accreditations have, in the order A, B, none.

    Members without a shown accreditation are in no bar: nothing is known of them here.
    """
    counts = Counter(
        shown[0].status
        for member in members
        if (shown := getattr(member.organisation, "shown_accreditations", ()))
    )
    most = max(counts.values(), default=0)
    return [
        Bar(str(value), label, counts[value], round(100 * counts[value] / most, 2))
        for value, label in Accreditation.Status.choices
        if counts[value]
    ]

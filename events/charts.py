"""Counts for a drawing made on the server: one bar in parts, a text beside each, no script."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from events.models import Accreditation

#: Members of whose status nothing is known here.
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Bar:
    """One status: how many members, and its part of a bar 100 wide, from where to how far."""

    status: str
    label: Any
    count: int
    start: float
    width: float


def by_status(members: Sequence[Any]) -> list[Bar]:
    """The members by the accreditation that readers may see: A, B, none, suspended, unknown.

    Empty when nothing is known of any of them: a bar of one colour says nothing.
    """
    counts = Counter(
        shown[0].status if shown else UNKNOWN
        for member in members
        for shown in (getattr(member.organisation, "shown_accreditations", ()),)
    )
    if not set(counts) - {UNKNOWN}:
        return []
    labels = {str(value): label for value, label in Accreditation.Status.choices}
    bars, start = [], 0.0
    for status, label in (*labels.items(), (UNKNOWN, _("not known here"))):
        if counts[status]:
            width = 100 * counts[status] / len(members)
            bars.append(Bar(status, label, counts[status], round(start, 2), round(width, 2)))
            start += width
    return bars


def sources(members: Sequence[Any]) -> list[str]:
    """Where the statuses shown of the members are from, each source once."""
    shown = (getattr(member.organisation, "shown_accreditations", ()) for member in members)
    return sorted({one.source for statuses in shown for one in statuses})

"""What is out of date as the form shows it: which field, by whom, and what changed in the other."""

from dataclasses import dataclass
from typing import Any

from nhri.translation.languages import column, direction, other
from nhri.workflow.comparisons import field_changes, label_of
from nhri.workflow.models import Publishable
from nhri.workflow.staleness import Stale, stale


@dataclass(frozen=True)
class ShownStale:
    """A `Stale` with its field's label and the other language's change, word by word."""

    stale: Stale
    label: str
    leader: str
    direction: str
    stretches: Any


def shown_stale(item: Publishable) -> list[ShownStale]:
    """Every out-of-date field of `item`, ready to be shown beside it."""
    return [_shown(type(item), one) for one in stale(item)]


def _shown(model: type[Publishable], one: Stale) -> ShownStale:
    leader = other(one.language)
    name = column(one.name, leader)
    changes, _same = field_changes(model, leader, {name: one.before}, {name: one.after})
    return ShownStale(
        stale=one,
        label=label_of(model, name),
        leader=leader,
        direction=direction(leader),
        stretches=changes[0].stretches if changes else [],
    )

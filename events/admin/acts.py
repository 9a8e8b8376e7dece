"""The door `event_actions`: what other sections offer to do with an event, on its form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Act:
    """A button: its label, who may press it, where it leads (a page that asks, then posts)."""

    label: Any
    permission: str
    address: Callable[[Any], str]


_acts: list[Act] = []


def register(label: Any, *, permission: str, address: Callable[[Any], str]) -> None:
    """Offer an act; called from a section's `event_actions.py`, which the house opens."""
    _acts.append(Act(label, permission, address))


def acts_for(user: Any) -> list[Act]:
    """What `user` may do."""
    return [act for act in _acts if user.has_perm(act.permission)]

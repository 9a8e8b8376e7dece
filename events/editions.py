"""The next edition of an event: what stays is kept, what was of this year alone is not."""

import re
from datetime import date, timedelta
from typing import Any

from events.models import Event
from nhri.translation.languages import LANGUAGES
from nhri.workflow import drafts, streams

#: Fifty-two weeks: a meeting that begins on a Tuesday begins on a Tuesday.
YEAR = timedelta(weeks=52)
_LEFT_BEHIND = ("participations", "outcomes", "link")


def next_edition(event: Event, *, by: Any) -> Any:
    """A draft of the next edition, in both languages, with the sessions on the shifted days."""
    return drafts.create(Event(), values(event), by=by)


def values(event: Event) -> dict[str, Any]:
    """What the next edition begins with, from the newest texts of `event`."""
    shared = dict(streams.head_values(event, streams.SHARED))
    years = (_year(shared["starts_on"]), _year(_shifted(shared["starts_on"])))
    for name in _LEFT_BEHIND:
        shared[name] = [] if isinstance(shared[name], list) else ""
    shared |= {
        "number": shared["number"] + 1 if shared["number"] else None,
        "status": Event.Status.SCHEDULED,
        "starts_on": _shifted(shared["starts_on"]),
        "ends_on": _shifted(shared["ends_on"]),
        "sessions": [{**row, "day": _shifted(row["day"])} for row in shared["sessions"]],
    }
    for language in LANGUAGES:
        texts = streams.head_values(event, language)
        if not any(texts.values()):
            continue
        shared |= {name: _of_the_year(text, *years) for name, text in texts.items()}
        # What is said of this edition is not said of the next; its address is made from its title.
        shared |= {f"{name}_{language}": "" for name in ("summary", "body", "slug")}
    return shared


def _shifted(day: str | None) -> str | None:
    return (date.fromisoformat(day) + YEAR).isoformat() if day else None


def _year(day: str | None) -> str:
    return day[:4] if day else ""


def _of_the_year(text: str, year: str, following: str) -> str:
    """A title that names the year names the next one."""
    return re.sub(rf"\b{year}\b", following, text) if year and year != following else text

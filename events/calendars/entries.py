"""An event as a VEVENT, and each of its sessions that has a day as one of its own.

Every word of an entry follows from the public revisions: the same revisions give the same bytes.
UIDs never change; SEQUENCE grows with each publication, so that changes reach those who have the
entry already.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from icalendar import Event as Entry

from events.models import Event
from nhri.translation.languages import localized


@dataclass(frozen=True)
class House:
    """Whose calendar it is: the host that UIDs are of, and what addresses begin with."""

    host: str
    origin: str


def entries(house: House, event: Any, language: str) -> Iterator[Entry]:
    """The event first, then its sessions. No query where the sessions are prefetched."""
    yield _whole(house, event, language)
    for session in event.sessions.all():
        if session.day is not None:
            yield _session(house, event, session, language)


def _whole(house: House, event: Any, language: str) -> Entry:
    entry = _entry(house, event, language, f"event-{event.pk}-{language}")
    title = str(event.heading(language))
    if event.status == Event.Status.POSTPONED:
        title = _("Postponed: %(title)s") % {"title": title}
    elif event.status == Event.Status.CANCELLED:
        title = _("Cancelled: %(title)s") % {"title": title}
    _say(entry, "summary", title, language)
    _say(entry, "description", localized(event, "summary", language), language)
    last = event.ends_on or event.starts_on
    is_open = last != event.starts_on and event.ends_at is None
    begins = None if is_open else event.starts_at
    _times(entry, event, event.starts_on, begins, last, event.ends_at)
    _say(entry, "location", place(event, language), language)
    if begins is None or event.status == Event.Status.POSTPONED:
        entry.add("transp", "TRANSPARENT")
    return entry


def _session(house: House, event: Any, session: Any, language: str) -> Entry:
    entry = _entry(house, event, language, f"event-{event.pk}-{session.key}-{language}")
    entry.add("related-to", f"event-{event.pk}-{language}@{house.host}")
    name = localized(session, "title", language) or capfirst(session.get_kind_display())
    _say(entry, "summary", f"{event.heading(language)}: {name}", language)
    _say(entry, "description", localized(session, "description", language), language)
    _times(entry, event, session.day, session.starts, session.day, session.ends)
    where = localized(session, "place", language) or place(event, language)
    _say(entry, "location", where, language)
    if session.starts is None:
        entry.add("transp", "TRANSPARENT")
    return entry


def _entry(house: House, event: Any, language: str, name: str) -> Entry:
    """What both have. A session of a postponed event is off: its day holds no longer."""
    entry = Entry()
    entry.add("uid", f"{name}@{house.host}")
    revisions = [one for one in (getattr(event, f"public_{language}"), event.public_shared) if one]
    saved = max(one.created_at for one in revisions).astimezone(UTC).replace(microsecond=0)
    entry.add("dtstamp", saved)
    entry.add("last-modified", saved)
    entry.add("sequence", sum(one.number for one in revisions))
    is_session = name != f"event-{event.pk}-{language}"
    status = {
        Event.Status.CANCELLED: "CANCELLED",
        Event.Status.POSTPONED: "CANCELLED" if is_session else "TENTATIVE",
    }
    entry.add("status", status.get(event.status, "CONFIRMED"))
    entry.add("url", house.origin + event.address(language))
    return entry


def _say(entry: Entry, name: str, text: str, language: str) -> None:
    """Text with its language; nothing where there is none."""
    if text:
        entry.add(name, text.replace("\r\n", "\n"), parameters={"language": language})


def _times(
    entry: Entry, event: Any, first: date, starts: time | None, last: date, ends: time | None
) -> None:
    """Wall time in the venue's zone, or whole days; an end is left out where nobody knows it."""
    if starts is None:
        entry.add("dtstart", first)
        entry.add("dtend", last + timedelta(days=1))
        return
    begins = datetime.combine(first, starts, tzinfo=event.zone)
    entry.add("dtstart", begins)
    over = datetime.combine(last, ends, tzinfo=event.zone) if ends is not None else begins
    if over > begins:
        entry.add("dtend", over)


def place(event: Any, language: str) -> str:
    """Where it is, in one line."""
    if event.mode == Event.Mode.ONLINE:
        return _("Online")
    country = localized(event.country, "name", language) if event.country else ""
    parts = [localized(event, "venue", language), localized(event, "city", language), country]
    return ("، " if language == "ar" else ", ").join(part for part in parts if part)

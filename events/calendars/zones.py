"""VTIMEZONE for an IANA zone: the true offsets over the years that a calendar speaks of.

Written here since icalendar's own gives the hour after the change where RFC 5545 asks for the
hour before it (3.6.5: DTSTART is read in TZOFFSETFROM), which moves each spring by an hour.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard

_STEP = timedelta(days=7)


def add_zones(calendar: Calendar) -> None:
    """One VTIMEZONE for each zone that an entry names, before the entries."""
    years: dict[str, set[int]] = {}
    for entry in calendar.walk("VEVENT"):
        for name in ("DTSTART", "DTEND"):
            moment = getattr(entry.get(name), "dt", None)
            if isinstance(moment, datetime) and isinstance(moment.tzinfo, ZoneInfo):
                years.setdefault(moment.tzinfo.key, set()).add(moment.year)
    zones = [zone(key, min(years[key]), max(years[key])) for key in sorted(years)]
    calendar.subcomponents[:0] = zones


def zone(key: str, first: int, last: int) -> Timezone:
    """The zone from the beginning of the year before `first` to the end of the one after `last`."""
    found = Timezone()
    found.add("tzid", key)
    start = datetime(max(first - 1, 1), 1, 1, tzinfo=UTC)
    end = datetime(min(last + 2, 9999), 1, 1, tzinfo=UTC)
    local = ZoneInfo(key)
    before = _offset(local, start)
    found.add_component(_observance(local, start, before))
    for change in _changes(local, start, end):
        found.add_component(_observance(local, change, before))
        before = _offset(local, change)
    return found


def _observance(local: tzinfo, moment: datetime, before: timedelta) -> Any:
    """What holds from `moment`, said in the wall time of the offset that held before."""
    there = moment.astimezone(local)
    part = TimezoneDaylight() if there.dst() else TimezoneStandard()
    part.add("dtstart", (moment + before).replace(tzinfo=None))
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", _offset(local, moment))
    part.add("tzname", there.tzname())
    return part


def _changes(local: tzinfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """Each first moment of another offset, found to the second."""
    at = start
    while at < end:
        following = at + _STEP
        if _offset(local, at) != _offset(local, following):
            low, high = at, following
            while high - low > timedelta(seconds=1):
                middle = low + timedelta(seconds=(high - low).total_seconds() // 2)
                if _offset(local, middle) == _offset(local, at):
                    low = middle
                else:
                    high = middle
            yield high
        at = following


def _offset(local: tzinfo, moment: datetime) -> timedelta:
    return moment.astimezone(local).utcoffset() or timedelta()

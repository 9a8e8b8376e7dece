"""A month of events as a table; what may be seen is decided by `nhri.workflow` alone."""

import calendar as months
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from events.models import Event
from nhri.arabic.dates import WEEKDAYS, month_name
from nhri.pages.models import Institution
from nhri.translation.languages import current_language

#: The years that have an address.
_YEARS = range(1900, 2100)


@dataclass
class Cell:
    """One day of the table."""

    day: date
    is_outside: bool
    is_today: bool
    #: (event, whether an earlier day of the month has it already).
    events: list[tuple[Any, bool]] = field(default_factory=list)

    @property
    def begins_something(self) -> bool:
        """An event stands here for the first time in its month: a phone lists such days alone."""
        return not self.is_outside and not all(is_told for _event, is_told in self.events)


@require_safe
def this_month(request: HttpRequest) -> HttpResponse:
    """The address that does not age leads to the month of today."""
    today = timezone.localdate()
    return redirect("events:month", today.year, today.month)


@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Each day with the events that take place on it."""
    if not 1 <= month <= 12:
        raise Http404
    language, habits = current_language(), Institution.objects.current()
    weeks = months.Calendar(habits.week_start).monthdatescalendar(year, month)
    first, last = weeks[0][0], weeks[-1][-1]
    events = list(
        Event.objects.published(language).for_cards().between(first, last).order_by("starts_on")
    )
    today = timezone.localdate()
    rows = [
        [
            Cell(
                day,
                day.month != month,
                day == today,
                [
                    (event, event.starts_on < day and day.day > 1)
                    for event in events
                    if event.starts_on <= day <= event.ends_on
                ],
            )
            for day in week
        ]
        for week in weeks
    ]
    middle = date(year, month, 15)
    around = (middle - timedelta(days=30), middle + timedelta(days=30))
    before, after = (day if day.year in _YEARS else None for day in around)
    context = {
        "rows": rows,
        "weekdays": [WEEKDAYS[language][day.weekday()] for day in weeks[0]],
        "heading": month_name(month, language, months=habits.months),
        "year": year,
        "first": date(year, month, 1),
        "before": before,
        "after": after,
        "is_empty": not any(cell.begins_something for week in rows for cell in week),
    }
    return render(request, "events/calendar.html", context)

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


@dataclass
class Cell:
    """One day of the table."""

    day: date
    is_outside: bool
    is_today: bool
    events: list[Any] = field(default_factory=list)


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
                [event for event in events if event.starts_on <= day <= event.ends_on],
            )
            for day in week
        ]
        for week in weeks
    ]
    middle = date(year, month, 15)
    before, after = middle - timedelta(days=30), middle + timedelta(days=30)
    context = {
        "rows": rows,
        "weekdays": [WEEKDAYS[language][day.weekday()] for day in weeks[0]],
        "heading": f"{month_name(month, language, months=habits.months)} {year}",
        "first": date(year, month, 1),
        "before": before,
        "after": after,
        "is_empty": not any(e.starts_on <= c.day <= e.ends_on
                            for week in rows for c in week if not c.is_outside for e in events),
    }  # fmt: skip
    return render(request, "events/calendar.html", context)

"""A month of publications: what appeared, what will, which embargoes end, on which day.

The page is given the institution's habits by the index that opens it: this room stands below the
one where the institution lives.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhri.arabic import dates, digits
from nhri.desk.start import published_models
from nhri.translation import moments
from nhri.translation.languages import ARABIC, LANGUAGES, current_language
from nhri.workflow.states import SCHEDULED, STAGE_LABELS, State

#: Rows read of one model; a month in which an archive was imported says that there are more.
MOST: Final = 400
#: Happenings of one day that stand open; the rest is folded.
OPEN: Final = 5
_MONTH: Final = re.compile(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])")
_EMBARGO: Final = {True: gettext_lazy("embargo ends"), False: gettext_lazy("embargo ended")}


@dataclass(frozen=True)
class Habits:
    """How the institution writes dates; `week_start` counts as `date.weekday()` does."""

    week_start: int = 6
    months: str = "gulf"
    digits: str = "western"
    hijri_on: bool = True
    hijri_correction: int = 0

    def written(self, text: str) -> str:
        """`text` in the digits of the reader's language."""
        return digits.localize(text, self.digits) if current_language() == ARABIC else text


@dataclass(frozen=True)
class Happening:
    """A text that appears in one language or in both at once, or an embargo that ends."""

    at: datetime
    kind: str
    label: Any
    languages: tuple[str, ...]
    item: Any
    address: str
    clock: str

    @property
    def title_language(self) -> str:
        """The reader's where it appears too, else the one that does."""
        own = current_language()
        return own if not self.languages or own in self.languages else self.languages[0]


@dataclass(frozen=True)
class Day:
    """One cell; those beside the month are empty."""

    date: date
    number: str
    name: str
    is_inside: bool
    is_today: bool
    happenings: list[Happening]

    @property
    def shown(self) -> list[Happening]:
        """What stands open in the cell."""
        return self.happenings[:OPEN]

    @property
    def folded(self) -> list[Happening]:
        """What a click opens."""
        return self.happenings[OPEN:]


def first_of(asked: str) -> date | None:
    """The first day of ``2026-11``; None for what is no month."""
    found = _MONTH.fullmatch(asked)
    return date(int(found[1]), int(found[2]), 1) if found else None


def next_month(first: date) -> date:
    """The first day of the month after."""
    return (first + timedelta(days=31)).replace(day=1)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def happenings(
    models: Iterable[Any], first: date, habits: Habits, now: datetime
) -> tuple[list[Happening], bool]:
    """(what happens in the month in order, whether that is all): one query a model."""
    start, end = _midnight(first), _midnight(next_month(first))
    found, is_all = [], True
    for model in models:
        rows = list(model._default_manager.for_rows().dated_between(start, end)[: MOST + 1])
        is_all = is_all and len(rows) <= MOST
        for item in rows[:MOST]:
            found += [one for one in _of_item(item, habits, now) if start <= one.at < end]
    return sorted(found, key=lambda one: (one.at, one.item.pk)), is_all


def _of_item(item: Any, habits: Habits, now: datetime) -> list[Happening]:
    def at(moment: datetime, kind: str, label: Any, *languages: str) -> Happening:
        meta = item._meta
        address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[item.pk])
        clock = habits.written(timezone.localtime(moment).strftime("%H:%M"))
        return Happening(moment, kind, label, languages, item, address, clock)

    together = defaultdict(list)
    for language in LANGUAGES:
        standing = item.standing(language, now)
        moment = getattr(item, f"publish_at_{language}")
        if moment and standing in (State.PUBLISHED, SCHEDULED, State.WITHDRAWN):
            minute = moment.replace(second=0, microsecond=0)
            together[minute, standing].append(language)
    found = [
        at(minute, standing, STAGE_LABELS[standing], *languages)
        for (minute, standing), languages in together.items()
    ]
    if item.embargo_until:
        found.append(at(item.embargo_until, "embargo", _EMBARGO[item.is_embargoed(now)]))
    return found


def weeks(first: date, habits: Habits, found: Iterable[Happening]) -> list[list[Day]]:
    """The month in rows of seven days that begin as the institution's week does."""
    by_day = defaultdict(list)
    for one in found:
        by_day[timezone.localdate(one.at)].append(one)
    language, today = current_language(), timezone.localdate()

    def cell(day: date) -> Day:
        name = dates.gregorian(day, language, months=habits.months, weekday=True)
        return Day(
            date=day,
            number=habits.written(str(day.day)),
            name=habits.written(name),
            is_inside=day.month == first.month,
            is_today=day == today,
            happenings=by_day[day],
        )

    start = first - timedelta(days=(first.weekday() - habits.week_start) % 7)
    rows = []
    while start < next_month(first):
        rows.append([cell(start + timedelta(days=n)) for n in range(7)])
        start += timedelta(days=7)
    return rows


def heading(first: date, habits: Habits) -> tuple[str, str]:
    """(the month, its Hijri months): the second is empty where it is not shown or not known."""
    language = current_language()
    civil = f"{dates.month_name(first.month, language, months=habits.months)} {first.year}"
    last = next_month(first) - timedelta(days=1)
    lunar = dates.hijri_months(first, last, language, correction=habits.hijri_correction)
    return habits.written(civil), habits.written(lunar or "") if habits.hijri_on else ""


def calendar_page(request: HttpRequest, site: Any, habits: Habits) -> HttpResponse:
    """``calendar/?month=2026-11``; without a month the present one."""
    models = published_models(request.user)
    if not models:
        raise PermissionDenied
    asked = request.GET.get("month", "").strip()
    today = timezone.localdate().replace(day=1)
    first = first_of(asked) or today
    found, is_all = happenings(models, first, habits, timezone.now())
    rows = weeks(first, habits, found)
    month, lunar = heading(first, habits)
    context = {
        **site.each_context(request),
        "title": _("Calendar"),
        "month": month,
        "lunar": lunar,
        "weeks": rows,
        "weekdays": [dates.weekday_name(day.date, current_language()) for day in rows[0]],
        "count": len(found),
        "is_all": is_all,
        "first": f"{first:%Y-%m}",
        "previous": f"{first - timedelta(days=1):%Y-%m}",
        "next": f"{next_month(first):%Y-%m}",
        "is_present": first == today,
        "misread": asked if asked and first_of(asked) is None else "",
        "zone": moments.zone(),
    }
    return TemplateResponse(request, "admin/desk/calendar.html", context)

"""The month calendar: which day, which language, which time; weeks as the institution's begin."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.accounts.roles import PUBLISHER, ROLES
from nhri.desk.calendar import MOST, Habits, first_of, heading, weeks
from nhri.pages.models import Institution
from nhri.workflow import actions
from tests.forms import text_in

ADDRESS = "/en/admin/calendar/"


def at(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    """An instant of 2026 where the institution is."""
    return timezone.make_aware(datetime(2026, month, day, hour, minute))


def move(item: Any, **columns: Any) -> None:
    NewsItem.objects.filter(pk=item.pk).update(**columns)


def month(client: Client, asked: str = "2026-03", address: str = ADDRESS) -> dict[int, list[Any]]:
    """Day → what happens on it."""
    response = client.get(address, {"month": asked})
    assert response.status_code == 200
    return {
        day.date.day: day.happenings
        for week in response.context["weeks"]
        for day in week
        if day.is_inside and day.happenings
    }


def test_both_languages_stand_on_their_days_with_their_local_time(
    published: Any, sign_in: Any
) -> None:
    item = published("ar", "en")
    # 22:30 UTC is the next day in Riyadh.
    late = datetime.fromisoformat("2026-03-11T22:30:00+00:00")
    move(item, publish_at_ar=late, publish_at_en=at(14, 9))
    found = month(sign_in(PUBLISHER))
    assert {day: [(one.clock, one.languages) for one in all_] for day, all_ in found.items()} == {
        12: [("01:30", ("ar",))],
        14: [("09:00", ("en",))],
    }


def test_two_languages_at_one_minute_are_one_entry(published: Any, sign_in: Any) -> None:
    item = published("ar", "en")
    moment = at(12, 10)
    move(item, publish_at_ar=moment, publish_at_en=moment + timedelta(seconds=20))
    ((one,),) = month(sign_in(PUBLISHER)).values()
    assert (one.kind, one.languages) == ("published", ("ar", "en"))


def test_month_ends_at_local_midnight(published: Any, sign_in: Any) -> None:
    first, last = published("ar"), published("ar")
    move(first, publish_at_ar=at(1, 0))
    move(last, publish_at_ar=at(31, 23, 59))
    before, after = published("ar"), published("ar")
    move(before, publish_at_ar=at(28, 23, 59, month=2))
    move(after, publish_at_ar=at(1, 0, month=4))
    found = month(sign_in(PUBLISHER))
    assert {day: [one.item.pk for one in all_] for day, all_ in found.items()} == {
        1: [first.pk],
        31: [last.pk],
    }


def test_scheduled_withdrawn_and_embargoed_are_told_apart(
    draft: Any, carry: Any, sign_in: Any, people: dict[str, User]
) -> None:
    scheduled = carry(draft(english=False), "ar", "scheduled")
    gone = carry(draft(english=False), "ar", "withdrawn")
    hidden = draft(english=False)
    ends = timezone.now() + timedelta(days=2)
    actions.set_embargo(hidden, ends, by=people[PUBLISHER])
    kinds = {}
    for moment in {f"{timezone.localtime() + timedelta(days=n):%Y-%m}" for n in (0, 2)}:
        for all_ in month(sign_in(PUBLISHER), moment).values():
            kinds |= {one.item.pk: one.kind for one in all_}
    assert kinds == {scheduled.pk: "scheduled", gone.pk: "withdrawn", hidden.pk: "embargo"}


def test_drafts_do_not_happen(draft: Any, carry: Any, sign_in: Any) -> None:
    carry(draft(), "ar", "approved")
    assert month(sign_in(PUBLISHER), f"{timezone.localdate():%Y-%m}") == {}


@pytest.mark.parametrize(
    ("start", "first", "name"), [(5, "Saturday", 5), (6, "Sunday", 6), (0, "Monday", 0)]
)
def test_week_begins_as_the_institutions_does(
    people: Any, sign_in: Any, institution: Institution, start: int, first: str, name: int
) -> None:
    Institution.objects.filter(pk=1).update(week_start=start)
    response = sign_in(PUBLISHER).get(ADDRESS, {"month": "2026-03"})
    assert response.context["weekdays"][0] == first
    for week in response.context["weeks"]:
        assert len(week) == 7
        assert week[0].date.weekday() == name


@pytest.mark.parametrize("start", range(7))
@pytest.mark.parametrize("first", [date(2026, m, 1) for m in range(1, 13)] + [date(2027, 2, 1)])
def test_every_day_of_the_month_stands_there_once(start: int, first: date) -> None:
    rows = weeks(first, Habits(week_start=start), [])
    inside = [day.date for week in rows for day in week if day.is_inside]
    assert inside == [first + timedelta(days=n) for n in range(len(inside))]
    assert (inside[-1] + timedelta(days=1)).day == 1
    assert all(any(day.is_inside for day in week) for week in rows)


@pytest.mark.parametrize(
    ("language", "habits", "told"),
    [
        ("ar", Habits(), ("مارس 2026", "رمضان – شوال 1447 هـ")),
        ("ar", Habits(months="levant"), ("آذار 2026", "رمضان – شوال 1447 هـ")),
        ("ar", Habits(digits="arabic_indic"), ("مارس ٢٠٢٦", "رمضان – شوال ١٤٤٧ هـ")),
        ("en", Habits(digits="arabic_indic"), ("March 2026", "Ramadan – Shawwal 1447 AH")),
        ("en", Habits(hijri_on=False), ("March 2026", "")),
    ],
)
def test_heading_is_written_as_the_institution_writes(
    language: str, habits: Habits, told: tuple[str, str]
) -> None:
    with override(language):
        assert heading(date(2026, 3, 1), habits) == told


@pytest.mark.parametrize("asked", ["2026-13", "2026-00", "yes", "26-03", "2026-3", "٢٠٢٦-٠٣"])
def test_what_is_no_month_is_said_and_kept(people: Any, sign_in: Any, asked: str) -> None:
    assert first_of(asked) is None
    response = sign_in(PUBLISHER).get(ADDRESS, {"month": asked})
    assert response.context["is_present"]
    assert f"“{asked}” is not a month" in text_in(response)
    assert f'value="{asked}"' in response.content.decode()


def test_months_lead_to_one_another(people: Any, sign_in: Any) -> None:
    page = sign_in(PUBLISHER).get(ADDRESS, {"month": "2026-12"}).content.decode()
    assert 'rel="prev" href="?month=2026-11"' in page
    assert 'rel="next" href="?month=2027-01"' in page


def test_columns_have_headings_and_the_desk_leads_here(people: Any, sign_in: Any) -> None:
    client = sign_in(PUBLISHER)
    page = client.get(ADDRESS).content.decode()
    assert page.count('<th scope="col">') == 7
    assert page.count('aria-current="date"') == 1
    assert f'href="{ADDRESS}"' in client.get("/en/admin/").content.decode()


def test_full_day_folds_what_is_too_much(published: Any, sign_in: Any) -> None:
    for _ in range(7):
        move(published("ar"), publish_at_ar=at(12, 10))
    page = sign_in(PUBLISHER).get(ADDRESS, {"month": "2026-03"}).content.decode()
    assert page.count('class="happening happening-published"') == 7
    assert "<summary>2 more</summary>" in page


def test_month_with_an_archive_says_that_there_is_more(
    people: dict[str, User], sign_in: Any, published: Any
) -> None:
    item = published("ar")
    columns = {f.attname: getattr(item, f.attname) for f in NewsItem._meta.concrete_fields}
    del columns["id"]
    columns["publish_at_ar"] = at(12, 10)
    NewsItem.objects.bulk_create(NewsItem(**columns) for _ in range(MOST + 1))
    response = sign_in(PUBLISHER).get(ADDRESS, {"month": "2026-03"})
    assert (response.context["count"], response.context["is_all"]) == (MOST, False)
    assert "More appeared in this month" in text_in(response)


@pytest.mark.parametrize("role", ROLES)
def test_calendar_is_for_every_colleague_at_one_cost(
    published: Any, sign_in: Any, role: str, django_assert_max_num_queries: Any
) -> None:
    client = sign_in(role)
    published("ar", "en")
    client.get(ADDRESS)  # content types are looked up once a process
    with CaptureQueriesContext(connection) as few:
        assert client.get(ADDRESS).status_code == 200
    for _ in range(9):
        published("ar", "en")
    with django_assert_max_num_queries(9), CaptureQueriesContext(connection) as many:
        assert client.get(ADDRESS).status_code == 200
    assert len(many) == len(few)


def test_calendar_is_for_colleagues_alone(client: Client, people: dict[str, User]) -> None:
    assert client.get(ADDRESS).status_code == 302
    powerless = User.objects.create_user("new", "new@example.org", "x")
    client.force_login(powerless)
    assert client.get(ADDRESS).status_code == 403

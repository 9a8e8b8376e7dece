"""What the pages of events and records say, to readers and to machines."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from events.charts import by_status, sources
from events.models import Accreditation, Event, Membership, Network, Organisation, Participant
from nhri.pages.models import Institution
from nhri.translation.languages import LANGUAGES
from tests.forms import text_in


@pytest.fixture
def shown(event_draft: Any, carry: Any) -> Callable[..., Any]:
    """``shown(status="cancelled")`` → an event that readers see in both languages."""

    def make(**values: Any) -> Any:
        event = event_draft(**values)
        for language in LANGUAGES:
            event = carry(event, language, "published")
        return Event.objects.with_visibility().get(pk=event.pk)

    return make


def data_of(client: Client, event: Any, language: str = "en") -> dict[str, Any]:
    page = client.get(event.address(language)).content.decode()
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    found: dict[str, Any] = json.loads(script)
    return found


@pytest.mark.parametrize("status", ["scheduled", "postponed", "cancelled"])
def test_data_for_machines_says_when_where_and_whether(
    client: Client, institution: Institution, shown: Any, status: str
) -> None:
    event = shown(
        status=status, mode="hybrid", starts_at="10:00", ends_at="18:30", venue_en="Palais",
        city_en="Geneva", link="https://meet.example.org/one",
    )  # fmt: skip
    data = data_of(client, event)
    assert data["@type"] == "Event"
    assert (data["startDate"], data["endDate"]) == (
        "2026-03-10T10:00:00+01:00", "2026-03-12T18:30:00+01:00",
    )  # fmt: skip
    assert data["eventStatus"] == f"https://schema.org/Event{status.capitalize()}"
    assert data["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    virtual, place = data["location"]
    assert virtual == {"@type": "VirtualLocation", "url": "https://meet.example.org/one"}
    assert (place["name"], place["address"]["addressLocality"]) == ("Palais", "Geneva")
    assert data["organizer"]["name"] == institution.name_en
    assert data["url"] == f"http://testserver{event.address('en')}"


def test_data_for_machines_knows_days_without_times(client: Client, shown: Any) -> None:
    data = data_of(client, shown(mode="online"), "ar")
    assert (data["startDate"], data["endDate"]) == ("2026-03-10", "2026-03-12")
    assert data["location"]["@type"] == "VirtualLocation"
    assert (data["inLanguage"], data["name"]) == ("ar", "الاجتماع السنوي")


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_name_themselves_and_the_same_page_in_the_other_language(
    client: Client, institution: Institution, shown: Any, alliance: Network, language: str
) -> None:
    person = Participant.objects.create(name_en="Person", has_consented=True, is_public=True)
    for one in (shown(), alliance, alliance.organisation, person):
        page = client.get(one.address(language)).content.decode()
        assert f'<link rel="canonical" href="http://testserver{one.address(language)}">' in page
        for code in LANGUAGES:
            address = f"http://testserver{one.address(code)}"
            assert f'<link rel="alternate" hreflang="{code}" href="{address}">' in page
        title = re.search(r"<title>(.*?)</title>", page)
        name = institution.name_ar if language == "ar" else institution.name_en
        assert title is not None
        assert title[1].endswith(f"– {name}")


SAID = {
    "cancelled": {"ar": "أُلغيت هذه الفعالية", "en": "This event is cancelled."},
    "postponed": {"ar": "أُجّلت هذه الفعالية", "en": "This event is postponed"},
}


@pytest.mark.parametrize("status", SAID)
def test_postponed_and_cancelled_are_said_on_the_page_and_marked_in_lists(
    client: Client, shown: Any, status: str
) -> None:
    today = timezone.localdate()
    event = shown(status=status, starts_on=today, ends_on=today + timedelta(days=1), sessions=[])
    assert SAID[status]["en"] in text_in(client.get(event.address("en")))
    for path in ("", f"{today.year}/", f"calendar/{today.year}/{today.month}/"):
        page = client.get(f"/en/events/{path}").content.decode()
        assert 'class="event-mark' in page, path
    assert "Annual Meeting" not in client.get("/en/").content.decode()


def test_home_shows_what_comes_next_soonest_first_and_nothing_that_is_over(
    client: Client, shown: Any
) -> None:
    today = timezone.localdate()
    assert 'id="coming"' not in client.get("/en/").content.decode()
    for days in (9, 3, -4, 5, 7):
        on = today + timedelta(days=days)
        shown(title_ar=f"بعد {days} أيام", starts_on=on, ends_on=on, sessions=[])
    page = client.get("/ar/").content.decode()
    assert re.findall(r"بعد (-?\d) أيام", page) == ["3", "5", "7"]


def test_digits_and_months_are_the_institution_s_own(
    client: Client, institution: Institution, shown: Any
) -> None:
    Institution.objects.filter(pk=1).update(digits="arabic_indic", months="levant")
    event = shown(starts_at="10:00", ends_at="18:30")
    page = text_in(client.get(event.address("ar")))
    for said in ("١٠–١٢ آذار ٢٠٢٦", "١٠:٠٠", "١٨:٣٠", "١٢:٣٠"):
        assert said in page
    assert "مارس" not in page
    assert "آذار ٢٠٢٦" in text_in(client.get("/ar/events/calendar/2026/3/"))
    assert "10–12 March 2026" in text_in(client.get(event.address("en")))


def test_month_of_the_calendar_holds_each_day_of_an_event(client: Client, shown: Any) -> None:
    event = shown()
    page = client.get("/en/events/calendar/2026/3/").content.decode()
    assert page.count(f'href="{event.address("en")}"') == 3
    assert page.count('class="is-told"') == 2
    assert client.get("/en/events/calendar/2026/13/").status_code == 404
    for year, month in ((1900, 1), (2099, 12)):
        assert client.get(f"/en/events/calendar/{year}/{month}/").status_code == 200


def test_name_in_another_language_carries_that_language(
    client: Client, shown: Any, alliance: Network, institution_of_benin: Organisation
) -> None:
    french = Organisation.objects.create(
        kind="un", name_en="Union européenne", name_en_language="fr"
    )
    event = shown(participations=[{"organisation": french.pk, "role": "speaker"}])
    Membership.objects.create(organisation=french, network=alliance)
    for one in (event, alliance, french):
        for language in LANGUAGES:
            page = client.get(one.address(language)).content.decode()
            assert '<bdi lang="fr">Union européenne</bdi>' in page
    described = text_in(client.get(institution_of_benin.address("en")))
    assert "The national human rights institution of Benin" in described


def test_chart_divides_the_members_and_says_who_is_not_known(
    client: Client, alliance: Network
) -> None:
    for status in ("A", "A", "B", ""):
        body = Organisation.objects.create(kind="un", name_en=f"Body {status}")
        Membership.objects.create(organisation=body, network=alliance)
        if status:
            Accreditation.objects.create(
                organisation=body, status=status, as_of=2025, source="GANHRI, 2025"
            )
    response = client.get(alliance.address("en"))
    bars = by_status(response.context["members"])
    assert [(bar.status, bar.count, bar.start, bar.width) for bar in bars] == [
        ("A", 2, 0, 50), ("B", 1, 50, 25), ("unknown", 1, 75, 25),
    ]  # fmt: skip
    assert sources(response.context["members"]) == ["GANHRI, 2025"]
    page = response.content.decode()
    assert 'role="img" aria-labelledby="chart-title chart-desc"' in page
    assert "Status A: 2; Status B: 1; Not known here: 1" in page
    assert "Source: GANHRI, 2025" in text_in(response)
    Accreditation.objects.all().delete()
    assert 'class="status-chart"' not in client.get(alliance.address("en")).content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_news_leads_to_its_event_and_to_those_it_names(
    client: Client, shown: Any, published: Any, alliance: Network,
    institution_of_benin: Organisation, language: str,
) -> None:  # fmt: skip
    event = shown()
    persons = [
        Participant.objects.create(name_en="With page", has_consented=True, is_public=True),
        Participant.objects.create(name_en="Without page", has_consented=True),
    ]
    bodies = [alliance.organisation, institution_of_benin]
    item = published("ar", "en", event=event, participants=persons, organisations=bodies)
    page = client.get(item.address(language)).content.decode()
    for one in (event, persons[0], *bodies):
        assert f'href="{one.address(language)}"' in page
    assert "Without page" not in page

"""What the public pages cost: as many queries for a few rows as for many."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import (
    Accreditation,
    Country,
    Event,
    EventSeries,
    Membership,
    Network,
    Organisation,
    Participant,
    Session,
)
from nhri.accounts.models import User
from nhri.translation.languages import LANGUAGES
from nhri.workflow import drafts
from nhri.workflow.states import State

EVENT, LIST, RECORD, NEWS, HOME = 12, 8, 8, 6, 12


def cost(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.fixture
def public(people: dict[str, User], alliance: Network) -> Callable[..., Any]:
    """``public(title_ar="…")`` → an event that readers see in both languages, in few queries."""

    def make(**values: Any) -> Any:
        texts = {"title_ar": "اجتماع", "title_en": "Meeting", "summary_ar": "م", "summary_en": "S"}
        days = {"starts_on": "2026-03-10", "ends_on": "2026-03-12"}
        given = {**texts, **days, "networks": [alliance.pk], **values}
        event = drafts.create(Event(), given, by=people["author"])
        moment = timezone.now() - timedelta(minutes=1)
        public = {f"public_{s}_id": getattr(event, f"head_{s}_id") for s in ("ar", "en", "shared")}
        Event.objects.filter(pk=event.pk).update(
            state_ar=State.PUBLISHED, state_en=State.PUBLISHED, publish_at_ar=moment,
            publish_at_en=moment, **public,
        )  # fmt: skip
        return Event.objects.with_visibility().get(pk=event.pk)

    return make


def bodies(count: int) -> list[Organisation]:
    """Institutions of countries of their own, every second one without a name in Arabic."""
    found = []
    for number in range(count):
        code = f"{chr(65 + number // 26)}{chr(65 + number % 26)}"
        country = Country.objects.get_or_create(
            code=code, defaults={"name_ar": f"دولة {number}", "name_en": f"Country {number}"}
        )[0]
        name = {"name_en": f"Commission {number}", "name_en_language": "fr"} if number % 2 else {}
        found.append(Organisation.objects.create(country=country, **name))
    return found


def programme(sessions: int, participations: int) -> dict[str, Any]:
    """Rows of an event: persons with a body in sessions in turn, an outcome for each session."""
    named = bodies(min(participations, 60))
    persons = [
        Participant.objects.create(name_en=f"Person {n}", has_consented=True, is_public=True)
        for n in range(min(participations, 60))
    ]
    return {
        "sessions": [
            {"key": f"s{n}", "day": "2026-03-10", "starts": "10:00", "title_ar": f"جلسة {n}",
             "title_en": f"Session {n}", "parent": "s0" if n % 5 == 1 else ""}
            for n in range(sessions)
        ],
        "participations": [
            {"person": persons[n % 60].pk, "organisation": named[n % 60].pk, "role": "speaker",
             "session": f"s{n % sessions}" if n % 2 else ""}
            for n in range(participations)
        ],
        "outcomes": [
            {"kind": "adopted", "title_ar": f"نتيجة {n}", "title_en": f"Outcome {n}",
             "session": f"s{n}"}
            for n in range(sessions)
        ],
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_event_page_costs_the_same_for_three_and_for_two_hundred(
    client: Client, institution: Any, public: Any, published: Any, language: str
) -> None:
    series = EventSeries.objects.create(name_ar="سلسلة", name_en="Series")
    host = bodies(1)[0]
    shared = {"series": series.pk, "host": host.pk}
    for year in (2025, 2027):
        public(**shared, starts_on=f"{year}-03-10", ends_on=f"{year}-03-10")
    few = public(**shared, **programme(3, 3))
    many = public(**shared, **programme(30, 200))
    for event in (few, many):
        published("ar", "en", event=event)
    spent = [cost(client, event.address(language)) for event in (few, many)]
    assert Session.objects.filter(event=many).count() == 30
    assert spent[0] == spent[1] <= EVENT
    assert cost(client, f"/{language}/events/{many.pk}-{_slug(many, language)}/event.ics") <= EVENT


def _slug(event: Any, language: str) -> str:
    return str(getattr(event, f"slug_{language}"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_and_home_cost_the_same_for_three_and_for_thirty(
    client: Client, institution: Any, public: Any, language: str
) -> None:
    lists = ["", "?when=past", "?kind=meeting&network={}", "2026/", "calendar/2026/3/"]
    network = Network.objects.get()
    paths = [f"/{language}/events/{path.format(network.pk)}" for path in lists]

    def spent() -> list[int]:
        return [cost(client, path) for path in (*paths, f"/{language}/")]

    _events(public, 3)
    few = spent()
    _events(public, 27)
    assert spent() == few
    assert max(few[:-1]) <= LIST
    assert few[-1] <= HOME


def _events(public: Any, count: int) -> None:
    for number in range(count):
        first = date(2026, 3, 1) + timedelta(days=number)
        public(starts_on=first, ends_on=date(2199, 1, 1) if number % 2 else first)


@pytest.mark.parametrize("language", LANGUAGES)
def test_network_page_costs_the_same_for_three_thirty_and_all(
    client: Client, institution: Any, public: Any, alliance: Network, language: str
) -> None:
    public()
    spent = []
    members = bodies(119)
    for first, last in ((0, 3), (3, 30), (30, 119)):
        for body in members[first:last]:
            Membership.objects.create(organisation=body, network=alliance)
            Accreditation.objects.create(
                organisation=body, status="A", as_of=2025, source="GANHRI 2025"
            )
        spent.append(cost(client, alliance.address(language)))
    assert spent[0] == spent[1] == spent[2] <= RECORD


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_people_and_organisations_cost_the_same_however_much_they_did(
    client: Client, institution: Any, public: Any, published: Any, alliance: Network, language: str
) -> None:
    body = bodies(1)[0]
    person = Participant.objects.create(name_en="Person", has_consented=True, is_public=True)
    Membership.objects.create(organisation=body, network=alliance)
    Accreditation.objects.create(organisation=body, status="A", as_of=2025, source="GANHRI 2025")
    row = {"person": person.pk, "organisation": body.pk, "role": "speaker"}
    spent = []
    for count in (3, 27):
        for _number in range(count):
            public(participations=[row])
        item = published("ar", "en", participants=[person], organisations=[body])
        spent.append([cost(client, one.address(language)) for one in (body, person)])
    assert spent[0] == spent[1]
    assert max(spent[0]) <= RECORD
    item = published("ar", "en", event=public(), participants=[person], organisations=[body])
    assert cost(client, item.address(language)) <= NEWS
    assert cost(client, f"/{language}/networks/") <= LIST

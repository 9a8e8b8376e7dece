"""Persons and organisations are found by any spelling, and namesakes are told apart."""

from typing import Any

import pytest
from django.test import Client

from events.models import Country, Event, Network, Organisation, Participant, Participation
from nhri.accounts.models import User

FINDER = "/ar/admin/autocomplete/"


def found(client: Client, term: str, field: str = "person", language: str = "ar") -> list[Any]:
    asked = {"app_label": "events", "model_name": "participation", "field_name": field}
    response = client.get(FINDER.replace("ar", language, 1), {**asked, "term": term})
    assert response.status_code == 200
    return [(one["text"], one.get("hint")) for one in response.json()["results"]]


@pytest.fixture
def ali(db: None) -> Participant:
    return Participant.objects.create(
        name_ar="علي أحمد الدرازي", name_en="Ali Example", variants="Aly Exemple", honorific_ar="م."
    )


@pytest.fixture
def meeting(people: dict[str, User]) -> Any:
    """``meeting("2026-01-01")`` → an event of that day."""

    def make(day: str) -> Event:
        by = people["author"]
        return Event.objects.create(starts_on=day, ends_on=day, created_by=by)

    return make


@pytest.mark.parametrize(
    "term",
    ["على أحمد الدرازى", "م. علي", "درازي", "Ali Example", "dr. ali", "exemple", "الدرازي علي"],
)
def test_person_is_found_by_any_spelling(sign_in: Any, ali: Participant, term: str) -> None:
    Participant.objects.create(name_ar="سارة يوسف", name_en="Sara Other")
    assert [text for text, _hint in found(sign_in("author"), term)] == ["علي أحمد الدرازي"]


def test_nothing_typed_finds_everybody_in_order(sign_in: Any, ali: Participant) -> None:
    Participant.objects.create(name_ar="أحمد", name_en="Zed")
    client = sign_in("author")
    assert [text for text, _hint in found(client, "")] == ["أحمد", "علي أحمد الدرازي"]
    assert [text for text, _hint in found(client, "", language="en")] == ["Ali Example", "Zed"]


def test_namesakes_are_told_apart_by_what_they_were(
    sign_in: Any, ali: Participant, institution_of_benin: Organisation, meeting: Any
) -> None:
    namesake = Participant.objects.create(name_ar="علي أحمد الدرازي")
    event, older = meeting("2026-01-01"), meeting("2020-01-01")
    for at, function in ((older, "كاتب"), (event, "مفوض")):
        Participation.objects.create(
            event=at, person=namesake, organisation=institution_of_benin, function_ar=function
        )
    hints = [hint for _text, hint in found(sign_in("author"), "الدرازي")]
    assert len(hints) == 2
    assert "Ali Example" in hints[0]
    assert "مفوض" in hints[1]
    assert "بنن" in hints[1]


def test_organisation_says_kind_and_country(sign_in: Any, institution_of_benin: Any) -> None:
    named = Organisation.objects.create(kind="un", name_en="Office", abbreviation="OFF")
    client = sign_in("author")
    ((_text, hint),) = found(client, "off", "organisation")
    assert "OFF" in (hint or "")
    assert str(named.get_kind_display()) in (hint or "")


def test_merged_record_is_not_found(sign_in: Any, ali: Participant) -> None:
    Participant.objects.create(name_ar="علي الدرازي", merged_into=ali)
    assert [text for text, _hint in found(sign_in("author"), "علي")] == ["علي أحمد الدرازي"]


@pytest.mark.parametrize("rows", [3, 20])
def test_finding_asks_the_same_few_queries(
    sign_in: Any,
    institution_of_benin: Any,
    meeting: Any,
    django_assert_max_num_queries: Any,
    rows: int,
) -> None:
    event = meeting("2026-01-01")
    for number in range(rows):
        person = Participant.objects.create(name_ar=f"علي {number}")
        Participation.objects.create(event=event, person=person, organisation=institution_of_benin)
        Organisation.objects.create(country=institution_of_benin.country)
    client = sign_in("author")
    with django_assert_max_num_queries(8):
        assert len(found(client, "علي")) == rows
    with django_assert_max_num_queries(8):
        assert len(found(client, "", "organisation")) == min(rows + 1, 20)


def test_finding_is_for_staff_who_may_see(client: Client, people: Any) -> None:
    asked = {"app_label": "events", "model_name": "participation", "field_name": "person"}
    assert client.get(FINDER, asked).status_code == 302


@pytest.mark.parametrize(
    "field,term",
    [
        ("country", "بنن"),
        ("networks", "تحالف عالمى"),
    ],
)
def test_countries_and_networks_are_found_too(
    sign_in: Any, institution_of_benin: Any, alliance: Network, field: str, term: str
) -> None:
    asked = {"app_label": "events", "model_name": "event", "field_name": field, "term": term}
    response = sign_in("author").get(FINDER, asked)
    assert len(response.json()["results"]) == 1
    none = sign_in("author").get(FINDER, {**asked, "term": "xyz"})
    assert none.json()["results"] == []


LIST = "/ar/admin/events/organisation/"


@pytest.mark.parametrize("number", [4, 60])
def test_list_asks_at_most_twelve_queries(
    sign_in: Any, alliance: Network, django_assert_max_num_queries: Any, number: int
) -> None:
    country = Country.objects.create(code="JO", name_ar="الأردن", name_en="Jordan")
    for _one in range(number):
        made = Organisation.objects.create(country=country)
        made.memberships.create(network=alliance)
        made.accreditations.create(status="A", as_of=2025)
    client = sign_in("editor")
    with django_assert_max_num_queries(12):
        assert client.get(LIST).status_code == 200
    with django_assert_max_num_queries(12):
        assert client.get("/ar/admin/events/participant/").status_code == 200


@pytest.mark.parametrize(
    "narrowing,count",
    [
        ({}, 3), ({"kind__exact": "nhri"}, 2), ({"status": "A"}, 1), ({"status": "unknown"}, 2),
        ({"country__code__exact": "JO"}, 1), ({"q": "الاردن"}, 0), ({"q": "المركز"}, 1),
        ({"network": "0"}, 0), ({"network": "x"}, 0),
    ],
)  # fmt: skip
def test_list_is_narrowed(
    sign_in: Any, institution_of_benin: Any, alliance: Network, narrowing: Any, count: int
) -> None:
    country = Country.objects.create(code="JO", name_ar="الأردن", name_en="Jordan")
    jordan = Organisation.objects.create(country=country, name_ar="المركز الوطني")
    jordan.accreditations.create(status="A", as_of=2025)
    jordan.memberships.create(network=alliance)
    Organisation.objects.create(name_ar="مدموج", kind="un", merged_into=jordan)
    response = sign_in("editor").get(LIST, narrowing)
    assert response.context["cl"].result_count == count


def test_list_is_narrowed_to_a_network(
    sign_in: Any, institution_of_benin: Any, alliance: Any
) -> None:
    institution_of_benin.memberships.create(network=alliance)
    response = sign_in("editor").get(LIST, {"network": alliance.pk})
    assert list(response.context["cl"].result_list) == [institution_of_benin]

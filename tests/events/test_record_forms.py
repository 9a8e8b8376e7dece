"""Writing records: what they must hold is said beside the field, and doubles are asked about."""

from typing import Any

import pytest
from django.test import Client

from events.models import Country, Network, Organisation, Participant
from nhri.accounts.models import User
from nhri.accounts.roles import ROLES
from tests.forms import form_in, text_in

PERSON = "/ar/admin/events/participant/"
ORGANISATION = "/ar/admin/events/organisation/"


def add(client: Client, where: str = PERSON, query: str = "", **values: Any) -> Any:
    page = f"{where}add/{query}"
    form = form_in(client.get(page), "name_ar")
    return form.fill(**values).send(client, page, form.button("_save"))


def test_person_is_written_with_two_names_in_their_directions(sign_in: Any) -> None:
    client = sign_in("author")
    form = form_in(client.get(f"{PERSON}add/"), "name_ar")
    assert form.attributes["name_ar"]["dir"] == "rtl"
    assert form.attributes["name_en"]["dir"] == "ltr"
    assert list(form.attributes).index("name_ar") < list(form.attributes).index("name_en")
    assert add(client, name_ar="سارة", name_en="Sara", in_public_office="on").status_code == 302
    assert Participant.objects.get().may_be_named


@pytest.mark.parametrize(
    "values,field",
    [
        ({}, "name_ar"),
        ({"name_en": "Sara", "is_public": "on"}, "is_public"),
        ({"name_en": "Sara", "consented_on": "2026-01-01"}, "has_consented"),
        ({"name_en": "S" * 151}, "name_en"),
    ],
)
def test_what_is_missing_of_a_person_is_said_beside_the_field(
    sign_in: Any, values: Any, field: str
) -> None:
    response = add(sign_in("author"), **values)
    assert list(response.context["adminform"].form.errors) == [field]
    assert not Participant.objects.exists()
    again = form_in(response, "name_ar")
    assert all(again.value(name) == value for name, value in values.items() if value != "on")


@pytest.mark.parametrize(
    "values,field",
    [
        ({"kind": "un"}, "name_ar"),
        ({"kind": "nhri"}, "country"),
        ({"kind": "un", "name_en": "x", "site": "nonsense"}, "site"),
    ],
)
def test_what_is_missing_of_an_organisation_is_said_beside_the_field(
    sign_in: Any, values: Any, field: str
) -> None:
    response = add(sign_in("author"), ORGANISATION, **values)
    assert list(response.context["adminform"].form.errors) == [field]
    assert not Organisation.objects.exists()


# Doubles ----------------------------------------------------------------------------------------


@pytest.fixture
def ali(db: None) -> Participant:
    return Participant.objects.create(name_ar="علي أحمد الدرازي", name_en="Ali Example")


@pytest.mark.parametrize(
    "typed",
    [
        {"name_ar": "م. على احمد الدرازى"}, {"name_ar": "علي أحمد الدارزي"},
        {"name_en": "Example Ali"}, {"name_en": "Ali Exampel"},
        {"name_ar": "غيره", "variants": "Ali Example"},
    ],
)  # fmt: skip
def test_double_is_asked_about_and_nothing_typed_is_lost(
    sign_in: Any, ali: Participant, typed: Any
) -> None:
    client = sign_in("author")
    response = add(client, **typed, biography_ar="سيرة طويلة")
    assert Participant.objects.count() == 1
    page = response.content.decode()
    assert f"/participant/{ali.pk}/change/" in page
    assert "Ali Example" in text_in(response)
    form = form_in(response, "another")
    assert form.value("biography_ar") == "سيرة طويلة"
    assert {name: form.value(name) for name in typed} == typed
    form.fill(another=form.choices["another"][0])
    assert form.send(client, f"{PERSON}add/", form.button("_save")).status_code == 302
    assert Participant.objects.count() == 2


def test_other_name_is_not_asked_about(sign_in: Any, ali: Participant) -> None:
    assert add(sign_in("author"), name_ar="علي حسن").status_code == 302


def test_answer_is_for_the_records_that_were_shown(sign_in: Any, ali: Participant) -> None:
    client = sign_in("author")
    form = form_in(add(client, name_en="Ali Example"), "another")
    Participant.objects.create(name_en="Ali Example")
    form.fill(another=form.choices["another"][0])
    response = form.send(client, f"{PERSON}add/", form.button("_save"))
    assert (response.status_code, Participant.objects.count()) == (200, 2)


def test_record_that_keeps_its_name_is_not_asked_about_again(
    sign_in: Any, ali: Participant
) -> None:
    double = Participant.objects.create(name_ar="علي أحمد الدرازي")
    client = sign_in("author")
    page = f"{PERSON}{double.pk}/change/"
    form = form_in(client.get(page), "name_ar").fill(biography_ar="سيرة")
    assert form.send(client, page, form.button("_save")).status_code == 302
    form = form_in(client.get(page), "name_ar").fill(name_ar="علي احمد الدرازي")
    assert form.send(client, page, form.button("_save")).status_code == 200


def test_existing_record_is_chosen_in_a_small_window(sign_in: Any, ali: Participant) -> None:
    client = sign_in("author")
    response = add(client, query="?_popup=1", name_ar="على احمد الدرازى")
    link = f"?_popup=1&amp;_use={ali.pk}"
    assert link in response.content.decode()
    chosen = client.get(f"{PERSON}add/?_popup=1&_use={ali.pk}")
    assert f"&quot;value&quot;: &quot;{ali.pk}&quot;" in chosen.content.decode()
    assert client.get(f"{PERSON}add/?_popup=1&_use=x").status_code == 302


def test_institutions_of_two_countries_may_share_a_name(
    sign_in: Any, institution_of_benin: Organisation
) -> None:
    jordan = Country.objects.create(code="JO", name_ar="الأردن", name_en="Jordan")
    Organisation.objects.create(name_en="National Commission", country=jordan)
    client = sign_in("author")
    values = {"kind": "un", "name_en": "National Commission"}
    page = f"{ORGANISATION}add/"
    form = form_in(client.get(page), "name_ar").fill(**values)
    form.values["country"] = ["BJ"]
    assert form.send(client, page, form.button("_save")).status_code == 302
    form = form_in(client.get(page), "name_ar").fill(**values)
    form.values["country"] = ["JO"]
    assert form.send(client, page, form.button("_save")).status_code == 200


def test_unnamed_institution_of_the_country_is_asked_about(
    sign_in: Any, institution_of_benin: Organisation
) -> None:
    client = sign_in("author")
    page = f"{ORGANISATION}add/"
    form = form_in(client.get(page), "name_ar").fill(name_en="Commission nationale")
    form.values["country"] = ["BJ"]
    response = form.send(client, page, form.button("_save"))
    assert f"/organisation/{institution_of_benin.pk}/change/" in response.content.decode()


# Networks ---------------------------------------------------------------------------------------


def network(name: str, parent: Network | None = None) -> Network:
    organisation = Organisation.objects.create(kind="network", name_ar=name)
    return Network.objects.create(organisation=organisation, parent=parent)


def test_longer_ring_of_networks_is_refused_beside_the_field(sign_in: Any, db: None) -> None:
    first = network("أولى")
    third = network("ثالثة", network("ثانية", first))
    client = sign_in("editor")
    for page, name in (
        (f"/ar/admin/events/network/{first.pk}/change/", "parent"),
        (f"{ORGANISATION}{first.organisation_id}/change/", "network-0-parent"),
    ):
        form = form_in(client.get(page), name).fill(**{name: str(third.pk)})
        response = form.send(client, page, form.button("_save"))
        assert response.status_code == 200
        assert "errorlist" in response.content.decode()
        first.refresh_from_db()
        assert first.parent is None


def test_network_gets_a_parent(sign_in: Any, db: None) -> None:
    first, second = network("أولى"), network("ثانية")
    client = sign_in("editor")
    page = f"/ar/admin/events/network/{second.pk}/change/"
    form = form_in(client.get(page), "parent").fill(parent=str(first.pk))
    assert form.send(client, page, form.button("_save")).status_code == 302
    second.refresh_from_db()
    assert second.parent == first


# Who may, and what stays ------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["participant", "organisation", "network", "eventseries"])
def test_administrator_reads_records_and_writes_none(sign_in: Any, kind: str) -> None:
    client = sign_in("administrator")
    assert client.get(f"/ar/admin/events/{kind}/").status_code == 200
    assert client.get(f"/ar/admin/events/{kind}/add/").status_code == 403


def test_countries_are_read_only(sign_in: Any, institution_of_benin: Any) -> None:
    client = sign_in("publisher")
    page = "/ar/admin/events/country/"
    assert client.get(page).status_code == 200
    assert client.get(f"{page}BJ/change/").status_code == 200
    assert client.get(f"{page}add/").status_code == 403
    assert client.post(f"{page}BJ/change/", {"name_ar": "x"}).status_code == 403


@pytest.fixture
def engineer(people: dict[str, User]) -> Client:
    """Whom nothing is forbidden to: an account that only the command line makes."""
    client = Client()
    client.force_login(User.objects.create_superuser("engineer", "e@example.org", "x" * 12))
    return client


def test_record_in_use_is_not_deleted_and_says_why(
    engineer: Client, event_draft: Any, ali: Participant
) -> None:
    event_draft(participations=[{"person": ali.pk, "role": "speaker"}])
    response = engineer.get(f"{PERSON}{ali.pk}/delete/", follow=True)
    assert response.redirect_chain[-1][0] == f"{PERSON}{ali.pk}/change/"
    assert "1" in text_in(response)
    engineer.post(f"{PERSON}{ali.pk}/delete/", {"post": "yes"})
    assert Participant.objects.filter(pk=ali.pk).exists()


def test_record_named_by_a_waiting_change_alone_is_not_deleted(
    engineer: Client, event_draft: Any, carry: Any, people: dict[str, User], ali: Participant
) -> None:
    from nhri.workflow import drafts  # noqa: PLC0415 -- only this test changes a public event

    event = carry(event_draft(), "ar", "published")
    drafts.save(event, {"participations": [{"person": ali.pk}]}, by=people["author"])
    assert not ali.participations.exists()
    engineer.post(f"{PERSON}{ali.pk}/delete/", {"post": "yes"})
    assert Participant.objects.filter(pk=ali.pk).exists()


def test_record_that_nothing_points_to_is_deleted_by_an_engineer_alone(
    sign_in: Any, engineer: Client, ali: Participant
) -> None:
    page = f"{PERSON}{ali.pk}/delete/"
    for role in ROLES:
        assert sign_in(role).post(page, {"post": "yes"}).status_code == 403
    assert "delete_selected" not in engineer.get(PERSON).content.decode()
    assert engineer.post(page, {"post": "yes"}).status_code == 302
    assert not Participant.objects.exists()

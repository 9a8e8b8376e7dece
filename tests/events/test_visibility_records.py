"""Whom public pages name, which records have pages, and what waits behind either: nothing shows."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from events.models import (
    Accreditation,
    EventSeries,
    Membership,
    Network,
    Organisation,
    Participant,
)
from news.models import NewsItem
from nhri.accounts.models import User
from nhri.accounts.roles import PUBLISHER
from nhri.translation.languages import LANGUAGES
from nhri.workflow import actions
from tests.test_visibility import same_answer

#: What keeps an item from readers of one language.
HIDDEN = ("draft", "in_review", "approved", "scheduled", "withdrawn", "embargoed")
NAMES = {"name_ar": "الاسم qzxname", "name_en": "Name qzxname"}


def at_stage(item: Any, stage: str, carry: Any, people: dict[str, User]) -> Any:
    """`item` at `stage` in both languages."""
    for language in LANGUAGES:
        item = carry(item, language, "published" if stage == "embargoed" else stage)
    if stage == "embargoed":
        tomorrow = timezone.now() + timedelta(days=1)
        item = actions.set_embargo(item, tomorrow, by=people[PUBLISHER])
    return item


def path(route: str, language: str, *arguments: Any) -> str:
    with override(language):
        return reverse(route, args=arguments)


def page_of(model: type[Any], pk: int, language: str = "ar") -> str:
    return path(f"{model._meta.model_name}s:detail", language, pk, "qzxname-الاسم")


def everywhere(language: str, event: Any, *records: Any) -> list[str]:
    """Every public address that could name somebody who was at `event`."""
    lists = ("home", "news:list", "events:list", "events:calendar", "networks:list")
    slug = getattr(event, f"slug_{language}")
    return [
        *[path(route, language) for route in lists],
        path("events:list", language) + "?when=past",
        path("events:year", language, 2026),
        path("events:month", language, 2026, 3),
        event.address(language),
        path("events:ics", language, event.pk, slug),
        *[record.address(language) for record in records],
    ]


def rows(**named: Any) -> list[dict[str, Any]]:
    """The same person or organisation in the delegation, in a session, at the whole event."""
    return [
        {"role": "head", **named},
        {"role": "speaker", "session": "assembly", "function_ar": "مقرر", **named},
        {"role": "participant", **named},
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_person_who_may_not_be_named_is_named_nowhere(
    client: Client, event_draft: Any, published: Any, carry: Any, people: dict[str, User],
    alliance: Network, language: str,
) -> None:  # fmt: skip
    person = Participant.objects.create(**NAMES, honorific_ar="qzxname", biography_ar="qzxname")
    named = {"person": person.pk, "organisation": alliance.organisation.pk}
    event = at_stage(event_draft(participations=rows(**named)), "published", carry, people)
    item = published("ar", "en", event=event, participants=[person])
    shown = [alliance, alliance.organisation, item]
    for address in everywhere(language, event, *shown):
        response = client.get(address)
        assert response.status_code == 200, address
        assert "qzxname" not in response.content.decode(), address
    office = client.get(event.address("ar")).content.decode()
    assert "مقرر" in office  # the function is said, the person is not


@pytest.mark.parametrize(
    "said,is_named,has_page",
    [
        ({}, False, False),
        ({"in_public_office": True}, True, False),
        ({"has_consented": True}, True, False),
        ({"has_consented": True, "is_public": True}, True, True),
    ],
)
def test_event_names_those_it_may_and_links_to_those_who_have_a_page(
    client: Client, event_draft: Any, carry: Any, people: dict[str, User], said: Any,
    is_named: bool, has_page: bool,
) -> None:  # fmt: skip
    person = Participant.objects.create(**NAMES, **said)
    event = at_stage(event_draft(participations=rows(person=person.pk)), "published", carry, people)
    for language in LANGUAGES:
        text = client.get(event.address(language)).content.decode()
        assert ("qzxname" in text) == is_named
        assert (f'href="{person.address(language)}"' in text) == has_page
        assert client.get(person.address(language)).status_code == (200 if has_page else 404)


HIDDEN_RECORDS = (
    (Participant, {}),
    (Participant, {"in_public_office": True}),
    (Participant, {"has_consented": True}),
    (Organisation, {"is_public": False, "kind": "un"}),
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("model,said", HIDDEN_RECORDS)
def test_record_without_a_page_answers_as_if_it_were_not_there(
    client: Client, db: None, model: Any, said: Any, language: str
) -> None:
    record = model.objects.create(**NAMES, **said)
    merged = model.objects.create(**NAMES, merged_into=record)
    nothing = client.get(page_of(model, 999_999, language))
    assert nothing.status_code == 404
    for pk in (record.pk, merged.pk):
        assert same_answer(client.get(page_of(model, pk, language)), nothing)
        assert same_answer(client.get(path(_route(model), language, pk, "other")), nothing)
    assert same_answer(client.get(record.address(language)), nothing)


def _route(model: type[Any]) -> str:
    return f"{model._meta.model_name}s:detail"


@pytest.mark.parametrize("language", LANGUAGES)
def test_network_without_a_page_answers_as_if_it_were_not_there(
    client: Client, event_draft: Any, carry: Any, people: dict[str, User], language: str
) -> None:
    body = Organisation.objects.create(kind="network", is_public=False, **NAMES)
    network = Network.objects.create(organisation=body)
    parent = Network.objects.create(
        organisation=Organisation.objects.create(kind="network", name_ar="أم", name_en="Parent")
    )
    Network.objects.filter(pk=network.pk).update(parent=parent)
    child = Network.objects.create(
        organisation=Organisation.objects.create(kind="network", name_ar="بنت", name_en="Child"),
        parent=network,
    )
    event = at_stage(event_draft(networks=[network.pk]), "published", carry, people)
    nothing = client.get(path("networks:detail", language, 999_999, "x"))
    assert same_answer(client.get(network.address(language)), nothing)
    link = f'href="{network.address(language)}"'
    for shown in (event, parent, child):
        response = client.get(shown.address(language))
        assert response.status_code == 200
        assert link not in response.content.decode()
    events, calendar = path("events:list", language), path("events:calendar", language)
    assert b"qzxname" not in client.get(f"{events}?when=past&network={network.pk}").content
    assert b"qzxname" not in client.get(path("networks:list", language)).content
    unknown = client.get(f"{calendar}?network=999999")
    assert unknown.status_code == 404
    assert same_answer(client.get(f"{calendar}?network={network.pk}"), unknown)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("model", [Participant, Organisation])
def test_merged_record_leads_to_the_one_it_is_now(
    client: Client, db: None, model: Any, language: str
) -> None:
    consent = {"has_consented": True} if model is Participant else {"kind": "un"}
    kept = model.objects.create(**NAMES, is_public=True, **consent)
    gone = model.objects.create(name_ar="سابق", name_en="Former", merged_into=kept)
    response = client.get(gone.address(language))
    assert response.status_code == 301
    assert response.headers["Location"] == kept.address(language)
    wrong = client.get(path(_route(model), language, kept.pk, "other"))
    assert (wrong.status_code, wrong.headers["Location"]) == (301, kept.address(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_organisation_without_a_page_is_named_and_never_linked(
    client: Client, event_draft: Any, published: Any, carry: Any, people: dict[str, User],
    alliance: Network, language: str,
) -> None:  # fmt: skip
    body = Organisation.objects.create(kind="un", is_public=False, **NAMES)
    Membership.objects.create(organisation=body, network=alliance)
    draft = event_draft(participations=rows(organisation=body.pk), host=body.pk)
    event = at_stage(draft, "published", carry, people)
    item = published("ar", "en", organisations=[body])
    for record in (event, alliance):
        text = client.get(record.address(language)).content.decode()
        assert "qzxname" in text
        assert f'href="{body.address(language)}"' not in text
    assert (
        f'href="{body.address(language)}"'
        not in client.get(item.address(language)).content.decode()
    )


@pytest.mark.parametrize("stage", HIDDEN)
def test_event_page_is_the_same_whatever_news_of_it_waits(
    client: Client, event_draft: Any, draft: Any, carry: Any, people: dict[str, User], stage: str
) -> None:
    event = at_stage(event_draft(), "published", carry, people)
    before = [client.get(event.address(language)) for language in LANGUAGES]
    at_stage(draft(event=event, title_ar="qzx عنوان", title_en="qzx"), stage, carry, people)
    for language, earlier in zip(LANGUAGES, before, strict=True):
        assert same_answer(client.get(event.address(language)), earlier)


@pytest.mark.parametrize("stage", HIDDEN)
def test_news_and_other_editions_are_the_same_whatever_event_waits(
    client: Client, event_draft: Any, published: Any, carry: Any, people: dict[str, User],
    stage: str,
) -> None:  # fmt: skip
    series = EventSeries.objects.create(name_ar="الاجتماع السنوي", name_en="Annual meeting")
    edition = at_stage(event_draft(series=series.pk), "published", carry, people)
    item = published("ar", "en")
    shown = [one.address(language) for one in (item, edition) for language in LANGUAGES]
    before = [client.get(address) for address in shown]
    later = event_draft(series=series.pk, starts_on="2027-03-10", ends_on="2027-03-10")
    later = at_stage(later, stage, carry, people)
    NewsItem.objects.filter(pk=item.pk).update(event=later)
    for address, earlier in zip(shown, before, strict=True):
        assert same_answer(client.get(address), earlier)


@pytest.mark.parametrize("said", [{"source": ""}, {"source": "GANHRI", "is_public": False}])
def test_accreditation_is_shown_with_its_source_or_not_at_all(
    client: Client, institution_of_benin: Organisation, alliance: Network, said: Any
) -> None:
    Membership.objects.create(organisation=institution_of_benin, network=alliance)
    shown = [one.address(code) for one in (institution_of_benin, alliance) for code in LANGUAGES]
    before = [client.get(address).content for address in shown]
    Accreditation.objects.create(organisation=institution_of_benin, status="A", as_of=2021, **said)
    assert [client.get(address).content for address in shown] == before


def test_membership_that_ended_or_is_another_record_now_is_not_counted(
    client: Client, alliance: Network, institution_of_benin: Organisation
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    former = Organisation.objects.create(kind="un", **NAMES)
    merged = Organisation.objects.create(kind="un", **NAMES, merged_into=institution_of_benin)
    Membership.objects.create(organisation=institution_of_benin, network=alliance)
    Membership.objects.create(organisation=former, network=alliance, until=yesterday)
    Membership.objects.create(organisation=merged, network=alliance)
    for address in (path("networks:list", "en"), alliance.address("en")):
        text = client.get(address).content.decode()
        assert "1 member in our records" in text
        assert "qzxname" not in text

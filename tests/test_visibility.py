"""What every public address answers, for every stage of both languages.

The addresses are found by walking the URL resolver: a route without an entry here fails by name.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from django.utils.translation import override

from events.models import Event, Network, Organisation, Participant
from news.models import NewsItem, Topic
from nhri.accounts.models import User
from nhri.accounts.roles import AUTHOR, PUBLISHER
from nhri.pages.models import Page
from nhri.translation.languages import LANGUAGES, other
from nhri.workflow import actions, drafts
from tests.addresses import FIXED, ITEMS, LISTS, RECORD, Address, shared_of, texts

NOBODY = 999_999
STAGES = ("nothing", "draft", "in_review", "approved", "scheduled", "published", "withdrawn")
HIDDEN = ("nothing", "draft", "in_review", "approved", "scheduled")
NOTE = {"ar": "سُحب البيان لاحتوائه على خطأ.", "en": "Withdrawn: an error."}


def public_routes() -> list[str]:
    return sorted(set(_walk(get_resolver(), "")))


def _walk(resolver: URLResolver, namespace: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}" if pattern.name else str(pattern.pattern)
        elif pattern.namespace != "admin":
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, inner)


@pytest.mark.parametrize("route", public_routes())
def test_every_public_route_has_an_entry(route: str) -> None:
    assert route in {address.route for address in ITEMS} | set(LISTS) | FIXED


def test_every_entry_is_a_public_route() -> None:
    assert {a.route for a in ITEMS} | set(LISTS) | FIXED == set(public_routes())


@pytest.fixture
def topic(db: None) -> Topic:
    return Topic.objects.create(name_ar="الاحتجاز", name_en="Detention", slug="qtopic")


@pytest.fixture
def records(db: None) -> dict[str, Any]:
    """A person and a network, public, that every event and news item of these tests names."""
    names = {"pk": RECORD, "name_ar": "qrecord", "name_en": "qrecord", "is_public": True}
    body = Organisation.objects.create(kind="network", **names)
    person = Participant.objects.create(has_consented=True, **names)
    network = Network.objects.create(pk=RECORD, organisation=body)
    return {"organisation": body, "person": person, "network": network}


@pytest.fixture
def made(
    people: dict[str, User], carry: Any, topic: Topic, records: dict[str, Any]
) -> Callable[..., Any]:
    """``made(NewsItem, "draft", "published")``: an item with Arabic and English at these stages."""

    def make(model: type[Any], arabic: str, english: str, *, embargoed: bool = False) -> Any:
        stages = dict(zip(LANGUAGES, (arabic, english), strict=True))
        values = shared_of(model, topic, records)
        for language, stage in stages.items():
            values |= texts(model, language) if stage != "nothing" else {}
        item = drafts.create(model(), values, by=people[AUTHOR])
        for language, stage in stages.items():
            if stage != "nothing":
                item = carry(item, language, stage)
        if embargoed:
            until = timezone.now() + timedelta(days=1)
            item = actions.set_embargo(item, until, by=people[PUBLISHER])
        return item

    return make


def expected(stages: dict[str, str], language: str, *, embargoed: bool) -> str:
    """The design's answer, said without looking at the code that gives it."""
    if embargoed:
        return "missing"
    if stages[language] == "published":
        return "page"
    if stages[other(language)] == "published":
        return "elsewhere"
    return "gone" if "withdrawn" in stages.values() else "missing"


def same_answer(one: HttpResponse, two: HttpResponse) -> bool:
    """Status, headers, length and bytes: nobody can tell the two apart."""
    return (one.status_code, dict(one.headers), one.content) == (
        two.status_code,
        dict(two.headers),
        two.content,
    )


def robots_of(response: HttpResponse) -> list[str]:
    return re.findall(r'<meta name="robots" content="([^"]*)"', response.content.decode())


def hreflangs_of(response: HttpResponse) -> dict[str, str]:
    found = re.findall(
        r'<link rel="alternate" hreflang="(\w+)" href="([^"]*)"', response.content.decode()
    )
    return dict(found)


def markers_in(response: HttpResponse) -> set[str]:
    """The languages (and ``ref``) of which a planted marker is on the page or in its address."""
    text = response.content.decode(errors="replace").lower() + response.headers.get("Location", "")
    return set(re.findall(r"qzx(ar|en|ref)", text))


#: Every stage beside each of those that change what the other language answers.
TELLING = {"nothing", "published", "withdrawn"}
MATRIX = [
    *[(a, e, False) for a in STAGES for e in STAGES if TELLING & {a, e}],
    ("draft", "scheduled", False),
    ("scheduled", "draft", False),
    *[(stage, "published", True) for stage in STAGES],
]


@pytest.mark.parametrize("arabic,english,embargoed", MATRIX)
def test_address_answers_as_designed(
    client: Client, made: Any, arabic: str, english: str, embargoed: bool
) -> None:
    stages = {"ar": arabic, "en": english}
    models = (NewsItem, Page, Event)
    items = {model: made(model, arabic, english, embargoed=embargoed) for model in models}
    for address in ITEMS:
        for language in LANGUAGES:
            answer = expected(stages, language, embargoed=embargoed)
            check_item(client, address, items[address.model], language, answer, stages)
    for route, arguments in LISTS.items():
        for language in LANGUAGES:
            with override(language):
                response = client.get(reverse(route, args=arguments))
            assert response.status_code == 200
            visible = stages[language] == "published" and not embargoed
            assert markers_in(response) == ({language} if visible else set())


def check_item(
    client: Client, address: Address, item: Any, language: str, answer: str, stages: dict[str, str]
) -> None:
    shown = language if answer == "page" else other(language)
    slug = "qpage" if address.model is Page else f"qzx{shown}slug"
    response = client.get(address.path(language, item.pk, slug))
    nowhere = client.get(address.path(language, NOBODY, "nothing-is-here"))
    if answer == "missing":
        assert response.status_code == 404
        assert same_answer(response, nowhere)
        assert robots_of(response) == ["noindex"]
    elif answer == "gone":
        assert response.status_code == 410
        note = NOTE[language] if stages[language] == "withdrawn" else NOTE[other(language)]
        assert note in response.content.decode()
        assert robots_of(response) == ["noindex"]
        assert markers_in(response) == set()
    elif answer == "elsewhere":
        is_file = address.content_type != "text/html; charset=utf-8"
        assert response.status_code == (404 if is_file else 200)
        assert robots_of(response) == ["noindex"]
        assert hreflangs_of(response) == {}
        assert markers_in(response) == {other(language)}
    else:
        assert response.status_code == 200
        assert response.headers["Content-Type"] == address.content_type
        if address.content_type.startswith("text/html"):
            assert robots_of(response) == []
            public = {code for code in LANGUAGES if stages[code] == "published"}
            assert set(hreflangs_of(response)) == public
            if address.model is not Page:
                reference = {"ref"} if address.model is NewsItem else set()
                assert markers_in(response) == public | reference
    if address.corrects_slug:
        wrong = client.get(address.path(language, item.pk, "anything-else"))
        if answer in ("page", "elsewhere"):
            assert wrong.status_code == 301
            assert wrong.headers["Location"] == address.path(language, item.pk, slug)
        else:
            assert same_answer(wrong, response)


@pytest.mark.parametrize("address", ITEMS, ids=lambda a: f"{a.route}-{a.content_type[-5:]}")
@pytest.mark.parametrize("language", LANGUAGES)
def test_honest_page_is_the_same_whatever_waits_behind_it(
    client: Client, made: Any, people: dict[str, User], carry: Any, address: Address, language: str
) -> None:
    """One item, public in the other language; this one grows from nothing to scheduled."""
    stages = ("nothing", "published") if language == "ar" else ("published", "nothing")
    item = made(address.model, *stages)
    slug = "qpage" if address.model is Page else f"qzx{other(language)}slug"
    path = address.path(language, item.pk, slug)
    first = client.get(path)
    assert f"qzx{other(language)}title".encode() in first.content
    item = drafts.save(item, texts(address.model, language), by=people[AUTHOR])
    for stage in ("draft", "in_review", "approved", "scheduled"):
        at = _at_stage(item, language, stage, people)
        assert at.stage(language) == stage
        assert same_answer(client.get(path), first)


def _at_stage(item: Any, language: str, stage: str, people: dict[str, User]) -> Any:
    """One step further by the one verb that leads to `stage`."""
    tomorrow = timezone.now() + timedelta(days=1)
    if stage == "in_review":
        return actions.submit(item, language, by=people["author"])
    if stage == "approved":
        return actions.approve(item, language, by=people["editor"])
    if stage == "scheduled":
        return actions.schedule(item, language, by=people["publisher"], at=tomorrow)
    return item


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_are_the_same_whatever_waits_behind_them(
    client: Client, made: Any, published: Any, language: str
) -> None:
    """Counts, years, pages and filters too: a hidden item moves nothing."""
    published("ar", "en")
    made(Event, "published", "published")
    paths = []
    for route, arguments in LISTS.items():
        with override(language):
            paths.append(reverse(route, args=arguments))
    with override(language):
        paths += [reverse("news:list") + "?kind=press_release", reverse("news:year", args=[2024])]
        events = reverse("events:list")
        paths += [f"{events}?{asked}" for asked in ("when=past", "kind=meeting", "network=880001")]
        paths += [reverse("events:calendar") + "?network=880001", reverse("networks:list")]
    before = [client.get(path) for path in paths]
    for model in (NewsItem, Event):
        for stage in (*HIDDEN[1:], "withdrawn"):
            made(model, stage, stage)
        made(model, "published", "published", embargoed=True)
    for path, earlier in zip(paths, before, strict=True):
        assert same_answer(client.get(path), earlier)


def at_moment(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.mark.parametrize("language", LANGUAGES)
def test_schedule_comes_true_at_its_moment(
    client: Client, made: Any, people: dict[str, User], monkeypatch: Any, language: str
) -> None:
    stages = ("approved", "nothing") if language == "ar" else ("nothing", "approved")
    moment = (timezone.now() + timedelta(days=3)).replace(second=0, microsecond=0)
    item = made(NewsItem, *stages)
    actions.schedule(item, language, by=people["publisher"], at=moment)
    slug = f"qzx{language}slug"
    for address in ITEMS[:3]:
        path = address.path(language, item.pk, slug)
        with override(language):
            newsroom = reverse("news:list")
        at_moment(monkeypatch, moment - timedelta(microseconds=1))
        assert client.get(path).status_code == 404
        assert markers_in(client.get(newsroom)) == set()
        at_moment(monkeypatch, moment)
        assert client.get(path).status_code == 200
        assert markers_in(client.get(newsroom)) == {language}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ITEMS, ids=lambda a: f"{a.route}-{a.content_type[-5:]}")
def test_embargo_ends_at_its_minute(
    client: Client, made: Any, people: dict[str, User], monkeypatch: Any, address: Address,
    language: str,
) -> None:  # fmt: skip
    item = made(address.model, "published", "published")
    moment = (timezone.now() + timedelta(days=3)).replace(second=0, microsecond=0)
    actions.set_embargo(item, moment, by=people["publisher"])
    slug = "qpage" if address.model is Page else f"qzx{language}slug"
    path = address.path(language, item.pk, slug)
    at_moment(monkeypatch, moment - timedelta(microseconds=1))
    nothing = client.get(address.path(language, NOBODY, "nothing-is-here"))
    assert same_answer(client.get(path), nothing)
    at_moment(monkeypatch, moment)
    assert client.get(path).status_code == 200


def test_withdrawn_behind_an_embargo_says_nothing(client: Client, made: Any) -> None:
    item = made(NewsItem, "withdrawn", "nothing", embargoed=True)
    address = ITEMS[0]
    nothing = client.get(address.path("ar", NOBODY, "nothing-is-here"))
    assert same_answer(client.get(address.path("ar", item.pk, "qzxarslug")), nothing)


def test_never_seen_behind_an_embargo_leaves_no_trace(
    client: Client, made: Any, people: dict[str, User], carry: Any
) -> None:
    """Published under an embargo and withdrawn before it ended: no reader has ever seen it."""
    item = made(NewsItem, "approved", "nothing", embargoed=True)
    item = actions.publish(item, "ar", by=people["publisher"])
    item = actions.withdraw(item, "ar", by=people["publisher"], note=NOTE["ar"])
    item = actions.set_embargo(item, None, by=people["publisher"])
    address = ITEMS[0]
    nothing = client.get(address.path("ar", NOBODY, "nothing-is-here"))
    assert same_answer(client.get(address.path("ar", item.pk, "qzxarslug")), nothing)


def test_withdrawn_under_a_later_embargo_is_still_gone(
    client: Client, made: Any, people: dict[str, User]
) -> None:
    """Readers had seen it before the embargo was set; once that ends, the address says so."""
    item = made(NewsItem, "published", "nothing", embargoed=True)
    item = actions.withdraw(item, "ar", by=people["publisher"], note=NOTE["ar"])
    item = actions.set_embargo(item, None, by=people["publisher"])
    response = client.get(ITEMS[0].path("ar", item.pk, "qzxarslug"))
    assert response.status_code == 410
    assert NOTE["ar"] in response.content.decode()


def test_pending_text_never_shows(client: Client, made: Any, people: dict[str, User]) -> None:
    """A change to a public text: its new title, slug and body stay inside until published."""
    item = made(NewsItem, "published", "nothing")
    before = client.get(ITEMS[0].path("ar", item.pk, "qzxarslug"))
    changed = {"title_ar": "qnew عنوان", "slug_ar": "qnewslug", "body_ar": "<p>qnew نص</p>"}
    item = drafts.save(item, changed, by=people[AUTHOR])
    assert same_answer(client.get(ITEMS[0].path("ar", item.pk, "qzxarslug")), before)
    for address in ITEMS[:3]:
        for slug in ("qzxarslug", "qnewslug", "x"):
            response = client.get(address.path("ar", item.pk, slug))
            assert b"qnew" not in response.content
            assert "qnew" not in response.headers.get("Location", "")
    moved = client.get(ITEMS[0].path("ar", item.pk, "qnewslug"))
    assert moved.headers["Location"] == ITEMS[0].path("ar", item.pk, "qzxarslug")


@pytest.mark.parametrize("language", LANGUAGES)
def test_unknown_format_is_like_no_item(client: Client, made: Any, language: str) -> None:
    item = made(NewsItem, "published", "published")
    with override(language):
        found = client.get(reverse("news:export", args=[item.pk, f"qzx{language}slug", "exe"]))
        nothing = client.get(reverse("news:export", args=[NOBODY, "x", "exe"]))
    assert found.status_code == 404
    assert same_answer(found, nothing)


@pytest.mark.parametrize(
    "path,status",
    [
        ("/", 302), ("/admin/", 302), ("/healthz", 200), ("/robots.txt", 200),
        ("/ar/admin/password_reset/", 200), ("/ar/admin/password_reset/done/", 200),
        ("/ar/admin/invitation/MQ/x-y/", 200), ("/ar/admin/reset/MQ/x-y/", 200),
        ("/ar/admin/reset/done/", 200), ("/ar/events/calendar/", 302), ("/ar/networks/", 200),
    ],
)  # fmt: skip
def test_fixed_addresses_show_no_item(client: Client, made: Any, path: str, status: int) -> None:
    made(NewsItem, "draft", "published")
    made(Event, "draft", "published")
    response = client.get(path)
    assert response.status_code == status
    assert markers_in(response) == set()


def test_staff_see_what_readers_see(made: Any, client: Client, sign_in: Any) -> None:
    """Only the preview shows drafts; a colleague's browser must not make them look public."""
    item = made(NewsItem, "draft", "draft")
    path = ITEMS[0].path("ar", item.pk, "qzxarslug")
    assert sign_in("publisher").get(path).content == client.get(path).content

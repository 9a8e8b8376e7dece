"""The newsroom's public pages: what they cost, how lists are cut, which texts stand where."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from news.models import NewsItem, PressContact, Topic
from nhri.accounts.models import User
from nhri.pages.models import Institution
from nhri.workflow import actions, drafts
from nhri.workflow.states import State
from tests.forms import text_in

BUDGETS = {"detail": 6, "list": 8, "home": 12, "topic": 8, "year": 8}


@pytest.fixture
def many(people: dict[str, User], institution: Institution) -> Callable[[int], list[NewsItem]]:
    """``many(30)``: so many public items with topics and a contact, made in a few queries."""

    def make(count: int) -> list[NewsItem]:
        topics = [
            Topic.objects.get_or_create(slug=s, defaults={"name_ar": s, "name_en": s})[0]
            for s in ("prisons", "workers", "children")
        ]
        contact, _ = PressContact.objects.get_or_create(email="p@example.org")
        first = None
        made = []
        for number in range(count):
            values = {
                "title_ar": f"بيان {number}", "summary_ar": "ملخص", "body_ar": "<p>نص</p>",
                "place_ar": "العاصمة", "title_en": f"Release {number}", "summary_en": "Summary",
                "body_en": "<p>Text</p>", "place_en": "Capital",
                "released_on": date(2026, 1, 1) + timedelta(days=number), "topics": topics,
                "press_contact": contact,
            }  # fmt: skip
            item = drafts.create(NewsItem(), values, by=people["author"])
            first = first or item
            moment = timezone.now() - timedelta(minutes=1)
            public = {
                f"public_{s}_id": getattr(item, f"head_{s}_id") for s in ("ar", "en", "shared")
            }
            NewsItem.objects.filter(pk=item.pk).update(
                state_ar=State.PUBLISHED, state_en=State.PUBLISHED, publish_at_ar=moment,
                publish_at_en=moment, **public,
            )  # fmt: skip
            made.append(item)
        return made

    return make


def cost(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def paths(item: NewsItem, language: str) -> dict[str, str]:
    slug = getattr(item, f"slug_{language}")
    news = f"/{language}/news/"
    return {
        "detail": f"{news}{item.pk}-{slug}/", "list": f"{news}?page=last", "home": f"/{language}/",
        "topic": f"{news}topic/prisons/", "year": f"{news}2026/",
    }  # fmt: skip


@pytest.mark.parametrize("language", ["ar", "en"])
def test_pages_keep_to_their_queries_for_three_and_for_thirty(
    client: Client, many: Any, language: str
) -> None:
    (item, *_rest) = many(3)
    few = {name: cost(client, path) for name, path in paths(item, language).items()}
    urgent = NewsItem.objects.filter(pk__in=[one.pk for one in many(27)[:5]])
    urgent.update(urgent_until=timezone.now() + timedelta(hours=1))
    lots = {name: cost(client, path) for name, path in paths(item, language).items()}
    assert lots == few
    lots["list, first page"] = cost(client, f"/{language}/news/")
    assert {name: n for name, n in lots.items() if n > BUDGETS[name.split(",")[0]]} == {}


def titles(client: Client, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200
    return [item.title_ar for item in response.context["items"]]


def test_list_is_newest_first_and_paged(client: Client, many: Any) -> None:
    many(14)
    assert titles(client, "/ar/news/") == [f"بيان {n}" for n in range(13, 1, -1)]
    assert titles(client, "/ar/news/?page=2") == ["بيان 1", "بيان 0"]
    for page in ("0", "3", "-1", "x", "2.5", "٢٣"):
        assert client.get(f"/ar/news/?page={page}").status_code == 404


def test_lists_are_cut_by_kind_topic_and_year(client: Client, published: Any) -> None:
    topic = Topic.objects.create(slug="prisons", name_ar="السجون", name_en="Prisons")
    Topic.objects.create(slug="empty", name_ar="فارغ", name_en="Empty")
    published("ar", title_ar="بيان", kind="statement", released_on=date(2024, 5, 1))
    published("ar", title_ar="خبر", kind="news", topics=[topic])
    assert titles(client, "/ar/news/?kind=statement") == ["بيان"]
    assert titles(client, "/ar/news/2024/") == ["بيان"]
    assert titles(client, "/ar/news/2024/?kind=news") == []
    assert titles(client, "/ar/news/topic/prisons/") == ["خبر"]
    assert titles(client, "/ar/news/topic/empty/") == []
    assert titles(client, "/ar/news/?kind=nonsense") == ["خبر", "بيان"]
    assert client.get("/ar/news/topic/none/").status_code == 404
    assert client.get("/ar/news/1899/").status_code == 404


def test_list_of_a_language_holds_that_language_alone(client: Client, published: Any) -> None:
    published("ar", title_ar="عربي فقط")
    published("en", title_en="English only")
    arabic, english = (text_in(client.get(f"/{code}/news/")) for code in ("ar", "en"))
    assert ("عربي فقط" in arabic, "English only" in arabic) == (True, False)
    assert ("عربي فقط" in english, "English only" in english) == (False, True)


def test_pinned_item_comes_first_at_home_however_old(
    client: Client, many: Any, published: Any
) -> None:
    many(14)
    until = timezone.now() + timedelta(days=2)
    published("ar", title_ar="بيان مثبت", released_on=date(2020, 1, 1), pinned_until=until)
    page = text_in(client.get("/ar/"))
    assert page.index("بيان مثبت") < page.index("بيان 13")


def test_pin_ends_by_itself(client: Client, many: Any, published: Any) -> None:
    many(14)
    past = timezone.now() - timedelta(minutes=1)
    published("ar", title_ar="كان مثبتا", released_on=date(2020, 1, 1), pinned_until=past)
    assert "كان مثبتا" not in text_in(client.get("/ar/"))


def test_urgent_items_head_the_home_page_newest_first_three_at_most_and_once(
    client: Client, many: Any
) -> None:
    made = many(8)
    for number, item in enumerate(made[:4]):
        NewsItem.objects.filter(pk=item.pk).update(
            urgent_until=timezone.now() + timedelta(hours=1),
            publish_at_ar=timezone.now() - timedelta(minutes=10 - number),
        )
    page = client.get("/ar/")
    assert [item.title_ar for item in page.context["urgent"]] == ["بيان 3", "بيان 2", "بيان 1"]
    assert page.content.decode().index("urgent-news") < page.content.decode().index("<h1")
    latest = [item.title_ar for item in page.context["items"]]
    assert latest == ["بيان 7", "بيان 6", "بيان 5", "بيان 4", "بيان 0"]


def test_home_without_urgent_items_has_no_such_block(client: Client, many: Any) -> None:
    many(1)
    assert b"urgent-news" not in client.get("/ar/").content


def test_detail_says_what_is_known_and_no_more(client: Client, published: Any) -> None:
    item = published("ar", reference="", issuer_ar="لجنة الزيارات")
    page = text_in(client.get(item.address("ar")))
    for text in (item.title_ar, item.summary_ar, item.place_ar, "لجنة الزيارات"):
        assert text in page
    assert "None" not in page


@pytest.mark.parametrize("language", ["ar", "en"])
def test_detail_is_marked_in_its_language(client: Client, published: Any, language: str) -> None:
    item = published("ar", "en")
    page = client.get(item.address(language)).content.decode()
    direction = {"ar": "rtl", "en": "ltr"}[language]
    assert f'<html lang="{language}" dir="{direction}">' in page
    for code in ("ar", "en"):
        address = f"http://testserver{item.address(code)}"
        assert f'<link rel="alternate" hreflang="{code}" href="{address}">' in page


def test_changed_slug_moves_the_address(
    client: Client, published: Any, people: dict[str, User]
) -> None:
    item = published("ar")
    old = item.address("ar")
    item = drafts.save(item, {"title_ar": "عنوان جديد تماما"}, by=people["author"])
    item = actions.submit(item, "ar", by=people["author"])
    item = actions.approve(item, "ar", by=people["editor"])
    item = actions.publish(item, "ar", by=people["publisher"])
    response = client.get(old)
    assert (response.status_code, response.headers["Location"]) == (301, item.address("ar"))
    assert item.address("ar") != old


def test_slug_without_letters_still_has_an_address(client: Client, published: Any) -> None:
    item = published("ar", title_ar="؟؟؟")
    assert item.slug_ar == ""
    assert client.get(item.address("ar")).status_code == 200


def test_root_leads_to_arabic(client: Client, db: None) -> None:
    for accept in ("en", "ar", "fr"):
        response = client.get("/", headers={"accept-language": accept})
        assert (response.status_code, response.headers["Location"]) == (302, "/ar/")

"""The news list, preview, history and downloads in the admin."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from news.models import NewsItem, Topic
from nhri.accounts.models import User
from nhri.workflow import drafts
from tests.forms import text_in

LIST = "/admin/news/newsitem/"


def listed(client: Client, query: str = "", language: str = "ar") -> set[int]:
    """The keys of the items that the list shows."""
    response = client.get(f"/{language}{LIST}?{query}")
    assert response.status_code == 200
    return {item.pk for item in response.context["cl"].result_list}


@pytest.fixture
def desk(draft: Any, carry: Any, published: Any, people: dict[str, User]) -> dict[str, Any]:
    """One item of every sort that the filters tell apart."""
    pending = published("ar", title_ar="بيان ينتظر تعديله", kind="statement")
    return {
        "draft": draft(english=False, title_ar="مسودة عن السجون"),
        "english": draft(arabic=False, title_en="English alone"),
        "review": carry(draft(body_ar="<p>كلمة نادرة: قسطاس.</p>"), "ar", "in_review"),
        "approved": carry(draft(), "ar", "approved"),
        "scheduled": carry(draft(), "ar", "scheduled"),
        "published": published("ar", "en", title_en="Visit to a prison", reference="REF-77"),
        "pending": drafts.save(pending, {"title_ar": "عنوان معدل"}, by=people["author"]),
        "withdrawn": carry(draft(english=False), "ar", "withdrawn"),
    }


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    "query,names",
    [
        ("ar=draft", {"draft"}),
        ("ar=in_review", {"review"}),
        ("ar=approved", {"approved"}),
        ("ar=scheduled", {"scheduled"}),
        ("ar=published", {"published", "pending"}),
        ("ar=withdrawn", {"withdrawn"}),
        ("ar=pending", {"pending"}),
        ("en=published", {"published"}),
        ("missing=en", {"draft", "pending", "withdrawn"}),
        ("missing=ar", {"english"}),
        ("missing=any", {"draft", "english", "pending", "withdrawn"}),
        ("kind__exact=statement", {"pending"}),
    ],
)
def test_filter_shows_exactly_its_items(
    desk: dict[str, Any], sign_in: Any, query: str, names: set[str], language: str
) -> None:
    assert listed(sign_in("author"), query, language) == {desk[name].pk for name in names}


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    "words,names",
    [
        ("السجون", {"draft"}),
        ("قسطاس", {"review"}),
        ("visit to a PRISON", {"published"}),
        ("REF-77", {"published"}),
        ("لا شيء كهذا", set()),
    ],
)
def test_search_reads_both_languages(
    desk: dict[str, Any], sign_in: Any, words: str, names: set[str], language: str
) -> None:
    assert listed(sign_in("author"), f"q={words}", language) == {desk[name].pk for name in names}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_list_marks_a_title_with_its_own_language(draft: Any, sign_in: Any, language: str) -> None:
    draft(arabic=False, title_en="English alone")
    page = sign_in("author").get(f"/{language}{LIST}").content.decode()
    assert '<bdi lang="en" dir="ltr">English alone</bdi>' in page


def test_list_costs_the_same_for_many(draft: Any, sign_in: Any) -> None:
    client = sign_in("author")
    costs = []
    for count in (1, 9):
        for _ in range(count):
            draft()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/ar{LIST}").status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_history_tells_who_did_what(published: Any, sign_in: Any) -> None:
    item = published("ar")
    text = text_in(sign_in("author").get(f"/en{LIST}{item.pk}/history/"))
    for word in ("Colleague author", "Colleague editor", "Colleague publisher"):
        assert word in text
    assert text.index("Colleague publisher") < text.index("Colleague editor")


@pytest.mark.parametrize("key", ["999999", "abc", "1%2F2"])
@pytest.mark.parametrize("page", ["history/", "preview/ar/", "verb/submit/ar/"])
def test_page_of_no_item_is_not_found(sign_in: Any, key: str, page: str) -> None:
    response = sign_in("author").get(f"/ar{LIST}{key}/{page}")
    is_ours = key.isdigit() or page == "history/"
    assert response.status_code == (404 if is_ours else 302)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_preview_shows_the_newest_text_to_staff_alone(
    published: Any, sign_in: Any, people: dict[str, User], client: Client, language: str
) -> None:
    topic = Topic.objects.create(slug="new", name_ar="موضوع جديد", name_en="A new topic")
    item = published(language)
    changed = {f"title_{language}": "qpending", "topics": [topic], "reference": "R/99"}
    item = drafts.save(item, changed, by=people["author"])
    address = f"/ar{LIST}{item.pk}/preview/{language}/"
    text = text_in(sign_in("translator").get(address))
    assert ("qpending" in text, "R/99" in text) == (True, True)
    assert (topic.name_ar if language == "ar" else topic.name_en) in text
    nobody = client.get(address)
    assert (nobody.status_code, "login" in nobody.headers["Location"]) == (302, True)
    item.refresh_from_db()
    assert getattr(item, f"title_{language}") != "qpending"


def test_pages_of_the_admin_are_for_colleagues(client: Client, draft: Any, db: None) -> None:
    item = draft()
    for page in (
        "", "add/", "import/", f"{item.pk}/change/", f"{item.pk}/history/",
        f"{item.pk}/preview/ar/", f"{item.pk}/verb/publish/ar/", f"{item.pk}/export/ar.pdf",
    ):  # fmt: skip
        response = client.get(f"/ar{LIST}{page}")
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/ar/admin/login/")


def test_inactive_or_foreign_account_sees_nothing(people: dict[str, User], draft: Any) -> None:
    item = draft()
    client = Client()
    outsider = User.objects.create_user("guest", "guest@example.org", "x", is_staff=False)
    client.force_login(outsider)
    assert client.get(f"/ar{LIST}{item.pk}/preview/ar/").status_code == 302
    powerless = User.objects.create_user("new", "new@example.org", "x")
    client.force_login(powerless)
    for page in ("preview/ar/", "history/", "verb/publish/ar/", "export/ar.txt"):
        assert client.get(f"/ar{LIST}{item.pk}/{page}").status_code == 403


def test_nothing_can_be_deleted(draft: Any, sign_in: Any, people: dict[str, User]) -> None:
    item = draft()
    people["publisher"].is_superuser = True
    people["publisher"].save()
    client = sign_in("publisher")
    assert client.get(f"/ar{LIST}{item.pk}/delete/").status_code == 403
    data = {"action": "delete_selected", "_selected_action": [item.pk], "post": "yes"}
    client.post(f"/ar{LIST}", data)
    assert NewsItem.objects.filter(pk=item.pk).exists()


@pytest.mark.parametrize("extension", ["pdf", "txt"])
def test_download_of_a_draft_is_for_staff(draft: Any, sign_in: Any, extension: str) -> None:
    item = draft(english=False)
    client = sign_in("translator")
    response = client.get(f"/ar{LIST}{item.pk}/export/ar.{extension}")
    assert response.status_code == 200
    assert f".{extension}" in response.headers["Content-Disposition"]
    for missing in (f"en.{extension}", "ar.exe", "fr.txt"):
        assert client.get(f"/ar{LIST}{item.pk}/export/{missing}").status_code == 404


def test_list_can_be_walked_by_date(draft: Any, sign_in: Any) -> None:
    old, new = draft(released_on=date(2024, 5, 1)), draft(released_on=date(2026, 5, 1))
    assert listed(sign_in("author"), "released_on__year=2024") == {old.pk}
    assert listed(sign_in("author")) == {old.pk, new.pk}

"""The panel: beside the form, from unsaved values, and before publishing."""

import html
import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from nhri.quality.glossary import load_glossary
from tests.quality.texts import arabic

pytestmark = pytest.mark.django_db
FAULTY = "<p>قالت المؤسســة, أمس , إنها تدعو إلى  الحوار</p>"


def address(language: str = "en") -> str:
    with override(language):
        return reverse("admin:quality_check")


def ask(client: Any, values: Any, model: str = "news.newsitem", language: str = "en") -> Any:
    body = json.dumps({"model": model, "values": values})
    return client.post(address(language), body, content_type="application/json")


def edits(page: str) -> dict[str, list[Any]]:
    """Field → every edit that the buttons carry."""
    found: dict[str, list[Any]] = {}
    for field, data in re.findall(r'data-quality-fix="(\w+)" data-edits="([^"]*)"', page):
        found.setdefault(field, []).extend(json.loads(html.unescape(data)))
    return found


def test_unsaved_values_are_checked_with_their_edits(sign_in: Any) -> None:
    page = ask(sign_in("author"), arabic(FAULTY)).content.decode()
    old_and_new = sorted((old, new) for _start, old, new in edits(page)["body_ar"])
    assert old_and_new == [(" ", ""), ("  ", " "), (",", "،"), (",", "،"), ("المؤسســة", "المؤسسة")]
    assert all(FAULTY[start : start + len(old)] == old for start, old, _ in edits(page)["body_ar"])


def test_places_of_one_kind_are_one_entry(sign_in: Any) -> None:
    page = ask(sign_in("author"), arabic(FAULTY)).content.decode()
    assert page.count('class="quality-entry') == 4
    assert "Fix all 2" in page


def test_clean_values_are_said_to_be_clean(sign_in: Any) -> None:
    page = ask(sign_in("author"), arabic("<p>قالت المؤسسة إنها تدعو إلى الحوار.</p>"))
    assert 'data-summary="Nothing to remark."' in page.content.decode()


def test_what_blocks_comes_first_and_says_so(sign_in: Any) -> None:
    page = ask(sign_in("author"), arabic(FAULTY, summary_ar="")).content.decode()
    first = page.index('class="quality-entry')
    assert page.index("Needed before publishing") < page.index("quality-entry", first + 30)


def test_names_are_checked_against_the_glossary(sign_in: Any) -> None:
    load_glossary()
    page = ask(sign_in("translator"), arabic("<p>نوقشت المراجعة الدورية الشاملة.</p>"))
    (one,) = edits(page.content.decode())["body_ar"]
    assert one[1:] == ["المراجعة الدورية الشاملة", "الاستعراض الدوري الشامل"]


def test_markup_in_a_text_is_shown_and_not_run(sign_in: Any) -> None:
    page = ask(sign_in("author"), arabic("", title_ar="<script>x</script> المؤسســة"))
    assert "<script" not in page.content.decode()


def test_who_may_not_write_may_not_ask(sign_in: Any) -> None:
    assert ask(sign_in("administrator"), arabic(FAULTY)).status_code == 403


def test_stranger_is_sent_to_sign_in(client: Any) -> None:
    assert ask(client, arabic(FAULTY)).status_code == 302


def test_reading_by_get_is_refused(sign_in: Any) -> None:
    assert sign_in("author").get(address()).status_code == 405


def test_post_without_token_is_refused(people: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["author"])
    assert ask(client, arabic(FAULTY)).status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        "", "[]", "{}", '{"model": 3, "values": {}}', '{"model": "news.newsitem", "values": []}',
        '{"model": "nhri.user", "values": {}}', '{"model": "no.such", "values": {}}',
    ],
)  # fmt: skip
def test_anything_else_is_a_bad_request(sign_in: Any, body: str) -> None:
    answer = sign_in("author").post(address(), body, content_type="application/json")
    assert answer.status_code == 400


def test_form_opens_with_the_remarks_on_the_saved_text(sign_in: Any, draft: Any) -> None:
    item = draft(body_ar=FAULTY)
    page = sign_in("author").get(f"/en/admin/news/newsitem/{item.pk}/change/").content.decode()
    assert page.count('class="quality-entry') == 4
    assert 'data-quality-model="news.newsitem"' in page
    assert "data-edits" not in page


def test_new_form_opens_without_remarks(sign_in: Any) -> None:
    page = sign_in("author").get("/en/admin/news/newsitem/add/").content.decode()
    assert "Nothing to remark." in page


def test_publishing_shows_the_remarks_of_its_language(sign_in: Any, draft: Any, carry: Any) -> None:
    item = carry(draft(body_ar=FAULTY), "ar", "approved")
    item = carry(item, "en", "approved")
    stem = f"/en/admin/news/newsitem/{item.pk}/verb/publish"
    client = sign_in("publisher")
    assert client.get(f"{stem}/ar/").content.decode().count('class="quality-entry') == 4
    assert "quality-entry" not in client.get(f"{stem}/en/").content.decode()

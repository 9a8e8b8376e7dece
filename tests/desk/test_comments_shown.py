"""Where comments are read: beside the fields, before a decision, in the list; at what cost."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from nhri.accounts.models import User
from nhri.desk import comments
from nhri.desk.comment_views import CommentedAdmin
from nhri.workflow import drafts
from nhri.workflow.admin import BilingualAdmin
from tests.desk.commenting import LIST, form_of, guest, link_to, said
from tests.forms import form_in, text_in


@pytest.fixture(autouse=True)
def _english_is_active() -> Iterator[None]:
    """Words are compared in the language that the code is written in."""
    with translation.override("en"):
        yield


# The form ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["author", "translator", "editor", "publisher"])
def test_each_field_has_its_place_and_the_form_stays_one(
    draft: Any, sign_in: Any, people: dict[str, User], role: str
) -> None:
    """No form within the form: saving still sends every field, and no comment with it."""
    item, client = draft(), sign_in(role)
    said(item, people["editor"])
    page = client.get(form_of(item))
    form = form_in(page, "title_ar", "notes_to_editors_en", "embargo_until")
    html = page.content.decode()
    fields = page.context["adminform"].form.fields
    names = [name for name in fields if not name.startswith(("base_", "typing_error"))]
    for slug in (*names, "ar", "en"):
        assert html.count(f'data-comments="{slug}"') == 1, slug
    assert not {"body", "quote", "act", "comment"} & set(form.attributes)
    form.fill(title_ar="عنوان أحدث")
    assert form.send(client, form_of(item), form.button("_continue")).status_code == 302
    item.refresh_from_db()
    assert item.title_ar == "عنوان أحدث"


def test_new_item_has_no_comments(sign_in: Any) -> None:
    page = sign_in("author").get(f"{LIST}add/")
    assert page.status_code == 200
    assert "data-comments" not in page.content.decode()


def test_changed_text_is_said_beside_its_comment(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item, client = draft(), sign_in("editor")
    about_body, about_title = (
        said(item, people["editor"]),
        said(item, people["editor"], field="title_ar"),
    )
    drafts.save(item, {"title_ar": "عنوان أحدث"}, by=people["author"])
    page = client.get(form_of(item))
    assert text_in(page).count("The text has changed since.") == 1
    found = {t.comment: t.compare for p in page.context["discussion"].places() for t in p.open}
    assert found[about_body] == ""
    assert client.get(found[about_title]).status_code == 200


def test_change_of_the_other_language_is_no_change(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item = draft()
    said(item, people["editor"], field="")
    drafts.save(item, {"title_en": "A newer title"}, by=people["translator"])
    assert "has changed since" not in text_in(sign_in("editor").get(form_of(item)))
    drafts.save(item, {"body_ar": "<p>نص أحدث</p>"}, by=people["author"])
    assert "has changed since" in text_in(sign_in("editor").get(form_of(item)))


PLACES = (("ar", "body_ar"), ("ar", ""), ("en", "title_en"), ("", "kind"))


def much_said(item: Any, people: dict[str, User], link: Any, turns: range) -> None:
    """A comment a turn, at four places, by colleagues and a guest, some answered."""
    for turn in turns:
        language, field = (("ar", "body_ar"), ("ar", ""), ("en", "title_en"), ("", "kind"))[
            turn % 4
        ]
        by = guest(link) if turn % 5 == 0 else people["editor"]
        one = said(item, by, language=language, field=field)
        if turn % 3 == 0:
            comments.answer(one, body="Yes.", by=people["author"])


@pytest.mark.parametrize("stage", ["in_review", "published"])
def test_form_with_fifty_revisions_opens_within_its_budget(
    draft: Any, carry: Any, sign_in: Any, people: dict[str, User], stage: str,
    django_assert_max_num_queries: Any, django_assert_num_queries: Any,
) -> None:  # fmt: skip
    """The dearest forms: both languages in review, and six public fields out of date."""
    names = ("title", "summary", "body", "place", "issuer", "notes_to_editors")
    item = draft(**{f"{name}_{code}": "x" for name in names[4:] for code in ("ar", "en")})
    for language in ("ar", "en"):
        item = carry(item, language, stage)
    link = link_to(item, people["editor"])
    much_said(item, people, link, range(5))
    for turn in range(50):
        values = {f"{name}_ar": f"{name} {turn}" for name in names}
        item = drafts.save(item, values, by=people["author"])
        if turn == 25:
            comments.resolve(comments.open_comments(item)[0], by=people["editor"])
    client = sign_in("publisher")
    client.get(form_of(item))
    with django_assert_max_num_queries(20) as asked:
        assert client.get(form_of(item)).context["discussion"].open_count == 4
    much_said(item, people, link, range(5, 31))
    with django_assert_num_queries(len(asked)):
        assert client.get(form_of(item)).context["discussion"].open_count == 30


# Where it matters -------------------------------------------------------------------------------


@pytest.mark.parametrize(("stage", "verb"), [("in_review", "approve"), ("approved", "publish")])
def test_open_comments_warn_before_the_act_and_do_not_hinder_it(
    draft: Any, carry: Any, sign_in: Any, people: dict[str, User], stage: str, verb: str
) -> None:
    item = carry(draft(), "ar", stage)
    said(item, people["author"], "Which centre?")
    said(item, people["author"], "Statement, not news.", language="", field="kind")
    said(item, people["author"], "Only in English.", language="en", field="title_en")
    comments.resolve(said(item, people["author"], "Long done."), by=people["author"])
    client, page = sign_in("publisher"), f"{LIST}{item.pk}/verb/{verb}/ar/"
    shown = client.get(page)
    words = text_in(shown)
    assert "2 open comments" in words
    assert "Which centre?" in words and "Statement, not news." in words
    assert "Only in English." not in words and "Long done." not in words
    assert form_in(shown, "revision").send(client, page).status_code == 302
    item.refresh_from_db()
    assert item.state_ar == {"approve": "approved", "publish": "published"}[verb]


def test_withdrawing_is_not_about_comments(
    published: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item = published("ar")
    said(item, people["author"], "Which centre?")
    page = sign_in("publisher").get(f"{LIST}{item.pk}/verb/withdraw/ar/")
    assert "open comment" not in text_in(page)


def test_list_counts_open_comments_in_one_query(
    draft: Any, sign_in: Any, people: dict[str, User], django_assert_num_queries: Any
) -> None:
    items = [draft(reference=f"T/2026/{number}") for number in range(4)]
    client = sign_in("editor")
    client.get(LIST)
    with CaptureQueriesContext(connection) as asked:
        assert "open comment" not in text_in(client.get(LIST))
    for item in items:
        said(item, people["editor"])
    said(items[0], people["author"])
    with django_assert_num_queries(len(asked)):
        shown = client.get(LIST)
    assert text_in(shown).count("1 open comment") == 3
    assert text_in(shown).count("2 open comments") == 1
    assert f"{LIST}{items[0].pk}/comments/" in shown.content.decode()


def test_filtered_list_without_items_opens(sign_in: Any) -> None:
    assert sign_in("editor").get(f"{LIST}?q=nothing").status_code == 200


def test_everything_published_can_be_commented_on() -> None:
    bilingual = [one for one in admin.site._registry.values() if isinstance(one, BilingualAdmin)]
    assert bilingual
    assert [one for one in bilingual if not isinstance(one, CommentedAdmin)] == []

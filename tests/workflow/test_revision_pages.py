"""The pages of revisions: what they tell, and how they compare two texts."""

import re
from typing import Any

import pytest

from news.models import PressContact, Topic
from nhri.accounts.models import User
from nhri.workflow import drafts
from tests.forms import forms_in
from tests.workflow.revision_site import OTHER_BODY, at, compared, first, page

pytestmark = pytest.mark.urls("tests.workflow.revision_site")


@pytest.fixture
def changed(draft: Any, people: dict[str, User]) -> Any:
    """A draft whose Arabic body was changed once."""
    return drafts.save(draft(), {"body_ar": OTHER_BODY}, by=people["publisher"])


# All revisions -----------------------------------------------------------------------------------


def test_list_says_who_changed_which_fields_of_which_language(changed: Any, sign_in: Any) -> None:
    context = sign_in("author").get(at(changed, "revisions/", "en")).context
    found = {
        group["stream"]: [
            (row["revision"].number, str(row["revision"].created_by), row["fields"], row["is_head"])
            for row in group["rows"]
        ]
        for group in context["groups"]
    }
    assert found == {
        "ar": [
            (2, "Colleague publisher", ["Body"], True),
            (1, "Colleague author", ["Title", "Slug", "Summary", "Body", "Place"], False),
        ],
        "en": [
            (1, "Colleague translator", ["Title", "Slug", "Summary", "Body", "Place"], True),
        ],
        "shared": [
            (1, "Colleague author", ["Kind", "Released on", "Reference number"], True),
        ],
    }


def test_list_names_public_revision_and_its_approval(
    published: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item = drafts.save(published("ar"), {"body_ar": OTHER_BODY}, by=people["author"])
    context = sign_in("author").get(at(item, "revisions/", "en")).context
    rows = {r["revision"].number: r for r in context["groups"][0]["rows"]}
    assert (rows[1]["standing"][0], rows[2]["standing"]) == ("published", None)
    assert [(act.verb, str(act.by)) for act in rows[1]["acts"]] == [
        ("approve", "Colleague editor"),
        ("publish", "Colleague publisher"),
    ]
    assert rows[2]["acts"] == []
    assert [group["stream"] for group in context["pending"]] == ["ar"]


def test_list_of_withdrawn_text_does_not_call_it_public(
    draft: Any, carry: Any, sign_in: Any
) -> None:
    item = carry(draft(), "ar", "withdrawn")
    row = sign_in("author").get(at(item, "revisions/")).context["groups"][0]["rows"][0]
    assert row["standing"][0] == "withdrawn"


def test_two_chosen_revisions_are_compared(changed: Any, sign_in: Any) -> None:
    client = sign_in("author")
    (form,) = [f for f in forms_in(client.get(at(changed, "revisions/"))) if "old" in f.values]
    assert (form.value("old"), form.value("new")) == (
        str(first(changed).pk),
        str(changed.head_ar_id),
    )
    response = form.send(client, at(changed, "revisions/"))
    assert response.url == at(changed, f"compare/{first(changed).pk}/{changed.head_ar_id}/")


def test_pages_stay_cheap_with_fifty_revisions(
    draft: Any,
    sign_in: Any,
    people: dict[str, User],
    django_assert_max_num_queries: Any,
) -> None:
    item = draft()
    topics = [Topic.objects.create(slug=f"t{n}", name_ar=f"موضوع {n}") for n in range(4)]
    for number in range(25):
        text = {"body_ar": f"<p>نص رقم {number}</p>", "topics": topics[: number % 4]}
        item = drafts.save(item, text, by=people["author" if number % 2 else "editor"])
    assert item.revisions.count() >= 50
    client = sign_in("author")
    shared = item.head_shared
    for address in (
        "revisions/",
        f"compare/{first(item).pk}/{item.head_ar_id}/",
        f"compare/{first(item, 'shared').pk}/{shared.pk}/",
        f"restore/{first(item, 'shared').pk}/",
    ):
        with django_assert_max_num_queries(20):
            page(client, at(item, address))


def test_older_revisions_are_a_page_further(
    changed: Any, sign_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nhri.workflow.revision_views.PAGE", 3)
    client = sign_in("author")
    pages = []
    address = at(changed, "revisions/")
    for _turn in range(2):
        context = client.get(address).context
        pages.append([row["revision"].pk for group in context["groups"] for row in group["rows"]])
        address = f"{at(changed, 'revisions/')}?before={context['older']}"
    assert (len(pages[0]), len(pages[1]), context["older"]) == (3, 1, None)
    assert {*pages[0], *pages[1]} == set(changed.revisions.values_list("pk", flat=True))


# Two compared ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ar", "en"])
def test_comparison_marks_words_in_the_direction_of_the_text(
    changed: Any, sign_in: Any, language: str
) -> None:
    html = page(sign_in("author"), at(changed, f"compare/{changed.head_ar_id}/", language))
    assert compared(html) == (["فريق", "اليوم"], ["وفد", "أمس"])
    cells = set(re.findall(r'<div class="compare-text compare-line-\w+"([^>]*)>', html))
    assert cells == {' lang="ar" dir="rtl"'}


def test_comparison_has_words_for_who_does_not_see_colours(changed: Any, sign_in: Any) -> None:
    html = page(sign_in("author"), at(changed, f"compare/{changed.head_ar_id}/", "en"))
    hidden = re.findall(r'<(?:del|ins)><span class="visually-hidden" lang="en">(.*?)</span>', html)
    assert hidden == ["[removed: ", "[removed: ", "[added: ", "[added: "]


def test_comparison_shows_rich_text_without_a_tag(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item = draft(body_en="<p>See <strong>this</strong>.</p>")
    body = '<p>See <a href="https://example.org/r">that</a> &lt;b&gt;.</p>'
    item = drafts.save(item, {"body_en": body}, by=people["translator"])
    response = sign_in("author").get(at(item, f"compare/{item.head_en_id}/"))
    (change,) = response.context["changes"]
    (row,) = [row for stretch in change.stretches for row in stretch.rows]
    assert (row.left.line.text, row.right.line.text) == (
        "See this.",
        "See that (https://example.org/r) <b>.",
    )
    assert "<b>." not in response.content.decode()


def test_change_of_bold_type_alone_is_said(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item = draft(body_en="<p>See this.</p>")
    item = drafts.save(item, {"body_en": "<p>See <em>this</em>.</p>"}, by=people["translator"])
    (change,) = sign_in("author").get(at(item, f"compare/{item.head_en_id}/")).context["changes"]
    assert (change.label, change.is_format_only) == ("النص", True)


def test_comparison_of_shared_fields_names_what_was_linked(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    old, new = (Topic.objects.create(slug=s, name_ar=n) for s, n in (("a", "سجون"), ("b", "تعليم")))
    contact = PressContact.objects.create(name_ar="مكتب الإعلام", phone="+974")
    item = draft(topics=[old])
    values = {"topics": [new], "press_contact": contact, "kind": "statement"}
    item = drafts.save(item, values, by=people["author"])
    html = page(sign_in("author"), at(item, f"compare/{item.head_shared_id}/"))
    removed, added = compared(html)
    assert removed == ["صحفي", "سجون"]
    assert added == ["مكتب الإعلام", "تعليم"]


def test_vanished_link_is_said_not_hidden(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    topic = Topic.objects.create(slug="a", name_ar="سجون")
    item = drafts.save(draft(topics=[topic]), {"topics": []}, by=people["author"])
    pk = topic.pk
    topic.delete()
    response = sign_in("author").get(at(item, f"compare/{item.head_shared_id}/", "en"))
    (change,) = response.context["changes"]
    (row,) = [row for stretch in change.stretches for row in stretch.rows]
    assert (row.left.line.text, row.right) == (f"no longer exists (no. {pk})", None)


def test_published_text_is_compared_with_the_pending_one(
    published: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item = published("ar", "en")
    for body in ("<p>مؤقت</p>", OTHER_BODY):
        item = drafts.save(item, {"body_ar": body}, by=people["author"])
    html = page(sign_in("author"), at(item, "compare/public/ar/"))
    assert compared(html) == (["فريق", "اليوم"], ["وفد", "أمس"])


def test_swapped_revisions_are_put_in_order(changed: Any, sign_in: Any) -> None:
    old, new = first(changed).pk, changed.head_ar_id
    client = sign_in("author")
    swapped = client.get(at(changed, f"compare/{new}/{old}/")).context
    assert [swapped[name]["revision"].pk for name in ("earlier", "later")] == [old, new]


def test_first_revision_is_compared_with_nothing(changed: Any, sign_in: Any) -> None:
    removed, added = compared(page(sign_in("author"), at(changed, f"compare/{first(changed).pk}/")))
    assert (removed, added[0]) == ([], changed.title_ar)


def test_unknown_and_foreign_revisions_are_not_found(
    changed: Any, draft: Any, sign_in: Any
) -> None:
    foreign, own, english = draft().head_ar_id, changed.head_ar_id, changed.head_en_id
    client = sign_in("author")
    for rest in (
        f"compare/{foreign}/", f"compare/{own}/{foreign}/", f"compare/{own}/{english}/",
        "compare/999999/", f"restore/{foreign}/", "restore/999999/", f"restore/{10**30}/",
        "compare/public/ar/", "compare/public/fr/",
    ):  # fmt: skip
        assert (rest, client.get(at(changed, rest)).status_code) == (rest, 404)
    assert client.post(at(changed, f"restore/{foreign}/"), {"newest": own}).status_code == 404
    assert client.get("/ar/admin/news/newsitem/999999/revisions/").status_code == 404


def test_nobody_reads_revisions_without_signing_in(changed: Any, client: Any) -> None:
    for rest in ("revisions/", f"compare/{changed.head_ar_id}/", f"restore/{first(changed).pk}/"):
        response = client.get(at(changed, rest))
        assert (response.status_code, "/login/" in response.url) == (302, True)

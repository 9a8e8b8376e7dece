"""Comments: who may say what about which field, and that nothing said is ever lost."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.desk import comments
from nhri.desk.comments import FieldComment
from nhri.workflow import drafts
from nhri.workflow.permissions import Refused
from tests.desk.commenting import guest, link_to, said


@pytest.fixture(autouse=True)
def _english_is_active() -> Iterator[None]:
    """Refusals are compared in the language that the code is written in."""
    with translation.override("en"):
        yield


@pytest.mark.parametrize("role", ["author", "translator", "editor", "publisher"])
def test_whoever_works_on_texts_comments_on_the_newest_revision(
    draft: Any, people: dict[str, User], role: str
) -> None:
    item = draft()
    drafts.save(item, {"title_ar": "عنوان أحدث"}, by=people["author"])
    one = said(item, people[role], "  Which centre?\r\nAnd when? ", quote=" مركز \n التوقيف ")
    one.refresh_from_db()
    item.refresh_from_db()
    assert (one.item, one.language, one.field) == (item, "ar", "body_ar")
    assert (one.body, one.quote) == ("Which centre?\nAnd when?", "مركز التوقيف")
    assert (one.revision_id, one.actor, one.resolved_at) == (item.head_ar_id, people[role], None)


@pytest.mark.parametrize(
    ("language", "field"),
    [("ar", ""), ("en", ""), ("", ""), ("en", "title_en"), ("", "kind"), ("", "embargo_until")],
)
def test_each_place_holds_its_own_comments(
    draft: Any, people: dict[str, User], language: str, field: str
) -> None:
    item = draft()
    one = said(item, people["author"], language=language, field=field)
    item.refresh_from_db()
    assert one.revision_id == getattr(item, f"head_{language or 'shared'}_id")
    assert comments.counts(item) == {(language, field): 1}


@pytest.mark.parametrize(
    ("language", "field"),
    [("ar", "body_en"), ("", "body_ar"), ("ar", "kind"), ("ar", "nothing"), ("fr", ""),
     ("ar", "embargo_until"), ("", "state_ar")],
)  # fmt: skip
def test_place_that_is_none_is_refused(
    draft: Any, people: dict[str, User], language: str, field: str
) -> None:
    with pytest.raises(Refused, match="cannot be commented on"):
        said(draft(), people["author"], language=language, field=field)
    assert not FieldComment.objects.exists()


@pytest.mark.parametrize(
    ("body", "reason"), [(" \n", "Write what"), ("x" * 5001, "at most 5000 characters")]
)
def test_words_that_are_none_or_too_many_are_refused(
    draft: Any, people: dict[str, User], body: str, reason: str
) -> None:
    item = draft()
    with pytest.raises(Refused, match=reason):
        said(item, people["author"], body)
    assert not FieldComment.objects.exists()
    one = said(item, people["author"])
    with pytest.raises(Refused, match=reason):
        comments.answer(one, body=body, by=people["author"])
    assert FieldComment.objects.get() == one


def test_long_quote_is_shortened(draft: Any, people: dict[str, User]) -> None:
    one = said(draft(), people["author"], quote="كلمة " * 200)
    assert len(one.quote) <= comments.LIMIT_QUOTE
    assert one.quote.endswith("…")


def test_role_that_only_reads_says_and_closes_nothing(draft: Any, people: dict[str, User]) -> None:
    item, reader = draft(), people["administrator"]
    one = said(item, people["author"])
    closed = comments.resolve(said(item, people["author"]), by=people["editor"])
    before = list(FieldComment.objects.order_by("pk").values())
    for act in (
        lambda: said(item, reader),
        lambda: comments.answer(one, body="No.", by=reader),
        lambda: comments.resolve(one, by=reader),
        lambda: comments.reopen(closed, by=reader),
    ):
        with pytest.raises(Refused, match="role does not allow"):
            act()
    assert list(FieldComment.objects.order_by("pk").values()) == before


def test_answers_join_one_thread(draft: Any, people: dict[str, User]) -> None:
    item = draft()
    one = said(item, people["editor"], field="title_ar")
    first = comments.answer(one, body="The one in the capital.", by=people["author"])
    second = comments.answer(first, body="Then say so.", by=people["editor"])
    assert [a.parent for a in (first, second)] == [one, one]
    assert (second.language, second.field) == ("ar", "title_ar")
    assert list(one.answers.all()) == [first, second]
    assert list(comments.open_comments(item)) == [one]


def test_resolved_comment_stays_on_record_and_opens_again(
    draft: Any, people: dict[str, User]
) -> None:
    item = draft()
    one = said(item, people["editor"])
    said_so = comments.resolve(one, by=people["author"])
    assert said_so.resolved_by == people["author"]
    assert comments.resolve(one, by=people["editor"]).resolved_by == people["author"]
    assert not comments.open_comments(item).exists()
    assert comments.comments_of(item).get() == one
    with pytest.raises(Refused, match="resolved meanwhile"):
        comments.answer(one, body="But why?", by=people["editor"])
    comments.reopen(one, by=people["editor"])
    assert comments.open_comments(item).get().resolved_by is None


def test_answer_resolves_its_thread(draft: Any, people: dict[str, User]) -> None:
    item = draft()
    reply = comments.answer(said(item, people["editor"]), body="Done.", by=people["author"])
    comments.resolve(reply, by=people["author"])
    assert not comments.open_comments(item).exists()


def test_guest_signs_with_the_link(draft: Any, people: dict[str, User]) -> None:
    item = draft()
    link = link_to(item, people["editor"])
    one = said(item, guest(link), language="en", field="title_en")
    reply = comments.answer(one, body="Please check.", by=guest(link))
    assert (one.actor, one.by, reply.actor) == (link, None, link)
    with pytest.raises(Refused, match="role does not allow"):
        comments.resolve(one, by=guest(link))


@pytest.mark.parametrize("why", ["revoked", "expired", "another item"])
def test_link_that_is_not_valid_says_nothing(draft: Any, people: dict[str, User], why: str) -> None:
    item, now = draft(), timezone.now()
    values = {
        "revoked": {"revoked_at": now},
        "expired": {"created_at": now - timedelta(days=3), "expires_at": now - timedelta(days=1)},
        "another item": {},
    }[why]
    about = draft(reference="T/2026/2") if why == "another item" else item
    with pytest.raises(Refused, match="no longer valid"):
        said(item, guest(link_to(about, people["editor"], **values)))
    assert not FieldComment.objects.exists()


def test_signal_tells_of_comments_and_answers(draft: Any, people: dict[str, User]) -> None:
    heard: list[tuple[Any, Any]] = []

    def hear(item: Any, comment: Any, **_more: Any) -> None:
        heard.append((item, comment))

    comments.comment_added.connect(hear, sender=NewsItem)
    try:
        item = draft()
        one = said(item, people["editor"])
        reply = comments.answer(one, body="Done.", by=people["author"])
        comments.resolve(one, by=people["author"])
    finally:
        comments.comment_added.disconnect(hear, sender=NewsItem)
    assert heard == [(item, one), (item, reply)]


def test_counts_of_many_items_are_one_query(
    draft: Any, people: dict[str, User], django_assert_num_queries: Any
) -> None:
    items = [draft(reference=f"T/2026/{number}") for number in range(3)]
    for item in items[:2]:
        comments.answer(said(item, people["editor"]), body="Yes.", by=people["author"])
    said(items[0], people["editor"], language="en", field="body_en")
    comments.resolve(said(items[0], people["editor"]), by=people["author"])
    with django_assert_num_queries(1):
        found = comments.open_counts(NewsItem, [item.pk for item in items])
    assert found == {items[0].pk: 2, items[1].pk: 1}

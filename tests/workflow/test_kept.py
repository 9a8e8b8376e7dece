"""Typed text that nobody saved: kept for its writer, offered to its writer, published by nobody."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.forms import modelform_factory
from django.test import Client
from django.utils import timezone

from news.forms import NewsItemForm
from news.models import NewsItem
from nhri.accounts.models import User
from nhri.accounts.roles import AUTHOR, EDITOR, TRANSLATOR
from nhri.workflow import drafts, kept
from nhri.workflow.kept import KeptText
from nhri.workflow.kept_changes import changes
from nhri.workflow.models import AuditEntry, Revision
from tests.forms import form_in, text_in
from tests.workflow.leaving import (
    SECRET,
    address,
    form_page,
    is_offered,
    opened_form,
    post,
    sent,
    type_and_leave,
)


def test_what_was_typed_is_offered_to_its_writer_and_changes_nothing(
    sign_in: Callable[[str], Client], people: dict[str, User], draft: Any
) -> None:
    item, client = draft(), sign_in(AUTHOR)
    before = (Revision.objects.count(), AuditEntry.objects.count(), item.title_ar)
    type_and_leave(client, people[AUTHOR], item, title_ar=SECRET)
    page = client.get(form_page(item))
    assert SECRET in text_in(page)
    assert form_in(page, "_continue").value("title_ar") == before[2]
    item.refresh_from_db()
    assert (Revision.objects.count(), AuditEntry.objects.count(), item.title_ar) == before


def test_the_offer_names_the_fields_that_were_typed_into_alone(
    sign_in: Callable[[str], Client], people: dict[str, User], draft: Any
) -> None:
    item, client = draft(), sign_in(AUTHOR)
    type_and_leave(
        client, people[AUTHOR], item, title_ar=SECRET, body_en="<p>Five words of my own</p>"
    )
    form = opened_form(client, item)
    offer = client.get(address(item)).json()
    assert offer["box"].count("<li>") == 2
    assert offer["kept"]["title_ar"] == [SECRET]
    assert offer["kept"]["base_ar"] == [form.value("base_ar")]


def test_opening_without_typing_is_no_news(
    sign_in: Callable[[str], Client], people: dict[str, User], draft: Any
) -> None:
    item, client = draft(), sign_in(AUTHOR)
    for where in (item, None):
        type_and_leave(client, people[AUTHOR], where)
        assert not is_offered(client, where)
        assert client.get(address(where)).json() == {"kept": None}


def test_editors_white_space_is_no_news(
    sign_in: Callable[[str], Client], people: dict[str, User], draft: Any
) -> None:
    item, client = draft(), sign_in(AUTHOR)
    spaced = item.body_ar.replace("</p><p>", "</p>\r\n\r\n<p>") + "\n"
    type_and_leave(client, people[AUTHOR], item, body_ar=spaced)
    assert not is_offered(client, item)


def test_restore_draws_the_form_with_the_copy_and_saves_nothing(
    sign_in: Callable[[str], Client], people: dict[str, User], draft: Any
) -> None:
    item, client = draft(), sign_in(AUTHOR)
    typed = {"title_ar": SECRET, "released_on": "2026-05-01", "agency": "on"}
    left = type_and_leave(client, people[AUTHOR], item, **typed)
    form = opened_form(client, item, "?restore=1")
    assert {name: form.value(name) for name in typed} == typed
    assert form.value("base_ar") == left.value("base_ar")
    assert Revision.objects.filter(object_id=item.pk, stream="ar").count() == 1


def test_saving_a_restored_form_saves_the_text_and_deletes_the_copy(
    sign_in: Callable[[str], Client], people: dict[str, User], draft: Any
) -> None:
    item, client = draft(), sign_in(AUTHOR)
    type_and_leave(client, people[AUTHOR], item, title_ar=SECRET)
    form = opened_form(client, item, "?restore=1")
    answer = form.send(client, form_page(item), form.button("_continue"))
    assert answer.status_code == 302
    item.refresh_from_db()
    assert (item.title_ar, KeptText.objects.count()) == (SECRET, 0)


def test_a_new_item_is_kept_until_its_first_save(
    sign_in: Callable[[str], Client], people: dict[str, User]
) -> None:
    client = sign_in(AUTHOR)
    type_and_leave(client, people[AUTHOR], None, title_ar=SECRET)
    assert is_offered(client)
    form = opened_form(client, None, "?restore=1")
    assert form.value("title_ar") == SECRET
    form.send(client, form_page(), form.button("_continue"))
    assert [item.title_ar for item in NewsItem.objects.all()] == [SECRET]
    assert KeptText.objects.count() == 0


def test_a_refused_save_deletes_nothing(
    sign_in: Callable[[str], Client], people: dict[str, User], draft: Any
) -> None:
    item, client = draft(), sign_in(AUTHOR)
    form = type_and_leave(client, people[AUTHOR], item, title_ar=SECRET)
    answer = form.fill(released_on="yesterday").send(client, form_page(item))
    assert (answer.status_code, KeptText.objects.count()) == (200, 1)
    again = form_in(answer, "_continue")
    assert again.value("_kept_opened") == form.value("_kept_opened")
    assert b"kept-offer" not in answer.content  # this very text stands in the form


def test_discarding_deletes_the_copy_that_was_seen(
    sign_in: Callable[[str], Client], people: dict[str, User], draft: Any
) -> None:
    item, client = draft(), sign_in(AUTHOR)
    form = type_and_leave(client, people[AUTHOR], item, title_ar=SECRET)
    opened = form.value("_kept_opened")
    client.post(address(item), {"discard": "2026-01-01T00:00:00+00:00"})
    assert KeptText.objects.count() == 1
    answer = client.post(address(item), {"discard": opened})
    assert (answer.status_code, answer.headers["Location"]) == (302, form_page(item))
    assert KeptText.objects.count() == 0


def test_another_window_neither_overwrites_nor_deletes_what_is_not_decided(
    sign_in: Callable[[str], Client], people: dict[str, User], draft: Any
) -> None:
    item, client = draft(), sign_in(AUTHOR)
    type_and_leave(client, people[AUTHOR], item, title_ar=SECRET)
    second = opened_form(client, item).fill(summary_ar="نص النافذة الثانية")
    answer = post(client, item, sent(second, people[AUTHOR]))
    assert (answer.status_code, answer.json()["reason"]) == (409, "held_elsewhere")
    second.send(client, form_page(item), second.button("_continue"))
    assert KeptText.objects.get().data["title_ar"] == [SECRET]
    assert is_offered(client, item)
    restored = opened_form(client, item, "?restore=1").fill(summary_ar="تتمة")
    assert post(client, item, sent(restored, people[AUTHOR])).status_code == 200
    assert KeptText.objects.get().data["summary_ar"] == ["تتمة"]


def test_a_copy_that_arrives_after_its_own_save_is_no_news(
    sign_in: Callable[[str], Client], people: dict[str, User], draft: Any
) -> None:
    item, client = draft(), sign_in(AUTHOR)
    form = opened_form(client, item).fill(title_ar=SECRET)
    form.send(client, form_page(item), form.button("_continue"))
    drafts.save(item, {"title_ar": "عنوان المراجع"}, by=people[EDITOR])
    assert post(client, item, sent(form, people[AUTHOR])).status_code == 200
    assert not is_offered(client, item)
    assert post(client, item, sent(form, people[AUTHOR], late=True)).status_code == 200
    assert KeptText.objects.count() == 0
    fresh = opened_form(client, item).fill(title_ar="آخر")
    assert post(client, item, sent(fresh, people[AUTHOR])).status_code == 200


def test_restoring_over_what_somebody_saved_since_meets_the_conflict(
    sign_in: Callable[[str], Client], people: dict[str, User], draft: Any
) -> None:
    item, client = draft(), sign_in(AUTHOR)
    left = type_and_leave(client, people[AUTHOR], item, title_ar=SECRET)
    item = drafts.save(item, {"title_ar": "عنوان المراجع", "place_ar": "صور"}, by=people[EDITOR])
    assert client.get(address(item)).json()["box"].count("<li>") == 1
    form = opened_form(client, item, "?restore=1")
    assert form.value("base_ar") == left.value("base_ar") != str(item.head_ar_id)
    answer = form.send(client, form_page(item), form.button("_continue"))
    assert answer.status_code == 200
    item.refresh_from_db()
    assert (item.title_ar, item.place_ar) == ("عنوان المراجع", "صور")
    assert KeptText.objects.count() == 1


def test_what_others_saved_in_fields_left_alone_is_no_news(
    sign_in: Callable[[str], Client], people: dict[str, User], draft: Any
) -> None:
    item, client = draft(), sign_in(AUTHOR)
    type_and_leave(client, people[AUTHOR], item)
    drafts.save(item, {"title_en": "Another title"}, by=people[TRANSLATOR])
    assert not is_offered(client, item)


def test_one_copy_a_person_and_item(people: dict[str, User], draft: Any) -> None:
    item, now = draft(), timezone.now()
    for where in (item.pk, None):
        kept.keep(people[AUTHOR], NewsItem, where, {}, opened=now)
        kept.keep(people[EDITOR], NewsItem, where, {}, opened=now)
        with pytest.raises(IntegrityError), transaction.atomic():
            kept.unsaved(people[AUTHOR], NewsItem, where, {}, now).save()
    assert KeptText.objects.count() == 4


def test_copies_are_pruned_after_thirty_days(people: dict[str, User]) -> None:
    now = timezone.now()
    for role, days in ((AUTHOR, 29), (EDITOR, 31)):
        kept.keep(people[role], NewsItem, None, {}, opened=now)
        KeptText.objects.filter(user=people[role]).update(kept_at=now - timedelta(days=days))
    assert kept.prune() == 1
    assert KeptText.objects.get().user == people[AUTHOR]


def test_the_offer_costs_the_form_few_queries(
    sign_in: Callable[[str], Client],
    people: dict[str, User],
    draft: Any,
    django_assert_max_num_queries: Any,
) -> None:
    item, client = draft(), sign_in(AUTHOR)
    type_and_leave(client, people[AUTHOR], item, title_ar=SECRET)
    drafts.save(item, {"title_ar": "عنوان المراجع"}, by=people[EDITOR])
    with django_assert_max_num_queries(20):
        assert is_offered(client, item)


def test_the_offer_quotes_a_text_from_where_it_parts_from_the_form(
    sign_in: Callable[[str], Client], people: dict[str, User], draft: Any
) -> None:
    long = "<p>one two three four five six seven eight nine ten eleven twelve</p>"
    item, client = draft(body_en=long), sign_in(AUTHOR)
    typed = {"body_en": long.replace("ten", "NEW"), "title_en": "All &amp; new", "summary_en": ""}
    type_and_leave(client, people[AUTHOR], item, **typed)
    fields = modelform_factory(NewsItem, form=NewsItemForm, fields=list(typed))
    (copy, form) = (KeptText.objects.get(), fields(instance=item))
    found = {change.name: (change.words, change.first) for change in changes(copy, form)}
    assert found == {
        "body_en": (12, "…eight nine NEW eleven twelve"),
        "title_en": (3, "All & new"),
        "summary_en": (0, ""),
    }

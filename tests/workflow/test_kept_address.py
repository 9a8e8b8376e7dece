"""The address that keeps what is typed: one's own copies alone, and nothing of them in a log."""

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from nhri.accounts.models import User
from nhri.accounts.roles import AUTHOR, EDITOR, TRANSLATOR
from nhri.workflow import kept
from nhri.workflow.kept import KeptText
from tests.forms import Form, form_in
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


def test_nobody_else_is_served_the_copy(
    sign_in: Callable[[str], Client], people: dict[str, User], draft: Any
) -> None:
    item = draft()
    type_and_leave(sign_in(AUTHOR), people[AUTHOR], item, title_ar=SECRET)
    for role in (TRANSLATOR, EDITOR, "administrator", "publisher"):
        client = sign_in(role)
        for page in (form_page(item), f"{form_page(item)}?restore=1", address(item)):
            assert SECRET not in client.get(page).content.decode()
        post(client, item, sent(Form(values=_marks()), people[role], discard=True))
    assert KeptText.objects.get().user == people[AUTHOR]


def _marks() -> dict[str, list[str]]:
    opened = KeptText.objects.get().form_opened_at.isoformat()
    return {"_kept_opened": [opened], "_kept_replaces": [opened]}


def test_a_text_typed_by_one_is_not_kept_for_another_who_signed_in_since(
    sign_in: Callable[[str], Client], people: dict[str, User], draft: Any
) -> None:
    item = draft()
    form = opened_form(sign_in(AUTHOR), item).fill(title_ar=SECRET)
    answer = post(sign_in(EDITOR), item, sent(form, people[AUTHOR]))
    assert (answer.status_code, answer.json()["reason"]) == (403, "somebody_else")
    assert KeptText.objects.count() == 0


def test_an_expired_sign_in_is_said_in_json_and_the_copy_waits(
    sign_in: Callable[[str], Client], people: dict[str, User], draft: Any
) -> None:
    item, client = draft(), sign_in(AUTHOR)
    form = type_and_leave(client, people[AUTHOR], item, title_ar=SECRET)
    client.logout()
    for answer in (post(client, item, sent(form, people[AUTHOR])), client.get(address(item))):
        assert (answer.status_code, answer.json()["reason"]) == (403, "signed_out")
    assert form.send(client, form_page(item)).status_code == 302
    client.force_login(people[AUTHOR])
    assert is_offered(client, item)


def test_who_may_not_write_keeps_nothing(
    sign_in: Callable[[str], Client], people: dict[str, User], draft: Any
) -> None:
    form = opened_form(sign_in(AUTHOR), item := draft())
    people[TRANSLATOR].groups.clear()
    client = sign_in(TRANSLATOR)
    for where in (item, None):
        answer = post(client, where, sent(form, people[TRANSLATOR]))
        assert (answer.status_code, answer.json()["reason"]) == (403, "refused")
        assert client.get(address(where)).status_code == 403
    assert KeptText.objects.count() == 0


def test_an_item_that_does_not_exist_has_no_copy(
    sign_in: Callable[[str], Client], people: dict[str, User], draft: Any
) -> None:
    item, client = draft(), sign_in(AUTHOR)
    form = opened_form(client, item)
    item.pk += 1
    assert post(client, item, sent(form, people[AUTHOR])).status_code == 404


def test_a_text_that_is_too_long_is_refused_with_a_sentence(
    sign_in: Callable[[str], Client], people: dict[str, User], draft: Any
) -> None:
    item, client = draft(), sign_in(AUTHOR)
    form = opened_form(client, item).fill(body_ar="x" * kept.LIMIT_BYTES)
    answer = post(client, item, sent(form, people[AUTHOR]))
    assert (answer.status_code, answer.json()["reason"]) == (413, "too_long")
    assert answer.json()["said"] != ""
    assert KeptText.objects.count() == 0


def test_unknown_names_are_ignored(
    sign_in: Callable[[str], Client], people: dict[str, User], draft: Any
) -> None:
    item, client = draft(), sign_in(AUTHOR)
    payload = sent(opened_form(client, item), people[AUTHOR])
    payload["data"] |= {"state_ar": ["published"], "is_superuser": ["on"], "title_ar": [SECRET]}
    assert post(client, item, payload).status_code == 200
    data = KeptText.objects.get().data
    assert data["title_ar"] == [SECRET]
    assert {"state_ar", "is_superuser", "csrfmiddlewaretoken", "_kept_opened"} & set(data) == set()


@pytest.mark.parametrize(
    "wrong",
    [
        " ", "[]", "null", "{}", '"text"', "{" * 5000, "[" * 100_000,
        {"data": "text"}, {"data": {"title_ar": SECRET}}, {"data": {"title_ar": [1]}},
        {"opened": "never"}, {"opened": "2026-01-01T00:00:00"}, {"opened": None},
        {"opened": "2999-01-01T00:00:00+00:00"}, {"replaces": 7},
    ],
    ids=range(15),
)  # fmt: skip
def test_what_cannot_be_read_is_refused_without_a_word_in_the_log(
    sign_in: Callable[[str], Client], people: dict[str, User], caplog: Any, wrong: Any
) -> None:
    client = sign_in(AUTHOR)
    payload = sent(opened_form(client).fill(title_ar=SECRET), people[AUTHOR])
    with caplog.at_level(logging.DEBUG):
        answer = post(client, None, wrong if isinstance(wrong, str) else {**payload, **wrong})
    assert (answer.status_code, answer.json()["reason"]) == (400, "unreadable")
    assert SECRET not in caplog.text
    assert KeptText.objects.count() == 0


def test_what_no_database_can_hold_is_dropped_and_the_rest_kept(
    sign_in: Callable[[str], Client], people: dict[str, User]
) -> None:
    client = sign_in(AUTHOR)
    type_and_leave(client, people[AUTHOR], None, title_ar="قبل\x00 \ud800بعد <b>")
    assert KeptText.objects.get().data["title_ar"] == ["قبل ?بعد <b>"]


def test_kept_markup_is_shown_as_text_and_sanitised_on_saving(
    sign_in: Callable[[str], Client], people: dict[str, User], draft: Any
) -> None:
    item, client = draft(), sign_in(AUTHOR)
    evil = "<p>قبل</p><script>window.hit = 1</script>"
    type_and_leave(client, people[AUTHOR], item, title_ar="<i>x</i>", body_ar=evil)
    page = client.get(f"{form_page(item)}?restore=1")
    assert "<script>window.hit" not in page.content.decode()
    assert "<script" not in client.get(address(item)).json()["box"]
    form = form_in(page, "_continue")
    form.send(client, form_page(item), form.button("_continue"))
    item.refresh_from_db()
    assert item.body_ar == "<p>قبل</p>"


def test_answers_are_never_stored_by_a_cache(
    sign_in: Callable[[str], Client], people: dict[str, User], draft: Any
) -> None:
    item, client = draft(), sign_in(AUTHOR)
    form = type_and_leave(client, people[AUTHOR], item, title_ar=SECRET)
    for answer in (client.get(address(item)), post(client, item, sent(form, people[AUTHOR]))):
        assert answer.headers["Cache-Control"] == "no-store, private"


def test_a_copy_without_a_token_is_refused(people: dict[str, User], draft: Any) -> None:
    item, client = draft(), Client(enforce_csrf_checks=True)
    client.force_login(people[AUTHOR])
    form = opened_form(client, item)
    assert post(client, item, sent(form, people[AUTHOR])).status_code == 403
    assert KeptText.objects.count() == 0
    token = form.value("csrfmiddlewaretoken")
    body = json.dumps(sent(form, people[AUTHOR]))
    answer = client.post(
        address(item), body, content_type="application/json", headers={"X-CSRFToken": token}
    )
    assert answer.status_code == 200

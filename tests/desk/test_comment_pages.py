"""Comments in the admin over HTTP: each act through its rendered form, and its refusal."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from nhri.accounts.models import User
from nhri.desk import comments
from nhri.desk.comments import FieldComment
from tests.desk.commenting import LIST, form_of, guest, link_to, place_of, said
from tests.forms import Form, form_in, forms_in, text_in


@pytest.fixture(autouse=True)
def _english_is_active() -> Iterator[None]:
    """Words are compared in the language that the code is written in."""
    with translation.override("en"):
        yield


def acting(client: Client, page: str, act: str, one: FieldComment) -> Form:
    """The form of the comment's own page that answers it, or closes it."""
    names = ("comment", "body") if act == "answer" else ("comment", "act")
    for form in forms_in(client.get(page)):
        is_act = form.values.get("act") == [act] or any(b.value == act for b in form.buttons)
        has = {*form.attributes, *(button.name for button in form.buttons)}
        if is_act and set(names) <= has and form.value("comment") == str(one.pk):
            return form
    raise AssertionError(f"no form to {act} on {page}")


def posted(client: Client, page: str, **values: Any) -> Any:
    """As the form's script sends it."""
    return client.post(page, values, headers={"accept": "application/json"})


# Adding -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["body_ar", "title_en", "released_on", "ar", "embargo_until"])
def test_comment_is_added_on_its_page_and_stands_beside_its_field(
    draft: Any, sign_in: Any, people: dict[str, User], slug: str
) -> None:
    item, client = draft(), sign_in("editor")
    page = place_of(item, slug)
    form = form_in(client.get(page), "body")
    form.fill(body="Which centre?\nAnd when?")
    if slug != "ar":
        form.fill(quote="the centre")
    answered = form.send(client, page, follow=True)
    assert "The comment was added." in text_in(answered)
    one = FieldComment.objects.get()
    assert (one.field or one.language) == slug
    assert one.by == people["editor"]
    shown = client.get(form_of(item))
    place = next(p for p in shown.context["discussion"].places())
    assert (place.slug, [t.comment for t in place.open]) == (slug, [one])
    assert "1 open comment Comment" in text_in(shown)
    assert "Which centre? And when?" in text_in(shown)


def test_empty_comment_is_refused_beside_its_field(draft: Any, sign_in: Any) -> None:
    item, client = draft(), sign_in("author")
    page = place_of(item, "body_ar")
    form = form_in(client.get(page), "quote", "body").fill(quote="مركز التوقيف")
    answered = form.send(client, page)
    assert answered.context["form"].errors.keys() == {"body"}
    assert form_in(answered, "quote", "body").value("quote") == "مركز التوقيف"
    assert not FieldComment.objects.exists()


def test_comment_that_is_too_long_is_kept_in_its_form(draft: Any, sign_in: Any) -> None:
    item, client = draft(), sign_in("author")
    page, words = place_of(item, "body_ar"), "x" * (comments.LIMIT + 1)
    answered = form_in(client.get(page), "quote").fill(body=words).send(client, page)
    assert answered.context["form"].errors.keys() == {"body"}
    assert form_in(answered, "quote", "body").value("body") == words
    assert not FieldComment.objects.exists()


@pytest.mark.parametrize("slug", ["nothing", "state_ar", "typing_error_ar", "body"])
def test_place_that_is_none_has_no_page(draft: Any, sign_in: Any, slug: str) -> None:
    assert sign_in("author").get(place_of(draft(), slug)).status_code == 404


# Answering, resolving, opening again ------------------------------------------------------------


def test_comment_is_answered_resolved_and_opened_again(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item, client = draft(), sign_in("author")
    one, page = said(item, people["editor"]), place_of(item, "body_ar")
    form = acting(client, page, "answer", one).fill(body="The one in the capital.")
    assert "The answer was added." in text_in(form.send(client, page, follow=True))
    form = acting(client, page, "resolve", one)
    done = form.send(client, page, form.button("act", "resolve"), follow=True)
    assert "The comment is resolved." in text_in(done)
    one.refresh_from_db()
    assert (one.resolved_by, one.answers.get().by) == (people["author"], people["author"])
    assert "1 resolved comment" in text_in(client.get(form_of(item)))
    form = acting(client, page, "reopen", one)
    done = form.send(client, page, form.button("act", "reopen"), follow=True)
    assert "The comment is open again." in text_in(done)
    one.refresh_from_db()
    assert one.resolved_at is None


def test_answer_to_what_was_resolved_meanwhile_is_refused_and_shown(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item, client = draft(), sign_in("author")
    one, page = said(item, people["editor"]), place_of(item, "body_ar")
    form = acting(client, page, "answer", one).fill(body="The one in the capital.")
    comments.resolve(one, by=people["editor"])
    answered = text_in(form.send(client, page))
    assert "This comment was resolved meanwhile." in answered
    assert "The one in the capital." in answered
    assert FieldComment.objects.get() == one


def test_empty_answer_is_refused_in_its_own_thread(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item, client = draft(), sign_in("author")
    one, page = said(item, people["editor"]), place_of(item, "body_ar")
    answered = acting(client, page, "answer", one).fill(body=" ").send(client, page)
    assert answered.context["about"] == one.pk
    assert answered.context["answering"].errors.keys() == {"body"}
    assert not answered.context["form"].errors
    assert FieldComment.objects.get() == one


@pytest.mark.parametrize("act", ["answer", "resolve", "reopen"])
def test_comment_of_another_place_is_not_found(
    draft: Any, sign_in: Any, people: dict[str, User], act: str
) -> None:
    item, other = draft(), draft(reference="T/2026/2")
    client = sign_in("editor")
    one = said(item, people["editor"])
    for page in (place_of(item, "title_ar"), place_of(other, "body_ar")):
        values = {"act": act, "comment": one.pk, "body": "No."}
        assert client.post(page, values).status_code == 404
    assert FieldComment.objects.get().resolved_at is None


def test_act_that_is_none_is_not_found(draft: Any, sign_in: Any, people: dict[str, User]) -> None:
    item = draft()
    one = said(item, people["editor"])
    values = {"act": "delete", "comment": one.pk}
    answered = sign_in("publisher").post(place_of(item, "body_ar"), values)
    assert answered.status_code == 404
    assert FieldComment.objects.get() == one


# Who may ----------------------------------------------------------------------------------------


def test_who_only_reads_sees_the_comments_and_no_way_to_say_more(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item, client = draft(), sign_in("administrator")
    one = said(item, people["editor"], "Which centre?")
    said(item, people["editor"], "Statement, not news.", language="", field="kind")
    for page in (form_of(item), place_of(item, "body_ar"), f"{LIST}{item.pk}/comments/"):
        shown = client.get(page)
        assert "Which centre?" in text_in(shown)
        assert "data-act" not in shown.content.decode()
        assert all("act" not in form.attributes for form in forms_in(shown))
    assert "Statement, not news." in text_in(client.get(form_of(item)))
    for act in ("comment", "answer", "resolve", "reopen"):
        values = {"act": act, "comment": one.pk, "body": "No."}
        assert client.post(place_of(item, "body_ar"), values).status_code == 403
    assert FieldComment.objects.count() == 2


def test_strangers_read_nothing(draft: Any, people: dict[str, User], client: Client) -> None:
    item = draft()
    said(item, people["editor"])
    outsider = User.objects.create_user("outsider", "o@example.org", "x" * 20)
    seat = Client()
    seat.force_login(outsider)
    for page in (f"{LIST}{item.pk}/comments/", place_of(item, "body_ar")):
        assert client.get(page).status_code == 302
        assert seat.get(page).status_code == 403
        assert seat.post(page, {"act": "comment", "body": "No."}).status_code in (403, 404)
    assert FieldComment.objects.count() == 1


def test_guest_is_named_and_said_to_be_one(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item = draft()
    said(item, guest(link_to(item, people["editor"])))
    shown = text_in(sign_in("author").get(form_of(item)))
    assert "Office of the President review link" in shown


# For the script ---------------------------------------------------------------------------------


def test_script_gets_the_place_as_it_now_stands(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item, client = draft(), sign_in("editor")
    page = place_of(item, "body_ar")
    answered = posted(client, page, act="comment", comment="", body="Which?", quote="مركز")
    told = answered.json()
    one = FieldComment.objects.get()
    assert (told["comment"], told["said"]) == (one.pk, "The comment was added.")
    assert told["total"] == "1 open comment"
    assert f'id="comment-{one.pk}"' in told["box"]
    told = posted(client, page, act="resolve", comment=one.pk).json()
    assert (told["total"], "1 resolved comment" in told["box"]) == ("", True)


def test_script_is_told_why_not(draft: Any, sign_in: Any, people: dict[str, User]) -> None:
    item, client = draft(), sign_in("editor")
    one, page = said(item, people["author"]), place_of(item, "body_ar")
    comments.resolve(one, by=people["author"])
    answered = posted(client, page, act="answer", comment=one.pk, body="But why?")
    assert answered.status_code == 400
    assert answered.json()["said"].startswith("This comment was resolved meanwhile.")
    assert posted(client, page, act="comment", body="").status_code == 400
    assert FieldComment.objects.get() == one

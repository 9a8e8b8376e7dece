"""Two people saved one field: the form asks, and each answer is what is saved."""

from typing import Any

import pytest

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.workflow import drafts
from tests.forms import Form, form_in

THEIRS = "<p>زار وفد من المؤسسة مركز التوقيف أمس.</p><p>والتقى الموقوفين على انفراد.</p>"
MINE = "<p>زار فريق من المؤسسة مركز التوقيف اليوم.</p><p>والتقى الموقوفين على حدة.</p>"
BOTH = "<p>زار وفد من المؤسسة مركز التوقيف أمس.</p><p>والتقى الموقوفين على حدة.</p>"


def address(item: Any) -> str:
    return f"/ar/admin/news/newsitem/{item.pk}/change/"


def fresh(item: Any) -> Any:
    return NewsItem.objects.with_streams().get(pk=item.pk)


def clashing(client: Any, item: Any, people: dict[str, User]) -> Form:
    """The page of the conflict: body and English title changed by both, the rest by one."""
    form = form_in(client.get(address(item)), "title_ar")
    theirs = {"body_ar": THEIRS, "summary_ar": "ملخص الزميل.", "title_en": "Their title"}
    drafts.save(item, theirs, by=people["editor"])
    form.fill(body_ar=MINE, place_ar="مدينة", title_en="My title")
    response = form.send(client, address(item), form.button("_continue"))
    assert response.status_code == 200
    return form_in(response, "choose_body_ar", "choose_title_en")


@pytest.mark.parametrize(("choice", "body"), [("theirs", THEIRS), ("mine", MINE), ("merged", BOTH)])
def test_choice_is_saved_and_nothing_else_lost(
    draft: Any, sign_in: Any, people: dict[str, User], choice: str, body: str
) -> None:
    client, item = sign_in("author"), draft()
    page = clashing(client, item, people)
    page.fill(choose_body_ar=choice, choose_title_en="merged", merged_title_en="Ours\r\nboth")
    assert page.send(client, address(item), page.button("_continue")).status_code == 302
    item = fresh(item)
    assert item.head_ar.data["body_ar"] == body
    assert (item.summary_ar, item.place_ar, item.title_en) == (
        "ملخص الزميل.", "مدينة", "Ours both",
    )  # fmt: skip


def test_unanswered_field_is_asked_again_and_the_answers_stay(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    client, item = sign_in("author"), draft()
    page = clashing(client, item, people).fill(choose_body_ar="theirs")
    response = page.send(client, address(item), page.button("_continue"))
    again = form_in(response, "choose_body_ar", "choose_title_en")
    assert (again.value("choose_body_ar"), again.values.get("choose_title_en")) == ("theirs", None)
    assert (fresh(item).head_ar.number, fresh(item).head_en.number) == (2, 2)


def test_text_changed_once_more_is_asked_once_more(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    client, item = sign_in("author"), draft()
    page = clashing(client, item, people).fill(choose_body_ar="mine", choose_title_en="theirs")
    drafts.save(fresh(item), {"body_ar": "<p>نص ثالث.</p>"}, by=people["publisher"])
    response = page.send(client, address(item), page.button("_continue"))
    assert response.status_code == 200
    form_in(response, "choose_body_ar")
    assert fresh(item).head_ar.data["body_ar"] == "<p>نص ثالث.</p>"


def test_merged_title_that_is_too_long_is_refused(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    client, item = sign_in("author"), draft()
    page = clashing(client, item, people)
    page.fill(choose_body_ar="mine", choose_title_en="merged", merged_title_en="x" * 301)
    response = page.send(client, address(item), page.button("_continue"))
    assert response.status_code == 200
    assert form_in(response, "choose_title_en").value("merged_title_en") == "x" * 301

"""What is out of date: per field, both ways, through drafts, publication and typing errors."""

from typing import Any

import pytest

from nhri.accounts.models import User
from nhri.workflow import actions, drafts, staleness, streams
from tests.forms import form_in


def stale_fields(item: Any) -> set[tuple[str, str]]:
    """(language, field) of everything out of date, as the rows and as the columns say it."""
    found = {(one.language, one.name) for one in staleness.stale(item)}
    for language in ("ar", "en"):
        counted = sum(code == language for code, _name in found)
        assert getattr(item, f"stale_{language}") == counted
        assert (getattr(item, f"stale_since_{language}") is not None) == (counted > 0)
    return found


@pytest.fixture
def both(draft: Any, carry: Any) -> Any:
    """An item whose two texts were written and submitted."""
    return carry(carry(draft(), "ar", "in_review"), "en", "in_review")


def test_texts_that_were_submitted_together_are_in_step(both: Any) -> None:
    assert stale_fields(both) == set()


def test_arabic_change_leaves_the_english_field_behind(both: Any, people: dict[str, User]) -> None:
    item = drafts.save(both, {"title_ar": "عنوان آخر تمامًا"}, by=people["author"])
    assert stale_fields(item) == {("en", "title")}
    one = staleness.stale(item)[0]
    assert (one.before, one.after) == (both.title_ar, "عنوان آخر تمامًا")
    assert (one.by, one.at) == (people["author"], item.head_ar.created_at)


def test_english_change_leaves_the_arabic_field_behind(both: Any, people: dict[str, User]) -> None:
    item = drafts.save(both, {"summary_en": "Another summary."}, by=people["translator"])
    assert stale_fields(item) == {("ar", "summary")}


def test_translating_catches_up(both: Any, people: dict[str, User]) -> None:
    item = drafts.save(both, {"title_ar": "عنوان آخر"}, by=people["author"])
    item = drafts.save(item, {"title_en": "Another title"}, by=people["translator"])
    assert stale_fields(item) == set()


def test_catching_up_with_an_older_text_does_not_count_for_a_newer_one(
    both: Any, people: dict[str, User]
) -> None:
    item = drafts.save(both, {"title_ar": "عنوان ثانٍ"}, by=people["author"])
    opened = {stream: getattr(item, f"head_{stream}_id") for stream in ("ar", "en", "shared")}
    item = drafts.save(item, {"title_ar": "عنوان ثالث"}, by=people["author"])
    item = drafts.save(item, {"title_en": "Second title"}, by=people["translator"], bases=opened)
    assert stale_fields(item) == {("en", "title")}
    assert staleness.stale(item)[0].before == "عنوان ثانٍ"


def test_both_changed_in_one_save_are_in_step(both: Any, people: dict[str, User]) -> None:
    item = drafts.save(both, {"title_ar": "جديد", "title_en": "New"}, by=people["editor"])
    assert stale_fields(item) == set()


def test_typing_error_leaves_the_translation_correct(both: Any, people: dict[str, User]) -> None:
    fixed = both.head_ar.data["body_ar"].replace("التقى", "إلتقى")
    item = drafts.save(both, {"body_ar": fixed}, by=people["author"], typing_errors=["ar"])
    assert stale_fields(item) == set()
    item = drafts.save(item, {"body_ar": "<p>نص آخر.</p>"}, by=people["author"])
    assert stale_fields(item) == {("en", "body")}
    assert staleness.stale(item)[0].before == fixed


def test_typing_error_does_not_hide_an_earlier_change(both: Any, people: dict[str, User]) -> None:
    item = drafts.save(both, {"title_ar": "عنوان آخر"}, by=people["author"])
    item = drafts.save(item, {"title_ar": "عنوان اخر"}, by=people["author"], typing_errors=["ar"])
    assert stale_fields(item) == {("en", "title")}


def test_still_correct_holds_for_the_text_that_was_read(both: Any, people: dict[str, User]) -> None:
    item = drafts.save(both, {"title_ar": "عنوان ثانٍ"}, by=people["author"])
    read = item.head_ar
    item = drafts.save(item, {"title_ar": "عنوان ثالث"}, by=people["author"])
    item = actions.locked(item)
    staleness.confirm(item, "en", "title", read, by=people["translator"])
    assert stale_fields(item) == {("en", "title")}
    staleness.confirm(item, "en", "title", item.head_ar, by=people["translator"])
    assert stale_fields(actions.locked(item)) == set()


def test_translation_in_progress_follows_until_it_is_submitted(
    draft: Any, carry: Any, people: dict[str, User]
) -> None:
    item = draft()
    item = drafts.save(item, {"body_en": "<p>Half of it, and more.</p>"}, by=people["translator"])
    assert stale_fields(item) == set()
    item = drafts.save(item, {"title_ar": "عنوان آخر"}, by=people["author"])
    assert stale_fields(item) == {("en", "title")}
    item = drafts.save(item, {"title_en": "Another title"}, by=people["translator"])
    item = carry(item, "en", "in_review")
    item = drafts.save(item, {"body_en": "<p>Rewritten.</p>"}, by=people["editor"])
    assert stale_fields(item) == {("ar", "body")}


def test_public_text_is_compared_by_its_newest_words_not_its_public_ones(
    published: Any, people: dict[str, User]
) -> None:
    item = published("ar", "en")
    item = drafts.save(item, {"title_ar": "عنوان آخر"}, by=people["author"])
    assert stale_fields(item) == {("en", "title")}
    assert streams.is_pending(item, "ar")
    actions.submit(item, "ar", by=people["author"])
    actions.approve(item, "ar", by=people["editor"])
    item = actions.publish(item, "ar", by=people["publisher"])
    assert stale_fields(actions.locked(item)) == {("en", "title")}


def test_undone_change_is_in_step_again(both: Any, people: dict[str, User]) -> None:
    before = both.head_ar.data["title_ar"]
    item = drafts.save(both, {"title_ar": "عنوان آخر"}, by=people["author"])
    item = drafts.save(item, {"title_ar": before}, by=people["author"])
    assert stale_fields(item) == set()


def test_one_language_alone_is_never_out_of_date(draft: Any, people: dict[str, User]) -> None:
    item = drafts.save(draft(english=False), {"title_ar": "عنوان آخر"}, by=people["author"])
    assert stale_fields(item) == set()


def test_form_shows_what_is_out_of_date_and_takes_still_correct(
    both: Any, people: dict[str, User], sign_in: Any
) -> None:
    item = drafts.save(both, {"title_ar": "عنوان آخر"}, by=people["author"])
    client = sign_in("translator")
    address = f"/en/admin/news/newsitem/{item.pk}/change/"
    page = client.get(address).content.decode()
    button = f'name="_confirm" value="en:title:{item.head_ar_id}"'
    assert (page.count(button), page.count('id="stale-title-en"')) == (1, 1)
    form = form_in(client.get(address), "title_ar")
    response = form.send(client, address, form.button("_confirm"))
    assert response.status_code == 302
    assert stale_fields(actions.locked(item)) == set()

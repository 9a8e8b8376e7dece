"""Both languages in one act: both public, or neither; and the refusal names its language."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.workflow import actions, drafts
from nhri.workflow.models import AuditEntry
from nhri.workflow.permissions import Refused
from tests.forms import form_in, text_in
from tests.workflow.refusals import TOMORROW, everything

CHANGED = "The text was changed since you opened this page. Read it again first."


@pytest.fixture(autouse=True)
def _english_is_active() -> Iterator[None]:
    """Refusals are compared in the language that the code is written in."""
    with translation.override("en"):
        yield


@pytest.fixture
def ready(draft: Any, carry: Any) -> Any:
    """Both languages approved."""
    return carry(carry(draft(), "ar", "approved"), "en", "approved")


def seen(item: Any) -> dict[str, tuple[int, int]]:
    return {c: (getattr(item, f"head_{c}_id"), item.head_shared_id) for c in ("ar", "en")}


def page(item: Any) -> str:
    return f"/en/admin/news/newsitem/{item.pk}/publish/both/"


def change_of(item: Any) -> str:
    return f"/en/admin/news/newsitem/{item.pk}/change/"


def refused(item: Any, by: User, **arguments: Any) -> str:
    before = everything(item)
    with pytest.raises(Refused) as caught:
        actions.publish_together(item, by=by, **{"seen": seen(item), **arguments})
    assert everything(item) == before
    return str(caught.value)


def test_both_become_public_in_one_moment(ready: Any, people: dict[str, User]) -> None:
    item = actions.publish_together(ready, by=people["publisher"], seen=seen(ready))
    assert [item.standing(code) for code in ("ar", "en")] == ["published", "published"]
    assert item.publish_at_ar == item.publish_at_en
    row = NewsItem.objects.get()
    assert (row.public_ar_id, row.public_en_id) == (row.head_ar_id, row.head_en_id)
    trail = AuditEntry.objects.filter(verb="publish").values_list("language", flat=True)
    assert sorted(trail) == ["ar", "en"]


def test_both_are_scheduled_for_one_moment(ready: Any, people: dict[str, User]) -> None:
    at = timezone.now() + TOMORROW
    item = actions.publish_together(ready, by=people["publisher"], seen=seen(ready), at=at)
    assert (item.publish_at_ar, item.publish_at_en) == (at, at)
    assert [item.standing(code) for code in ("ar", "en")] == ["scheduled", "scheduled"]
    assert not NewsItem.objects.published_anywhere().exists()
    assert NewsItem.objects.published("en", at).exists()


def test_change_of_one_and_first_text_of_the_other_go_together(
    published: Any, carry: Any, people: dict[str, User]
) -> None:
    item = published("ar")
    item = drafts.save(item, {"title_ar": "عنوان أدق"}, by=people["author"])
    english = {"title_en": "New", "summary_en": "S.", "body_en": "<p>B</p>", "place_en": "P"}
    item = drafts.save(item, english, by=people["translator"])
    item = carry(carry(item, "ar", "approved"), "en", "approved")
    assert refused(item, people["publisher"], at=timezone.now() + TOMORROW) == (
        "Arabic: Only a first publication can be scheduled; publish this change at once."
    )
    item = actions.publish_together(item, by=people["publisher"], seen=seen(item))
    assert (item.title_ar, item.change_ar, item.standing("en")) == ("عنوان أدق", "", "published")


@pytest.mark.parametrize("role", ["author", "translator", "editor", "administrator"])
def test_role_is_refused(role: str, ready: Any, people: dict[str, User], sign_in: Any) -> None:
    assert refused(ready, people[role]) == "Arabic: Your role does not allow this."
    before, client = everything(ready), sign_in(role)
    assert "Your role does not allow this." in text_in(client.get(page(ready)))
    posted = {"revision_ar": ready.head_ar_id, "revision_en": ready.head_en_id,
              "shared_revision": ready.head_shared_id, "at": ""}  # fmt: skip
    assert "Your role does not allow this." in text_in(client.post(page(ready), posted))
    assert everything(ready) == before


@pytest.mark.parametrize("language,name", [("ar", "Arabic"), ("en", "English")])
def test_language_that_lost_its_approval_is_named(
    language: str, name: str, ready: Any, people: dict[str, User]
) -> None:
    item = actions.return_(ready, language, by=people["editor"], comment="x")
    assert refused(item, people["publisher"]) == (
        f"{name}: This is not possible while the text is: draft."
    )


def test_text_changed_and_approved_again_meanwhile_is_refused(
    ready: Any, carry: Any, people: dict[str, User]
) -> None:
    read = seen(ready)
    item = drafts.save(ready, {"title_en": "Another"}, by=people["translator"])
    item = carry(item, "en", "approved")
    assert refused(item, people["publisher"], seen=read) == f"English: {CHANGED}"


def test_past_moment_is_refused(ready: Any, people: dict[str, User]) -> None:
    at = timezone.now() - timedelta(minutes=1)
    assert refused(ready, people["publisher"], at=at) == "Choose a time that is still ahead."


# The page -----------------------------------------------------------------------------------------


def test_button_leads_to_the_page_and_the_page_publishes(ready: Any, sign_in: Any) -> None:
    publisher = sign_in("publisher")
    form = form_in(publisher.get(change_of(ready)), "title_ar")
    led = form.send(publisher, change_of(ready), form.button("_verb", "publish:both"))
    assert led.headers["Location"] == page(ready)
    shown = publisher.get(page(ready))
    for words in (ready.title_ar, ready.title_en, "UTC+03:00"):
        assert words in text_in(shown)
    done = form_in(shown, "revision_ar").send(publisher, page(ready), follow=True)
    assert "Published in both languages. They are on the site now." in text_in(done)
    row = NewsItem.objects.get()
    assert (row.standing("ar"), row.standing("en")) == ("published", "published")


def test_page_schedules_in_the_institutions_time(ready: Any, sign_in: Any) -> None:
    publisher = sign_in("publisher")
    at = (timezone.localtime() + timedelta(days=2)).replace(second=0, microsecond=0)
    form = form_in(publisher.get(page(ready)), "at").fill(at=at.strftime("%Y-%m-%dT%H:%M"))
    done = form.send(publisher, page(ready), follow=True)
    assert "Both languages appear at" in text_in(done)
    row = NewsItem.objects.get()
    assert (row.publish_at_ar, row.publish_at_en) == (at, at)


def test_page_refuses_the_past_and_keeps_the_time(ready: Any, sign_in: Any) -> None:
    publisher = sign_in("publisher")
    form = form_in(publisher.get(page(ready)), "at").fill(at="2020-01-01T10:00")
    answer = form.send(publisher, page(ready))
    assert "Choose a time that is still ahead." in text_in(answer)
    assert form_in(answer, "at").value("at") == "2020-01-01T10:00"


def test_page_opened_before_a_change_refuses_and_then_means_the_new_text(
    ready: Any, carry: Any, people: dict[str, User], sign_in: Any
) -> None:
    publisher = sign_in("publisher")
    form = form_in(publisher.get(page(ready)), "revision_ar")
    item = drafts.save(ready, {"title_en": "Another"}, by=people["translator"])
    answer = form.send(publisher, page(ready))
    assert "English: This is not possible while the text is: draft." in text_in(answer)
    assert not NewsItem.objects.published_anywhere().exists()
    carry(item, "en", "approved")
    answer = form.send(publisher, page(ready))
    assert f"English: {CHANGED}" in text_in(answer)
    assert "Another" in text_in(answer)
    form_in(answer, "revision_ar").send(publisher, page(ready))
    assert NewsItem.objects.published("en").get().title_en == "Another"


@pytest.mark.parametrize(
    "arabic,english,shown",
    [
        ("approved", "in_review", "switched off"),
        ("in_review", "approved", "switched off"),
        ("approved", "draft", "absent"),
        ("in_review", "in_review", "absent"),
        ("published", "approved", "absent"),
    ],
)
def test_button_waits_for_the_other_language(
    arabic: str, english: str, shown: str, draft: Any, carry: Any, sign_in: Any
) -> None:
    item = carry(carry(draft(), "ar", arabic), "en", english)
    answer = sign_in("publisher").get(change_of(item))
    form = form_in(answer, "title_ar")
    if shown == "absent":
        with pytest.raises(KeyError):
            form.button("_verb", "publish:both")
        return
    assert form.button("_verb", "publish:both").is_disabled
    waiting = "English" if english == "in_review" else "Arabic"
    assert f"{waiting}: This is not possible while the text is: in review." in text_in(answer)


def test_button_is_for_publishers_alone(ready: Any, sign_in: Any) -> None:
    form = form_in(sign_in("editor").get(change_of(ready)), "title_ar")
    with pytest.raises(KeyError):
        form.button("_verb", "publish:both")

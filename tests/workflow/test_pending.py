"""A change to a public item: it waits, readers keep what they had, and it goes as a whole."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from news.models import NewsItem, Topic
from nhri.accounts.models import User
from nhri.workflow import actions, drafts, streams
from nhri.workflow.permissions import Refused
from tests.workflow.refusals import approved_change

COLUMNS = ("title_ar", "slug_ar", "body_ar", "title_en", "body_en", "reference", "released_on")


def row(item: Any) -> dict[str, Any]:
    """What the columns hold, links included: what every public surface reads."""
    fresh = NewsItem.objects.get(pk=item.pk)
    found = {name: getattr(fresh, name) for name in COLUMNS}
    return found | {"topics": sorted(fresh.topics.values_list("slug", flat=True))}


@pytest.fixture
def topics(db: None) -> dict[str, Topic]:
    return {
        slug: Topic.objects.create(slug=slug, name_ar=slug, name_en=slug) for slug in ("old", "new")
    }


def fresh(item: Any) -> Any:
    return NewsItem.objects.with_streams().get(pk=item.pk)


def test_public_columns_stay_until_the_change_is_published(
    published: Any, topics: dict[str, Topic], people: dict[str, User]
) -> None:
    item = published("ar", topics=[topics["old"]])
    before = row(item)
    changed = {
        "title_ar": "عنوان جديد", "body_ar": "<p>نص جديد.</p>", "reference": "R/2",
        "released_on": date(2026, 4, 1), "topics": [topics["new"]],
    }  # fmt: skip
    item = drafts.save(item, changed, by=people["author"])
    assert row(item) == before
    assert (item.state_ar, item.change_ar) == ("published", "draft")
    item = actions.submit(item, "ar", by=people["author"])
    item = actions.approve(item, "ar", by=people["editor"])
    assert row(item) == before
    item = actions.publish(item, "ar", by=people["publisher"])
    assert row(item) == before | {
        "title_ar": "عنوان جديد", "slug_ar": "عنوان-جديد", "body_ar": "<p>نص جديد.</p>",
        "reference": "R/2", "released_on": date(2026, 4, 1), "topics": ["new"],
    }  # fmt: skip
    assert (item.state_ar, item.change_ar, item.approved_ar) == ("published", "", None)
    assert (item.public_ar_id, item.public_shared_id) == (item.head_ar_id, item.head_shared_id)


def test_topic_page_keeps_what_readers_had(
    published: Any, topics: dict[str, Topic], people: dict[str, User], client: Any
) -> None:
    item = published("ar", topics=[topics["old"]])
    drafts.save(item, {"topics": [topics["new"]]}, by=people["author"])
    assert item.title_ar in client.get("/ar/news/topic/old/").content.decode()
    assert item.title_ar not in client.get("/ar/news/topic/new/").content.decode()


def test_first_moment_of_publication_stays(published: Any, people: dict[str, User]) -> None:
    item = published("ar")
    first = item.publish_at_ar
    item = approved_change(item, people, title_ar="عنوان جديد")
    assert actions.publish(item, "ar", by=people["publisher"]).publish_at_ar == first


def test_languages_wait_apart(published: Any, people: dict[str, User]) -> None:
    item = published("ar", "en")
    item = drafts.save(item, {"title_en": "New title"}, by=people["translator"])
    assert (item.change_ar, item.change_en) == ("", "draft")
    item = approved_change(item, people, title_ar="عنوان جديد")
    item = actions.publish(item, "ar", by=people["publisher"])
    assert (item.change_ar, item.change_en) == ("", "draft")
    assert row(item)["title_en"] == "Institution visits the detention centre"
    assert fresh(item).head_en.data["title_en"] == "New title"


def test_shared_change_waits_in_both_languages_and_goes_with_either(
    published: Any, people: dict[str, User]
) -> None:
    item = drafts.save(published("ar", "en"), {"reference": "R/3"}, by=people["author"])
    assert (item.change_ar, item.change_en, row(item)["reference"]) == (
        "draft",
        "draft",
        "T/2026/1",
    )
    item = actions.submit(item, "en", by=people["translator"])
    item = actions.approve(item, "en", by=people["editor"])
    item = actions.publish(item, "en", by=people["publisher"])
    assert (item.change_ar, item.change_en, row(item)["reference"]) == ("", "", "R/3")


def test_shared_change_leaves_the_other_language_its_own_change(
    published: Any, people: dict[str, User]
) -> None:
    item = drafts.save(published("ar", "en"), {"title_ar": "عنوان جديد"}, by=people["author"])
    item = drafts.save(item, {"reference": "R/3"}, by=people["author"])
    item = actions.submit(item, "en", by=people["translator"])
    item = actions.approve(item, "en", by=people["editor"])
    item = actions.publish(item, "en", by=people["publisher"])
    assert (item.change_ar, item.change_en) == ("draft", "")
    assert row(item)["title_ar"] != "عنوان جديد"


def test_shared_change_takes_an_approved_change_back(
    published: Any, people: dict[str, User]
) -> None:
    item = approved_change(published("ar", "en"), people, title_ar="عنوان جديد")
    item = drafts.save(item, {"reference": "R/3"}, by=people["translator"])
    assert (item.change_ar, item.approved_ar) == ("draft", None)


def test_shared_change_of_a_draft_is_in_the_columns_at_once(
    draft: Any, people: dict[str, User], topics: dict[str, Topic]
) -> None:
    item = drafts.save(
        draft(), {"reference": "R/3", "topics": [topics["new"]]}, by=people["editor"]
    )
    assert (row(item)["reference"], row(item)["topics"]) == ("R/3", ["new"])


def test_unwritten_language_does_not_move_with_a_shared_change(
    published: Any, people: dict[str, User]
) -> None:
    item = drafts.save(published("ar"), {"reference": "R/3"}, by=people["author"])
    assert (item.state_en, item.change_en) == ("draft", "")


def test_change_taken_back_by_hand_is_no_change(published: Any, people: dict[str, User]) -> None:
    item = published("ar")
    old = item.title_ar
    item = drafts.save(item, {"title_ar": "عنوان جديد"}, by=people["author"])
    item = drafts.save(item, {"title_ar": old}, by=people["author"])
    assert (item.change_ar, streams.is_pending(item, "ar")) == ("", False)


def test_scheduled_text_stands_in_the_columns_and_readers_wait(
    draft: Any, carry: Any, people: dict[str, User]
) -> None:
    item = carry(draft(), "ar", "scheduled")
    assert row(item)["title_ar"] == item.head_ar.data["title_ar"]
    assert not NewsItem.objects.published("ar").exists()


def test_cancelled_schedule_leaves_a_draft_as_if_never_scheduled(
    draft: Any, carry: Any, people: dict[str, User]
) -> None:
    item = actions.unschedule(carry(draft(), "ar", "scheduled"), "ar", by=people["publisher"])
    assert (item.state_ar, item.publish_at_ar, item.public_ar, item.public_shared) == (
        "draft",
        None,
        None,
        None,
    )


def test_first_language_cannot_be_scheduled_with_a_waiting_shared_change(
    published: Any, draft: Any, carry: Any, people: dict[str, User]
) -> None:
    """The schedule would put a date into columns that readers of the other language see now."""
    item = carry(draft(), "en", "published")
    item = drafts.save(item, {"reference": "R/3"}, by=people["author"])
    item = actions.submit(item, "ar", by=people["author"])
    item = actions.approve(item, "ar", by=people["editor"])
    with pytest.raises(Refused):
        actions.schedule(item, "ar", by=people["publisher"], at=timezone.now() + timedelta(days=1))
    assert row(item)["reference"] == "T/2026/1"


def test_withdrawn_text_is_changed_and_published_again(
    published: Any, people: dict[str, User], client: Any
) -> None:
    item = published("ar")
    item = actions.withdraw(item, "ar", by=people["publisher"], note="سُحب.")
    item = approved_change(item, people, body_ar="<p>النص الصحيح.</p>")
    assert client.get(item.address("ar")).status_code == 410
    item = actions.publish(item, "ar", by=people["publisher"])
    assert (item.state_ar, item.change_ar, item.withdrawal_note_ar) == ("published", "", "")
    page = client.get(item.address("ar"))
    assert (page.status_code, "النص الصحيح." in page.content.decode()) == (200, True)


def test_withdrawal_keeps_a_waiting_change(published: Any, people: dict[str, User]) -> None:
    item = approved_change(published("ar"), people, title_ar="عنوان جديد")
    item = actions.withdraw(item, "ar", by=people["publisher"], note="سُحب.")
    assert (item.state_ar, item.change_ar, item.approved_ar) == ("withdrawn", "draft", None)
    assert fresh(item).head_ar.data["title_ar"] == "عنوان جديد"


def test_vanished_topic_does_not_stop_a_publication(
    published: Any, topics: dict[str, Topic], people: dict[str, User]
) -> None:
    item = approved_change(published("ar"), people, topics=[topics["old"], topics["new"]])
    topics["old"].delete()
    item = actions.publish(item, "ar", by=people["publisher"])
    assert row(item)["topics"] == ["new"]

"""Two signed-in people on one item, and a reader who has no account."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.accounts.roles import AUTHOR, EDITOR, PUBLISHER, TRANSLATOR
from nhri.pages.models import Institution
from nhri.workflow import actions, drafts
from tests.browser.desk import Desk
from tests.browser.measures import barriers, too_wide
from tests.browser.reasons import stored

ARABIC = "جملة عربية أضيفت"
ENGLISH = "An English sentence was added"


def clash(place: Desk, field: str) -> Locator:
    """The part of the conflict page that asks about `field`."""
    return place.page.locator(f".conflict-field:has([name=choose_{field}])")


def choose(place: Desk, field: str, choice: str) -> None:
    place.click(f'[name=choose_{field}][value="{choice}"]')


# Safe saving --------------------------------------------------------------------------------------


def test_arabic_and_english_saved_at_the_same_time_are_both_kept(
    desk: Callable[..., Desk], draft: Any
) -> None:
    item = draft()
    arabic, english = desk(AUTHOR, "ar"), desk(TRANSLATOR, "en")
    for place in (arabic, english):
        place.open_item(item)
    arabic.write("ar", title="عنوان المحرر", body=ARABIC)
    english.write("en", title="The translator's title", body=ENGLISH)
    for place in (arabic, english):
        place.save()
        expect(place.page.locator(".conflict, .errornote")).to_have_count(0)
    now = stored(item)
    assert (now.title_ar, now.title_en) == ("عنوان المحرر", "The translator's title")
    assert (ARABIC in now.body_ar, ENGLISH in now.body_en) == (True, True)
    # Where one stopped the other goes on: nothing has to be opened anew.
    expect(english.page.locator("#id_title_ar")).to_have_value("عنوان المحرر")


def test_same_field_asks_the_second_with_both_texts_and_their_common_origin(
    desk: Callable[..., Desk], draft: Any
) -> None:
    item = draft(title_ar="زيارة إلى مركز التوقيف", place_ar="العاصمة")
    first, second = desk(AUTHOR, "ar"), desk(EDITOR, "en")
    for place in (first, second):
        place.open_item(item)
    first.write("ar", title="زيارة مفاجئة إلى مركز التوقيف", place="المنامة")
    first.save()
    second.write("ar", title="زيارة إلى مركز الاحتجاز", summary="ملخص المراجع.", body=ARABIC)
    second.save()

    asked = clash(second, "title_ar")
    expect(second.page.locator(".conflict-field")).to_have_count(1)
    theirs, mine = (asked.locator(".conflict-side").nth(n) for n in (0, 1))
    expect(theirs).to_contain_text("Colleague author")
    expect(theirs.locator("ins")).to_contain_text("مفاجئة")
    expect(mine.locator("del")).to_contain_text("التوقيف")
    expect(mine.locator("ins")).to_contain_text("الاحتجاز")
    expect(theirs.locator(".compare-text").first).to_have_attribute("dir", "rtl")
    assert [line for line in barriers(second) if "conflict" in line] == []
    second.page.set_viewport_size({"width": 360, "height": 740})
    assert too_wide(second) == 0
    assert stored(item).title_ar == "زيارة مفاجئة إلى مركز التوقيف"

    merged = second.page.locator("[name=merged_title_ar]")
    expect(merged).to_have_value("زيارة مفاجئة إلى مركز الاحتجاز")
    choose(second, "title_ar", "merged")
    second.save()
    now = stored(item)
    assert (now.title_ar, now.summary_ar, now.place_ar) == (
        "زيارة مفاجئة إلى مركز الاحتجاز", "ملخص المراجع.", "المنامة",
    )  # fmt: skip
    assert ARABIC in now.body_ar


@pytest.mark.parametrize("choice", ["theirs", "mine"])
def test_choice_between_two_bodies_is_what_is_stored(
    desk: Callable[..., Desk], draft: Any, choice: str
) -> None:
    item = draft()
    first, second = desk(AUTHOR), desk(EDITOR)
    for place in (first, second):
        place.open_item(item)
        place.editor("body_ar")
    first.write("ar", body="نهاية الأول")
    first.save()
    second.write("ar", body="نهاية الثاني")
    second.save()
    expect(clash(second, "body_ar")).to_contain_text("نهاية الأول")
    expect(clash(second, "body_ar")).to_contain_text("نهاية الثاني")
    choose(second, "body_ar", choice)
    second.save()
    body = stored(item).body_ar
    assert ("نهاية الأول" in body, "نهاية الثاني" in body) == (choice == "theirs", choice == "mine")


# Pending changes ----------------------------------------------------------------------------------


def test_change_of_a_public_text_waits_until_it_is_reviewed_and_published(
    window: Callable[..., Desk], desk: Callable[..., Desk], published: Any, institution: Institution
) -> None:
    item = published("ar", title_ar="عنوان منشور قديم")
    address = NewsItem.objects.with_visibility().get(pk=item.pk).address("ar")
    reader, author, editor = window("ar"), desk(AUTHOR), desk(EDITOR)

    def readers_title() -> str:
        assert reader.go(address).status == 200
        return reader.page.locator("h1").inner_text()

    author.open_item(item)
    expect(author.page.locator(".column .notice")).to_have_count(0)
    author.write("ar", title="عنوان منشور جديد")
    author.save()
    expect(author.page.locator(".column .notice").first).to_be_visible()
    assert readers_title() == "عنوان منشور قديم"

    editor.open("admin:news_newsitem_compare_public", item.pk, "ar")
    title = editor.page.locator(".compare-field").first
    expect(title.locator("del")).to_contain_text("قديم")
    expect(title.locator("ins")).to_contain_text("جديد")
    author.press("submit")
    assert readers_title() == "عنوان منشور قديم"
    editor.open_item(item)
    editor.press("approve")
    editor.confirm()
    assert readers_title() == "عنوان منشور قديم"
    publisher = desk(PUBLISHER)
    publisher.open_item(item)
    publisher.press("publish")
    publisher.confirm()
    assert readers_title() == "عنوان منشور جديد"
    author.open_item(item)
    expect(author.page.locator(".column .notice")).to_have_count(0)


def test_one_language_is_restored_without_the_other_and_without_its_state(
    window: Callable[..., Desk], desk: Callable[..., Desk], draft: Any, carry: Any,
    people: dict[str, User], institution: Institution,
) -> None:  # fmt: skip
    item = carry(carry(draft(), "ar", "published"), "en", "in_review")
    first = item.head_en
    item = drafts.save(item, {"title_en": "A title that was wrong"}, by=people[TRANSLATOR])
    editor = desk(EDITOR, "en")
    editor.open("admin:news_newsitem_revisions", item.pk)
    restore = editor.path("admin:news_newsitem_restore", item.pk, first.pk)
    editor.open("admin:news_newsitem_compare_previous", item.pk, item.head_en_id)
    editor.click(f'a[href="{restore}"]')
    expect(editor.page.locator("ins").filter(has_text="Institution visits")).to_have_count(1)
    editor.confirm()
    now = stored(item)
    assert (now.title_en, now.head_en.number) == (first.data["title_en"], 3)
    assert (now.head_ar_id, now.head_shared_id) == (item.head_ar_id, item.head_shared_id)
    assert (now.state_ar, now.change_ar, now.state_en) == ("published", "", "in_review")
    reader = window("en")
    assert reader.go(NewsItem.objects.with_visibility().get(pk=item.pk).address("en")).status == 200
    assert first.data["title_en"] not in reader.page.locator("main").inner_text()


# Out of date --------------------------------------------------------------------------------------

STAGES = ("returned", "in_review", "approved", "scheduled", "published")


def brought_to(item: Any, carry: Any, people: dict[str, User], stage: str) -> Any:
    """Both languages at `stage`; a text that was returned was handed in once."""
    for language in ("ar", "en"):
        if stage != "returned":
            item = carry(item, language, stage)
            continue
        item = carry(item, language, "in_review")
        item = actions.return_(item, language, by=people[EDITOR], comment="أقصر.")
    return item


@pytest.mark.parametrize(("leader", "follower"), [("ar", "en"), ("en", "ar")])
def test_text_that_was_left_behind_says_so_at_every_step(
    desk: Callable[..., Desk], draft: Any, carry: Any, people: dict[str, User],
    leader: str, follower: str,
) -> None:  # fmt: skip
    roles = {"ar": AUTHOR, "en": TRANSLATOR}
    ahead, behind = desk(roles[leader], leader), desk(roles[follower], follower)
    for stage in STAGES:
        item = brought_to(draft(), carry, people, stage)
        old = getattr(item, f"summary_{leader}")
        ahead.open_item(item)
        ahead.write(leader, summary=f"{old} addition")
        ahead.save()
        behind.open_item(item)
        notice = behind.page.locator(f"#stale-summary-{follower}")
        expect(notice).to_contain_text(f"Colleague {roles[leader]}")
        notice.locator("summary").click()
        expect(notice.locator("ins")).to_contain_text("addition")
        runs = "rtl" if leader == "ar" else "ltr"
        expect(notice.locator(".compare-text").first).to_have_attribute("dir", runs)
        expect(behind.page.locator(f"#stale-summary-{leader}")).to_have_count(0)
        with behind.page.expect_navigation():
            notice.locator("[name=_confirm]").click()
        expect(behind.page.locator(".stale")).to_have_count(0)
        assert getattr(stored(item), f"stale_{follower}") == 0, stage

        ahead.open_item(item)
        ahead.write(leader, summary=f"{old} additions")
        ahead.click(f"#id_typing_error_{leader}")
        ahead.save()
        behind.open_item(item)
        expect(behind.page.locator(".stale")).to_have_count(0)

        ahead.open_item(item)
        ahead.write(leader, summary=f"{old} and another")
        ahead.save()
        behind.open_item(item)
        behind.click(f"#stale-summary-{follower} a")
        behind.write(follower, summary="caught up")
        behind.save()
        expect(behind.page.locator(".stale")).to_have_count(0)
        assert getattr(stored(item), f"stale_{follower}") == 0, stage


def test_change_of_a_scheduled_text_cancels_it_and_the_form_says_so(
    window: Callable[..., Desk], desk: Callable[..., Desk], draft: Any, carry: Any
) -> None:
    item = carry(draft(), "ar", "scheduled")
    planned = item.publish_at_ar
    author = desk(AUTHOR)
    author.open_item(item)
    expect(author.page.locator(".appears")).to_have_count(1)
    author.write("ar", summary="ملخص آخر.")
    author.save()
    expect(author.page.locator(".lost-schedule")).to_have_count(1)
    expect(author.page.locator(".appears")).to_have_count(0)
    now = stored(item)
    assert (now.state_ar, now.publish_at_ar, now.lost_schedule_ar) == ("draft", None, planned)
    author.page.set_viewport_size({"width": 360, "height": 740})
    assert too_wide(author) == 0

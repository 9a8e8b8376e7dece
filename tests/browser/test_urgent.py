"""The urgent statement at 23:00 on a phone: six steps, a minute and a half, nothing lost."""

import sys
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import expect

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.accounts.roles import EDITOR, PUBLISHER
from nhri.pages.models import Institution
from nhri.translation.languages import LANGUAGES
from nhri.workflow import actions
from nhri.workflow.urgent import UrgentPublication
from tests.browser.desk import Desk
from tests.browser.measures import barriers, too_wide
from tests.conftest import PASSWORD
from tests.news.test_urgent_page import FIRST, REASON, REST, TITLE, text_of

#: The pace of docs/take_pictures.py: a look before each touch, six characters a second.
LOOK_SECONDS = 2.0
SECONDS_A_CHARACTER = 1 / 6
STEPS, SECONDS = 6, 90

QUICK = "a.urgent"
PUBLISH = ".urgent-actions [type=submit]"
DONE = "#urgent-done"


@pytest.fixture(autouse=True)
def _dated_here(institution: Institution) -> None:
    institution.place_ar, institution.place_en = "العاصمة", "The Capital"
    institution.save()


class Hand:
    """Somebody who sees the page for the first time and types with one thumb."""

    def __init__(self, place: Desk) -> None:
        self.place, self.page = place, place.page

    def press(self, selector: str) -> None:
        time.sleep(LOOK_SECONDS)
        with self.page.expect_navigation():
            self.place.click(selector)

    def paste(self, selector: str, text: str) -> None:
        time.sleep(LOOK_SECONDS)
        self.place.fill(selector, text)

    def type(self, selector: str, text: str) -> None:
        time.sleep(LOOK_SECONDS)
        self.place.steps += 1
        self.page.locator(selector).click()
        self.page.locator(selector).press_sequentially(text, delay=SECONDS_A_CHARACTER * 1000)


def phone(desk: Callable[..., Desk], language: str, role: str = PUBLISHER) -> Desk:
    return desk(role, language, width=360, height=740, has_touch=True, is_mobile=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_publisher_needs_six_steps_and_a_minute_and_a_half(
    language: str, desk: Callable[..., Desk], window: Callable[..., Desk],
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    place = phone(desk, language)
    place.open("admin:index")
    hand, started = Hand(place), time.monotonic()
    hand.press(QUICK)
    hand.paste(f"#id_text_{language}", text_of(language))
    hand.type(f"#id_title_{language}", TITLE[language])
    hand.type("#id_reason", REASON)
    hand.press(PUBLISH)
    place.page.locator(DONE).wait_for()
    seconds = time.monotonic() - started
    with capsys.disabled():
        sys.stdout.write(f"\nurgent ({language}): {place.steps} steps, {seconds:.0f} seconds\n")
    assert place.steps <= STEPS
    assert seconds < SECONDS
    assert too_wide(place) == 0
    # The reader, a moment later: at the top of the home page, then the text.
    reader = window(language, width=360)
    reader.open("home", language=language)
    assert reader.notes(".urgent-news a") == [TITLE[language]]
    assert too_wide(reader) == 0
    reader.click(".urgent-news a")
    expect(reader.page.locator("h1")).to_have_text(TITLE[language])
    expect(reader.page.locator(".prose")).to_contain_text(FIRST[language])
    expect(reader.page.locator(".urgent-mark")).to_be_visible()
    address = place.page.locator(f"#address-{language}").input_value()
    assert address == reader.page.url


def test_title_left_empty_costs_one_step_more_and_stays_within_six(
    desk: Callable[..., Desk],
) -> None:
    place = phone(desk, "ar")
    place.open("admin:index")
    place._press(QUICK)
    place.fill("#id_text_ar", text_of("ar"))
    place.fill("#id_reason", REASON)
    place._press(PUBLISH)
    expect(place.page.locator("#id_title_ar")).to_have_value(TITLE["ar"])
    expect(place.page.locator("#id_text_ar")).to_have_value(text_of("ar").replace("\r", ""))
    place._press(PUBLISH)
    place.page.locator(DONE).wait_for()
    assert place.steps <= STEPS


def test_two_fast_presses_publish_once(desk: Callable[..., Desk]) -> None:
    place = phone(desk, "ar")
    place.open("admin:news_newsitem_urgent")
    for name, text in (("text_ar", text_of("ar")), ("title_ar", TITLE["ar"]), ("reason", REASON)):
        place.fill(f"#id_{name}", text)
    place.page.locator(PUBLISH).dblclick(no_wait_after=True)
    place.page.locator(DONE).wait_for()
    place.page.go_back()
    place.page.locator("#id_text_ar").fill(text_of("ar"))
    place._press(PUBLISH)
    assert (NewsItem.objects.count(), UrgentPublication.objects.count()) == (1, 1)


def test_page_works_without_a_script_and_by_keyboard(desk: Callable[..., Desk]) -> None:
    place = desk(PUBLISHER, "en", width=360, java_script_enabled=False)
    place.open("admin:news_newsitem_urgent")
    page = place.page
    page.locator("#id_text_en").focus()
    for text in (text_of("en"), TITLE["en"]):
        page.keyboard.insert_text(text)
        page.keyboard.press("Tab")
    page.locator("#id_reason").focus()
    page.keyboard.insert_text(REASON)
    page.locator(PUBLISH).focus()
    page.keyboard.press("Enter")
    page.locator(DONE).wait_for()
    assert NewsItem.objects.published("en").get().title_en == TITLE["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_expired_sign_in_does_not_lose_the_text(
    language: str, desk: Callable[..., Desk], people: dict[str, User]
) -> None:
    place = phone(desk, language)
    place.open("admin:news_newsitem_urgent")
    place.fill(f"#id_text_{language}", text_of(language))
    place.fill(f"#id_title_{language}", TITLE[language])
    place.fill("#id_reason", REASON)
    place.page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    place._press(PUBLISH)
    place.fill("input[name=username]", PUBLISHER)
    place.fill("input[name=password]", PASSWORD)
    place._press("#login-form [type=submit]")
    expect(place.page.locator("#urgent-kept")).to_be_visible()
    assert barriers(place) == []
    place.click("[data-restore]")
    expect(place.page.locator(f"#id_text_{language}")).to_have_value(text_of(language))
    expect(place.page.locator("#id_reason")).to_have_value(REASON)
    place._press(PUBLISH)
    place.page.locator(DONE).wait_for()
    assert NewsItem.objects.published(language).count() == 1
    # Nothing of it stays in the browser once it is public.
    keys = place.page.evaluate("Object.keys(localStorage)")
    assert [key for key in keys if key.startswith("urgent:")] == []


def test_two_texts_that_wait_are_both_offered_and_a_discarded_one_is_gone(
    desk: Callable[..., Desk],
) -> None:
    place = phone(desk, "ar")
    for text in (FIRST["ar"], REST["ar"]):
        place.open("admin:news_newsitem_urgent")
        place.fill("#id_text_ar", text)
        place.page.wait_for_timeout(500)
    place.open("admin:news_newsitem_urgent")
    box = place.page.locator("#urgent-kept")
    expect(box).to_contain_text(REST["ar"][:40])
    place.click("[data-discard]")
    expect(box).to_contain_text(FIRST["ar"][:40])
    place.click("[data-restore]")
    expect(place.page.locator("#id_text_ar")).to_have_value(FIRST["ar"])
    expect(box).to_be_hidden()


def test_address_is_copied_by_one_touch(desk: Callable[..., Desk], published: Any) -> None:
    item = published("ar")
    place = phone(desk, "ar")
    place.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    place.open("admin:news_newsitem_urgent_done", item.pk)
    place.click("[data-copy]")
    expect(place.page.locator("[data-copy]")).to_have_text(
        place.page.locator("[data-copy]").get_attribute("data-said") or "?"
    )
    copied = place.page.evaluate("navigator.clipboard.readText()")
    assert copied == place.page.locator("#address-ar").input_value()


@pytest.mark.parametrize("language", LANGUAGES)
def test_second_person_confirms_from_the_form(
    language: str, desk: Callable[..., Desk], draft: Any, people: dict[str, User]
) -> None:
    item = draft()
    actions.publish_urgently(item, "ar", by=people[PUBLISHER], reason=REASON)
    place = phone(desk, language, EDITOR)
    place.open_item(item)
    place._press(".to-confirm a")
    place.confirm()
    assert UrgentPublication.objects.get().confirmed_by == people[EDITOR]
    assert place.page.locator(".to-confirm").count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("look", ["light", "dark"])
def test_urgent_pages_have_no_barriers_and_fit_a_phone(
    language: str, look: str, desk: Callable[..., Desk], draft: Any, carry: Any,
    people: dict[str, User],
) -> None:  # fmt: skip
    item = draft()
    actions.publish_urgently(item, "ar", by=people[PUBLISHER], reason=REASON)
    actions.publish_urgently(item, "en", by=people[PUBLISHER], reason=REASON)
    item = NewsItem.objects.get()
    actions.set_urgent(item, item.publish_at_ar.replace(year=2099), by=people[PUBLISHER])
    one = UrgentPublication.objects.first()
    ready = carry(carry(draft(), "ar", "approved"), "en", "approved")
    found = []
    for role in (PUBLISHER, EDITOR):
        place = desk(role, language, width=360, color_scheme=look)
        opened = [("admin:news_newsitem_confirm_urgent", one.pk), ("home",), ("news:list",)]
        if role == PUBLISHER:
            opened += [
                ("admin:index",),
                ("admin:news_newsitem_changelist",),
                ("admin:news_newsitem_urgent",),
                ("admin:news_newsitem_urgent_done", item.pk),
                ("admin:news_newsitem_urgent_notice", item.pk),
                ("admin:news_newsitem_publish_both", ready.pk),
                ("admin:news_newsitem_verb", ready.pk, "urgent", "ar"),
            ]
        for name, *arguments in opened:
            place.open(name, *arguments)
            found += barriers(place)
            assert too_wide(place) == 0, name
        if role == PUBLISHER:
            place.open("admin:news_newsitem_urgent")
            place._press(PUBLISH)  # everything is missing
            found += barriers(place)
            place.go(item.address(language))
            found += barriers(place)
            place.open_item(item)
            place.rich("body_ar")
            place.rich("body_en")
            found += barriers(place)
    assert not found, "\n".join(found)


def test_home_with_an_urgent_item_in_forced_colours(
    window: Callable[..., Desk], published: Any, people: dict[str, User]
) -> None:
    item = published("ar")
    actions.set_urgent(item, item.publish_at_ar.replace(year=2099), by=people[PUBLISHER])
    reader = window("ar", width=360, forced_colors="active")
    reader.open("home")
    word = reader.page.locator(".urgent-word")
    expect(word).to_be_visible()
    border = word.evaluate("(one) => getComputedStyle(one).borderTopStyle")
    assert border == "solid"
    assert not [one for one in barriers(reader) if "urgent" in one]

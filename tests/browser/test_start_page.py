"""Desk, calendar and board in the browser: barriers, a phone's width, the keyboard."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from nhri.accounts.models import User
from nhri.accounts.roles import AUTHOR, EDITOR, PUBLISHER
from nhri.pages.models import Institution
from nhri.translation.languages import LANGUAGES
from nhri.workflow import actions, drafts
from tests.browser.desk import Desk
from tests.browser.measures import barriers, too_wide

PLACES = ("index", "calendar", "news_newsitem_board")


@pytest.fixture
def busy(
    draft: Any, carry: Any, published: Any, people: dict[str, User], institution: Institution
) -> None:
    """Something in most of the lists, and a full day in the calendar."""
    actions.publish_urgently(
        draft(english=False), "ar", by=people[PUBLISHER], reason="وفاة في الاحتجاز."
    )
    lost = carry(draft(english=False), "ar", "scheduled")
    drafts.save(lost, {"title_ar": "عنوان طويل جدًا " * 8}, by=people[AUTHOR])
    back = carry(draft(), "en", "in_review")
    actions.return_(back, "en", by=people[EDITOR], comment="Which prison was it? " * 6)
    for _ in range(2):
        carry(draft(), "ar", "in_review")
    carry(carry(draft(), "ar", "scheduled"), "en", "approved")
    drafts.save(published("ar", "en"), {"title_ar": "عنوان آخر"}, by=people[AUTHOR])
    for _ in range(6):
        published("ar")
    actions.set_embargo(draft(), timezone.now() + timedelta(hours=2), by=people[PUBLISHER])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("look", ["light", "dark"])
def test_start_page_calendar_and_board_have_no_barriers_and_fit(
    desk: Callable[..., Desk], busy: None, language: str, look: str
) -> None:
    place = desk(EDITOR, language, color_scheme=look)
    found = []
    for name in PLACES:
        for width in (360, 1280):
            place.page.set_viewport_size({"width": width, "height": 800})
            place.open(f"admin:{name}")
            for folded in place.page.locator("details:not([open]) > summary").all():
                folded.click()
            found += [f"{width}: {barrier}" for barrier in barriers(place)]
            assert too_wide(place) == 0, (name, width)
    assert not found, "\n".join(found)


def test_targets_are_large_enough_for_a_thumb(desk: Callable[..., Desk], busy: None) -> None:
    place = desk(EDITOR, "ar", width=360)
    place.open("admin:index")
    for selector in (".starts a", ".desk-heading", ".desk-all a", ".desk-confirm"):
        for link in place.page.locator(selector).all():
            box = link.bounding_box()
            assert box is not None and box["height"] >= 43.5, selector


def test_what_presses_most_is_reached_first_by_keyboard(
    desk: Callable[..., Desk], busy: None
) -> None:
    place = desk(EDITOR, "ar")
    place.open("admin:index")
    place.page.locator(".starts a").last.focus()
    place.page.keyboard.press("Tab")
    place.page.keyboard.press("Tab")
    focused = place.page.evaluate("document.activeElement.className")
    assert "desk-confirm" in focused


def test_month_is_chosen_by_keyboard(desk: Callable[..., Desk], busy: None) -> None:
    place = desk(EDITOR, "en", width=360)
    place.open("admin:calendar")
    month = place.page.locator("#calendar-month")
    before = month.inner_text()
    place.page.locator("a[rel=next]").focus()
    with place.page.expect_navigation():
        place.page.keyboard.press("Enter")
    assert month.inner_text() != before
    free = place.page.locator(".calendar .free:not(.today)").first
    assert not free.is_visible()


def test_phone_shows_days_with_their_names_and_a_wide_screen_a_table(
    desk: Callable[..., Desk], busy: None
) -> None:
    place = desk(EDITOR, "en")
    place.open("admin:calendar")
    assert place.page.locator(".calendar th").first.is_visible()
    today = place.page.locator(".calendar .today")
    assert today.locator(".day-number").is_visible()
    place.page.set_viewport_size({"width": 360, "height": 800})
    assert not place.page.locator(".calendar th").first.is_visible()
    assert f"{timezone.localdate():%A}" in today.locator(".day-name").inner_text()


def test_board_has_cards_on_a_phone(desk: Callable[..., Desk], busy: None) -> None:
    place = desk(EDITOR, "ar", width=360)
    place.open("admin:news_newsitem_board")
    title = place.page.locator(".board th[scope=row]").first.bounding_box()
    assert title is not None and title["width"] > 250
    assert place.page.locator(".board-language").first.is_visible()

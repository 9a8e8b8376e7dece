"""The admin's pages in both directions: barriers, a phone's width, the institution's own time."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from news.models import NewsItem
from nhri.accounts.roles import PUBLISHER
from nhri.pages.models import Institution
from nhri.translation.languages import LANGUAGES, direction
from tests.browser.desk import Desk
from tests.browser.measures import barriers, too_wide
from tests.browser.test_pages import LONG


def admin_paths(place: Desk, item: NewsItem, waiting: NewsItem) -> dict[str, str]:
    return {
        "index": place.path("admin:index"),
        "list": place.path("admin:news_newsitem_changelist"),
        "add": place.path("admin:news_newsitem_add"),
        "change": place.path("admin:news_newsitem_change", item.pk),
        "publish": place.path("admin:news_newsitem_verb", waiting.pk, "publish", "ar"),
        "schedule": place.path("admin:news_newsitem_verb", waiting.pk, "schedule", "ar"),
        "withdraw": place.path("admin:news_newsitem_verb", item.pk, "withdraw", "ar"),
        "refused": place.path("admin:news_newsitem_verb", item.pk, "approve", "ar"),
        "import": place.path("admin:news_newsitem_import"),
        "history": place.path("admin:news_newsitem_history", item.pk),
        "preview": place.path("admin:news_newsitem_preview", item.pk, "ar"),
    }


@pytest.fixture
def items(published: Any, draft: Any, carry: Any, institution: Institution) -> list[NewsItem]:
    """A public item with a pending change to come, and one that waits for its publisher."""
    waiting = carry(draft(), "ar", "approved")
    return [published("ar", "en", body_ar=LONG), waiting]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("look", ["light", "dark"])
def test_admin_pages_have_no_barriers_in_either_direction(
    desk: Callable[..., Desk], items: list[NewsItem], language: str, look: str
) -> None:
    place = desk(PUBLISHER, language, color_scheme=look)
    found = []
    for name, path in admin_paths(place, *items).items():
        place.go(path)
        if name in ("add", "change"):
            place.rich("body_ar")
            place.rich("body_en")
            place.page.locator("details:not([open]) > summary").first.click()
        found += barriers(place)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sign_in_page_has_no_barriers(window: Callable[..., Desk], language: str) -> None:
    stranger = window(language)
    stranger.open("admin:login")
    expect(stranger.page.locator("html")).to_have_attribute("dir", direction(language))
    found = barriers(stranger)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_admin_pages_have_their_direction_and_fit_a_phone(
    desk: Callable[..., Desk], items: list[NewsItem], language: str
) -> None:
    place = desk(PUBLISHER, language, width=360)
    for name, path in admin_paths(place, *items).items():
        place.go(path)
        if name in ("add", "change"):
            place.rich("body_ar")
        html = place.page.locator("html")
        wanted = "ar" if name == "preview" else language
        assert html.get_attribute("lang") == wanted, name
        assert html.get_attribute("dir") == direction(wanted), name
        assert too_wide(place) == 0, name


def test_embargo_and_schedule_are_entered_in_the_institutions_time(
    desk: Callable[..., Desk], items: list[NewsItem]
) -> None:
    _public, waiting = items
    place = desk(PUBLISHER)
    place.open_item(waiting)
    place.press("schedule")
    moment = timezone.localtime() + timedelta(days=3)
    place.fill("#id_at", moment.strftime("%Y-%m-%dT%H:%M"))
    place.confirm()
    waiting.refresh_from_db()
    assert waiting.publish_at_ar == moment.replace(second=0, microsecond=0)

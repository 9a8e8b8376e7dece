"""«عاجل» opens no door: it shows what readers may see, and nothing else; it ends by itself."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.accounts.roles import PUBLISHER
from nhri.translation.languages import LANGUAGES
from nhri.workflow import actions
from tests.test_visibility import STAGES, markers_in


@pytest.fixture
def urgent(draft: Any, carry: Any, people: dict[str, User]) -> Callable[..., NewsItem]:
    """``urgent("draft", "published")``: an item at these stages that carries the notice.

    The notice is set on the row itself: whatever sets it, readers see no more than before.
    """

    def make(arabic: str, english: str, *, embargoed: bool) -> NewsItem:
        item = draft(title_ar="qzxar عنوان", title_en="qzxen title")
        for language, stage in zip(LANGUAGES, (arabic, english), strict=True):
            item = carry(item, language, stage)
        if embargoed:
            tomorrow = timezone.now() + timedelta(days=1)
            item = actions.set_embargo(item, tomorrow, by=people[PUBLISHER])
        NewsItem.objects.filter(pk=item.pk).update(urgent_until=timezone.now() + timedelta(hours=2))
        return item

    return make


#: Both stages, and whether an embargo lies over them: whatever keeps an urgent item from readers.
URGENT = [
    *[(stage, stage, False) for stage in STAGES if stage != "nothing"],
    ("published", "draft", False),
    ("scheduled", "published", False),
    ("published", "published", True),
]


@pytest.mark.parametrize("arabic,english,embargoed", URGENT)
def test_urgent_notice_shows_what_readers_may_see_and_nothing_else(
    client: Client, urgent: Any, arabic: str, english: str, embargoed: bool
) -> None:
    urgent(arabic, english, embargoed=embargoed)
    for language, stage in zip(LANGUAGES, (arabic, english), strict=True):
        visible = stage == "published" and not embargoed
        with override(language):
            home = client.get(reverse("home"))
            newsroom = client.get(reverse("news:list"))
        assert markers_in(home) == markers_in(newsroom) == ({language} if visible else set())
        assert (b'class="urgent-news"' in home.content) == visible
        assert (b'class="urgent-mark"' in newsroom.content) == visible


def test_urgent_notice_ends_at_its_minute(
    client: Client, published: Any, people: dict[str, User], monkeypatch: Any
) -> None:
    item = published("ar")
    moment = (timezone.now() + timedelta(hours=6)).replace(second=0, microsecond=0)
    item = actions.set_urgent(item, moment, by=people[PUBLISHER])
    path = item.address("ar")
    for at, shown in ((moment - timedelta(microseconds=1), True), (moment, False)):
        monkeypatch.setattr(timezone, "now", lambda at=at: at)
        assert (b"urgent-news" in client.get("/ar/").content) == shown
        assert (b"urgent-mark" in client.get("/ar/news/").content) == shown
        assert (b"urgent-mark" in client.get(path).content) == shown

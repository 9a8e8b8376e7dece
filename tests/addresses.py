"""The public addresses of the site, and what each shows; `test_visibility.py` holds them to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import override

from events.models import Event
from news.models import NewsItem
from nhri.pages.models import Page


@dataclass(frozen=True)
class Address:
    """One public address of one item: `at(pk, slug)` → the arguments of its route."""

    route: str
    model: type[Any]
    at: Callable[[Any, str], list[Any]]
    content_type: str = "text/html; charset=utf-8"
    corrects_slug: bool = False

    def path(self, language: str, pk: Any, slug: str) -> str:
        with override(language):
            return reverse(self.route, args=self.at(pk, slug))


def _export(extension: str, content_type: str) -> Address:
    return Address("news:export", NewsItem, lambda pk, slug: [pk, slug, extension], content_type)


#: Addresses that answer for one item.
ITEMS = (
    Address("news:detail", NewsItem, lambda pk, slug: [pk, slug], corrects_slug=True),
    _export("pdf", "application/pdf"),
    _export("txt", "text/plain; charset=utf-8"),
    Address("events:agenda", Event, lambda pk, slug: [pk, slug, "pdf"], "application/pdf"),
    Address("events:participants", Event, lambda pk, slug: [pk, slug, "pdf"], "application/pdf"),
    Address("page", Page, lambda pk, slug: [slug]),
)
#: Addresses that show many items, with their arguments.
LISTS = {"home": [], "news:list": [], "news:topic": ["qtopic"], "news:year": [2026]}
#: Addresses that show no item (without a valid token), by name (by pattern where they have none).
FIXED = {
    "root", "admin/", "healthz", "robots", "admin_password_reset", "password_reset_done",
    "invitation", "password_reset_confirm", "password_reset_complete", "review:item",
    "review:code", "review:decide",
}  # fmt: skip

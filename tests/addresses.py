"""The public addresses of the site, and what each shows; `test_visibility.py` holds them to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
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
    Address("events:detail", Event, lambda pk, slug: [pk, slug], corrects_slug=True),
    Address("events:ics", Event, lambda pk, slug: [pk, slug], "text/calendar; charset=utf-8"),
)
#: Numbers of records that the tests make, so that their addresses are known before.
RECORD = 880_001
#: Addresses that show many items, with their arguments.
LISTS: dict[str, list[Any]] = {
    "home": [], "news:list": [], "news:topic": ["qtopic"], "news:year": [2026],
    "events:list": [], "events:year": [2026], "events:month": [2026, 3], "events:calendar": [],
    "networks:detail": [RECORD, "qrecord"], "organisations:detail": [RECORD, "qrecord"],
    "participants:detail": [RECORD, "qrecord"],
}  # fmt: skip
#: Addresses that show no item (without a valid token), by name (by pattern where they have none).
FIXED = {
    "root", "admin/", "healthz", "robots", "admin_password_reset", "password_reset_done",
    "invitation", "password_reset_confirm", "password_reset_complete", "review:item",
    "review:code", "review:decide", "events:this_month", "networks:list",
}  # fmt: skip


def texts(model: type[Any], language: str) -> dict[str, str]:
    """A complete text in which every field carries the marker of its language."""
    marker = f"qzx{language}"
    words = {"title": f"{marker}title عنوان", "summary": f"{marker}summary ملخص"}
    words["body"] = f"<p>{marker}body نص البيان.</p>"
    if model is not Page:
        words |= {"slug": f"{marker}slug"}
    if model is Event:
        words |= {"venue": f"{marker}venue", "city": f"{marker}city"}
    if model is NewsItem:
        words |= {"place": f"{marker}place"}
        words |= {"issuer": f"{marker}issuer", "notes_to_editors": f"<p>{marker}notes</p>"}
    return {f"{name}_{language}": text for name, text in words.items()}


def shared_of(model: type[Any], topic: Any, records: dict[str, Any]) -> dict[str, Any]:
    """What both languages share; an event that has begun and does not end, so is in every list."""
    body, person = records["organisation"].pk, records["person"].pk
    if model is Page:
        return {"slug": "qpage", "in_menu": True}
    if model is Event:
        roles = [{"person": person, "organisation": body, "role": "speaker"}]
        days = {"starts_on": "2026-03-12", "ends_on": "2199-12-31"}
        return {**days, "networks": [RECORD], "host": body, "participations": roles}
    named = {"topics": [topic], "organisations": [body], "participants": [person]}
    return {"released_on": date(2026, 3, 12), "reference": "qzxref", **named}

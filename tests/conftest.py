"""Fixtures of the whole suite: a colleague for each role, items in every stage, Arabic active."""

import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import hypothesis
import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone, translation

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.accounts.roles import AUTHOR, EDITOR, PUBLISHER, ROLES, TRANSLATOR
from nhri.pages.models import Institution
from nhri.workflow import actions, drafts

PASSWORD = "a-long-test-password"

# Generated examples are the same on every machine in CI, and none is wrong for coming late: the
# suites of two databases share the processor.
hypothesis.settings.register_profile(
    "house", deadline=None, derandomize=os.environ.get("CI") == "true"
)
hypothesis.settings.load_profile("house")


@pytest.fixture(autouse=True)
def _arabic_is_active() -> Iterator[None]:
    """Each test starts in Arabic, whatever the last one activated."""
    with translation.override("ar"):
        yield


@pytest.fixture
def people(db: None) -> dict[str, User]:
    """Role → a colleague in exactly that role."""
    found = {}
    for role in ROLES:
        user = User.objects.create_user(
            role, f"{role}@example.org", PASSWORD, full_name=f"Colleague {role}"
        )
        user.groups.set([Group.objects.get(name=role)])
        found[role] = user
    return found


@pytest.fixture
def institution(db: None) -> Institution:
    """The one row, set up."""
    return Institution.objects.create(
        pk=1,
        name_ar="المؤسسة الوطنية لحقوق الإنسان",
        name_en="National Human Rights Institution",
        site="https://nhri.example.org",
    )


@pytest.fixture
def sign_in(people: dict[str, User]) -> Callable[[str], Client]:
    """``sign_in("editor")`` → a client signed in as that colleague."""

    def signed_in(role: str) -> Client:
        client = Client()
        client.force_login(people[role])
        return client

    return signed_in


ARABIC_TEXT = {
    "title_ar": "المؤسسة تزور مركز التوقيف في العاصمة",
    "summary_ar": "زار فريق من المؤسسة مركز التوقيف واطلع على أوضاع الموقوفين.",
    "body_ar": "<p>زار فريق من المؤسسة مركز التوقيف اليوم.</p><p>والتقى الموقوفين على انفراد.</p>",
    "place_ar": "العاصمة",
}
ENGLISH_TEXT = {
    "title_en": "Institution visits the detention centre",
    "summary_en": "A team visited the centre and spoke with detainees in private.",
    "body_en": "<p>A team visited the detention centre today.</p><p>It spoke with detainees.</p>",
    "place_en": "The Capital",
}
SHARED = {"kind": "press_release", "released_on": date(2026, 3, 12), "reference": "T/2026/1"}


@pytest.fixture
def draft(people: dict[str, User]) -> Callable[..., Any]:
    """``draft(english=True, **values)`` → a complete draft, the English by the translator."""

    def make(*, arabic: bool = True, english: bool = True, **values: Any) -> Any:
        texts = {**SHARED, **(ARABIC_TEXT if arabic else {})}
        own = {k: v for k, v in values.items() if not k.endswith("_en")}
        item = drafts.create(NewsItem(), {**texts, **own}, by=people[AUTHOR])
        if english:
            theirs = {k: v for k, v in values.items() if k.endswith("_en")}
            item = drafts.save(item, {**ENGLISH_TEXT, **theirs}, by=people[TRANSLATOR])
        return item

    return make


@pytest.fixture
def carry(people: dict[str, User]) -> Callable[..., Any]:
    """``carry(item, "ar", "approved")`` → the item with that language taken there by the verbs."""

    def to(item: Any, language: str, stage: str) -> Any:
        writer = people[AUTHOR if language == "ar" else TRANSLATOR]
        if stage == "draft":
            return item
        item = actions.submit(item, language, by=writer)
        if stage == "in_review":
            return item
        item = actions.approve(item, language, by=people[EDITOR])
        if stage == "approved":
            return item
        if stage == "scheduled":
            at = timezone.now() + timedelta(days=2)
            return actions.schedule(item, language, by=people[PUBLISHER], at=at)
        item = actions.publish(item, language, by=people[PUBLISHER])
        if stage == "withdrawn":
            note = "سُحب البيان لاحتوائه على خطأ." if language == "ar" else "Withdrawn: an error."
            item = actions.withdraw(item, language, by=people[PUBLISHER], note=note)
        return item

    return to


@pytest.fixture
def published(draft: Callable[..., Any], carry: Callable[..., Any]) -> Callable[..., Any]:
    """``published("ar", "en", **values)`` → an item that readers see in those languages."""

    def make(*languages: str, **values: Any) -> Any:
        item = draft(arabic="ar" in languages, english="en" in languages, **values)
        for language in languages:
            item = carry(item, language, "published")
        return item

    return make

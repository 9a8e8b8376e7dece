"""State, revision and audit row stand or fall together; listeners hear of it after the commit."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.workflow import actions, drafts
from nhri.workflow.models import AuditEntry
from nhri.workflow.permissions import Refused
from nhri.workflow.signals import content_changed
from tests.workflow.refusals import approved_change, everything

Act = Callable[[Any, dict[str, User]], Any]


def _at() -> Any:
    return timezone.now() + timedelta(days=1)


def _seen(item: Any) -> dict[str, tuple[int, int]]:
    return {c: (getattr(item, f"head_{c}_id"), item.head_shared_id) for c in ("ar", "en")}


#: Name → (the stage to start from, the act, whom the signal names, whether it is hard).
ACTS: dict[str, tuple[str, Act, tuple[str, ...] | None, bool]] = {
    "submit": ("draft", lambda i, p: actions.submit(i, "ar", by=p["author"]), None, False),
    "return": (
        "in_review",
        lambda i, p: actions.return_(i, "ar", by=p["editor"], comment="x"),
        None,
        False,
    ),
    "approve": ("in_review", lambda i, p: actions.approve(i, "ar", by=p["editor"]), None, False),
    "publish": (
        "approved",
        lambda i, p: actions.publish(i, "ar", by=p["publisher"]),
        ("ar", "en"),
        False,
    ),
    "schedule": (
        "approved",
        lambda i, p: actions.schedule(i, "ar", by=p["publisher"], at=_at()),
        ("ar",),
        False,
    ),
    "unschedule": (
        "scheduled",
        lambda i, p: actions.unschedule(i, "ar", by=p["publisher"]),
        ("ar",),
        True,
    ),
    "withdraw": (
        "published",
        lambda i, p: actions.withdraw(i, "ar", by=p["publisher"], note="سُحب."),
        ("ar", "en"),
        True,
    ),
    "correct": (
        "correctable",
        lambda i, p: actions.correct(i, "ar", by=p["publisher"], note={"ar": "صُوّب."}),
        ("ar", "en"),
        True,
    ),
    "urgent": (
        "draft",
        lambda i, p: actions.publish_urgently(i, "ar", by=p["publisher"], reason="x"),
        ("ar", "en"),
        False,
    ),
    "together": (
        "both approved",
        lambda i, p: actions.publish_together(i, by=p["publisher"], seen=_seen(i)),
        ("ar", "en"),
        False,
    ),
    "notice": (
        "published",
        lambda i, p: actions.set_urgent(i, _at(), by=p["publisher"]),
        ("ar", "en"),
        False,
    ),
    "embargo": (
        "published",
        lambda i, p: actions.set_embargo(i, _at(), by=p["publisher"]),
        ("ar", "en"),
        True,
    ),
    "save": (
        "draft",
        lambda i, p: drafts.save(i, {"title_ar": "غير"}, by=p["author"]),
        None,
        False,
    ),
    "save shared": (
        "approved",
        lambda i, p: drafts.save(i, {"reference": "R/7"}, by=p["author"]),
        None,
        False,
    ),
}


@pytest.fixture
def at_stage(draft: Any, carry: Any, people: dict[str, User]) -> Callable[[str], Any]:
    def make(stage: str) -> Any:
        if stage == "correctable":
            item = carry(draft(english=False), "ar", "published")
            return approved_change(item, people, title_ar="عنوان مصحح")
        if stage == "both approved":
            return carry(carry(draft(), "ar", "approved"), "en", "approved")
        return carry(draft(english=False), "ar", stage)

    return make


class Broken(RuntimeError):
    """The audit trail cannot be written."""


@pytest.mark.parametrize("name", ACTS)
def test_act_without_its_audit_row_never_happened(
    name: str, at_stage: Any, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    stage, act, _languages, _hard = ACTS[name]
    item = at_stage(stage)
    before = everything(item)
    corrections = item.corrections.count()

    def broken(**kwargs: Any) -> None:
        raise Broken

    with monkeypatch.context() as patched:
        patched.setattr(AuditEntry.objects, "create", broken)
        with pytest.raises(Broken):
            act(item, people)
    assert everything(item) == before
    assert item.corrections.count() == corrections


def test_new_item_without_its_audit_row_never_happened(
    people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**kwargs: Any) -> None:
        raise Broken

    monkeypatch.setattr(AuditEntry.objects, "create", broken)
    with pytest.raises(Broken):
        drafts.create(NewsItem(), {"title_ar": "عنوان"}, by=people["author"])
    assert NewsItem.objects.count() == 0


@contextmanager
def heard() -> Iterator[list[tuple[Any, tuple[str, ...], bool]]]:
    """What `content_changed` told meanwhile: (item's key, languages, hard)."""
    told: list[tuple[Any, tuple[str, ...], bool]] = []

    def listen(sender: Any, instance: Any, languages: Any, hard: bool, **kwargs: Any) -> None:
        told.append((instance.pk, languages, hard))

    content_changed.connect(listen)
    try:
        yield told
    finally:
        content_changed.disconnect(listen)


@pytest.mark.parametrize("name", ACTS)
def test_listeners_hear_of_it_after_the_commit(
    name: str, at_stage: Any, people: dict[str, User], django_capture_on_commit_callbacks: Any
) -> None:
    stage, act, languages, hard = ACTS[name]
    item = at_stage(stage)
    with heard() as told:
        with django_capture_on_commit_callbacks() as waiting:
            act(item, people)
        assert told == []
        for callback in waiting:
            callback()
    assert told == ([] if languages is None else [(item.pk, languages, hard)])


def test_refused_act_tells_nobody(
    published: Any, people: dict[str, User], django_capture_on_commit_callbacks: Any
) -> None:
    item = published("ar")
    with heard() as told, django_capture_on_commit_callbacks(execute=True):
        with pytest.raises(Refused):
            actions.withdraw(item, "ar", by=people["author"], note="x")
        drafts.save(item, {}, by=people["author"])
    assert told == []


def test_save_of_nothing_new_writes_nothing(draft: Any, people: dict[str, User]) -> None:
    item = draft()
    before = everything(item)
    drafts.save(item, {"title_ar": item.title_ar, "topics": []}, by=people["editor"])
    assert everything(item) == before

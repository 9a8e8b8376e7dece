"""The table of transitions, against one written by hand; and what a change does to a state."""

from datetime import UTC, datetime, timedelta

import pytest

from nhri.workflow.states import TRANSITIONS, Verb, after_change, allowed_verbs, stage, standing

STAGES = ("draft", "in_review", "approved", "scheduled", "published", "withdrawn")

#: (stage) → the verbs that lead on from a text that stands there and has no pending change.
BY_HAND = {
    "draft": {"submit", "urgent"},
    "in_review": {"return", "approve", "urgent"},
    "approved": {"return", "publish", "schedule", "correct"},
    "scheduled": {"unschedule"},
    "published": {"withdraw"},
    "withdrawn": {"submit"},
}
#: Verb → (where it leads, the permission it asks for).
TARGETS = {
    "submit": ("in_review", "submit"),
    "return": ("draft", "approve"),
    "approve": ("approved", "approve"),
    "publish": ("published", "publish"),
    "schedule": ("published", "publish"),
    "correct": ("published", "publish"),
    "urgent": ("published", "publish"),
    "unschedule": ("draft", "publish"),
    "withdraw": ("withdrawn", "publish"),
}


@pytest.mark.parametrize("name", STAGES)
def test_stage_allows_exactly_its_verbs(name: str) -> None:
    assert {verb.value for verb in allowed_verbs(name, name)} == BY_HAND[name]


def test_every_verb_leads_where_the_table_says() -> None:
    assert {v.value: (str(t.target), t.permission) for v, t in TRANSITIONS.items()} == TARGETS
    assert set(TRANSITIONS) == set(Verb)


@pytest.mark.parametrize("change", ["draft", "in_review", "approved"])
def test_public_text_can_be_withdrawn_whatever_change_waits(change: str) -> None:
    verbs = {verb.value for verb in allowed_verbs(change, "published")}
    assert verbs == BY_HAND[change] | {"withdraw"}


NOW = datetime(2026, 3, 12, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "state,publish_at,expected",
    [
        ("published", NOW + timedelta(microseconds=1), "scheduled"),
        ("published", NOW, "published"),
        ("published", NOW - timedelta(days=1), "published"),
        ("draft", NOW + timedelta(days=1), "draft"),
        ("withdrawn", NOW + timedelta(days=1), "withdrawn"),
        ("draft", None, "draft"),
    ],
)
def test_scheduled_is_published_with_its_moment_ahead(
    state: str, publish_at: datetime | None, expected: str
) -> None:
    assert standing(state, publish_at, NOW) == expected
    assert stage(state, "", publish_at, NOW) == expected
    assert stage(state, "in_review", publish_at, NOW) == "in_review"


@pytest.mark.parametrize(
    "state,change,scheduled,expected",
    [
        ("draft", "", False, ("draft", "")),
        ("in_review", "", False, ("in_review", "")),
        ("approved", "", False, ("draft", "")),
        ("published", "", True, ("draft", "")),
        ("published", "", False, ("published", "draft")),
        ("published", "draft", False, ("published", "draft")),
        ("published", "in_review", False, ("published", "in_review")),
        ("published", "approved", False, ("published", "draft")),
        ("withdrawn", "", False, ("withdrawn", "draft")),
        ("withdrawn", "approved", False, ("withdrawn", "draft")),
    ],
)
def test_change_takes_an_approval_away_and_nothing_else(
    state: str, change: str, scheduled: bool, expected: tuple[str, str]
) -> None:
    assert after_change(state, change, scheduled=scheduled) == expected

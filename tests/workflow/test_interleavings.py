"""Two editors and a publisher on one item, in any order: nothing lost, nothing let out unread."""

import os
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from news.models import Topic
from nhri.accounts.models import User
from nhri.accounts.roles import AUTHOR, PUBLISHER, TRANSLATOR
from tests.workflow.colleagues import House, edits, interleaved, leads, ways
from tests.workflow.observer import Observer
from tests.workflow.open_pages import Browser, FormLayer

WORKERS = (AUTHOR, TRANSLATOR, PUBLISHER)
STARTS = ("draft", "in_review", "approved", "scheduled", "published", "one_published")
#: PostgreSQL is what institutions run, so it has them all. SQLite takes the same code through the
#: same forms under a coarser lock; a fifth of them shows that nothing hangs on the database.
EXAMPLES = int(os.environ.get("INTERLEAVINGS", 300 if connection.vendor == "postgresql" else 60))
SCRIPTS = st.tuples(
    st.lists(edits("ar", "en"), min_size=1, max_size=2),
    st.lists(edits("en", "ar"), min_size=1, max_size=2),
    st.lists(st.one_of(leads(), leads(), ways(), edits("ar", "en")), min_size=2, max_size=4),
)
#: At least so often an example, or they have become too tame to prove anything. Three hundred have
#: some 1,000 saves, 160 clashes and 100 publications.
OFTEN = {
    "saved": 2, "clash": 0.3, "clash again": 0.003, "approve": 0.2, "publish": 0.1, "urgent": 0.05,
    "withdraw": 0.1, "refused": 0.5,
}  # fmt: skip
ENOUGH = 200
ORDER = st.lists(st.integers(0, 2), min_size=12, max_size=36)


def rules(examples: int) -> Any:
    """Always the same ones, unless a number of one's own asks for others."""
    return settings(
        max_examples=examples,
        deadline=None,
        report_multiple_bugs=False,
        phases=[Phase.explicit, Phase.generate],
        derandomize="INTERLEAVINGS" not in os.environ,
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture
def topics(db: None) -> list[int]:
    """Three topics."""
    names = ("one", "two", "three")
    return [Topic.objects.create(slug=n, name_ar=n, name_en=n).pk for n in names]


@pytest.fixture
def starts(draft: Any, carry: Any, topics: list[int]) -> dict[str, int]:
    """Where an item may stand when three people come to it."""
    found = {}
    for name in STARTS:
        item = draft()
        for language in ("ar", "en") if name != "one_published" else ("ar",):
            item = carry(item, language, name.removeprefix("one_"))
        found[name] = item.pk
    return found


@pytest.fixture
def met() -> Iterator[Counter[str]]:
    """What happened in all examples together; each thing must have happened often enough."""
    found: Counter[str] = Counter()
    yield found
    rare = [name for name, share in OFTEN.items() if found[name] < share * found["examples"]]
    assert found["examples"] < ENOUGH or (rare, found) == ([], found)


def run(
    pages: type[Any], starts: dict[str, int], people: dict[str, User], topics: list[int],
    met: Counter[str], start: str, scripts: Any, order: list[int],
) -> None:  # fmt: skip
    met["examples"] += 1
    with transaction.atomic():
        house = House(pages(starts[start]), Observer(starts[start]), topics, met=met)
        interleaved(house, [people[role] for role in WORKERS], scripts, order)
        transaction.set_rollback(True)


@given(start=st.sampled_from(STARTS), scripts=SCRIPTS, order=ORDER)
@rules(EXAMPLES)
def test_nothing_is_lost_and_nothing_is_public_unapproved(
    starts: dict[str, int], people: dict[str, User], topics: list[int], met: Counter[str],
    start: str, scripts: Any, order: list[int],
) -> None:  # fmt: skip
    run(FormLayer, starts, people, topics, met, start, scripts, order)


@given(start=st.sampled_from(STARTS), scripts=SCRIPTS, order=ORDER)
@rules(min(EXAMPLES, 20))
def test_the_rendered_pages_lose_nothing_either(
    starts: dict[str, int], people: dict[str, User], topics: list[int], met: Counter[str],
    start: str, scripts: Any, order: list[int],
) -> None:  # fmt: skip
    run(Browser, starts, people, topics, met, start, scripts, order)

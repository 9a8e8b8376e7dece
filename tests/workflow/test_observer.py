"""The observer can fail: each planted breach is caught, and the same steps pass without it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from nhri.accounts.models import User
from nhri.accounts.roles import AUTHOR, PUBLISHER, TRANSLATOR
from nhri.workflow import actions, drafts, permissions, publication, streams
from nhri.workflow.forms import BilingualForm
from nhri.workflow.models import Revision
from nhri.workflow.states import Verb
from nhri.workflow.urgent import UrgentPublication
from tests.workflow.colleagues import Edit, House, Lead, interleaved
from tests.workflow.observer import Breach, Observer
from tests.workflow.open_pages import FormLayer

Patch = Callable[[pytest.MonkeyPatch], None]


def same_field() -> list[list[Any]]:
    """Both open the form, both retitle; the one who comes second is asked."""
    return [
        [Edit(("title_ar", "summary_ar"), ("replace", "append"), "mine")],
        [Edit(("title_ar", "place_ar"), ("replace", "append"), "mine")],
        [],
    ]


def two_fields() -> list[list[Any]]:
    """Both open the form, each types elsewhere."""
    first, second = (Edit((name,), ("append",), "mine") for name in ("summary_ar", "place_ar"))
    return [[first], [second], []]


def approved_then_changed() -> list[list[Any]]:
    """The publisher approves, the author changes, the publisher means to publish."""
    return [[Edit(("title_ar",), ("replace",), "mine")], [], [Lead("ar", Verb.APPROVE),
            Lead("ar", Verb.PUBLISH)]]  # fmt: skip


def changed_under_the_page(verb: Verb) -> list[list[Any]]:
    """The publisher reads the page of a verb; before the button is pressed the text changes."""
    return [[Edit(("title_ar",), ("replace",), "mine")], [], [Lead("ar", verb)]]


def own_text() -> list[list[Any]]:
    """The publisher writes, then means to approve."""
    return [[], [], [Edit(("summary_ar",), ("append",), "mine"), Lead("ar", Verb.APPROVE)]]


# The breaches -------------------------------------------------------------------------------------


def merge_forgets_the_base(patch: pytest.MonkeyPatch) -> None:
    def merge(item: Any, stream: str, mine: Any, base: Any) -> Any:
        newest = streams.head_values(item, stream)
        return {**newest, **{n: v for n, v in mine.items() if v != base.data.get(n)}}, []

    patch.setattr(drafts, "merge", merge)


def save_writes_every_field(patch: pytest.MonkeyPatch) -> None:
    def merge(item: Any, stream: str, mine: Any, base: Any) -> Any:
        return {**streams.head_values(item, stream), **mine}, []

    patch.setattr(drafts, "merge", merge)


def save_forgets_a_field(patch: pytest.MonkeyPatch) -> None:
    honest = drafts.merge

    def merge(item: Any, stream: str, mine: Any, base: Any) -> Any:
        return honest(item, stream, {n: v for n, v in mine.items() if "place" not in n}, base)

    patch.setattr(drafts, "merge", merge)


def clash_page_shows_theirs_alone(patch: pytest.MonkeyPatch) -> None:
    honest = BilingualForm._reopen_on

    def reopen(self: Any, stream: str, newest: int, merged: dict[str, Any]) -> None:
        revision = Revision.objects.get(pk=newest)
        honest(self, stream, newest, {**merged, **revision.data})

    patch.setattr(BilingualForm, "_reopen_on", reopen)


def clash_page_garbles_a_choice(patch: pytest.MonkeyPatch) -> None:
    honest = BilingualForm._reopen_on

    def reopen(self: Any, stream: str, newest: int, merged: dict[str, Any]) -> None:
        honest(self, stream, newest, merged)
        self.data["kind"] = "['press_release']"

    patch.setattr(BilingualForm, "_reopen_on", reopen)


def save_rewrites_the_newest_revision(patch: pytest.MonkeyPatch) -> None:
    def rewrite(item: Any, stream: str, values: Any, *, base: Any, by: Any) -> Any:
        Revision.objects.filter(pk=base.pk).update(data=values)
        base.data = values
        return base

    patch.setattr(drafts, "_add_revision", rewrite)


def approval_forgets_what_was_seen(patch: pytest.MonkeyPatch) -> None:
    honest = actions._begin

    def begin(item: Any, verb: Any, language: str, by: Any, seen: Any = None) -> Any:
        return honest(item, verb, language, by)

    patch.setattr(actions, "_begin", begin)


def change_leaves_the_approval(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(drafts, "_reopen", lambda *args: None)


def publishing_asks_nobody(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(actions, "refusal", lambda *args, **kwargs: None)


def nobody_counts_the_eyes(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(permissions, "contributors", lambda item, language: set())


def drafts_reach_the_readers(patch: pytest.MonkeyPatch) -> None:
    def settle(item: Any) -> None:
        streams.show_head(item, "ar")

    patch.setattr(drafts, "settle", settle)
    patch.setattr(publication, "settle", settle)


def urgency_leaves_no_record(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(UrgentPublication.objects, "create", lambda **kwargs: None)


def refusals_write(patch: pytest.MonkeyPatch) -> None:
    honest = actions.approve

    def approve(item: Any, *args: Any, **kwargs: Any) -> Any:
        type(item).objects.filter(pk=item.pk).update(place_en="Elsewhere")
        return honest(item, *args, **kwargs)

    patch.setattr(actions, "approve", approve)


TOGETHER = [0, 1] * 4
#: The publisher opens a page, the author opens and saves the form, the publisher presses.
BETWEEN = [2, 0, 0, 0, 2]
BREACHES: list[tuple[Patch, str, list[list[Any]], list[int], str]] = [
    (merge_forgets_the_base, "draft", same_field(), TOGETHER, "never saw it"),
    (save_writes_every_field, "draft", two_fields(), TOGETHER, "nobody typed there"),
    (save_forgets_a_field, "draft", two_fields(), TOGETHER, "typed has vanished"),
    (clash_page_shows_theirs_alone, "draft", same_field(), TOGETHER, "gone from the page"),
    (clash_page_garbles_a_choice, "draft", same_field(), TOGETHER, "nobody typed there"),
    (save_rewrites_the_newest_revision, "draft", same_field(), TOGETHER, "has vanished"),
    (approval_forgets_what_was_seen, "in_review", changed_under_the_page(Verb.APPROVE), BETWEEN,
     "has not read"),
    (approval_forgets_what_was_seen, "draft", changed_under_the_page(Verb.URGENT), BETWEEN,
     "has not read"),
    (change_leaves_the_approval, "in_review", approved_then_changed(), [2, 2, 0, 0, 0],
     "covers a later change"),
    (publishing_asks_nobody, "draft", changed_under_the_page(Verb.PUBLISH), [0, 0, 0, 2, 2],
     "nobody approved it"),
    (nobody_counts_the_eyes, "in_review", own_text(), [2, 2, 2], "somebody who wrote it"),
    (drafts_reach_the_readers, "published", same_field(), TOGETHER, "what readers see"),
    (urgency_leaves_no_record, "draft", changed_under_the_page(Verb.URGENT), [0, 0, 0, 2, 2],
     "without a record"),
    (refusals_write, "draft", changed_under_the_page(Verb.APPROVE), [2, 2], "has written"),
]  # fmt: skip


@contextmanager
def planted(breach: Patch | None) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        if breach is not None:
            breach(patch)
        yield


def play(item: Any, people: dict[str, User], scripts: Any, order: list[int]) -> None:
    house = House(FormLayer(item.pk), Observer(item.pk), [])
    interleaved(house, [people[r] for r in (AUTHOR, TRANSLATOR, PUBLISHER)], scripts, order)


@pytest.mark.parametrize(
    ("breach", "start", "scripts", "order", "said"),
    BREACHES,
    ids=[f"{breach.__name__}-{n}" for n, (breach, *_rest) in enumerate(BREACHES)],
)
def test_planted_breach_is_caught_and_nothing_else(
    draft: Any, carry: Any, people: dict[str, User],
    breach: Patch, start: str, scripts: Any, order: list[int], said: str,
) -> None:  # fmt: skip
    play(carry(draft(), "ar", start), people, scripts, order)
    item = carry(draft(), "ar", start)
    with planted(breach), pytest.raises(Breach, match=said):
        play(item, people, scripts, order)

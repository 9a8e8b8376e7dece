"""Two administrators at the same moment: somebody is left to manage colleagues."""

from collections.abc import Callable
from typing import Any

import pytest

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.desk import leaving
from tests.workflow.test_at_once import at_once


def leaves(username: str, *, by: str, to: str | None = None) -> Callable[[], Any]:
    def act() -> int:
        people = {user.username: user for user in User.objects.all()}
        successor = people[to] if to else None
        return leaving.leave(people[username], successor=successor, by=people[by])

    return act


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_close_each_other_leave_one(people: dict[str, User]) -> None:
    people["editor"].groups.set(people["administrator"].groups.all())
    ended = at_once(leaves("administrator", by="editor"), leaves("editor", by="administrator"))
    assert ended == ["Refused", "done"]
    active = User.objects.filter(groups__name="administrator", is_active=True)
    assert active.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_leave_to_each_other_leave_no_item_behind(
    people: dict[str, User], draft: Any
) -> None:
    """The second is refused: whoever would take over has just gone."""
    draft()
    draft(title_ar="نص آخر")
    NewsItem.objects.filter(title_ar="نص آخر").update(in_charge=people["editor"])
    ended = at_once(
        leaves("author", by="administrator", to="editor"),
        leaves("editor", by="administrator", to="author"),
    )
    assert ended == ["Refused", "done"]
    assert NewsItem.objects.filter(in_charge__is_active=False).count() == 0

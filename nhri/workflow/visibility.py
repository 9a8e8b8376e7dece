"""What an address answers, in one place: the page, the honest page, gone, or nothing there."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils import timezone

from nhri.translation.languages import LANGUAGES, other
from nhri.workflow.querysets import PublishableQuerySet
from nhri.workflow.states import State


class Answer(Enum):
    """The four things an item's address can say."""

    PAGE = "page"
    ELSEWHERE = "elsewhere"
    GONE = "gone"
    MISSING = "missing"


@dataclass(frozen=True)
class Found:
    """The answer, and the item when there is something of it to show."""

    answer: Answer
    item: Any = None


def find(items: PublishableQuerySet, language: str) -> Found:
    """What the address of the one item in `items` answers in `language`. One query.

    Not visible in either language is exactly like an item that does not exist, unless it was
    public and withdrawn, with no embargo ahead: then it is gone, and says so.
    """
    now = timezone.now()
    item = items.with_visibility(now).first()
    if item is None:
        return Found(Answer.MISSING)
    if getattr(item, f"visible_{language}"):
        return Found(Answer.PAGE, item)
    if getattr(item, f"visible_{other(language)}"):
        return Found(Answer.ELSEWHERE, item)
    if not item.is_embargoed(now) and any(
        getattr(item, f"state_{code}") == State.WITHDRAWN for code in LANGUAGES
    ):
        return Found(Answer.GONE, item)
    return Found(Answer.MISSING)

"""A verb that is refused, and the proof that it wrote nothing."""

from datetime import timedelta
from typing import Any

import pytest

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.workflow import actions, drafts
from nhri.workflow.models import AuditEntry, Revision
from nhri.workflow.permissions import Refused
from nhri.workflow.urgent import UrgentPublication

TOMORROW = timedelta(days=1)


def everything(item: NewsItem) -> tuple[Any, ...]:
    """All that a verb could have written: the row, its revisions, its trail, what waits."""
    row = NewsItem.objects.filter(pk=item.pk).values().get()
    tables = (Revision, AuditEntry, UrgentPublication)
    return row, *[list(table.objects.order_by("pk").values()) for table in tables]


def refused(verb: str, item: NewsItem, by: User, **arguments: Any) -> Refused:
    """The refusal, having made sure that nothing at all was written."""
    before = everything(item)
    with pytest.raises(Refused) as caught:
        getattr(actions, verb)(item, "ar", by=by, **arguments)
    assert everything(item) == before
    assert str(caught.value)
    return caught.value


def submitted_by(item: Any, by: User) -> Any:
    """The Arabic text handed in."""
    return actions.submit(item, "ar", by=by)


def approved_change(item: Any, people: dict[str, User], **values: Any) -> Any:
    """A change of a public Arabic text, approved and waiting for a publisher."""
    item = drafts.save(item, values, by=people["author"])
    item = submitted_by(item, people["author"])
    return actions.approve(item, "ar", by=people["editor"])

"""Lists that cost the same however long they are: no count goes beyond what anybody pages to."""

from collections.abc import Mapping
from typing import Any, Final

from django.core.paginator import Paginator
from django.db.models import IntegerField, Subquery
from django.utils.functional import cached_property

#: From here on a list is only said to be long; whoever looks further narrows it.
MOST: Final = 1000


class _Counted(Subquery):
    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()
    empty_result_set_value = 0


def counts(model: Any, lists: Mapping[str, Any]) -> dict[str, int]:
    """How long each of `lists` (of `model`) is, up to MOST: one statement for all of them.

    Each keeps its order, by which the database finds the index that holds what the list asks for.
    """
    asked = {
        f"count_{number}": _Counted(rows.values("pk")[:MOST])
        for number, rows in enumerate(lists.values())
    }
    # Any one row will do to hang the counts on; without one there is nothing to count.
    rows = list(model._base_manager.order_by().annotate(**asked).values_list(*asked)[:1])
    return dict(zip(lists, rows[0] if rows else [0] * len(lists), strict=True))


class BoundedPaginator(Paginator):
    """Django's, which counts no further than MOST and offers no page beyond."""

    @cached_property
    def count(self) -> int:
        """How many there are, up to MOST."""
        rows: Any = self.object_list
        return rows.count() if isinstance(rows, InTurn) else rows.order_by()[:MOST].count()

    @property
    def is_cut(self) -> bool:
        """There may be more than can be paged through."""
        return self.count >= MOST


class InTurn:
    """Two querysets one after the other, cut as if they were one.

    What waits comes first by one order and the rest by another; a single ORDER BY for both would
    sort the whole table for its first page. `first` and `both` are lengths, counted up to MOST.
    """

    def __init__(self, parts: tuple[Any, Any], first: int, both: int) -> None:
        self.parts = parts
        self.first = first
        self.both = max(first, both)

    def count(self) -> int:
        """How many there are, up to MOST."""
        return self.both

    def __len__(self) -> int:
        return self.both

    def __getitem__(self, cut: slice) -> list[Any]:
        start, stop = cut.start or 0, min(cut.stop, self.both)
        leading, rest = self.parts
        found = list(leading[start : min(stop, self.first)]) if start < self.first else []
        if stop > self.first:
            found += rest[max(start - self.first, 0) : stop - self.first]
        return found

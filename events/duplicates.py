"""Records that are perhaps the same person or organisation as one that is being written."""

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Q

from events.names import are_near, key, pieces


def likely(records: Any, names: Iterable[str]) -> list[Any]:
    """Those of the queryset `records` that have one of `names`, or a name very near to one.

    Exact ones first. Two queries: candidates by the folded names, then the records themselves.
    """
    keys = [found for found in dict.fromkeys(map(key, names)) if found]
    if not keys:
        return []
    narrowed = records.filter(reduce(or_, map(_candidates, keys)))
    exact: list[Any] = []
    near: list[Any] = []
    for pk, text in narrowed.values_list("pk", "found_by"):
        lines = text.splitlines()
        if set(keys) & set(lines):
            exact.append(pk)
        elif any(are_near(one, line) for one in keys for line in lines):
            near.append(pk)
    found = records.in_bulk([*exact, *near])
    return [found[pk] for pk in (*exact, *near) if pk in found]


def _candidates(found: str) -> Q:
    """At most one word of a near name is another, so one group of its pieces stands whole."""
    groups = [[piece for piece in group if piece] for group in pieces(found)]
    return reduce(
        or_,
        (reduce(and_, (Q(found_by__contains=one) for one in group)) for group in groups if group),
    )

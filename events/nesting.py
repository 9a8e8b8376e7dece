"""Networks are part of networks, and no network is part of itself, however long the way round."""

from typing import Any

from events.models import Network


def is_under(network: Any, parent: Any) -> bool:
    """True when `parent` is `network` or a part of it, so that it cannot hold it.

    Locks every network until the transaction ends: two changes that are each fine and together
    make a ring come one after the other, and the second sees the first.
    """
    if network.pk is None:
        return False
    rows = Network.objects.select_for_update().order_by("pk")
    above = dict(rows.values_list("pk", "parent_id"))
    seen: set[Any] = set()
    step = parent.pk
    while step is not None and step not in seen:
        if step == network.pk:
            return True
        seen.add(step)
        step = above.get(step)
    return False

"""What an item still lacks before one of its languages may be published."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

_TAGS = re.compile(r"<[^>]*>|&nbsp;|\xa0")


def is_empty(value: Any) -> bool:
    """True for None, blank text, rich text without text, empty lists; not for 0 or False."""
    if value is None:
        return True
    if isinstance(value, str):
        return not _TAGS.sub(" ", value).strip()
    return isinstance(value, (list, tuple)) and not value


def missing(values: Mapping[str, Any], required: Iterable[str]) -> tuple[str, ...]:
    """The names of `required` that `values` leaves empty, in the order of `required`."""
    return tuple(name for name in required if is_empty(values.get(name)))

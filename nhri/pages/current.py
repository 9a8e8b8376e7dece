"""The institution as one request sees it: asked for once, however many templates want it."""

from collections.abc import Callable, Mapping
from typing import Any

from nhri.pages.models import Institution


def remembered(context: Mapping[str, Any], name: str, make: Callable[[], Any]) -> Any:
    """What `make` gave the first time in this request; made anew where there is no request."""
    request = context.get("request")
    if request is None:
        return make()
    kept = request.__dict__.setdefault("_site", {})
    if name not in kept:
        kept[name] = make()
    return kept[name]


def institution(context: Mapping[str, Any]) -> Institution:
    """The institution (one query a request)."""
    found: Institution = remembered(context, "institution", Institution.objects.current)
    return found

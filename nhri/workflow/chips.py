"""A state as a word in a coloured box, the same wherever staff meet it."""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from nhri.workflow.models import Publishable
from nhri.workflow.states import State, stage_label

NOT_WRITTEN = _("not written yet")


def stage_chip(item: Publishable, language: str) -> Any:
    """The standing of `language`, and beside it the pending change's where there is one."""
    if getattr(item, f"head_{language}_id") is None:
        return _chip("none", NOT_WRITTEN)
    standing = item.standing(language)
    chip = _chip(standing, stage_label(standing))
    change = getattr(item, f"change_{language}")
    if not change:
        return chip
    pending = _("pending change: %(state)s") % {"state": State(change).label}
    return format_html("{} {}", chip, _chip(f"change {change}", pending))


def _chip(kind: str, label: Any) -> Any:
    return format_html('<span class="chip chip-{}">{}</span>', kind.replace(" ", " chip-"), label)

"""A state as a word in a coloured box, the same wherever staff meet it."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from nhri.translation.languages import current_language, direction, first_filled
from nhri.workflow.models import Publishable
from nhri.workflow.states import STAGE_LABELS

NOT_WRITTEN = _("not written yet")


def stage_chip(item: Publishable, language: str) -> Any:
    """The standing of `language`, with its pending change and that it is out of date, if so."""
    if getattr(item, f"head_{language}_id") is None:
        return _chip("none", NOT_WRITTEN)
    standing = item.standing(language)
    shown = [_chip(standing, STAGE_LABELS[standing])]
    change = getattr(item, f"change_{language}")
    if change:
        pending = _("pending change: %(state)s") % {"state": STAGE_LABELS[change]}
        shown.append(_chip(f"change {change}", pending))
    if getattr(item, f"stale_{language}"):
        shown.append(_chip("stale", _("out of date")))
    return format_html_join(" ", "{}", ((chip,) for chip in shown))


def heading(item: Any, language: str = "") -> Any:
    """The title in `language` (the reader's), else in the other, marked with its language."""
    text, language = first_filled(item, "title", language or current_language())
    if not text:
        return _("(no title yet)")
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', language, direction(language), text)


def _chip(kind: str, label: Any) -> Any:
    return format_html('<span class="chip chip-{}">{}</span>', kind.replace(" ", " chip-"), label)

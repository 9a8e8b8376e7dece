"""States, headings and moments in admin templates."""

from datetime import datetime
from typing import Any

from django import template

from nhri.translation import moments
from nhri.workflow import chips
from nhri.workflow.rows import RowForm, is_filled

register = template.Library()


@register.filter
def chip(item: Any, language: str) -> Any:
    """``{{ item|chip:"ar" }}``: where that language stands."""
    return chips.stage_chip(item, language)


@register.filter
def heading(item: Any) -> Any:
    """The title in the reader's language, else in the other, marked with its language."""
    return chips.heading(item)


@register.simple_tag
def heading_in(item: Any, language: str) -> Any:
    """The title in `language`, else in the other, marked with its language."""
    return chips.heading(item, language)


@register.simple_tag
def part_count(field: Any) -> int:
    """How many filled cards the field of a part has."""
    cards = field.value() or ()
    return sum(1 for card in cards if not isinstance(card, RowForm) or is_filled(card))


@register.filter
def in_words(moment: datetime) -> str:
    """The institution's own time, its distance from UTC said."""
    return moments.in_words(moment)

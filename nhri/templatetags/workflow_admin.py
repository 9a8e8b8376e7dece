"""States and headings in admin templates."""

from typing import Any

from django import template

from nhri.workflow import chips

register = template.Library()


@register.filter
def chip(item: Any, language: str) -> Any:
    """``{{ item|chip:"ar" }}``: where that language stands."""
    return chips.stage_chip(item, language)


@register.filter
def heading(item: Any) -> Any:
    """The title in the reader's language, else in the other, marked with its language."""
    return chips.heading(item)

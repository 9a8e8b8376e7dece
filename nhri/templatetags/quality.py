"""The text check in templates of rooms that stand below it."""

from typing import Any

from django import template

from nhri.quality import panel

register = template.Library()


@register.inclusion_tag("admin/quality/beside.html")
def quality_panel(form: Any) -> dict[str, Any]:
    """The panel beside a bilingual form."""
    return panel.form_context(form)


@register.inclusion_tag("admin/quality/before_publishing.html")
def quality_remarks(item: Any, language: str) -> dict[str, Any]:
    """What the newest text in `language` still deserves before readers see it."""
    return panel.item_context(item, language)

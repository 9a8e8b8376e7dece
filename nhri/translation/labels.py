"""Labels of translated fields, read by modeltranslation while models are built."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

_TEMPLATES = {"ar": _("{label} (in Arabic)"), "en": _("{label} (in English)")}


def localized_label(label: Any, language: str) -> Any:
    """``(_("title"), "ar")`` → a lazy «العنوان (بالعربية)» / "title (in Arabic)"."""
    return format_lazy(_TEMPLATES[language], label=label)

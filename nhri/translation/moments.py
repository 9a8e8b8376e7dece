"""An instant in words: the institution's own time, its distance from UTC said, never guessed."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format


def zone(moment: datetime | None = None) -> str:
    """``"UTC+03:00"``: the institution's time zone at `moment` (now), readable in any language."""
    offset = timezone.localtime(moment).strftime("%z") or "+0000"
    return f"UTC{offset[:3]}:{offset[3:5]}"


def in_words(moment: datetime) -> str:
    """``"12 March 2026, 10:00 (UTC+03:00)"`` in the active language."""
    written = date_format(timezone.localtime(moment), "DATETIME_FORMAT")
    return f"{written} ({zone(moment)})"

"""One value of one column, as a revision holds it."""

from datetime import UTC, date, datetime, time
from typing import Any

from django.db import models

from nhri.security.html import RichTextField, sanitise


def plain_value(field: Any, value: Any) -> Any:
    """`value` of `field` in JSON types: safe HTML, no None text, links as primary keys.

    What a form cannot send back as it was (a line end, seconds) is made even here; else opening
    and saving would be a change.
    """
    if isinstance(field, models.ManyToManyField):
        return sorted(getattr(entry, "pk", entry) for entry in value or ())
    if isinstance(field, models.ForeignKey):
        return getattr(value, "pk", value)
    if isinstance(field, RichTextField):
        return sanitise(value or "")
    if isinstance(field, (models.CharField, models.TextField)):
        return (value or "").replace("\r\n", "\n").replace("\r", "\n").strip()
    value = field.get_default() if value is None else field.to_python(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(second=0, microsecond=0).isoformat()
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0).isoformat()
    return value.isoformat() if isinstance(value, date) else value

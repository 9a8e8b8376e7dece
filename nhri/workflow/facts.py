"""What stands beside a text, in words: the date, the place, the topics that an act covers too."""

from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nhri.security.html import RichTextField
from nhri.translation import moments
from nhri.workflow import streams
from nhri.workflow.models import Publishable

#: Shown as the text itself, or not of interest to a reader.
_ELSEWHERE = ("title", "summary", "slug")


def facts(item: Publishable, language: str) -> list[tuple[Any, str]]:
    """(label, value in words) of every filled field of `language` and of both, but the texts."""
    found = []
    for stream in (streams.SHARED, language):
        for name, value in streams.head_values(item, stream).items():
            field = type(item)._meta.get_field(name)
            is_text = isinstance(field, (RichTextField, models.BooleanField))
            if value in (None, "", 0, []) or is_text or name.startswith(_ELSEWHERE):
                continue
            found.append((field.verbose_name, _in_words(field, value)))
    return found


def texts(item: Publishable, language: str) -> list[tuple[Any, str]]:
    """(label, safe HTML) of every filled rich text of `language`, the body first."""
    found = []
    for name, value in streams.head_values(item, language).items():
        field = type(item)._meta.get_field(name)
        if isinstance(field, RichTextField) and value:
            found.append((field.verbose_name, value))
    return found


def _in_words(field: Any, value: Any) -> str:
    if isinstance(field, models.ManyToManyField):
        chosen = field.remote_field.model._base_manager.filter(pk__in=value)
        return _("; ").join(str(entry) for entry in chosen)
    if isinstance(field, models.ForeignKey):
        return str(field.remote_field.model._base_manager.filter(pk=value).first() or "—")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateTimeField):
        return moments.in_words(field.to_python(value))
    if isinstance(field, models.DateField):
        return date_format(field.to_python(value), "l j F Y")
    return str(value)

"""What stands beside a text, in words: the date, the place, the topics that an act covers too."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from nhri.security.html import RichTextField
from nhri.workflow import parts, streams
from nhri.workflow.comparisons import label_of, sayer
from nhri.workflow.models import Publishable

#: Shown as the text itself, or not of interest to a reader.
_ELSEWHERE = ("title", "summary", "slug")


def facts(item: Publishable, language: str) -> list[tuple[Any, str]]:
    """(label, value in words) of every filled field of `language` and of both, but the texts."""
    found = []
    for stream in (streams.SHARED, language):
        values = streams.head_values(item, stream)
        for name, value in values.items():
            field = type(item)._meta.get_field(name)
            is_text = isinstance(field, (RichTextField, models.BooleanField))
            if value in (None, "", 0, []) or is_text or name.startswith(_ELSEWHERE):
                continue
            said = sayer(type(item), name, value, around=(values,))(value)
            if parts.part_model(type(item), name) is not None:
                found.append((label_of(type(item), name), said))  # a line for each row
                continue
            label = getattr(field, "verbose_name", None) or label_of(type(item), name)
            found.append((label, _("; ").join(said.split("\n"))))
    return found


def texts(item: Publishable, language: str) -> list[tuple[Any, str]]:
    """(label, safe HTML) of every filled rich text of `language`, the body first."""
    found = []
    for name, value in streams.head_values(item, language).items():
        field = type(item)._meta.get_field(name)
        if isinstance(field, RichTextField) and value:
            found.append((field.verbose_name, value))
    return found

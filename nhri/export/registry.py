"""Who can be exported and into what: sections register builders, formats are one line each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhri.export import pdf, text
from nhri.export.document import Document

__all__ = ["WRITERS", "Document", "LanguageMissing", "Writer", "build", "filename", "register"]

Builder = Callable[[Any, str], Document]
AnyBuilder = TypeVar("AnyBuilder", bound=Builder)

_builders: dict[type[Any], Builder] = {}


class LanguageMissing(Exception):  # noqa: N818 - a refusal to be shown, not a fault
    """The item has no text in `language`; `message` says so in the reader's language."""

    _MESSAGES: Final[dict[str, Promise]] = {
        "ar": _("This item is not yet available in Arabic, so there is nothing to export."),
        "en": _("This item is not yet available in English, so there is nothing to export."),
    }

    def __init__(self, language: str) -> None:
        super().__init__(language)
        self.language = language

    @property
    def message(self) -> str:
        return str(self._MESSAGES.get(self.language, self.language))

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True)
class Writer:
    """One format: the name's extension, what HTTP calls it, and how a document becomes bytes."""

    extension: str
    content_type: str
    write: Callable[[Document], bytes]


WRITERS: Final[dict[str, Writer]] = {
    writer.extension: writer
    for writer in (
        Writer("pdf", "application/pdf", pdf.write),
        Writer("txt", "text/plain; charset=utf-8", lambda document: text.write(document).encode()),
    )
}


def register(model: type[Any]) -> Callable[[AnyBuilder], AnyBuilder]:
    """Decorates the builder of `model`: ``(item, language) -> Document``.

    A builder raises `LanguageMissing` when the item has no text in that language.
    """

    def decorate(builder: AnyBuilder) -> AnyBuilder:
        if model in _builders:
            raise ValueError(f"{model.__name__} already has a builder")
        _builders[model] = builder
        return builder

    return decorate


def build(item: object, language: str) -> Document:
    """The document of `item` in `language`. `LookupError` when nobody registered its class."""
    for model in type(item).__mro__:
        if model in _builders:
            return _builders[model](item, language)
    raise LookupError(f"{type(item).__name__} has no builder")


def filename(document: Document, extension: str) -> str:
    """An ASCII name that sorts by date: ``2026-03-10-NHRI-2026-014-ar.pdf``."""
    head = document.head
    date = head.date.isoformat() if head.date else ""
    name = _ascii(head.reference) or _ascii(head.identifier) or f"r{head.revision}"
    return f"{'-'.join(filter(None, (date, name, _ascii(head.language))))}.{_ascii(extension)}"


def _ascii(value: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", value).strip("-")[:60].rstrip("-")

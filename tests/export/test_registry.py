"""The registry: who can be exported, into what, under which name."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import gettext, override

from nhri.export import registry
from nhri.export.document import Document


class Item:
    def __init__(self, document: Document) -> None:
        self.document = document


class Deferred(Item):
    """As a query with deferred fields would give it."""


@pytest.fixture
def builder(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(registry, "_builders", {})

    @registry.register(Item)
    def build(item: Item, language: str) -> Document:
        if language != item.document.head.language:
            raise registry.LanguageMissing(language)
        return item.document

    return build


def test_build_finds_the_builder_of_a_class_and_of_its_children(builder, english: Document):
    assert registry.build(Item(english), "en") == english
    assert registry.build(Deferred(english), "en") == english


def test_build_refuses_a_class_that_nobody_registered(builder):
    with pytest.raises(LookupError, match="^str has no builder$"):
        registry.build("text", "en")


def test_register_refuses_a_second_builder(builder):
    with pytest.raises(ValueError, match="^Item already has a builder$"):
        registry.register(Item)(builder)


def test_language_missing_speaks_the_language_of_the_reader(builder, english: Document):
    with pytest.raises(registry.LanguageMissing) as refusal:
        registry.build(Item(english), "ar")
    message = "This item is not yet available in Arabic, so there is nothing to export."
    for language in ("en", "ar"):
        with override(language):
            assert refusal.value.message == gettext(message)


def test_writers_give_bytes_of_their_kind(english: Document):
    starts = {name: writer.write(english)[:8] for name, writer in registry.WRITERS.items()}
    assert starts == {"pdf": b"%PDF-1.7", "txt": b"Press re"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "2026-03-10-NHRI-2026-014-ar.pdf"),
        ({"reference": "و/12"}, "2026-03-10-12-ar.pdf"),
        ({"reference": "رقم"}, "2026-03-10-news-12-ar.pdf"),
        ({"reference": "", "date": None}, "news-12-ar.pdf"),
        ({"reference": "", "identifier": "", "date": date(2020, 1, 2)}, "2020-01-02-r3-ar.pdf"),
        ({"reference": "../../a\r\nb"}, "2026-03-10-a-b-ar.pdf"),
    ],
)
def test_filename_is_ascii_and_sorts_by_date(changes, expected: str, arabic: Document):
    document = replace(arabic, head=replace(arabic.head, **changes))
    assert registry.filename(document, "pdf") == expected

"""One digit system in one text: ٢٠٢٦ or 2026, whichever the writer chose."""

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from nhri.arabic.digits import localize
from nhri.quality.excerpts import around
from nhri.quality.findings import Finding
from nhri.quality.reading import Block, Field, Text

_TOLD = _("This number is written in other digits than most of the text.")

_NUMBER = re.compile(r"\d(?:[\d.,٫٬/:٪%-]*\d)?")
_TOKEN = re.compile(r"\S+")
_LATIN = re.compile(r"[A-Za-z@]")
_WESTERN, _ARABIC_INDIC = "western", "arabic_indic"


def check(text: Text) -> Iterator[Finding]:
    """mixed_digits, for each number that is not in the system of most; Western when they tie.

    Codes, addresses and file names (tokens with Latin letters) keep their digits and do not count.
    """
    numbers = [(field, block, span) for field, block in text.blocks() for span in _numbers(block)]
    systems = [_systems(block.text[slice(*span)]) for _field, block, span in numbers]
    count = Counter(system for found in systems for system in found)
    if len(count) < 2:
        return
    most = _ARABIC_INDIC if count[_ARABIC_INDIC] > count[_WESTERN] else _WESTERN
    for (field, block, span), found in zip(numbers, systems, strict=True):
        if found != {most}:
            yield _found(text, field, block, span, most)


def _found(text: Text, field: Field, block: Block, span: tuple[int, int], most: str) -> Finding:
    meant = localize(block.text[slice(*span)], most)
    return Finding(
        "mixed_digits", text.language, field.name, _TOLD, around(block.text, *span),
        fix=field.fix(block, *span, meant),
    )  # fmt: skip


def _numbers(block: Block) -> Iterator[tuple[int, int]]:
    for token in _TOKEN.finditer(block.text):
        if _LATIN.search(token[0]):
            continue
        for number in _NUMBER.finditer(block.text, token.start(), token.end()):
            if not block.is_foreign(*number.span()):
                yield number.span()


def _systems(number: str) -> set[str]:
    """Which systems a number is written in; Persian digits are a third one."""
    found = set()
    for digit in number:
        if digit in "0123456789":
            found.add(_WESTERN)
        elif digit in "٠١٢٣٤٥٦٧٨٩":
            found.add(_ARABIC_INDIC)
        elif digit in "۰۱۲۳۴۵۶۷۸۹":
            found.add("persian")
    return found

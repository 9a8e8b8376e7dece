"""Brackets and quotation marks that were opened and never closed, or the other way round."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from nhri.quality.excerpts import around
from nhri.quality.findings import Finding
from nhri.quality.reading import Block, Field, Text

_OPEN_TOLD = _("This mark is opened and not closed: %(mark)s")
_CLOSE_TOLD = _("This mark is closed and was not opened: %(mark)s")
_ODD_TOLD = _("The number of straight quotation marks in this paragraph is odd.")

_BRACKETS = {")": "(", "]": "[", "}": "{"}
_QUOTES = {"»": "«", "”": "“"}
_PAIRS = {**_BRACKETS, **_QUOTES}
_OPENERS = frozenset(_PAIRS.values())
# أ) 1) iv) at the start of a point, and in a row of points.
_ENUMERATOR = re.compile(r"(?:^|(?<=\s))(?:\d{1,3}|[^\W\d_]|[ivxIVX]{2,4})\)")
# 9'6" and 21" are measures.
_MEASURE = re.compile(r"(?<=\d)\"")
_STARTS = re.compile(r"^[\s\"'(\[]*([«“])")


@dataclass(frozen=True, slots=True)
class _Mark:
    mark: str
    block: Block
    offset: int


def check(text: Text) -> Iterator[Finding]:
    """unbalanced_marks.

    Brackets close in their own block. A quotation may run over several blocks: each of them may
    open it again (only the last closes it), or the first alone does. Straight quotation marks are
    counted per block. In Arabic ”…“ is taken like “…”: both are in use.
    """
    for field in text.fields:
        for one, told in _unmatched(field, text.language):
            about = {"mark": one.mark} if told is not _ODD_TOLD else {}
            yield Finding(
                "unbalanced_marks", text.language, field.name, told,
                around(one.block.text, one.offset, one.offset + 1), about,
            )  # fmt: skip


def _unmatched(field: Field, language: str) -> Iterator[tuple[_Mark, object]]:
    running: list[_Mark] = []
    for block in field.blocks:
        opened: list[_Mark] = []
        starts = _STARTS.match(block.text)
        if starts:
            running = [one for one in running if one.mark != starts[1]]
        for one in _marks(block, language):
            if one.mark in _OPENERS:
                opened.append(one)
            elif not (_close(opened, one) or (one.mark in _QUOTES and _close(running, one))):
                yield one, _CLOSE_TOLD
        for one in opened:
            if one.mark in _QUOTES.values():
                running.append(one)
            else:
                yield one, _OPEN_TOLD
        straight = [m.start() for m in re.finditer('"', _MEASURE.sub(" ", block.text))]
        if len(straight) % 2:
            yield _Mark('"', block, straight[-1]), _ODD_TOLD
    for one in running:
        yield one, _OPEN_TOLD


def _marks(block: Block, language: str) -> Iterator[_Mark]:
    skipped = {m.end() - 1 for m in _ENUMERATOR.finditer(block.text)}
    turned = language == "ar" and _is_turned(block.text)
    swap = {"“": "”", "”": "“"} if turned else {}
    bracketed = 0
    for offset, character in enumerate(block.text):
        if character == "(":
            bracketed += 1
        if character == ")" and offset in skipped and not bracketed:
            continue
        if character == ")":
            bracketed = max(0, bracketed - 1)
        if character in _OPENERS or character in _PAIRS:
            yield _Mark(swap.get(character, character), block, offset)


def _is_turned(text: str) -> bool:
    """True where the first of “ and ” is ”."""
    first = re.search("[“”]", text)
    return first is not None and first[0] == "”"


def _close(opened: list[_Mark], closing: _Mark) -> bool:
    """Take the nearest opening mark of this kind; what was opened inside it stays to be told."""
    for place in range(len(opened) - 1, -1, -1):
        if opened[place].mark == _PAIRS[closing.mark]:
            del opened[place]
            return True
    return False

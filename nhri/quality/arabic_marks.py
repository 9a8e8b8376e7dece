"""Marks and spaces: invisible, ornamental, borrowed from Latin, or on the wrong side.

Tatweel goes only between two letters: «1436 هـ», «الـ 38» and «لـ«الوطن»» are spelling. Direction
marks are stray wherever they are typed: the site isolates names and numbers by itself. The rule of
the Hijri mark and of spaces in agency copy comes from a catalogue of press noise.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from nhri.arabic import letters
from nhri.quality.excerpts import around
from nhri.quality.findings import Finding
from nhri.quality.reading import Block, Field, Text

_L, _M, _T = letters.LETTER, letters.MARK, letters.TATWEEL

_TATWEEL_TOLD = _("Tatweel inside a word: it hides the word from search and from screen readers.")
_LATIN_TOLD = _("A Latin mark in an Arabic sentence. Arabic has its own marks (، ؛ ؟).")
_BEFORE_TOLD = _("There is a space before this mark. A mark stands next to its word.")
_INSIDE_TOLD = _("There is a space on the inner side of this bracket or quotation mark.")
_DOUBLE_TOLD = _("There are several spaces where one is meant.")
_INVISIBLE_TOLD = _(
    "There is an invisible character here (a direction mark or one of zero width). It comes along "
    "when text is pasted and breaks search and links; the site sets directions by itself."
)
_LOST_TOLD = _(
    "A letter was lost when this text was converted (�). Compare with the original and retype it."
)

_WORD = re.compile(rf"[{_L}{_M}{_T}]*{_T}[{_L}{_M}{_T}]*")
_KASHIDA = re.compile(rf"(?<=[{_L}])(?<!\dه)(?<!\d ه)[{_M}{_T}]*?{_T}[{_M}{_T}]*(?=[{_L}])")
_INVISIBLE = re.compile(f"[{letters.DIRECTION_MARK}{letters.ZERO_WIDTH}]+")
_PARTS_WORDS = re.compile("[\u200b\ufeff]")
_LOST = re.compile("\ufffd+")
_SPACES = " \u00a0"
_DOUBLE = re.compile(rf"(?<=\S)[{_SPACES}]{{2,}}(?=\S)")
# A stop before a word character is part of a name (.csv, .5), several are an omission. In Arabic
# the quotation marks “ ” are set either way round and « » are often mistaken, so what touches
# them decides whether they open or close.
_OPENS = r"(?:(?<=[(\[«])|(?<=“)(?<![\w.،؛؟!]“))"
_BEFORE = re.compile(rf"(?<=[^\s.(\[«“])[{_SPACES}]+(?=[،؛:؟!,;?]|\.(?![\w.]))")
_AFTER_OPENING = re.compile(rf"{_OPENS}[{_SPACES}]+(?=\S)")
_BEFORE_CLOSING = re.compile(rf"(?<=\S)[{_SPACES}]+(?=[)\]]|[»”](?![\w«(]))")
_ARABIC = re.compile(f"[{_L}{_M}٠-٩]")
_WORDLIKE = re.compile(rf"[^\W_]|[{_M}]")
_TOKEN = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|^[(«\"]?www\.|\w@\w", re.IGNORECASE)
_LATIN_MARKS = {",": "،", ";": "؛", "?": "؟"}


def check(text: Text) -> Iterator[Finding]:
    """tatweel and latin_punctuation in Arabic; in both languages invisible_marks, double_space,
    space_before_mark, space_inside_brackets, replacement_character."""
    for field, block in text.blocks():
        if text.language == "ar":
            yield from _tatweel(text, field, block)
            yield from _latin_marks(text, field, block)
        yield from _invisible(text, field, block)
        yield from _spaces(text, field, block)
        for lost in _LOST.finditer(block.text):
            yield _found("replacement_character", text, field, block, lost.span(), _LOST_TOLD)


def _found(
    code: str, text: Text, field: Field, block: Block, span: tuple[int, int], told: Any,
    new: str | None = None,
) -> Finding:  # fmt: skip
    fix = field.fix(block, *span, new) if new is not None else None
    return Finding(code, text.language, field.name, told, around(block.text, *span), fix=fix)


def _tatweel(text: Text, field: Field, block: Block) -> Iterator[Finding]:
    for word in _WORD.finditer(block.text):
        # The figure before a Hijri mark stands outside the word.
        from_, to = word.span()
        bare = _KASHIDA.sub(lambda m: m[0].replace(_T, ""), block.text[max(0, from_ - 2) : to])[
            min(2, from_) :
        ]
        if bare != word[0] and not block.is_foreign(from_, to):
            yield _found("tatweel", text, field, block, (from_, to), _TATWEEL_TOLD, bare)


def _latin_marks(text: Text, field: Field, block: Block) -> Iterator[Finding]:
    for token in _TOKEN.finditer(block.text):
        if _ADDRESS.search(token[0]):
            continue
        for offset, character in enumerate(token[0], token.start()):
            meant = _LATIN_MARKS.get(character)
            if meant and not block.foreign[offset] and _is_arabic_place(block.text, offset):
                span = (offset, offset + 1)
                yield _found("latin_punctuation", text, field, block, span, _LATIN_TOLD, meant)


def _is_arabic_place(text: str, offset: int) -> bool:
    """Arabic on one side; a mark between two figures or two Latin words belongs to them."""
    before, after = _neighbour(text, offset, -1), _neighbour(text, offset, 1)
    if after and text[offset - 1 : offset].isdecimal() and text[offset + 1].isdecimal():
        return False
    return bool(_ARABIC.match(before) or _ARABIC.match(after))


def _neighbour(text: str, offset: int, step: int) -> str:
    """The nearest letter or figure on one side, at most a few characters away."""
    for distance in range(1, 7):
        place = offset + step * distance
        if not 0 <= place < len(text):
            return ""
        if _WORDLIKE.match(text[place]):
            return text[place]
    return ""


def _invisible(text: Text, field: Field, block: Block) -> Iterator[Finding]:
    for marks in _INVISIBLE.finditer(block.text):
        before = block.text[marks.start() - 1 : marks.start()] if marks.start() else ""
        glues = bool(
            _PARTS_WORDS.search(marks[0])
            and before.isalnum()
            and block.text[marks.end() : marks.end() + 1].isalnum()
        )
        # Where it parts two words, taking it away would run them together.
        new = None if glues else ""
        yield _found("invisible_marks", text, field, block, marks.span(), _INVISIBLE_TOLD, new)


def _spaces(text: Text, field: Field, block: Block) -> Iterator[Finding]:
    taken: list[tuple[int, int]] = []
    for code, pattern, told in (
        ("space_before_mark", _BEFORE, _BEFORE_TOLD),
        ("space_inside_brackets", _AFTER_OPENING, _INSIDE_TOLD),
        ("space_inside_brackets", _BEFORE_CLOSING, _INSIDE_TOLD),
        ("double_space", _DOUBLE, _DOUBLE_TOLD),
    ):
        for gap in pattern.finditer(block.text):
            place = block.source(*gap.span())
            # A line break of the source may stand among them: it is layout, not typing.
            if gap.span() in taken or (place and "\n" in field.value[slice(*place)]):
                continue
            taken.append(gap.span())
            new = " " if code == "double_space" else ""
            yield _found(code, text, field, block, gap.span(), told, new)

"""Makes vocalised Arabic in a PDF copy out as it was written.

Typst gives every glyph of a letter with marks («ًو») the text of the whole cluster and wraps the
cluster in /ActualText. Browsers' engines turn such a wrapped piece round on its own, so «عضوًا» is
copied as «وضعًا». Here each glyph gets the characters it draws, letter or mark, and the wrapping
goes, wherever the glyphs then spell the cluster or their part of it. Nothing that is seen changes.
"""

from __future__ import annotations

import logging
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Final

from nhri.export.pdf_objects import Objects

_SHADDA: Final = "\u0651"
_MAPPING = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]{8,})>")
_SPAN = re.compile(rb"/Span<</ActualText<FEFF([0-9A-F]+)>>>BDC(.*?)\nEMC", re.DOTALL)
#: A string of glyphs, in parentheses (which may stand balanced inside) or in hexadecimal.
_GLYPHS: Final = (
    rb"\((?:[^\\()]|\\.|\((?:[^\\()]|\\.)*\))*\)"
    rb"|<[0-9A-F]*>"
)
_PLACED = re.compile(
    rb"/(f\d+) ([\d.]+) Tf 1 0 0 -1 (-?[\d.]+) 0 Tm\[((?:" + _GLYPHS + rb"|[-\d.\s])*)\]TJ",
    re.DOTALL,
)
_SHOWN = re.compile(rb"(" + _GLYPHS + rb")|(-?[\d.]+)", re.DOTALL)
_PLACE: Final = b"1 0 0 -1 %s 0 Tm[%s]TJ"
_FONT_USE = re.compile(rb"/(f\d+) [\d.]+ Tf")
_STRING = re.compile(_GLYPHS, re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_ESCAPED: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

Glyphs = dict[int, str]
Cluster = tuple[str, list[int]]

logger = logging.getLogger(__name__)


def readable(pdf: bytes) -> bytes:
    """`pdf` as Typst writes it, each Arabic glyph mapped to what it draws.

    A file in any other shape comes back as it was.
    """
    try:
        return _separated(Objects(pdf)) or pdf
    except (ValueError, LookupError, zlib.error) as error:
        logger.warning("The PDF is not as expected; vocalised words copy out wrong: %s", error)
        return pdf


def _separated(objects: Objects) -> bytes:
    """The file with separate letters and marks; empty when nothing in it is vocalised."""
    fonts = {
        number: _Font(cmap, objects.stream(cmap), widths)
        for number, cmap, widths in objects.fonts()
    }
    spans: dict[int, list[Cluster]] = {number: [] for number in fonts}
    for _, content, names in objects.contents():
        for name, span in _spans(content):
            spans[names[name]].append((_text(span[1]), _glyphs(span[2])))
    mappings = {number: font.separated(spans[number]) for number, font in fonts.items()}
    if not any(mappings.values()):
        return b""
    for number, font in fonts.items():
        if mappings[number]:
            objects.write(font.cmap, _with(objects.stream(font.cmap), mappings[number]))
    for number, content, names in objects.contents():
        known = {name: fonts[own].glyphs | mappings[own] for name, own in names.items()}
        widths = {name: fonts[own].widths for name, own in names.items()}
        objects.write(number, _placed(_unwrapped(content, known), widths))
    return objects.file()


class _Font:
    """A font of the file: its mapping of glyphs to text, and which glyphs advance."""

    def __init__(self, cmap: int, mapping: bytes, widths: bytes) -> None:
        self.cmap = cmap
        self.glyphs = {
            int(glyph, 16): _text(text)
            for glyph, text in re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]{4,})>\n", mapping)
        }
        numbers = widths.split()
        self.widths = {
            glyph: float(width)
            for first, last, width in zip(*(numbers[at::3] for at in range(3)), strict=True)
            if float(width) > 0
            for glyph in range(int(first), int(last) + 1)
        }

    def separated(self, spans: list[Cluster]) -> Glyphs:
        """The glyphs that stand for a whole cluster so far, each with its own part of it."""
        votes: dict[int, Counter[str]] = {}
        for text, glyphs in spans:
            drawn = [glyph for glyph in reversed(glyphs) if glyph not in self.widths]
            marks = _marks(text)
            if len(drawn) == len(marks):
                for glyph, mark in zip(drawn, marks, strict=True):
                    votes.setdefault(glyph, Counter())[mark] += 1
        for text in {text for text in self.glyphs.values() if any(map(_is_mark, text))}:
            # Marks set at different heights are never wrapped together; glyphs are numbered as
            # they first appear, from the left.
            drawn = [g for g, own in self.glyphs.items() if own == text and g not in self.widths]
            named = {votes[glyph].most_common(1)[0][0] for glyph in drawn if glyph in votes}
            marks = [mark for mark in _marks(text) if mark not in named]
            rest = sorted((glyph for glyph in drawn if glyph not in votes), reverse=True)
            if len(rest) == len(marks):
                votes |= {g: Counter([m]) for g, m in zip(rest, marks, strict=True)}
        return {
            glyph: (
                "".join(c for c in text if not _is_mark(c))
                if glyph in self.widths
                else votes[glyph].most_common(1)[0][0]
                if glyph in votes
                else "".join(filter(_is_mark, text))
            )
            for glyph, text in self.glyphs.items()
            if any(map(_is_mark, text)) and not all(map(_is_mark, text))
        }


def _spans(content: bytes) -> Iterator[tuple[str, re.Match[bytes]]]:
    """Wrapped clusters of Arabic, each with the name of the font it is set in."""
    for span in _SPAN.finditer(content):
        fonts = set(_FONT_USE.findall(span[2])) or set(
            _FONT_USE.findall(content, content.rindex(b"BT", 0, span.start()), span.start())[-1:]
        )
        if len(fonts) == 1 and any(character >= "\u0610" for character in _text(span[1])):
            yield fonts.pop().decode(), span


def _unwrapped(content: bytes, known: dict[str, Glyphs]) -> bytes:
    out, position = bytearray(), 0
    for name, span in _spans(content):
        glyphs = known.get(name, {})
        spelt = "".join(glyphs.get(glyph, "") for glyph in _glyphs(span[2]))
        if spelt and not Counter(spelt) - Counter(_text(span[1])):
            out += content[position : span.start()] + span[2]
            position = span.end()
    return bytes(out + content[position:])


def _placed(content: bytes, widths: dict[str, dict[int, float]]) -> bytes:
    """What follows a mark is placed by its own coordinates instead of a move to the right, which
    readers take for a space («عمل ًا»)."""

    def parts(found: re.Match[bytes]) -> bytes:
        name, size, start = found[1].decode(), float(found[2]), float(found[3])
        out: list[bytes] = []
        shown: list[bytes] = []
        at = begin = start
        mark = False
        for string, move in _SHOWN.findall(found[4]):
            if string:
                glyphs = _glyphs(string)
                at += sum(widths[name].get(glyph, 0) for glyph in glyphs) * size / 1000
                mark = bool(glyphs) and glyphs[-1] not in widths[name]
                shown.append(string)
                continue
            at -= float(move) * size / 1000
            if mark and float(move) < 0:
                out.append(_PLACE % (_number(begin), b"".join(shown)))
                shown, begin = [], at
            else:
                shown.append(move if not shown or shown[-1].endswith((b")", b">")) else b" " + move)
        out.append(_PLACE % (_number(begin), b"".join(shown)))
        return b"/%s %s Tf %s" % (found[1], found[2], b" ".join(out)) if len(out) > 1 else found[0]

    return _PLACED.sub(parts, content)


def _number(value: float) -> bytes:
    return (f"{value:.5f}".rstrip("0").rstrip(".") or "0").encode()


def _with(mapping: bytes, glyphs: Glyphs) -> bytes:
    def line(found: re.Match[bytes]) -> bytes:
        text = glyphs.get(int(found[1], 16))
        if not text:
            return found[0]
        return b"<%s> <%s>" % (found[1], text.encode("utf-16-be").hex().upper().encode())

    return _MAPPING.sub(line, mapping)


def _text(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be", "replace")


def _glyphs(content: bytes) -> list[int]:
    found: list[int] = []
    for string in _STRING.findall(content):
        inner = string[1:-1]
        is_hex = string.startswith(b"<")
        raw = bytes.fromhex(inner.decode()) if is_hex else _ESCAPE.sub(_escaped, inner)
        found += [int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)]
    return found


def _escaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    return bytes([int(code, 8) & 255]) if code[:1].isdigit() else _ESCAPED.get(code, code)


def _marks(text: str) -> list[str]:
    """The marks of a cluster in the order in which they are drawn: the doubling first."""
    return sorted(filter(_is_mark, text), key=lambda mark: mark != _SHADDA)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) == "Mn" and "\u0610" <= character <= "\u08ff"

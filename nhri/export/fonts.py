"""The faces a PDF is set in, the same on every machine, and which characters they can show.

Amiri, a complete Naskh, because Arabic set in it can be copied out of the file again; Gentium
Book Plus beside it for the Latin, Greek and Cyrillic scripts. Both under the SIL Open Font
Licence, unmodified, their licences beside the files.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

import typst

FOLDER: Final = Path(__file__).resolve().parent / "fonts"
ARABIC: Final = "Amiri"
LATIN: Final = "Gentium Book Plus"

#: What stands for a character that no face here can show, a pictograph for example.
SUBSTITUTE: Final = "\ufffd"


@cache
def faces() -> typst.Fonts:
    """The faces of `FOLDER` alone: neither the system's nor those built into Typst."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)]
    )


@cache
def _uncovered() -> re.Pattern[str]:
    """Stretches of characters missing from a face that text may be set in."""
    known = frozenset[int]().union(
        *(_characters(path.read_bytes()) for path in FOLDER.glob("*-Regular.ttf"))
    )
    ranges: list[list[int]] = []
    for code in sorted(known | set(b"\t\n")):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    inside = "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)
    return re.compile(f"[^{inside}]+")


def showable(text: str) -> str:
    """`text` with `SUBSTITUTE` for each stretch the faces lack: PDF/UA allows no missing glyph."""
    return _uncovered().sub(lambda found: SUBSTITUTE if found[0].isprintable() else "", text)


def is_visible(text: str) -> bool:
    """Whether anything of `text` is seen once it is set: not spaces, joiners or controls alone."""
    return any(unicodedata.category(character)[0] not in "CZM" for character in showable(text))


def _characters(face: bytes) -> set[int]:
    """Code points of a TrueType face that have a glyph (tables `cmap` formats 4 and 12)."""
    (count,) = struct.unpack_from(">H", face, 4)
    records = (struct.unpack_from(">4sLLL", face, 12 + 16 * index) for index in range(count))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    (subtables,) = struct.unpack_from(">H", face, start + 2)
    known: set[int] = set()
    for index in range(subtables):
        platform, _, offset = struct.unpack_from(">HHL", face, start + 4 + 8 * index)
        (layout,) = struct.unpack_from(">H", face, start + offset)
        if platform in (0, 3) and layout == 12:
            known |= _format_12(face, start + offset)
        elif platform in (0, 3) and layout == 4:
            known |= _format_4(face, start + offset)
    return known


def _format_12(face: bytes, at: int) -> set[int]:
    (groups,) = struct.unpack_from(">L", face, at + 12)
    known: set[int] = set()
    for index in range(groups):
        first, last, glyph = struct.unpack_from(">LLL", face, at + 16 + 12 * index)
        known.update(range(first + (glyph == 0), last + 1))
    return known


def _format_4(face: bytes, at: int) -> set[int]:
    (twice,) = struct.unpack_from(">H", face, at + 6)
    half = twice // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{half}H", face, at + 14 + twice * row + (2 if row else 0))
        for row in range(4)
    )
    known: set[int] = set()
    for segment in range(half):
        for code in range(starts[segment], ends[segment] + 1):
            glyph = code
            if offsets[segment]:
                place = at + 16 + 3 * twice + 2 * segment + offsets[segment]
                (glyph,) = struct.unpack_from(">H", face, place + 2 * (code - starts[segment]))
            if code != 0xFFFF and (glyph and (glyph + deltas[segment]) & 0xFFFF):
                known.add(code)
    return known

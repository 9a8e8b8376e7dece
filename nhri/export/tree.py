"""The tree every writer walks: blocks of runs, each with language and direction, and a head."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Direction = Literal["ltr", "rtl"]

#: Scripts written from the right, by primary language subtag. Wider than the site's own pair:
#: a name or a quotation may carry any language.
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def direction_of(language: str) -> Direction:
    """The direction in which `language` (a BCP 47 tag) is written."""
    return "rtl" if language.split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one language, direction and style. A line break is a run whose text is ``"\\n"``."""

    text: str
    language: str
    direction: Direction
    strong: bool = False
    emphasis: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]
    language: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the text; `level` 2 to 4, the title of the item being level 1."""

    level: int
    runs: tuple[Run, ...]
    language: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; each item is itself a sequence of blocks, so lists nest."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]
    language: str
    direction: Direction
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple[Block, ...]
    language: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class Cell:
    runs: tuple[Run, ...]
    columns: int = 1
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each row padded to the same `width`, so no writer has to count."""

    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    language: str
    direction: Direction

    @property
    def width(self) -> int:
        """How many columns each row spans."""
        return sum(cell.columns for cell in (*self.header, *self.rows)[0])


Block = Paragraph | Heading | Listing | Quote | Table


@dataclass(frozen=True, slots=True)
class Correction:
    """A public dated note about what was put right."""

    date_line: str
    text: str


@dataclass(frozen=True, slots=True)
class Head:
    """What stands around the text. Every string is already in `language`; empty means not there.

    `address` is absolute; `embargo` is the moment in words ("10 March 2026, 12:00 Geneva time");
    `identifier` names the item where there is no reference number ("news-12"); `notice` is a
    warning about this very copy, on every page ("Not published: for review only").
    """

    title: str
    language: str
    direction: Direction
    kind: str = ""
    date_line: str = ""
    date: date | None = None
    place: str = ""
    issuer: str = ""
    reference: str = ""
    summary: str = ""
    address: str = ""
    revision: int = 0
    embargo: str = ""
    corrections: tuple[Correction, ...] = ()
    notes_to_editors: tuple[Block, ...] = ()
    contact: tuple[str, ...] = ()
    ending_mark: str = ""
    identifier: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The institution on paper: both names, how to reach it (one fact a line), what it is.

    `crest` is the bytes of a PNG, JPEG, WebP, GIF or SVG picture.
    """

    name_ar: str
    name_en: str
    lines: tuple[str, ...] = ()
    boilerplate: str = ""
    crest: bytes | None = None

    def name(self, language: str) -> str:
        """The institution's name in `language`, in the other one where it has none."""
        names = (self.name_ar, self.name_en)
        return next(filter(None, names if language == "ar" else reversed(names)), "")


@dataclass(frozen=True, slots=True)
class Document:
    head: Head
    letterhead: Letterhead
    blocks: tuple[Block, ...]

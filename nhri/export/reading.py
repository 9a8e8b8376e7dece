"""From sanitised HTML to the tree.

The sanitiser lets p, h2-h4, lists, blockquote, a, strong, em, table and br through, with `lang`
and `dir`; this reader also takes what older texts hold (unclosed tags, b, i, div, bare text) and
never fails: what it does not know it reads through, keeping the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from nhri.export.markup import BLOCKS, Element, elements
from nhri.export.runs import INVISIBLE, runs
from nhri.export.tables import Taken, grid
from nhri.export.tree import (
    Block,
    Cell,
    Direction,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Run,
    Table,
    direction_of,
)

_UNREAD = {"script", "style", "template", "title", "head"}
_LINKS = {"http", "https", "mailto", "tel"}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)


class _Style(NamedTuple):
    language: str
    direction: Direction
    strong: bool = False
    emphasis: bool = False
    href: str = ""


class _Pieces:
    """Text of one paragraph as it comes in, white space folded across elements."""

    def __init__(self) -> None:
        self.pieces: list[tuple[str, _Style]] = []

    def add(self, text: str, style: _Style) -> None:
        text = _SPACE.sub(" ", INVISIBLE.sub("", text).replace("\x00", ""))
        if not self.pieces or self.pieces[-1][0].endswith((" ", "\n")):
            text = text.removeprefix(" ")
        if text:
            self.pieces.append((text, style))

    def line_break(self, style: _Style) -> None:
        self._strip()
        if self.pieces:
            self.pieces.append(("\n", style))

    def _strip(self) -> None:
        while self.pieces and not (text := self.pieces[-1][0].rstrip(" ")):
            self.pieces.pop()
        if self.pieces:
            self.pieces[-1] = text, self.pieces[-1][1]

    def take(self) -> tuple[Run, ...]:
        """The runs so far, and begin again."""
        self._strip()
        while self.pieces and self.pieces[-1][0] == "\n":
            self.pieces.pop()
            self._strip()
        pieces, self.pieces = self.pieces, []
        return tuple(_styled(pieces)) if any(text.strip() for text, _ in pieces) else ()


def _styled(pieces: list[tuple[str, _Style]]) -> Iterator[Run]:
    """Runs of the pieces: each stretch of one language is segmented whole, then cut by style."""
    position = 0
    while position < len(pieces):
        language, direction = pieces[position][1][:2]
        stretch = []
        while position < len(pieces) and pieces[position][1][:2] == (language, direction):
            stretch.append(pieces[position])
            position += 1
        found = runs("".join(text for text, _ in stretch), language, direction)
        yield from _cut(found, stretch)


def _cut(found: Iterable[Run], stretch: list[tuple[str, _Style]]) -> Iterator[Run]:
    ahead = iter(stretch)
    text, style = next(ahead)
    for run in found:
        rest = run.text
        while rest:
            while not text:
                text, style = next(ahead)
            part, rest, text = rest[: len(text)], rest[len(text) :], text[len(rest) :]
            yield replace(
                run, text=part, strong=style.strong, emphasis=style.emphasis, href=style.href
            )


def parse(html: str, language: str, base: str = "") -> tuple[Block, ...]:
    """The blocks of `html`, a text in `language`.

    `base`, the absolute address of the page, completes relative links; without it they lose the
    link and keep their words. Images, scripts and unknown attributes are left out.
    """
    return _Walk(base).blocks(elements(html), _Style(language, direction_of(language)))


class _Walk:
    def __init__(self, base: str) -> None:
        self.base = base

    def blocks(self, element: Element, style: _Style) -> tuple[Block, ...]:
        found: list[Block] = []
        pieces = _Pieces()
        self._into(element, style, found, pieces)
        self._paragraph(found, pieces, style)
        return tuple(found)

    def _paragraph(self, found: list[Block], pieces: _Pieces, style: _Style) -> None:
        if line := pieces.take():
            found.append(Paragraph(line, style.language, style.direction))

    def _into(self, element: Element, style: _Style, found: list[Block], pieces: _Pieces) -> None:
        for child in element.children:
            if isinstance(child, str):
                pieces.add(child, style)
            elif child.name == "br":
                pieces.line_break(style)
            elif child.name in _UNREAD:
                continue
            elif child.name in BLOCKS or child.name in ("li", "tr", "td", "th", "caption", "hr"):
                self._paragraph(found, pieces, style)
                found.extend(self._block(child, self._style(child, style)))
            else:
                self._into(child, self._style(child, style), found, pieces)

    def _style(self, element: Element, style: _Style) -> _Style:
        language = element.attributes.get("lang", "")
        if _TAG.fullmatch(language):
            language = language.split("-")[0].lower()
            style = style._replace(language=language, direction=direction_of(language))
        match element.attributes.get("dir", "").lower():
            case "ltr":
                style = style._replace(direction="ltr")
            case "rtl":
                style = style._replace(direction="rtl")
        match element.name:
            case "strong" | "b":
                style = style._replace(strong=True)
            case "em" | "i":
                style = style._replace(emphasis=True)
            case "a":
                style = style._replace(href=self._link(element.attributes.get("href", "")))
        return style

    def _link(self, address: str) -> str:
        try:
            address = urljoin(self.base, INVISIBLE.sub("", address).strip())
            parts = urlsplit(address)
        except ValueError:
            return ""
        return address if parts.scheme in _LINKS and (parts.netloc or parts.path) else ""

    def _block(self, element: Element, style: _Style) -> Iterable[Block]:
        match element.name:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6" as name:
                level = min(max(int(name[1]), 2), 4)
                if line := self._line(element, style):
                    yield Heading(level, line, style.language, style.direction)
            case "ul" | "ol" as name:
                items = tuple(filter(None, self._items(element, style)))
                first = element.attributes.get("start", "1")
                start = int(first) if re.fullmatch(r"[0-9]{1,6}", first) else 1
                if items:
                    yield Listing(name == "ol", items, style.language, style.direction, start)
            case "blockquote":
                if inside := self.blocks(element, style):
                    yield Quote(inside, style.language, style.direction)
            case "table":
                yield from self._table(element, style)
            case _:
                yield from self.blocks(element, style)

    def _items(self, element: Element, style: _Style) -> Iterator[tuple[Block, ...]]:
        """Items, where what stands between two items belongs to the one before."""
        loose = Element("li")
        items: list[tuple[Block, ...]] = []
        for child in [*element.children, None]:
            if child is not None and (isinstance(child, str) or child.name != "li"):
                loose.children.append(child)
                continue
            if outside := self.blocks(loose, style):
                items[-1:] = [(*items[-1], *outside)] if items else [outside]
            loose = Element("li")
            if child is not None:
                items.append(self.blocks(child, self._style(child, style)))
        yield from items

    def _line(self, element: Element, style: _Style) -> tuple[Run, ...]:
        """All of an element as one line of runs; its blocks are kept apart by line breaks."""
        lines = list(_lines(self.blocks(element, style)))
        line: list[Run] = []
        for index, part in enumerate(lines):
            if index:
                line.append(Run("\n", style.language, style.direction))
            line.extend(part)
        return tuple(line)

    def _table(self, table: Element, style: _Style) -> Iterator[Block]:
        rows: list[list[Taken]] = []
        heads = 0
        for row, row_style, in_head in self._rows(table, style, False):
            cells = [
                Taken(
                    Cell(self._line(child, inner), 1, child.name == "th"),
                    child.attributes.get("colspan", ""),
                    child.attributes.get("rowspan", ""),
                )
                for child in row.children
                if not isinstance(child, str) and child.name in ("td", "th")
                for inner in [self._style(child, row_style)]
            ]
            if cells:
                if heads == len(rows) and (in_head or all(taken.cell.is_header for taken in cells)):
                    heads += 1
                rows.append(cells)
        for caption in table.children:
            if not isinstance(caption, str) and caption.name == "caption":
                yield from self.blocks(caption, self._style(caption, style))
        laid = grid(rows)
        heads = heads if heads < len(laid) else 0
        if any(cell.runs for row in laid for cell in row):
            yield Table(laid[:heads], laid[heads:], style.language, style.direction)

    def _rows(
        self, element: Element, style: _Style, in_head: bool
    ) -> Iterator[tuple[Element, _Style, bool]]:
        for child in element.children:
            if isinstance(child, str):
                continue
            inner = self._style(child, style)
            if child.name == "tr":
                yield child, inner, in_head
            elif child.name in ("thead", "tbody", "tfoot"):
                yield from self._rows(child, inner, child.name == "thead")


def _lines(blocks: Iterable[Block]) -> Iterator[tuple[Run, ...]]:
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield block.runs
            case Listing():
                for item in block.items:
                    yield from _lines(item)
            case Quote():
                yield from _lines(block.blocks)
            case Table():
                for row in (*block.header, *block.rows):
                    yield from (cell.runs for cell in row)

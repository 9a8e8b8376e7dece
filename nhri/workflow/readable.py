"""Rich text as people read it: lines without a tag, and back again from lines that were edited.

Pure: it reads what `nhri.security.html` lets through, and never fails on anything else.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import Literal

LineKind = Literal["paragraph", "heading", "item", "numbered", "quote", "row"]

_BLOCKS = frozenset("p h2 h3 h4 ul ol blockquote table".split())
_PARTS = _BLOCKS | frozenset("li caption thead tbody tr th td".split())
_HEADINGS = {"h2": 2, "h3": 3, "h4": 4}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BETWEEN = re.compile(r"\n[ \t]*\n\s*")
_NUMBERED = re.compile(r"\s*(\d{1,2})\. +(.+)")
_HASHES = re.compile(r"(#{2,4}) +(.+)")
_CELLS = " | "


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text. `marker` (a bullet, a number) is shown and never compared: when one
    item is put in, the numbers of all that follow are no change."""

    text: str
    kind: LineKind = "paragraph"
    depth: int = 0
    marker: str = field(default="", compare=False)
    language: str = field(default="", compare=False)
    direction: str = field(default="", compare=False)


def plain_lines(text: str) -> list[Line]:
    """The lines of a text without markup; joined by line ends they are the text again."""
    return [Line(part) for part in text.split("\n")] if text else []


def readable(html: str) -> list[Line]:
    """The lines of sanitised `html`, in reading order.

    Headings, items, quotations and table rows are lines of their kind. A link keeps its words;
    its address follows in brackets where the words do not say it. Bold and italic leave no trace.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.flush()
    return reader.lines


def blocks(html: str) -> list[str]:
    """`html` cut between its top-level blocks; joined, the pieces are `html` again."""
    cutter = _Cutter()
    cutter.feed(html)
    cutter.close()
    cutter.cut()
    return cutter.pieces


def editable(html: str) -> str:
    """`html` as text for a plain input: an empty line between blocks, marks for their kinds."""
    return "\n\n".join(filter(None, (_as_text(piece) for piece in blocks(html))))


def rewritten(
    text: str,
    sources: Iterable[str],
    carried: Callable[[str, str], str] = lambda name, text: "",
) -> str:
    """HTML of an edited `editable` text.

    A block that stands unchanged in one of `sources` (HTML) keeps its markup. Others become
    paragraphs, headings, lists and tables again by their marks, without bold and links unless
    `carried` (name of the block, its line) knows them; nothing in them is read as a tag.
    """
    known: dict[str, str] = {}
    for source in sources:
        for piece in blocks(source):
            known.setdefault(_as_text(piece), piece)
    chunks = _BETWEEN.split(text.replace("\r\n", "\n").replace("\r", "\n").strip())
    return "".join(
        known.get(chunk.strip()) or _block(chunk, carried) for chunk in chunks if chunk.strip()
    )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.text: list[str] = []
        self.open: list[tuple[str, str, str]] = []
        self.numbers: list[int | None] = []
        self.marker = ""
        self.cells: list[str] | None = None
        self.link: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "br":
            self._line_break()
        elif tag == "a":
            self.link = has.get("href", ""), len(self.text)
        elif tag in _PARTS:
            self._part(tag, has)

    def _part(self, tag: str, has: dict[str, str]) -> None:
        if self.cells is not None:
            self.text.append(" ")
        else:
            self.flush()
        if tag in ("th", "td"):
            self.text.clear()
        self.open.append((tag, has.get("lang", ""), has.get("dir", "")))
        if tag == "tr":
            self.cells = []
        elif tag in ("ul", "ol"):
            start = has.get("start", "1")
            first = int(start) if start.isdecimal() else 1
            self.numbers.append(first if tag == "ol" else None)
        elif tag == "li":
            self.marker = "•"
            if self.numbers and (number := self.numbers[-1]) is not None:
                self.marker, self.numbers[-1] = f"{number}.", number + 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.link is not None:
            address, start = self.link
            self.link = None
            self.text.append(said_address("".join(self.text[start:]), address))
        if tag not in _PARTS or tag not in [name for name, _lang, _dir in self.open]:
            return
        if self.cells is None:
            self.flush()
        elif tag in ("td", "th"):
            self.cells.append(self._taken())
        elif tag == "tr":
            row = _CELLS.join(self.cells)
            self.cells = None
            self._add(row)
        while self.open and self.open.pop()[0] != tag:
            pass
        if tag in ("ul", "ol") and self.numbers:
            self.numbers.pop()

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def _line_break(self) -> None:
        if self.cells is None:
            self.flush()
        else:
            self.text.append(" ")

    def _taken(self) -> str:
        text = _SPACE.sub(" ", "".join(self.text)).strip()
        self.text.clear()
        if self.link is not None:
            self.link = self.link[0], 0
        return text

    def flush(self) -> None:
        """End the line that was being read."""
        if text := self._taken():
            self._add(text)

    def _add(self, text: str) -> None:
        if not text.strip(_CELLS):
            return
        language = next((lang for _tag, lang, _dir in reversed(self.open) if lang), "")
        direction = next((found for _tag, _lang, found in reversed(self.open) if found), "")
        kind, depth = self._kind()
        self.lines.append(Line(text, kind, depth, self.marker, language, direction))
        self.marker = ""

    def _kind(self) -> tuple[LineKind, int]:
        names = [name for name, _lang, _dir in self.open]
        for name in reversed(names):
            if name in _HEADINGS:
                return "heading", _HEADINGS[name]
            if name == "tr":
                return "row", 0
            if name in ("ul", "ol"):
                return ("item" if name == "ul" else "numbered"), len(self.numbers)
        return ("quote" if "blockquote" in names else "paragraph"), 0


class _Cutter(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.pieces: list[str] = []
        self.piece: list[str] = []
        self.depth = 0

    def cut(self) -> None:
        """End the piece that was being read."""
        if self.piece:
            self.pieces.append("".join(self.piece))
            self.piece.clear()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            if not self.depth:
                self.cut()
            self.depth += 1
        self.piece.append(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.piece.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self.piece.append(f"</{tag}>")
        if tag in _BLOCKS and self.depth:
            self.depth -= 1
            if not self.depth:
                self.cut()

    def handle_data(self, data: str) -> None:
        self.piece.append(data)

    def handle_entityref(self, name: str) -> None:
        self.piece.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.piece.append(f"&#{name};")


def said_address(words: str, address: str) -> str:
    """What is shown behind a link's words: its address, where they do not say it."""
    bare = re.sub(r"^(?:mailto:|tel:|https?://)", "", address).rstrip("/")
    if not bare or address.startswith("#") or bare in words.replace(" ", ""):
        return ""
    return f" ({address.removeprefix('mailto:').removeprefix('tel:')})"


def _as_text(piece: str) -> str:
    return "\n".join(_marked(line) for line in readable(piece))


def _marked(line: Line) -> str:
    if line.kind == "heading":
        return f"{'#' * line.depth} {line.text}"
    if line.kind == "quote":
        return f"> {line.text}"
    if line.kind in ("item", "numbered"):
        inset = "  " * (line.depth - 1)
        return f"{inset}{line.marker} {line.text}" if line.marker else f"{inset}  {line.text}"
    return line.text


def _block(chunk: str, carried: Callable[[str, str], str]) -> str:
    lines = [escape(line, quote=False) for line in chunk.split("\n") if line.strip()]
    bare = [line.strip() for line in lines]
    if all(line.startswith(("• ", "- ")) for line in bare):
        return f"<ul>{''.join(f'<li>{line[2:].strip()}</li>' for line in bare)}</ul>"
    numbered = [_NUMBERED.fullmatch(line) for line in bare]
    if numbered[0] is not None and all(numbered):
        first = "" if numbered[0][1] == "1" else f' start="{numbered[0][1]}"'
        return f"<ol{first}>{''.join(f'<li>{found[2]}</li>' for found in numbered if found)}</ol>"
    raw = chunk.strip()
    if len(bare) == 1 and (hashes := _HASHES.fullmatch(raw)):
        name, line = f"h{len(hashes[1])}", hashes[2]
        return carried(name, line) or f"<{name}>{escape(line, quote=False)}</{name}>"
    if len(bare) == 1 and not raw.startswith("> ") and (kept := carried("p", raw)):
        return kept
    if all(line.startswith("&gt; ") for line in bare):
        return f"<blockquote>{''.join(f'<p>{line[5:]}</p>' for line in bare)}</blockquote>"
    if len(bare) > 1 and all(_CELLS in line for line in bare):
        rows = ("".join(f"<td>{cell}</td>" for cell in line.split(_CELLS)) for line in bare)
        return f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"
    return f"<p>{'<br>'.join(bare)}</p>"

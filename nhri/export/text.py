"""Plain text, as a journalist pastes it: no mark-up, no wrapping, one empty line between parts.

Invisible direction marks appear only where a plain-text editor would otherwise show a number or
an address out of order; see `nhri.export.runs.with_marks`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from nhri.export.document import (
    Block,
    Cell,
    Document,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Run,
    Table,
    runs,
    with_marks,
)
from nhri.export.labels import labels
from nhri.export.runs import LRM, RLM
from nhri.export.tree import Direction

_QUOTES = {"ar": ("«", "»")}
_SEPARATOR = {"ar": "؛ "}
_INDENT = "  "
_ADDRESS = re.compile(rf"[{LRM}{RLM}]?(?:https?://|www\.|\S+@)")


def write(document: Document) -> str:
    """The whole document as text, ended by one newline; to be encoded as UTF-8."""
    return "\n\n".join(filter(None, _parts(document))) + "\n"


def _parts(document: Document) -> Iterator[str]:
    head, words = document.head, labels(document.head.language)

    def line(text: str) -> str:
        return _line(runs(text, head.language, head.direction), head.direction)

    yield line(head.notice)
    if head.embargo:
        yield line(words["embargo"] % {"moment": head.embargo})
    yield "\n".join(map(line, filter(None, (head.kind, head.title))))
    if head.reference:
        yield line(words["reference"] % {"reference": head.reference})
    for correction in head.corrections:
        dated = f" ({correction.date_line})" if correction.date_line else ""
        yield line(f"{words['corrections']}{dated}: {correction.text}")
    yield line(head.issuer)
    yield line(head.summary)
    blocks = [part for block in document.blocks for part in _block(block)]
    date_line = line(_date_line(document, words))
    if date_line and document.blocks and isinstance(document.blocks[0], Paragraph):
        blocks[0] = f"{date_line}: {blocks[0].removeprefix(RLM)}"
    else:
        yield date_line
    yield from blocks
    yield line(head.ending_mark)
    if head.notes_to_editors:
        yield "\n\n".join(
            [line(words["notes"]), *(p for b in head.notes_to_editors for p in _block(b))]
        )
    if head.contact:
        yield "\n".join(map(line, (words["contact"], *head.contact)))
    if document.letterhead.boilerplate:
        yield line(document.letterhead.boilerplate)
    origin = [f"{words['address']}:", head.address] if head.address else []
    origin += [words["revision"] % {"revision": head.revision}] if head.revision else []
    yield "\n".join(map(line, origin))


def _date_line(document: Document, words: dict[str, str]) -> str:
    head = document.head
    if head.place and head.date_line:
        return words["date_line"] % {"place": head.place, "date": head.date_line}
    return head.place or head.date_line


def _line(line: Sequence[Run], base: Direction) -> str:
    """One paragraph. Arabic that opens with a Latin word says so, or the editor turns it round."""
    marked = with_marks(list(_with_addresses(line, base)), base)
    text = "".join(map(_clean, marked)).replace("\u00a0", " ")
    kinds = map(unicodedata.bidirectional, text)
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), "")
    return f"{RLM}{text}" if base == "rtl" and first == "L" and _mixed(text) else text


def _clean(run: Run) -> str:
    """An address is copied as it stands: a mark at its end would become part of it."""
    return run.text.rstrip(LRM + RLM) if _ADDRESS.match(run.text) else run.text


def _with_addresses(line: Sequence[Run], base: Direction) -> Iterator[Run]:
    """The runs, and behind each link's words its address, unless the words say it."""
    for index, run in enumerate(line):
        following = line[index + 1] if index + 1 < len(line) else None
        yield run
        if run.href.startswith("http") and (following is None or following.href != run.href):
            words = "".join(other.text for other in line if other.href == run.href)
            if words.strip() not in run.href:
                yield Run(" (", run.language, base)
                yield Run(run.href, "en", "ltr")
                yield Run(")", run.language, base)


def _mixed(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph() | Heading():
            yield _line(block.runs, block.direction)
        case Listing():
            yield "\n".join(_listing(block))
        case Quote():
            yield from _quoted(block)
        case Table():
            yield "\n".join(_table(block))


def _listing(listing: Listing) -> Iterator[str]:
    for number, item in enumerate(listing.items, listing.start):
        marker = f"{number}." if listing.ordered else "-"
        lines = "\n".join(part for block in item for part in _block(block)).split("\n")
        yield f"{marker} {lines[0]}"
        yield from (f"{_INDENT}{line}" for line in lines[1:])


def _quoted(quote: Quote) -> Iterator[str]:
    """The quotation in the marks of its language, unless it came with marks of its own."""
    parts = [part for block in quote.blocks for part in _block(block)]
    opening, closing = _QUOTES.get(quote.language, ("“", "”"))
    if parts[0].lstrip(RLM).startswith(("«", "“", '"', "„")):
        yield from parts
        return
    parts[0] = f"{opening}{parts[0]}"
    parts[-1] = f"{parts[-1]}{closing}"
    yield from parts


def _table(table: Table) -> Iterator[str]:
    """A line for each row: «label: value» where one row of labels says what each column is."""
    separator = _SEPARATOR.get(table.language, "; ")
    names: list[str] = []
    if len(table.header) == 1 and all(cell.columns == 1 for cell in table.header[0]):
        names = [_cell(cell, table.direction) for cell in table.header[0]]
    else:
        yield from (_joined(row, table, separator) for row in table.header)
    for row in table.rows:
        if names and all(cell.columns == 1 for cell in row):
            cells = [_cell(cell, table.direction) for cell in row]
            pairs = zip(names, cells, strict=True)
            yield "- " + separator.join(f"{n}: {c}" if n else c for n, c in pairs if c)
        else:
            yield _joined(row, table, separator)


def _joined(row: Iterable[Cell], table: Table, separator: str) -> str:
    return "- " + separator.join(filter(None, (_cell(c, table.direction) for c in row)))


def _cell(cell: Cell, direction: Direction) -> str:
    return " ".join(_line(cell.runs, direction).split("\n"))

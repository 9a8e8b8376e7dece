"""PDF/UA-1 on A4 by Typst: the letterhead, the text, and where it was published.

The tree goes to `templates/export/release.typ` as JSON, so nothing an editor writes is ever read
as mark-up. The same document gives the same bytes: own fonts only, dates from the document.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, Final

import typst

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
    direction_of,
    runs,
    with_marks,
)
from nhri.export.fonts import faces, is_visible, showable
from nhri.export.labels import labels
from nhri.export.tree import Direction
from nhri.export.vocalised import readable

TEMPLATES: Final = Path(__file__).resolve().parents[2] / "templates" / "export"

#: Longest title in the running head, alone and beside a warning; what is longer is cut.
_RUNNING_HEAD, _BESIDE_WARNING = 72, 44
#: Below this many characters a table row or a table is kept on one page.
_KEPT_CELL, _KEPT_TABLE = 900, 700
_SEPARATOR = "  ·  "

logger = logging.getLogger(__name__)

Json = dict[str, Any]


class UnwritableError(Exception):
    """The document cannot be set; the message names the item and the reason."""


def write(document: Document, timestamp: datetime | None = None) -> bytes:
    """The document as a PDF file.

    `timestamp` (aware) is the file's creation date; without it the release date at 00:00 UTC, and
    without that none. Raises `UnwritableError` when Typst refuses. A crest that cannot be read is
    left out with a warning in the log: a statement must not wait for a picture.
    """
    created = timestamp
    if created is None and document.head.date is not None:
        created = datetime.combine(document.head.date, time(), UTC)
    data = _data(document, created)
    try:
        return _compile(data, created)
    except typst.TypstError as error:
        if data["crest"]:
            try:
                written = _compile({**data, "crest": None}, created)
            except typst.TypstError:
                pass
            else:
                logger.warning("The crest cannot be set and was left out: %s", error.message)
                return written
        name = document.head.reference or document.head.address or document.head.title
        raise UnwritableError(f"{name}: {error.message}") from error


def _compile(data: Json, created: datetime | None) -> bytes:
    """A compiler for each call: it keeps its inputs, and threads must not see each other's."""
    compiler = typst.Compiler(
        input=str(TEMPLATES / "release.typ"), root=str(TEMPLATES), font_paths=faces()
    )
    written = compiler.compile(
        format="pdf",
        sys_inputs={"document": json.dumps(data, ensure_ascii=False, sort_keys=True)},
        pdf_standards=["ua-1"],
        timestamp=created or datetime(1970, 1, 1, tzinfo=UTC),
    )
    if not isinstance(written, bytes):
        raise TypeError("Typst returned no PDF")
    return readable(written)


def _data(document: Document, created: datetime | None) -> Json:
    head, letterhead = document.head, document.letterhead
    words = labels(head.language)
    titles = (head.title.strip(), head.kind, letterhead.name(head.language))
    title = next(filter(is_visible, titles), "—")
    name = letterhead.name(head.language)
    names = [("ar", letterhead.name_ar), ("en", letterhead.name_en)]
    if head.language != "ar":
        names.reverse()

    def line(text: str) -> list[Json]:
        return _runs(runs(text, head.language, head.direction), head.direction)

    def section(heading: str, blocks: list[Json]) -> list[Json]:
        return [{"heading": line(heading), "blocks": blocks}] if blocks else []

    def lines(texts: Iterable[str]) -> list[Json]:
        text = "\n".join(filter(None, texts))
        return [_block(Paragraph(runs(text, head.language), head.language, head.direction))]

    dated = [head.place, head.date_line]
    if all(dated):
        dated = [words["date_line"] % {"place": head.place, "date": head.date_line}]
    reference = head.reference and words["reference"] % {"reference": head.reference}
    embargo = head.embargo and words["embargo"] % {"moment": head.embargo}
    return {
        "language": head.language,
        "direction": head.direction,
        "title_text": showable(title),
        "summary_text": showable(head.summary),
        "author": showable(name),
        "date": created.strftime("%Y-%m-%d") if created else None,
        "crest": list(letterhead.crest) if letterhead.crest else None,
        "names": [
            _runs(runs(own, language), direction_of(language)) for language, own in names if own
        ],
        "lines": line(_SEPARATOR.join(" ".join(fact.split()) for fact in letterhead.lines)),
        "running": line(
            _shortened(title, _BESIDE_WARNING if embargo or head.notice else _RUNNING_HEAD)
        ),
        "name": line(name),
        "kind": line(head.kind),
        "reference": line(reference),
        "notice": line(head.notice),
        "embargo": line(embargo),
        "embargo_note": line(words["embargo_note"]) if embargo else [],
        "corrections": [
            {
                "label": line(words["corrections"]),
                "date": line(correction.date_line),
                "text": line(correction.text),
            }
            for correction in head.corrections
        ],
        "title": line(title),
        "date_line": line("".join(dated)),
        "issuer": line(head.issuer),
        "summary": line(head.summary),
        "blocks": _blocks(document.blocks),
        "ending_mark": line(head.ending_mark),
        "sections": [
            *section(words["notes"], _blocks(head.notes_to_editors)),
            *section(words["contact"], lines(head.contact) if any(head.contact) else []),
            *section(
                words["about"],
                lines([letterhead.boilerplate]) if letterhead.boilerplate else [],
            ),
        ],
        "address": line(f"{words['address']} {head.address}" if head.address else ""),
        "revision": line(words["revision"] % {"revision": head.revision} if head.revision else ""),
        "page": showable(words["page"]),
    }


def _shortened(title: str, length: int) -> str:
    if len(title) <= length:
        return title
    return title[:length].rsplit(" ", 1)[0].rstrip(" ،,:؛;–-") + "…"


def _runs(line: Sequence[Run], base: Direction) -> list[Json]:
    return [
        {
            "text": showable(run.text),
            "language": run.language,
            "arabic": direction_of(run.language) == "rtl",
            "strong": run.strong,
            "emphasis": run.emphasis,
            "href": run.href,
        }
        for run in with_marks(line, base)
    ]


def _blocks(blocks: Iterable[Block]) -> list[Json]:
    """Blocks as data; headings are re-levelled so that none is skipped, as PDF/UA demands."""
    level = [1]
    return [_block(block, level) for block in blocks]


def _block(block: Block, level: list[int] | None = None) -> Json:
    level = level or [1]
    common: Json = {
        "type": type(block).__name__,
        "language": block.language,
        "direction": block.direction,
        "arabic": direction_of(block.language) == "rtl",
    }
    match block:
        case Paragraph():
            return common | {"runs": _runs(block.runs, block.direction)}
        case Heading() if not is_visible("".join(run.text for run in block.runs)):
            paragraph = Paragraph(block.runs, block.language, block.direction)
            return _block(paragraph, level)
        case Heading():
            level[0] = min(block.level, level[0] + 1)
            return common | {"level": level[0], "runs": _runs(block.runs, block.direction)}
        case Listing():
            items = [[_block(part, level) for part in item] for item in block.items]
            return common | {"ordered": block.ordered, "start": block.start, "items": items}
        case Quote():
            return common | {"blocks": [_block(part, level) for part in block.blocks]}
        case Table():
            return common | _table(block)


def _table(table: Table) -> Json:
    return {
        "header": [[_cell(cell, table.direction) for cell in row] for row in table.header],
        "rows": [[_cell(cell, table.direction) for cell in row] for row in table.rows],
        "widths": _widths(table),
        "kept": sum(map(_length, (c for row in table.rows for c in row))) < _KEPT_TABLE,
    }


def _cell(cell: Cell, base: Direction) -> Json:
    return {
        "columns": cell.columns,
        "strong": cell.is_header,
        "kept": _length(cell) < _KEPT_CELL,
        "runs": _runs(cell.runs, base),
    }


def _length(cell: Cell) -> int:
    return sum(len(run.text) for run in cell.runs)


def _widths(table: Table) -> list[int]:
    """A share for each column: long text gets more, yet no column is starved by another."""
    longest = [4.0] * table.width
    for row in (*table.header, *table.rows):
        column = 0
        for cell in row:
            if cell.columns == 1:
                longest[column] = max(longest[column], min(_length(cell), 240))
            column += cell.columns
    return [round(10 * length**0.6) for length in longest]

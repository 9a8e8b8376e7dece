"""What every reader gives: a text as a row of blocks, each a row of runs."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from django.utils.functional import Promise

Kind = Literal["title", "subtitle", "heading", "paragraph", "item", "quote", "table"]


@dataclass(frozen=True)
class Run:
    """A stretch of text in one form. A line break inside a paragraph is a `\\n`."""

    text: str
    strong: bool = False
    em: bool = False
    href: str = ""

    def like(self, other: "Run") -> bool:
        """Whether both have the same form, so that they can be one run."""
        return (self.strong, self.em, self.href) == (other.strong, other.em, other.href)


@dataclass(frozen=True)
class Cell:
    """A table cell: runs, with `\\n` between its paragraphs."""

    runs: tuple[Run, ...]
    columns: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Block:
    """One paragraph, heading, list item or table.

    `position` counts the blocks of the original that hold text, from 1. `level` is 2-4 for a
    heading, the depth from 0 for an item. Items with the same `series` belong to one list; `start`
    is the number an ordered list goes on with. `head` says that a table's first row is its head.
    """

    kind: Kind
    runs: tuple[Run, ...] = ()
    position: int = 0
    level: int = 0
    ordered: bool = False
    series: str = ""
    start: int = 1
    rows: tuple[tuple[Cell, ...], ...] = ()
    head: bool = False

    @property
    def text(self) -> str:
        """The words alone; a table's cells are parted by tabs, its rows by line breaks."""
        if self.kind == "table":
            return "\n".join("\t".join(cell.text for cell in row) for row in self.rows)
        return "".join(run.text for run in self.runs)

    @property
    def links(self) -> tuple[str, ...]:
        """The addresses it links to, in order."""
        runs = [run for row in self.rows for cell in row for run in cell.runs]
        return tuple(run.href for run in (*self.runs, *runs) if run.href)


@dataclass(frozen=True)
class Note:
    """One line of the report. `code` is stable; `str()` is the line in the active language."""

    code: str
    message: str | Promise
    values: dict[str, Any] = field(default_factory=dict)
    position: int | None = None

    def __str__(self) -> str:
        return str(self.message % self.values) if self.values else str(self.message)


@dataclass(frozen=True)
class Reading:
    """A text as its reader understood it, and what the reader had to leave out or decide."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Neighbours of the same form as one run; blank space at both ends and empty runs gone."""
    result: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if result and result[-1].like(run):
            result[-1] = replace(result[-1], text=result[-1].text + run.text)
        else:
            result.append(run)
    while result and not result[0].text.lstrip():
        result.pop(0)
    while result and not result[-1].text.rstrip():
        result.pop()
    if result:
        result[0] = replace(result[0], text=result[0].text.lstrip())
        result[-1] = replace(result[-1], text=result[-1].text.rstrip())
    return tuple(result)


def without_end(runs: tuple[Run, ...], length: int) -> tuple[Run, ...]:
    """The runs without their last `length` characters."""
    kept = list(runs)
    while kept and length > 0:
        last = kept.pop()
        if len(last.text) > length:
            kept.append(replace(last, text=last.text[:-length]))
        length -= len(last.text)
    return joined(kept)


def excerpt(text: str, limit: int = 60) -> str:
    """The beginning of a text on one line, cut between words."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit + 1].rsplit(" ", 1)[0]
    return cut[:limit].rstrip(" ،,;؛:") + "…"

"""Word documents to blocks: structure is kept, looks are not, and what is left out is counted."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from news.importing.blocks import Block, Reading, Run, joined
from news.importing.docx_inlines import (
    ALTERNATIVES,
    DELETED,
    FORMULAS,
    INSERTED,
    TRANSPARENT,
    Found,
    Inlines,
    choice,
    content,
)
from news.importing.docx_notes import notes_of
from news.importing.docx_styles import Lists, Place, Role, Styles
from news.importing.docx_tables import table
from news.importing.package import Package, damage
from news.importing.problems import ImportProblem

_BREAKS = re.compile(r"[ \t]*\n\s*\n\s*")


def read(data: bytes) -> Reading:
    """The blocks of a Word document and the report of what did not come along.

    Raises ImportProblem for a document that is damaged, unsafe to open or without text.
    """
    package = Package(data)
    name = package.main()
    root = package.part(name)
    body = None if root is None else root.find(qn("w:body"))
    if body is None:
        raise ImportProblem("word_damaged", detail=damage("no_text_part"))
    reader = _Reader(package, name)
    blocks = [*reader.blocks(body), *reader.footnotes()]
    if not blocks:
        raise ImportProblem("word_empty")
    placed = [replace(block, position=at) for at, block in enumerate(blocks, start=1)]
    return Reading(tuple(_numbered_on(placed)), notes_of(reader.found, tuple(placed)))


class _Reader:
    def __init__(self, package: Package, name: str) -> None:
        self._package = package
        relations = package.relations(name)
        self._targets = {
            relation.kind: relation.target
            for relation in relations.values()
            if not relation.is_external
        }
        self.found = Found()
        self._styles = Styles(self._neighbour(RELATIONSHIP_TYPE.STYLES))
        self._lists = Lists(self._neighbour(RELATIONSHIP_TYPE.NUMBERING))
        self._inlines = Inlines(self._styles, relations, self.found)
        #: Runs of a paragraph whose end somebody deleted: they belong to the next one.
        self._carried: list[Run] = []

    def _neighbour(self, kind: str) -> Any | None:
        return self._package.part(self._targets.get(kind, ""))

    def blocks(self, parent: Any) -> list[Block]:
        """The blocks of a body, a table cell, a text box or a note."""
        kept, self._carried = self._carried, []
        result = list(self._walk(parent))
        if rest := joined(self._carried):
            result.append(Block("paragraph", rest))
        self._carried = kept
        return result

    def _walk(self, parent: Any) -> Iterator[Block]:
        for child in parent:
            tag = child.tag
            if tag == qn("w:p"):
                yield from self._paragraph(child)
            elif tag == qn("w:tbl"):
                yield from table(child, self.blocks, self._styles, self.found)
            elif tag == qn("w:altChunk"):
                self.found.counts["inserted_files"] += 1
            elif tag in DELETED:
                self.found.counts["deletions"] += 1
            elif tag in FORMULAS:
                runs = joined(self._inlines.runs([child]))
                yield from [Block("paragraph", runs)] if runs else []
            elif (inner := self._inside(child)) is not None:
                yield from self._walk(inner)

    def _inside(self, child: Any) -> Any | None:
        if child.tag in INSERTED:
            # The mark of an inserted bookmark or range has no children and is no insertion.
            self.found.counts["insertions"] += len(child) > 0
            return child
        if child.tag in TRANSPARENT:
            return child
        if child.tag == ALTERNATIVES:
            return choice(child)
        if child.tag != qn("w:sdt"):
            return None
        gallery = next(child.iter(qn("w:docPartGallery")), None)
        if gallery is not None and gallery.get(qn("w:val")) == "Table of Contents":
            self.found.counts["contents"] += 1
            return None
        return content(child)

    def _paragraph(self, paragraph: Any) -> Iterator[Block]:
        properties = paragraph.find(qn("w:pPr"))
        runs = [*self._carried, *self._inlines.runs(paragraph)]
        boxes, self.found.boxes = self.found.boxes, []
        self._carried = []
        mark = None if properties is None else properties.find(qn("w:rPr"))
        if mark is not None and mark.find(qn("w:del")) is not None:
            self.found.counts["deletions"] += 1
            self._carried = runs
        else:
            if mark is not None and mark.find(qn("w:ins")) is not None:
                self.found.counts["insertions"] += 1
            yield from self._placed(joined(runs), properties)
        for box in boxes:
            yield from self.blocks(box)

    def _placed(self, runs: tuple[Run, ...], properties: Any | None) -> Iterator[Block]:
        if not runs:
            return
        role = self._styles.role(properties)
        place = self._place(role, properties)
        if place:
            yield Block("item", runs, level=place.depth, ordered=place.ordered, series=place.series)
        elif role.kind in {"paragraph", "quote"}:
            # Empty lines inside a paragraph: somebody pressed Shift and Enter for a new one.
            for part in _split(runs):
                yield Block(role.kind, part)  # type: ignore[arg-type]
        else:
            flat = joined(replace(run, text=" ".join(run.text.split("\n"))) for run in runs)
            yield Block(role.kind, flat, level=role.level)  # type: ignore[arg-type]

    def _place(self, role: Role, properties: Any | None) -> Place | None:
        if role.kind != "paragraph":
            return None
        place = self._lists.place(self._styles.numbering(properties))
        if place or self._styles.numbering(properties) is not None:
            return place
        style = None if properties is None else properties.find(qn("w:pStyle"))
        for name in self._styles.names(None if style is None else style.get(qn("w:val"))):
            for start, ordered in (("list bullet", False), ("list number", True)):
                if name.startswith(start):
                    digits = name.removeprefix(start).strip()
                    depth = int(digits) - 1 if digits in {"2", "3", "4", "5"} else 0
                    return Place(start, depth, ordered)
        return None

    def footnotes(self) -> list[Block]:
        """The foot and end notes that the text refers to, each as a paragraph with its number."""
        parts = {
            "footnote": self._notes(RELATIONSHIP_TYPE.FOOTNOTES),
            "endnote": self._notes(RELATIONSHIP_TYPE.ENDNOTES),
        }
        result = []
        for at, (kind, note_id) in enumerate(list(self.found.references), start=1):
            inlines, by_id = parts[kind]
            note = by_id.get(note_id)
            if note is None:
                continue
            runs = [Run(f"[{at}] ")]
            for paragraph in note.iter(qn("w:p")):
                runs += [*inlines.runs(paragraph), Run(" ")]
            result.append(Block("paragraph", joined(runs)))
        return result

    def _notes(self, kind: str) -> tuple[Inlines, dict[str, Any]]:
        root = self._neighbour(kind)
        relations = self._package.relations(self._targets.get(kind, ""))
        notes = [] if root is None else list(root)
        by_id = {note.get(qn("w:id"), ""): note for note in notes if isinstance(note.tag, str)}
        return Inlines(self._styles, relations, self.found), by_id


def _split(runs: tuple[Run, ...]) -> list[tuple[Run, ...]]:
    parts: list[list[Run]] = [[]]
    for run in runs:
        first, *others = _BREAKS.split(run.text)
        parts[-1].append(replace(run, text=first))
        parts += [[replace(run, text=other)] for other in others]
    return [part for part in map(joined, parts) if part]


def _numbered_on(blocks: list[Block]) -> Iterator[Block]:
    """Ordered lists that go on after an interruption, with the number they go on with."""
    counts: Counter[tuple[str, int]] = Counter()
    previous: Block | None = None
    for block in blocks:
        if block.kind != "item":
            previous = None
            yield block
            continue
        if previous is None or previous.series != block.series:
            block = replace(block, start=counts[block.series, block.level] + 1)
        counts[block.series, block.level] += 1
        for series, level in list(counts):
            if series == block.series and level > block.level:
                del counts[series, level]
        previous = block
        yield block


def identity(data: bytes) -> str:
    """The words and addresses of a document, whatever program saved it.

    Raises ImportProblem.
    """
    blocks = read(data).blocks
    lines = [" ".join([block.text, *block.links]) for block in blocks]
    return "\n".join(lines)

"""Word's tables, merged cells included, as rows of cells."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from docx.oxml.ns import qn

from news.importing.blocks import Block, Cell, Run, joined
from news.importing.docx_inlines import ALTERNATIVES, DELETED, INSERTED, Found, choice
from news.importing.docx_styles import Styles, is_on, number, value

Blocks = Callable[[Any], list[Block]]
#: HTML allows more, but the sanitiser takes two digits.
_MAX_SPAN = 99
#: Word gives these to every table: they say nothing about a head.
_PLAIN_STYLES = {"", "table grid", "normal table", "tablenormal", "tablegrid"}
_WRAPPERS = {qn("w:customXml"), qn("w:sdtContent"), *INSERTED}


def table(element: Any, blocks: Blocks, styles: Styles, found: Found) -> list[Block]:
    """The table as one block; a frame of a single cell gives the blocks inside it."""
    rows = [row for row in _children(element, qn("w:tr")) if not _is_deleted(row, found)]
    cells = [list(_children(row, qn("w:tc"))) for row in rows]
    if len(rows) == 1 and len(cells[0]) == 1:
        return blocks(cells[0][0])
    grid = _Grid(blocks, found)
    for row in rows:
        grid.add(row)
    if not grid.has_text():
        return []
    head = len(rows) > 1 and _has_head(element, rows[0], styles)
    result = Block("table", rows=tuple(map(tuple, grid.rows)), head=head)
    runs_right_to_left = is_on(element.find(qn("w:tblPr")), "w:bidiVisual")
    if any(len(row) > 1 for row in grid.rows):
        found.counts["tables_rtl" if runs_right_to_left else "tables_ltr"] += 1
    return [result]


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, through whatever wraps them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == qn("w:sdt") or child.tag in _WRAPPERS:
            yield from _children(child, tag)
        elif child.tag == ALTERNATIVES:
            yield from _children(choice(child), tag)


def _is_deleted(row: Any, found: Found) -> bool:
    properties = row.find(qn("w:trPr"))
    if properties is None:
        return False
    found.counts["insertions"] += any(child.tag in INSERTED for child in properties)
    deleted = any(child.tag in DELETED for child in properties)
    found.counts["deletions"] += deleted
    return deleted


def _has_head(element: Any, first: Any, styles: Styles) -> bool:
    row = first.find(qn("w:trPr"))
    if is_on(row, "w:tblHeader"):
        return True
    properties = element.find(qn("w:tblPr"))
    look = None if properties is None else properties.find(qn("w:tblLook"))
    style = None if properties is None else value(properties.find(qn("w:tblStyle")))
    if look is None or styles.names(style)[0] in _PLAIN_STYLES:
        return False
    flag = look.get(qn("w:firstRow"))
    if flag is not None:
        return flag.lower() in {"1", "true", "on"}
    return bool(_hexadecimal(look.get(qn("w:val"), "")) & 0x20)


def _hexadecimal(text: str) -> int:
    try:
        return int(text, 16)
    except ValueError:
        return 0


class _Grid:
    """Rows under construction; remembers which cell of a column is still growing downwards."""

    def __init__(self, blocks: Blocks, found: Found) -> None:
        self._blocks = blocks
        self._found = found
        self.rows: list[list[Cell]] = []
        #: Column → (row, index in that row) of the cell that a merge continues.
        self._open: dict[int, tuple[int, int]] = {}

    def has_text(self) -> bool:
        return any(cell.text.strip() for row in self.rows for cell in row)

    def add(self, row: Any) -> None:
        self.rows.append([])
        properties = row.find(qn("w:trPr"))
        column = self._gap(properties, "w:gridBefore", 0)
        for cell in _children(row, qn("w:tc")):
            column += self._cell(cell, column)
        self._gap(properties, "w:gridAfter", column)

    def _gap(self, properties: Any | None, name: str, column: int) -> int:
        found = None if properties is None else properties.find(qn(name))
        width = min(max(number(value(found)), 0), _MAX_SPAN)
        for offset in range(width):
            self._open.pop(column + offset, None)
            self.rows[-1].append(Cell(()))
        return column + width

    def _cell(self, element: Any, column: int) -> int:
        properties = element.find(qn("w:tcPr"))

        def find(name: str) -> Any | None:
            return None if properties is None else properties.find(qn(name))

        width = min(max(number(value(find("w:gridSpan")), 1), 1), _MAX_SPAN)
        runs = () if find("w:cellDel") is not None else self._runs(element)
        if find("w:cellDel") is not None:
            self._found.counts["deletions"] += 1
        merge, sideways = find("w:vMerge"), find("w:hMerge")
        row = self.rows[-1]
        if sideways is not None and value(sideways) != "restart" and row:
            row[-1] = replace(
                row[-1], columns=row[-1].columns + width, runs=_together(row[-1].runs, runs)
            )
            return width
        above = self._open.get(column)
        if merge is not None and value(merge) != "restart" and above:
            self._grow(above, runs)
            return width
        row.append(Cell(runs, width))
        for offset in range(width):
            self._open.pop(column + offset, None)
        if merge is not None:
            self._open[column] = (len(self.rows) - 1, len(row) - 1)
        return width

    def _grow(self, above: tuple[int, int], runs: tuple[Run, ...]) -> None:
        at, index = above
        cell = self.rows[at][index]
        self.rows[at][index] = replace(
            cell, rows=min(cell.rows + 1, _MAX_SPAN), runs=_together(cell.runs, runs)
        )

    def _runs(self, cell: Any) -> tuple[Run, ...]:
        runs: tuple[Run, ...] = ()
        for block in self._blocks(cell):
            runs = _together(runs, self._line(block))
        return runs

    def _line(self, block: Block) -> tuple[Run, ...]:
        if block.kind == "table":
            self._found.counts["nested_tables"] += 1
            return (Run(block.text.replace("\t", " | ")),)
        if block.kind == "item":
            return (Run("• "), *block.runs)
        if block.kind in {"heading", "title"}:
            return tuple(replace(run, strong=True) for run in block.runs)
        return block.runs


def _together(first: tuple[Run, ...], second: tuple[Run, ...]) -> tuple[Run, ...]:
    if not first or not second:
        return first or second
    return joined((*first, Run("\n"), *second))

"""Cells of an HTML table laid on a grid, so that every row fills the same columns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from nhri.export.tree import Cell

#: A sheet of A4 cannot show more; a `colspan` of a thousand is a slip of the keyboard.
COLUMNS = 40


class Taken(NamedTuple):
    """A cell with its `colspan` and `rowspan` as written."""

    cell: Cell
    colspan: str
    rowspan: str


def _number(value: str) -> int:
    return min(max(int(value), 1), COLUMNS) if re.fullmatch(r"[0-9]{1,4}", value) else 1


def grid(rows: Iterable[list[Taken]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows padded with empty cells to one width.

    A cell over several rows stands in the first of them and leaves the others empty: that reads
    the same in text, on paper and in a word processor.
    """
    held: dict[int, int] = {}
    laid: list[list[Cell]] = []
    for row in rows:
        cells: list[Cell] = []
        width = 0
        following = {column: left - 1 for column, left in held.items() if left > 1}
        for taken in row:
            while width in held:
                cells.append(Cell(()))
                width += 1
            columns = min(_number(taken.colspan), max(COLUMNS - width, 1))
            if (below := _number(taken.rowspan) - 1) > 0:
                following |= dict.fromkeys(range(width, width + columns), below)
            cells.append(replace(taken.cell, columns=columns))
            width += columns
        held = following
        laid.append(cells)
    width = max((sum(cell.columns for cell in row) for row in laid), default=0)
    return tuple(
        (*row, *(Cell(()) for _ in range(width - sum(cell.columns for cell in row))))
        for row in laid
    )

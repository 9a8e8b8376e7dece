"""Blocks to the clean HTML that the body of an item holds: allowed tags only, text escaped."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from news.importing.blocks import Block, Cell, Run


def body(blocks: Iterable[Block]) -> str:
    """One element per line; lists nested by depth, neighbouring quotes in one quotation."""
    return "\n".join(
        part
        for kind, group in groupby(blocks, key=_neighbourhood)
        for part in _elements(kind, list(group))
    )


def _neighbourhood(block: Block) -> str:
    return block.kind if block.kind in {"item", "quote"} else "other"


def _elements(kind: str, blocks: list[Block]) -> Iterator[str]:
    if kind == "item":
        yield from _lists(blocks)
    elif kind == "quote":
        inner = "".join(f"<p>{inline(block.runs)}</p>" for block in blocks)
        yield f"<blockquote>{inner}</blockquote>"
    else:
        yield from map(_element, blocks)


def _element(block: Block) -> str:
    if block.kind == "table":
        return _table(block)
    # A second title inside the text is a heading of it.
    level = block.level or 2
    tag = f"h{level}" if block.kind in {"heading", "title"} else "p"
    return f"<{tag}>{inline(block.runs)}</{tag}>"


def _lists(items: list[Block]) -> Iterator[str]:
    """Lists of neighbouring items: a change of list or of its form at the top begins another."""
    at = 0
    while at < len(items):
        end = at + 1
        while end < len(items) and (
            items[end].level > items[at].level or _is_same_list(items[end], items[at])
        ):
            end += 1
        yield _list(items[at:end])
        at = end


def _is_same_list(item: Block, first: Block) -> bool:
    return (item.level, item.ordered, item.series) == (first.level, first.ordered, first.series)


def _list(items: list[Block]) -> str:
    """One list; deeper items between two of its own are lists inside the first of them."""
    first = items[0]
    entries = []
    at = 0
    while at < len(items):
        end = at + 1
        while end < len(items) and items[end].level > first.level:
            end += 1
        inner = "".join(_lists(items[at + 1 : end]))
        entries.append(f"<li>{inline(items[at].runs)}{inner}</li>")
        at = end
    start = f' start="{first.start}"' if first.ordered and first.start > 1 else ""
    tag = "ol" if first.ordered else "ul"
    return f"<{tag}{start}>{''.join(entries)}</{tag}>"


def _table(block: Block) -> str:
    rows = list(block.rows)
    head = ""
    if block.head:
        # Rows that a cell of the head reaches down into belong to the head.
        depth = max((cell.rows for cell in rows[0]), default=1)
        head = "".join(_row(row, "th") for row in rows[:depth])
        head, rows = f"<thead>{head}</thead>", rows[depth:]
    inner = "".join(_row(row, "td") for row in rows)
    return f"<table>{head}{f'<tbody>{inner}</tbody>' if inner else ''}</table>"


def _row(row: tuple[Cell, ...], tag: str) -> str:
    return f"<tr>{''.join(_cell(cell, tag) for cell in row)}</tr>"


def _cell(cell: Cell, tag: str) -> str:
    columns = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    rows = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    scope = ' scope="col"' if tag == "th" and cell.columns == 1 else ""
    return f"<{tag}{scope}{columns}{rows}>{inline(cell.runs)}</{tag}>"


def inline(runs: Iterable[Run]) -> str:
    """Runs as escaped text in `a`, `strong` and `em`; line breaks as `br`."""
    return "".join(
        f'<a href="{escape(href)}">{_styled(group)}</a>' if href else _styled(group)
        for href, group in groupby(runs, key=lambda run: run.href)
    )


def _styled(runs: Iterable[Run]) -> str:
    result = []
    for run in runs:
        html = escape(run.text, quote=False).replace("\n", "<br>")
        if run.em:
            html = f"<em>{html}</em>"
        result.append(f"<strong>{html}</strong>" if run.strong else html)
    return "".join(result)

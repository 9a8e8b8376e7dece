"""HTML as nested elements, whatever was left open: what `reading` walks."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"br", "hr", "img", "wbr", "col", "input"}
BLOCKS = {"p", "div", "ul", "ol", "blockquote", "table", "h1", "h2", "h3", "h4", "h5", "h6"}
#: What the start of a tag closes when it was left open, and how far up that may reach.
_CLOSES = {
    "li": ({"li"}, {"ul", "ol"}),
    "tr": ({"tr", "td", "th"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "thead": ({"thead", "tbody", "tfoot", "tr", "td", "th"}, {"table"}),
    "tbody": ({"thead", "tbody", "tfoot", "tr", "td", "th"}, {"table"}),
    "tfoot": ({"thead", "tbody", "tfoot", "tr", "td", "th"}, {"table"}),
} | {name: ({"p"}, {"li", "td", "th", "blockquote", "div"}) for name in BLOCKS}
#: Deeper nesting carries no meaning for a reader, and would exhaust a stack here or in a writer.
_DEPTH = 60
_NESTING = {"ul", "ol", "blockquote"}
_NESTED = 8


@dataclass(slots=True)
class Element:
    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Collects elements into a tree of its own, closing what was left open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("body")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        closes, limits = _CLOSES.get(tag, (set(), set()))
        for index in range(len(self.open) - 1, 0, -1):
            if self.open[index].name in limits:
                break
            if self.open[index].name in closes:
                del self.open[index:]
        if tag in _NESTING and sum(e.name in _NESTING for e in self.open) >= _NESTED:
            return
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _VOID and len(self.open) < _DEPTH:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self.open) - 1, 0, -1):
            if self.open[index].name == tag:
                del self.open[index:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def elements(html: str) -> Element:
    """The element tree of `html`; its root is called "body". Never fails."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root

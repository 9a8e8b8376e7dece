"""What the styles and lists of a Word document mean; their looks are of no interest."""

from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

_OFF = {"0", "false", "off", "none"}
#: Styles stand on styles; a document that goes deeper than this goes in a circle.
_MAX_CHAIN = 12
_QUOTES = {"quote", "intense quote", "block text"}


def value(element: Any | None, name: str = "w:val") -> str | None:
    """An attribute of an element that may not be there."""
    return None if element is None else element.get(qn(name))


def is_on(properties: Any | None, name: str) -> bool | None:
    """A switch such as bold: on, off, or None when nothing is said."""
    found = None if properties is None else properties.find(qn(name))
    if found is None:
        return None
    return (value(found) or "1").lower() not in _OFF


def number(text: str | None, default: int = 0) -> int:
    """A number from an attribute that may hold anything."""
    try:
        return int(text or "")
    except ValueError:
        return default


@dataclass(frozen=True)
class Role:
    """What a paragraph's style makes of it; `level` is a heading's, 2-4."""

    kind: str = "paragraph"
    level: int = 0


def heading(word_level: int) -> Role:
    """Word's heading 1 is the page's h2, for the title is the h1; all below 3 is an h4."""
    return Role("heading", min(max(word_level, 1), 3) + 1)


class Styles:
    """Styles by their id. Built-in styles keep their English name in every language of Word."""

    def __init__(self, root: Any | None) -> None:
        found = [] if root is None else root.iterfind(qn("w:style"))
        self._by_id = {style.get(qn("w:styleId"), ""): style for style in found}

    def chain(self, style_id: str | None) -> list[Any]:
        """The style and those it stands on, nearest first."""
        result: list[Any] = []
        while style_id in self._by_id and len(result) < _MAX_CHAIN:
            result.append(self._by_id[style_id])
            style_id = value(result[-1].find(qn("w:basedOn")))
        return result

    def names(self, style_id: str | None) -> list[str]:
        """Names along the chain, in lower case."""
        names = [value(style.find(qn("w:name"))) or "" for style in self.chain(style_id)]
        return [name.strip().lower() for name in names] or [(style_id or "").lower()]

    def role(self, properties: Any | None) -> Role:
        """What a paragraph with these properties is, its list membership aside."""
        style = None if properties is None else properties.find(qn("w:pStyle"))
        for name in self.names(value(style)):
            if name in {"title", "subtitle"}:
                return Role(name)
            if name in _QUOTES:
                return Role("quote")
            if name.startswith("heading "):
                return heading(number(name.removeprefix("heading "), 1))
        level = self._outline(properties, value(style))
        return heading(level + 1) if level < 9 else Role()

    def _outline(self, properties: Any | None, style_id: str | None) -> int:
        layers = [properties, *(style.find(qn("w:pPr")) for style in self.chain(style_id))]
        for layer in layers:
            found = None if layer is None else layer.find(qn("w:outlineLvl"))
            if found is not None:
                return number(value(found), 9)
        return 9

    def is_emphasised(self, style_id: str | None, switches: tuple[str, ...]) -> bool:
        """Whether a character style turns one of the switches on."""
        for style in self.chain(style_id):
            for switch in switches:
                found = is_on(style.find(qn("w:rPr")), switch)
                if found is not None:
                    return found
        return False

    def numbering(self, properties: Any | None) -> tuple[str, str | None, str | None] | None:
        """(list id, level or None, id of the style that says so) or None."""
        style = None if properties is None else properties.find(qn("w:pStyle"))
        layers = [(properties, None)]
        layers += [(s.find(qn("w:pPr")), s.get(qn("w:styleId"))) for s in self.chain(value(style))]
        level = None
        for layer, style_id in layers:
            found = None if layer is None else layer.find(qn("w:numPr"))
            if found is None:
                continue
            level = level or value(found.find(qn("w:ilvl")))
            list_id = value(found.find(qn("w:numId")))
            if list_id is not None:
                return list_id, level, style_id
        return None


@dataclass(frozen=True)
class Place:
    """Where an item stands: which list, how deep, with numbers or without."""

    series: str
    depth: int
    ordered: bool


class Lists:
    """What numbering.xml says: per list and level a bullet, a number or nothing at all."""

    def __init__(self, root: Any | None) -> None:
        self._lists: dict[str, Any] = {}
        self._abstract: dict[str, Any] = {}
        self._by_style: dict[str, Any] = {}
        if root is None:
            return
        for abstract in root.iterfind(qn("w:abstractNum")):
            self._abstract[abstract.get(qn("w:abstractNumId"), "")] = abstract
            style_id = value(abstract.find(qn("w:styleLink")))
            if style_id:
                self._by_style[style_id] = abstract
        for entry in root.iterfind(qn("w:num")):
            self._lists[entry.get(qn("w:numId"), "")] = entry

    def place(self, numbering: tuple[str, str | None, str | None] | None) -> Place | None:
        """The place for what `Styles.numbering` gave; None for what is no list item."""
        if numbering is None or numbering[0] not in self._lists:
            return None
        list_id, level, style_id = numbering
        entry = self._lists[list_id]
        abstract_id = value(entry.find(qn("w:abstractNumId"))) or ""
        abstract = self._abstract.get(abstract_id)
        link = None if abstract is None else value(abstract.find(qn("w:numStyleLink")))
        abstract = self._by_style.get(link or "", abstract)
        depth = number(level) if level else _level_of_style(abstract, style_id)
        form = _form(entry, abstract, depth)
        return None if form == "none" else Place(list_id, depth, form != "bullet")


def _levels(parent: Any | None) -> list[Any]:
    return [] if parent is None else list(parent.iterfind(qn("w:lvl")))


def _level_of_style(abstract: Any | None, style_id: str | None) -> int:
    for level in _levels(abstract):
        if style_id and value(level.find(qn("w:pStyle"))) == style_id:
            return number(value(level, "w:ilvl"))
    return 0


def _form(entry: Any, abstract: Any | None, depth: int) -> str:
    overrides = [
        level for override in entry.iterfind(qn("w:lvlOverride")) for level in _levels(override)
    ]
    for level in (*overrides, *_levels(abstract)):
        if number(value(level, "w:ilvl"), -1) == depth:
            form = next(level.iter(qn("w:numFmt")), None)
            return value(form) or "decimal"
    return "bullet"

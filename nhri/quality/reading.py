"""A text as its checkers read it: fields, their blocks, and where each character stands.

The reader takes what the browser's editor sends or the sanitiser keeps; it never fails, and what
it does not know it reads through, keeping the words. Every character remembers its place in the
source, so that a replacement found in the text can be made in the HTML.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any

from nhri.quality.findings import Fix

#: Fields that hold HTML; all others are plain, a block for each line.
RICH = ("body", "notes_to_editors")
#: Fields that people read, in the order of the form.
READ = ("title", "summary", "body", "place", "issuer", "notes_to_editors")

_BLOCKS = frozenset("p div h1 h2 h3 h4 h5 h6 li blockquote td th caption".split())
_FRAMES = frozenset("ul ol table thead tbody tr dl dt dd section article".split())
_UNREAD = frozenset("script style template title head".split())
_VOID = frozenset("br hr img input wbr".split())
# No "<" inside a tag: an attempt ends at the next tag, so that reading stays linear.
_TOKEN = re.compile(
    r"<!--.*?-->"
    r"|<(?P<close>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]*)"
    r"(?P<attributes>(?:\"[^\"<]*+\"|'[^'<]*+'|[^'\"<>]++)*+)>"
    r"|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,31});)"
    r"|(?P<text>[^<&]+|[<&])",
    re.DOTALL,
)
_LANG = re.compile(r"\blang\s*=\s*[\"']?([a-zA-Z]{2,3})")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, point or cell: its text, and for each character its source range.

    `kind` is the HTML element ("line" in a plain field). `foreign` marks characters said to be in
    another language. `links` are ranges of `text`. `element` is the source range of the whole
    element, where it holds nothing but this block.
    """

    kind: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    foreign: tuple[bool, ...]
    links: tuple[tuple[int, int], ...] = ()
    element: tuple[int, int] | None = None

    def source(self, start: int, end: int) -> tuple[int, int] | None:
        """Where ``text[start:end]`` stands in the source; None when markup interrupts it."""
        if not 0 <= start < end <= len(self.text):
            return None
        whole = all(self.ends[i] == self.starts[i + 1] for i in range(start, end - 1))
        return (self.starts[start], self.ends[end - 1]) if whole else None

    def is_foreign(self, start: int, end: int) -> bool:
        """True when any of ``text[start:end]`` is marked as another language."""
        return any(self.foreign[start:end])


@dataclass(frozen=True, slots=True)
class Field:
    """One column's value and its blocks."""

    name: str
    value: str
    is_rich: bool
    blocks: tuple[Block, ...]

    def fix(self, block: Block, start: int, end: int, new: str) -> Fix | None:
        """Replace ``block.text[start:end]`` by plain `new`; None when markup interrupts it."""
        place = block.source(start, end)
        if place is None:
            return None
        written = escape(new, quote=False) if self.is_rich else new
        return Fix(place[0], self.value[slice(*place)], written)


@dataclass(frozen=True, slots=True)
class Text:
    """Everything people read of one item in one language."""

    language: str
    fields: tuple[Field, ...]
    by_stem: Mapping[str, Field] = field(default_factory=dict)

    def get(self, stem: str) -> Field:
        """The field ``"title"``, ``"summary"`` …; empty where there is none."""
        return self.by_stem.get(stem) or Field(f"{stem}_{self.language}", "", False, ())

    def blocks(self) -> Iterator[tuple[Field, Block]]:
        """Every block with its field, in reading order."""
        for one in self.fields:
            for block in one.blocks:
                yield one, block

    @property
    def is_begun(self) -> bool:
        """True when there is a word in the title, the summary or the body."""
        return any(
            re.search(r"\w", block.text)
            for stem in ("title", "summary", "body")
            for block in self.get(stem).blocks
        )


def read(values: Mapping[str, Any], language: str) -> Text:
    """The text in `language` from plain values (column → text, HTML in rich fields)."""
    by_stem: dict[str, Field] = {}
    for stem in READ:
        name = f"{stem}_{language}"
        value = values.get(name)
        if not isinstance(value, str) or not value:
            continue
        rich = stem in RICH
        blocks = tuple(read_html(value, language) if rich else read_lines(value))
        by_stem[stem] = Field(name, value, rich, blocks)
    return Text(language, tuple(by_stem.values()), by_stem)


def read_lines(value: str) -> Iterator[Block]:
    """The lines of plain text that hold anything."""
    for line in re.finditer(r"[^\r\n]+", value):
        if line[0].strip():
            places = range(line.start(), line.end())
            starts, ends = tuple(places), tuple(i + 1 for i in places)
            yield Block("line", line[0], starts, ends, (False,) * len(places))


def read_html(value: str, language: str) -> Iterator[Block]:
    """The blocks of `value` that hold anything, in reading order."""
    reader = _Reader(language)
    for token in _TOKEN.finditer(value):
        yield from reader.take(token)
    yield from reader.flush(None)


class _Reader:
    def __init__(self, language: str) -> None:
        self.language = language
        self.open: list[tuple[str, str]] = []
        self.unread = ""
        self.element_start: int | None = None
        self._begin()

    def _begin(self) -> None:
        self.characters: list[tuple[str, int, int, bool]] = []
        self.links: list[tuple[int, int]] = []
        self.link_start: int | None = None

    def take(self, token: re.Match[str]) -> Iterator[Block]:
        tag = (token["tag"] or "").lower()
        if self.unread:
            if tag == self.unread and token["close"]:
                self.unread = ""
        elif tag:
            yield from self._tag(tag, token)
        elif token["entity"]:
            self._entity(token)
        elif token["text"]:
            for offset, character in enumerate(token["text"], token.start()):
                self._add(" " if character in "\n\r\t\f" else character, offset, offset + 1)

    def _entity(self, token: re.Match[str]) -> None:
        meant = unescape(token[0])
        if len(meant) == 1:
            self._add(meant, *token.span())
        else:
            for offset, character in enumerate(token[0], token.start()):
                self._add(character, offset, offset + 1)

    def _add(self, character: str, start: int, end: int) -> None:
        language = self.open[-1][1] if self.open else self.language
        self.characters.append((character, start, end, language != self.language))

    def _tag(self, tag: str, token: re.Match[str]) -> Iterator[Block]:
        closes = bool(token["close"])
        if tag in _UNREAD:
            self.unread = "" if closes else tag
        elif tag == "br":
            self._add("\n", *token.span())
        elif tag in _BLOCKS or tag in _FRAMES:
            yield from self.flush(token.end() if closes else None, tag)
            self._nest(tag, token, closes)
            if not closes and tag in _BLOCKS:
                self.element_start = token.start()
        elif tag not in _VOID:
            if tag == "a":
                self._link(closes)
            self._nest(tag, token, closes)

    def _link(self, closes: bool) -> None:
        here = len(self.characters)
        if not closes:
            self.link_start = here
        elif self.link_start is not None:
            self.links.append((self.link_start, here))
            self.link_start = None

    def _nest(self, tag: str, token: re.Match[str], closes: bool) -> None:
        if not closes:
            said = _LANG.search(token["attributes"])
            around = self.open[-1][1] if self.open else self.language
            self.open.append((tag, said[1].lower() if said else around))
            return
        for depth in range(len(self.open) - 1, -1, -1):
            if self.open[depth][0] == tag:
                del self.open[depth:]
                return

    def flush(self, end: int | None, closing: str = "") -> Iterator[Block]:
        kind = next((tag for tag, _ in reversed(self.open) if tag in _BLOCKS), "p")
        characters, links, start = self.characters, self.links, self.element_start
        self._begin()
        self.element_start = None
        if any(not character.isspace() for character, *_ in characters):
            whole = end is not None and start is not None and closing == kind
            yield Block(
                kind,
                "".join(character for character, *_ in characters),
                tuple(one[1] for one in characters),
                tuple(one[2] for one in characters),
                tuple(one[3] for one in characters),
                tuple(links),
                (start, end) if whole and start is not None and end is not None else None,
            )

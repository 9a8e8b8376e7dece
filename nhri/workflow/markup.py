"""Bold type, links and language marks carried over to a paragraph that was edited as plain text.

Pure. The edited paragraph is laid beside the most alike one of the sources: words that stand in
both keep what they had, a word put in its place keeps what that had. In doubt nothing is carried.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from itertools import takewhile

from nhri.workflow.diff import operations, tokens
from nhri.workflow.readable import blocks, readable, said_address

#: Less alike than this is another paragraph.
_ALIKE = 0.5
#: Stands for the address that is shown in brackets behind a link's words.
_ADDRESS = "address"

Tags = tuple[str, ...]


@dataclass
class _Marked:
    """One paragraph or heading: its own tag, and each word with the tags around it."""

    start: str = ""
    name: str = ""
    words: list[tuple[str, Tags]] = field(default_factory=list)


def carried(name: str, text: str, sources: Iterable[str]) -> str:
    """A block `name` (``"p"``, ``"h2"``) with `text` and what markup it had; empty in doubt."""
    wanted = tokens(text)
    best, likeness = None, _ALIKE
    for source in sources:
        for piece in blocks(source):
            marked = _read(piece)
            if marked is None or marked.name != name:
                continue
            alike = _alike([word for word, _tags in marked.words], wanted)
            if alike > likeness:
                best, likeness = marked, alike
    tags = _laid_over(best.words, wanted) if best is not None else None
    if best is None or tags is None:
        return ""
    return f"{best.start}{_written(wanted, tags)}</{name}>"


def _alike(first: Sequence[str], second: Sequence[str]) -> float:
    one, other = (Counter(w for w in words if not w.isspace()) for words in (first, second))
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _read(piece: str) -> _Marked | None:
    """The block's words; None for anything but one line without blocks in it."""
    reader = _Reader()
    reader.feed(piece)
    reader.close()
    found, lines = reader.found, readable(piece)
    text = "".join(word for word, _tags in found.words)
    if reader.is_other or len(lines) != 1 or lines[0].text != text:
        return None
    return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = _Marked()
        self.is_other = False
        self.open: list[tuple[str, str]] = []
        self.link = ("", 0)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self.get_starttag_text() or ""
        if tag in ("strong", "em", "a") and self.found.name:
            self.open.append((tag, start))
            if tag == "a":
                self.link = (dict(attrs).get("href") or "", len(self.found.words))
        elif tag in ("p", "h2", "h3", "h4") and not self.found.name:
            self.found.start, self.found.name = start, tag
        else:
            self.is_other = True

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            self.is_other = self.is_other or tag != self.found.name or bool(self.open)
            return
        if tag == "a":
            address, first = self.link
            words = "".join(word for word, _tags in self.found.words[first:])
            self._add(said_address(words, address), _ADDRESS)
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self._add(data)

    def _add(self, text: str, *more: str) -> None:
        tags = (*(start for _tag, start in self.open), *more)
        self.found.words += [(word, tags) for word in tokens(text)]


def _laid_over(source: Sequence[tuple[str, Tags]], wanted: Sequence[str]) -> list[Tags] | None:
    """The tags of each word of `wanted`; None where somebody wrote into a link's address."""
    found: list[Tags] = []
    for kind, i1, i2, j1, j2 in operations([word for word, _tags in source], wanted):
        if kind == "equal":
            found += [tags for _word, tags in source[i1:i2]]
            continue
        around = source[i1:i2] if i2 > i1 else [*source[max(i1 - 1, 0) : i1], *source[i1 : i1 + 1]]
        if any(tags[-1:] == (_ADDRESS,) for _word, tags in source[i1:i2]):
            return None
        at_an_end = i2 == i1 and len(around) < 2
        tags = () if at_an_end else _shared([tags for _word, tags in around])
        found += [tags[:-1] if tags[-1:] == (_ADDRESS,) else tags] * (j2 - j1)
    return found


def _shared(many: Sequence[Tags]) -> Tags:
    pairs = takewhile(lambda level: len(set(level)) == 1, zip(*many, strict=False))
    return tuple(level[0] for level in pairs)


def _written(words: Sequence[str], tags: Sequence[Tags]) -> str:
    out: list[str] = []
    now: Tags = ()
    for word, own in zip(words, tags, strict=True):
        if own[-1:] == (_ADDRESS,):
            continue  # the link carries it
        same = len(_shared([now, own]))
        out += [_end(tag) for tag in reversed(now[same:])]
        out += own[same:]
        out.append(escape(word, quote=False))
        now = own
    return "".join([*out, *(_end(tag) for tag in reversed(now))])


def _end(start: str) -> str:
    return f"</{start[1:].split()[0].rstrip('>')}>"

"""Paragraphs that come twice: dropped when they say exactly the same, reported when nearly.

Scraped releases repeat whole blocks at the end or single paragraphs next to each other. What is
short repeats lawfully (thanks, a heading, a table's cell) and stays, unless it stands inside a
block that is repeated around it.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from news.importing.blocks import Block, excerpt
from nhri.arabic.fold import fold
from nhri.arabic.words import shingle_similarity

MIN_WORDS = 4
#: Near repeats are looked for among paragraphs long enough to be told from a formula.
MIN_WORDS_NEAR = 8
NEAR = 0.9
#: No release has more paragraphs; a book is searched for near repeats only this far.
MAX_COMPARED = 500
_SHINGLE = 4


@dataclass(frozen=True)
class Repeat:
    """Block `position` says what block `first_position` said; both count from 1."""

    position: int
    first_position: int
    excerpt: str


@dataclass(frozen=True)
class Cleared:
    """The blocks that stay, the repeats that went, and what stays but looks like a repeat."""

    blocks: tuple[Block, ...]
    repeats: tuple[Repeat, ...]
    lookalikes: tuple[Repeat, ...]


def normalised(text: str) -> str:
    """Words alone: folded, without punctuation, parted by single spaces."""
    kept = (" " if unicodedata.category(c)[0] in "PZC" else c for c in fold(text))
    return " ".join("".join(kept).split())


def drop_repeats(blocks: tuple[Block, ...]) -> Cleared:
    """Drop what is repeated exactly. A repeat that alone has a link is no exact repeat."""
    keys = [(normalised(block.text), frozenset(block.links)) for block in blocks]
    first: dict[tuple[str, frozenset[str]], int] = {}
    dropped: dict[int, int] = {}
    for at, key in enumerate(keys):
        known = first.setdefault(key, at)
        if known != at and _is_long(blocks[at], key[0]):
            dropped[at] = known
    _take_neighbours(blocks, keys, dropped)
    kept = [at for at in range(len(blocks)) if at not in dropped]
    compared = [at for at in kept if blocks[at].kind != "table"][:MAX_COMPARED]
    words = {at: keys[at][0].split() for at in compared}
    return Cleared(
        tuple(blocks[at] for at in kept),
        tuple(_repeat(blocks, at, dropped[at]) for at in sorted(dropped)),
        tuple(_repeat(blocks, at, known) for at, known in _lookalikes(blocks, words)),
    )


def _is_long(block: Block, words: str) -> bool:
    return block.kind not in {"heading", "title"} and len(words.split()) >= MIN_WORDS


def _take_neighbours(
    blocks: tuple[Block, ...],
    keys: list[tuple[str, frozenset[str]]],
    dropped: dict[int, int],
) -> None:
    """Short blocks go too where their long neighbour went and the same short one stood there."""
    for step in (1, -1):
        for at in sorted(dropped, reverse=step < 0):
            here, there = at + step, dropped[at] + step
            while (
                0 <= there < len(blocks)
                and 0 <= here < len(blocks)
                and here not in dropped
                and there not in dropped
                and here != there
                and there < here
                and keys[here] == keys[there]
            ):
                dropped[here] = there
                here, there = here + step, there + step


def _repeat(blocks: tuple[Block, ...], at: int, known: int) -> Repeat:
    return Repeat(blocks[at].position, blocks[known].position, excerpt(blocks[at].text))


def _lookalikes(
    blocks: tuple[Block, ...], words: dict[int, list[str]]
) -> Iterator[tuple[int, int]]:
    """Pairs (later, earlier) of nearly equal paragraphs.

    Only pairs that share one of their rarest shingles are compared: two sets that agree in nine
    parts of ten must share one among the first tenth in any common order.
    """
    shingles = {
        at: {tuple(w[i : i + _SHINGLE]) for i in range(len(w) - _SHINGLE + 1)}
        for at, w in words.items()
        if len(w) >= MIN_WORDS_NEAR
    }
    frequency = Counter(shingle for found in shingles.values() for shingle in found)
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, found in shingles.items():
        ordered = sorted(found, key=lambda shingle: (frequency[shingle], shingle))
        prefix = ordered[: len(ordered) - int(NEAR * len(ordered)) + 1]
        candidates = sorted({other for shingle in prefix for other in index[shingle]})
        for other in candidates:
            if shingle_similarity(blocks[other].text, blocks[at].text) >= NEAR:
                yield at, other
                break
        for shingle in prefix:
            index[shingle].append(at)

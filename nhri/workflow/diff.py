"""What changed between two texts: paragraphs beside each other, word by word.

Pure: it knows lines and words, no rows of the database and no words for people. Joining the
segments of one side always gives that side's text back.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any, Literal

from nhri.arabic import letters
from nhri.workflow.readable import Line, plain_lines, readable

SegmentKind = Literal["same", "removed", "added"]
RowKind = Literal["same", "changed", "removed", "added"]
Op = tuple[str, int, int, int, int]

#: Above this many words in both texts together only whole paragraphs are compared.
WORD_LIMIT = 20_000
#: Pairs of equal elements that one comparison may look at: difflib walks them once for every
#: match it finds. Beyond it the commonest elements are left out, then it is one replacement.
_PAIR_LIMIT = 100_000
_JUNK_FROM = 200
#: Paragraphs on both sides that are tried against each other for likeness.
_ALIGN_LIMIT = 2_500
_ALIKE = 0.4
_ANY_WORD_KEPT = 0.25
_UNCHANGED_SHOWN = 1

# A word keeps its vowel marks, tatweel («الـ38»), joiners and unseen direction marks; an address
# and a number with its separators are one word each.
_IN_WORD = rf"[\w{letters.MARK}{letters.TATWEEL}{letters.JOINER}{letters.DIRECTION_MARK}]"
_TOKEN = re.compile(
    rf"\s+|https?://[^\s()<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\d+(?:[.,/:٫٬-]\d+)+(?!\w)"
    rf"|{_IN_WORD}+(?:['’-]{_IN_WORD}+)*|.",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one side's text: on both sides, or only here."""

    kind: SegmentKind
    text: str

    @property
    def is_unseen(self) -> bool:
        """Nothing to be seen in it: blank space or direction marks alone."""
        return not re.sub(rf"[\s{letters.DIRECTION_MARK}{letters.JOINER}]", "", self.text)


@dataclass(frozen=True, slots=True)
class Side:
    """One paragraph of one side."""

    line: Line
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Two paragraphs beside each other; a side is None where the paragraph is not there.

    `is_moved`: the whole paragraph stands elsewhere on the other side.
    """

    kind: RowKind
    left: Side | None
    right: Side | None
    is_moved: bool = False

    @property
    def is_reshaped(self) -> bool:
        """A heading became a paragraph, an item left its list."""
        return (
            self.left is not None
            and self.right is not None
            and (self.left.line.kind, self.left.line.depth)
            != (self.right.line.kind, self.right.line.depth)
        )


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows that follow each other; a folded one is unchanged throughout."""

    rows: tuple[Row, ...]
    is_folded: bool = False


def tokens(text: str) -> list[str]:
    """Words, blank spaces and signs; joined they are `text`."""
    return _TOKEN.findall(text)


def words(old: str, new: str) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """(segments of `old`: same and removed, segments of `new`: same and added)."""
    if old == new:
        return _whole("same", old), _whole("same", new)
    first, second = _units(old), _units(new)
    ops = operations([core for core, _space in first], [core for core, _space in second])
    ops = _without_islands(ops, first)
    kept = sum(i2 - i1 for kind, i1, i2, _j1, _j2 in ops if kind == "equal")
    has_change = any(kind != "equal" for kind, *_places in ops)
    if not has_change:  # only blank space differs
        ops = operations(tokens(old), tokens(new))
        return _segments(tokens(old), tokens(new), ops)
    if kept < _ANY_WORD_KEPT * max(len(first), len(second)):
        return _whole("removed", old), _whole("added", new)
    return _segments(["".join(unit) for unit in first], ["".join(unit) for unit in second], ops)


def compare(old: Sequence[Line], new: Sequence[Line]) -> list[Row]:
    """The paragraphs of two texts beside each other, each pair with its changed words."""
    is_huge = sum(len(line.text.split()) for line in (*old, *new)) > WORD_LIMIT
    found: list[Row] = []
    for kind, i1, i2, j1, j2 in operations(old, new):
        if kind == "equal":
            found += [
                Row("same", Side(a, _whole("same", a.text)), Side(b, _whole("same", b.text)))
                for a, b in zip(old[i1:i2], new[j1:j2], strict=True)
            ]
        else:
            found += _replaced(old[i1:i2], new[j1:j2], is_huge)
    return _with_moves(found)


def compare_plain(old: str, new: str) -> list[Row]:
    """`compare` of two texts without markup."""
    return compare(plain_lines(old), plain_lines(new))


def compare_rich(old: str, new: str) -> list[Row]:
    """`compare` of two sanitised HTML texts, as people read them."""
    return compare(readable(old), readable(new))


def folded(rows: Sequence[Row]) -> list[Stretch]:
    """`rows` in stretches: what is unchanged and not beside a change is folded."""
    changed = [place for place, row in enumerate(rows) if row.kind != "same"]
    near = {
        place
        for centre in changed
        for place in range(centre - _UNCHANGED_SHOWN, centre + _UNCHANGED_SHOWN + 1)
    }
    stretches: list[tuple[bool, list[Row]]] = []
    for place, row in enumerate(rows):
        hidden = place not in near
        if not stretches or stretches[-1][0] != hidden:
            stretches.append((hidden, []))
        stretches[-1][1].append(row)
    return [Stretch(tuple(part), hidden and len(part) > 1) for hidden, part in stretches]


# Words --------------------------------------------------------------------------------------------


def _units(text: str) -> list[tuple[str, str]]:
    """Words and signs, each with the blank space after it, which takes no part in comparing."""
    units: list[tuple[str, str]] = []
    for token in tokens(text):
        if token.isspace():
            core, space = units.pop() if units else ("", "")
            units.append((core, space + token))
        else:
            units.append((token, ""))
    return units


def operations(first: Sequence[Any], second: Sequence[Any]) -> list[Op]:
    """difflib's opcodes; one replacement where the search itself would take too long."""
    shorter = min(len(first), len(second))
    head = next((i for i in range(shorter) if first[i] != second[i]), shorter)
    rest = shorter - head
    tail = next((i for i in range(rest) if first[-1 - i] != second[-1 - i]), rest)
    a, b = first[head : len(first) - tail], second[head : len(second) - tail]
    ops: list[Op] = [("equal", 0, head, 0, head)] if head else []
    is_long = _pairs(a, Counter(b)) > _PAIR_LIMIT
    if not is_long or _pairs(a, _rare(b)) <= _PAIR_LIMIT:
        matcher: SequenceMatcher[Any] = SequenceMatcher(None, a, b, autojunk=is_long)
        ops += [
            (kind, i1 + head, i2 + head, j1 + head, j2 + head)
            for kind, i1, i2, j1, j2 in matcher.get_opcodes()
        ]
    else:
        ops.append(("replace", head, head + len(a), head, head + len(b)))
    if tail:
        ops.append(("equal", len(first) - tail, len(first), len(second) - tail, len(second)))
    return ops


def _pairs(first: Sequence[Any], counted: Counter[Any]) -> int:
    return sum(count * counted[entry] for entry, count in Counter(first).items())


def _rare(second: Sequence[Any]) -> Counter[Any]:
    """What difflib looks at when it leaves common elements out: at most one in a hundred."""
    counted = Counter(second)
    if len(second) < _JUNK_FROM:
        return counted
    most = len(second) // 100 + 1
    return Counter({entry: count for entry, count in counted.items() if count <= most})


def _without_islands(ops: list[Op], units: list[tuple[str, str]]) -> list[Op]:
    """A comma alone between two changed stretches is part of the change."""
    joined: list[Op] = []
    for place, (kind, i1, i2, j1, j2) in enumerate(ops):
        is_island = (
            kind == "equal"
            and 0 < place < len(ops) - 1
            and not any(re.search(r"\w", core) for core, _space in units[i1:i2])
        )
        if joined and (is_island or kind != "equal") and joined[-1][0] != "equal":
            _kind, start, _end, first, _last = joined[-1]
            joined[-1] = ("replace", start, i2, first, j2)
        else:
            joined.append((kind, i1, i2, j1, j2))
    return joined


def _segments(
    first: Sequence[str], second: Sequence[str], ops: Sequence[Op]
) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    left, right = [], []
    for kind, i1, i2, j1, j2 in ops:
        old, new = "".join(first[i1:i2]), "".join(second[j1:j2])
        if kind == "equal":
            left.append(Segment("same", old))
            right.append(Segment("same", new))
            continue
        left += _with_bare_end("removed", old)
        right += _with_bare_end("added", new)
    return _joined(left), _joined(right)


def _with_bare_end(kind: SegmentKind, text: str) -> Iterator[Segment]:
    """The blank space after a changed word is not marked: a line through it is noise."""
    word = text.rstrip(" ")
    if not word:
        word = text
    yield Segment(kind, word)
    yield Segment("same", text[len(word) :])


def _joined(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    found: list[Segment] = []
    for segment in segments:
        if found and found[-1].kind == segment.kind:
            found[-1] = Segment(segment.kind, found[-1].text + segment.text)
        elif segment.text:
            found.append(segment)
    return tuple(found)


def _whole(kind: SegmentKind, text: str) -> tuple[Segment, ...]:
    return (Segment(kind, text),) if text else ()


# Paragraphs ---------------------------------------------------------------------------------------


def _replaced(old: Sequence[Line], new: Sequence[Line], is_huge: bool) -> Iterator[Row]:
    """Rows of two stretches that differ, paragraphs that are alike beside each other."""
    pairs = [] if is_huge else _aligned([line.text for line in old], [line.text for line in new])
    done_old = done_new = 0
    for i, j in [*pairs, (len(old), len(new))]:
        yield from _unlike(old[done_old:i], new[done_new:j])
        if i < len(old):
            left, right = words(old[i].text, new[j].text)
            yield Row("changed", Side(old[i], left), Side(new[j], right))
        done_old, done_new = i + 1, j + 1


def _unlike(old: Sequence[Line], new: Sequence[Line]) -> Iterator[Row]:
    gone = [Side(line, _whole("removed", line.text)) for line in old]
    come = [Side(line, _whole("added", line.text)) for line in new]
    if len(gone) == len(come) == 1:
        yield Row("changed", gone[0], come[0])
        return
    yield from (Row("removed", side, None) for side in gone)
    yield from (Row("added", None, side) for side in come)


def _aligned(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Places of the paragraphs that are one and the same, changed; in order on both sides."""
    if len(old) * len(new) > _ALIGN_LIMIT:
        paired = list(enumerate(range(min(len(old), len(new)))))
        return [(i, j) for i, j in paired if _alike(_bag(old[i]), _bag(new[j])) >= _ALIKE]
    bags = [_bag(text) for text in new]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    taken: set[tuple[int, int]] = set()
    for i in reversed(range(len(old))):
        bag = _bag(old[i])
        for j in reversed(range(len(new))):
            likeness = _alike(bag, bags[j])
            together = best[i + 1][j + 1] + likeness if likeness >= _ALIKE else -1.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
            if together == best[i][j]:
                taken.add((i, j))
    pairs, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if (i, j) in taken:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _bag(text: str) -> Counter[str]:
    return Counter(token for token in tokens(text) if not token.isspace())


def _alike(first: Counter[str], second: Counter[str]) -> float:
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 1.0


def _with_moves(rows: list[Row]) -> list[Row]:
    gone = Counter(row.left.line for row in rows if row.kind == "removed" and row.left)
    come = Counter(row.right.line for row in rows if row.kind == "added" and row.right)
    moved = {line for line in gone & come if line.text.strip()}
    return [
        replace(row, is_moved=True)
        if row.kind in ("removed", "added") and _only(row).line in moved
        else row
        for row in rows
    ]


def _only(row: Row) -> Side:
    side = row.left or row.right
    assert side is not None  # a row has a side
    return side

"""Two people changed one field: what each of them did to the common origin, and what becomes of it.

Pure: it is handed a clash and the person's choice, and returns values; it reads and writes no row.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from nhri.workflow.diff import (
    Op,
    Stretch,
    compare_plain,
    compare_rich,
    folded,
    operations,
    tokens,
)
from nhri.workflow.markup import carried
from nhri.workflow.readable import blocks, editable, rewritten

if TYPE_CHECKING:
    from nhri.workflow.drafts import Clash

THEIRS: Final = "theirs"
MINE: Final = "mine"
MERGED: Final = "merged"

#: What a field holds: HTML, text, a list of links, or one value that cannot be half of two.
Kind = Literal["rich", "text", "links", "value"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ThreeWay:
    """One clashing field as a page shows it.

    `theirs` and `mine` compare the common origin with each side; `merged` is the proposal for the
    text field, and `is_clean` says that both changes are whole in it. `can_merge`: text, or a list
    of links, where both changes are put together without anything to type.
    """

    name: str
    theirs: tuple[Stretch, ...]
    mine: tuple[Stretch, ...]
    merged: str
    is_clean: bool
    can_merge: bool
    is_text: bool

    @property
    def is_their_format(self) -> bool:
        """They changed no word: bold or italic type, a link, a language mark."""
        return _is_unchanged(self.theirs)

    @property
    def is_my_format(self) -> bool:
        """I changed no word; often the editor itself wrote the same text differently."""
        return _is_unchanged(self.mine)


def three_way(
    clash: "Clash", *, rich: bool = False, say: Callable[[Any], str] | None = None
) -> ThreeWay:
    """The clash, compared. `rich` for HTML; `say` puts values that are no text into words."""
    if say is not None or not isinstance(clash.mine, str):
        said = say or str
        base, theirs, mine = said(clash.base), said(clash.theirs), said(clash.mine)
        both = _are_links(clash.mine)
        return ThreeWay(
            clash.name, _shown(base, theirs), _shown(base, mine),
            said(_links(clash)) if both else "", both, both, False,
        )  # fmt: skip
    base, theirs, mine = clash.base or "", clash.theirs or "", clash.mine
    if rich:
        pieces, is_clean = merge(blocks(base), blocks(theirs), blocks(mine))
        merged = editable("".join(pieces))
    else:
        pieces, is_clean = merge(tokens(base), tokens(theirs), tokens(mine), strict=True)
        merged = "".join(pieces) if is_clean else mine
    show = _shown_rich if rich else _shown
    return ThreeWay(
        clash.name, show(base, theirs), show(base, mine), merged, is_clean, True, True
    )  # fmt: skip


def resolve(choice: str, clash: "Clash", merged: str = "", *, rich: bool = False) -> Any:
    """The field's value after `choice`; `merged` is what was typed into the text field.

    A merged rich text is HTML again, its untouched paragraphs with their markup. Raises
    ValueError for a choice that the page does not offer.
    """
    if choice == THEIRS:
        return clash.theirs
    if choice == MINE:
        return clash.mine
    if choice != MERGED or not isinstance(clash.mine, (str, list)):
        raise ValueError(f"no choice for {clash.name}: {choice!r}")
    if isinstance(clash.mine, list):
        return _links(clash)
    if rich:
        sources = (clash.theirs or "", clash.mine, clash.base or "")
        return rewritten(merged, sources, lambda name, text: carried(name, text, sources))
    return merged.replace("\r\n", "\n").replace("\r", "\n").strip()


def settled(
    clashes: Sequence["Clash"],
    posted: Mapping[str, str],
    *,
    kind_of: Callable[[str], Kind],
) -> dict[str, Any]:
    """Field name → value, for every clash that `posted` answers with `choose_<name>`.

    A clash without an answer, or with one that is not offered, is left out: ask again.
    """
    found = {}
    for clash in clashes:
        choice, kind = posted.get(f"choose_{clash.name}", ""), kind_of(clash.name)
        if choice not in (THEIRS, MINE, MERGED) or (choice == MERGED and kind == "value"):
            continue
        merged = posted.get(f"merged_{clash.name}", "")
        found[clash.name] = resolve(choice, clash, merged, rich=kind == "rich")
    return found


def merge(
    origin: Sequence[T], theirs: Sequence[T], mine: Sequence[T], *, strict: bool = False
) -> tuple[list[T], bool]:
    """(`origin` with both changes, True when they meet nowhere).

    Where both changed the same stretch differently theirs stands before mine: nothing is lost.
    `strict`: something put in right beside the other's change meets it, as with words.
    """
    first, second = _changes(origin, theirs), _changes(origin, mine)
    found: list[T] = []
    is_clean, done = True, 0
    for low, high, ours, others in _clusters(first, second, strict):
        found += origin[done:low]
        left, right = (
            _applied(origin, theirs, low, high, ours),
            _applied(origin, mine, low, high, others),
        )
        if not others or left == right:
            found += left
        elif not ours:
            found += right
        else:
            found += [*left, *right]
            is_clean = False
        done = high
    return [*found, *origin[done:]], is_clean


def _changes(origin: Sequence[T], other: Sequence[T]) -> list[Op]:
    return [op for op in operations(origin, other) if op[0] != "equal"]


def _clusters(
    first: Sequence[Op], second: Sequence[Op], strict: bool
) -> Iterator[tuple[int, int, list[Op], list[Op]]]:
    """(from, to, changes of the one, changes of the other) of stretches of the origin."""
    marked = sorted(
        [(op[1], op[2], 0, op) for op in first] + [(op[1], op[2], 1, op) for op in second]
    )
    cluster: tuple[list[Op], list[Op]] = ([], [])
    low = high = -1
    for start, end, side, op in marked:
        insertions = (start == end) + (low == high)
        touches = start == high and insertions > (0 if strict else 1)
        if low >= 0 and (start < high or touches):
            cluster[side].append(op)
            high = max(high, end)
            continue
        if low >= 0:
            yield low, high, *cluster
        cluster = ([], [])
        cluster[side].append(op)
        low, high = start, end
    if low >= 0:
        yield low, high, *cluster


def _applied(
    origin: Sequence[T], other: Sequence[T], low: int, high: int, ops: Sequence[Op]
) -> list[T]:
    found: list[T] = []
    done = low
    for _kind, i1, i2, j1, j2 in ops:
        found += [*origin[done:i1], *other[j1:j2]]
        done = i2
    return [*found, *origin[done:high]]


def _are_links(value: Any) -> bool:
    """A list of primary keys; rows of a part are lists too, and cannot be joined by counting."""
    return isinstance(value, list) and not any(isinstance(one, dict) for one in value)


def _links(clash: "Clash") -> list[Any]:
    """What both put in and neither took out."""
    base, theirs, mine = set(clash.base or ()), set(clash.theirs or ()), set(clash.mine)
    return sorted((theirs & mine) | (theirs - base) | (mine - base))


def _is_unchanged(stretches: Sequence[Stretch]) -> bool:
    return all(row.kind == "same" for stretch in stretches for row in stretch.rows)


def _shown(old: str, new: str) -> tuple[Stretch, ...]:
    return tuple(folded(compare_plain(old, new)))


def _shown_rich(old: str, new: str) -> tuple[Stretch, ...]:
    return tuple(folded(compare_rich(old, new)))

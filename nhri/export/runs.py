"""Where the other script begins and ends inside a text, and the marks that keep it in place.

A reader of Arabic expects «(GANHRI)» to keep its brackets with the Arabic sentence, and expects
"HRC/61/2", a telephone number, an e-mail or web address to be read from the left as one piece.
Segmenting follows that expectation; it agrees with the Unicode bidirectional algorithm (UAX #9)
on brackets (rule N0) and differs where that algorithm cannot know what a telephone number is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

from nhri.export.tree import Direction, Run, direction_of

LRM, RLM = "\u200e", "\u200f"

#: Direction marks, embeddings and isolates, byte order mark, zero-width space, soft hyphen. The
#: tree says where directions change, so a stray mark could only contradict it.
INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")

_ADDRESS = r"(?:https?://|www\.)[^\s<>«»“”\"،؛]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_DIGIT = "[0-9٠-٩]"
_NUMBER = (
    rf"(?<![\w/+])(?:(?:\+|00|٠٠){_DIGIT}[0-9٠-٩ ().\u00a0-]{{5,}}{_DIGIT}"  # with its country
    rf"|(?!(?:(?:19|20)\d\d[ -]?)+(?!\d)){_DIGIT}{{3,4}}(?:[ \u00a0-]{_DIGIT}{{2,4}}){{1,2}}"
    rf"|{_DIGIT}{{4}}-{_DIGIT}{{2}}-{_DIGIT}{{2}})(?![\w/])"  # ISO 8601: would be turned around
)
_FIXED = re.compile(rf"(?P<address>{_ADDRESS})|(?P<number>{_NUMBER})", re.ASCII)
_HAS = {
    "L": re.compile(r"[^\W\d_\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"),
    "R": re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"),
}
_AFTER_ADDRESS = ".,:;!?)]}'’"

_CLOSING = {"(": ")", "[": "]", "{": "}"}
_GAP = re.compile(r"[ \u00a0]*[-–—&/.,:+'’]?[ \u00a0]*")
_GAP_RTL = re.compile(r"[ \u00a0]*(?:[-–—/.,:،؛]|\d+)?[ \u00a0]*")
_NUMBER_AFTER = re.compile(r"[ \u00a0]\d+(?:[/.,:-]\d+)*(?![\d%٪])")
_MONTH = re.compile(
    r"[ \u00a0](?:يناير|فبراير|مارس|[أإا]بريل|مايو|ماي|يوني|يولي|[أا]غسطس|سبتمبر|[أا]كتوبر|نوفمبر"
    r"|ديسمبر|كانون|شباط|[آا]ذار|نيسان|[أا]يار|حزيران|تموز|آب|[أا]يلول|تشرين|محرم|صفر|ربيع|جماد"
    r"|رجب|شعبان|رمضان|شوال|ذو|ذي)"
)
_NUMBERED = re.compile(r"(?:رقم|لسنة|سنة|عام|لعام|المادة|مادة|القرار|قرار)$")
_ABBREVIATION = re.compile(r"(?:[^\W\d_]\.){1,}[^\W\d_]$")

Span = tuple[int, int]


@cache
def _side(character: str) -> str:
    """``L`` or ``R`` for letters, ``D`` for digits, ``M`` for marks upon a letter, ``N`` else."""
    kind = unicodedata.bidirectional(character)
    if kind in ("R", "AL"):
        return "R"
    return {"L": "L", "EN": "D", "AN": "D", "NSM": "M"}.get(kind, "N")


def _fixed(text: str) -> Iterator[tuple[int, int, bool]]:
    """Addresses and numbers that stay whole: start, end, whether it is an address."""
    for match in _FIXED.finditer(text):
        start, end = match.span()
        if match["address"]:
            while end > start and text[end - 1] in _AFTER_ADDRESS:
                opened, closed = text.count("(", start, end), text.count(")", start, end)
                if text[end - 1] == ")" and closed <= opened:
                    break
                end -= 1
        yield start, end, bool(match["address"])


def _words(text: str, foreign: str, taken: Sequence[Span]) -> Iterator[Span]:
    """Words with a letter of the `foreign` side, without the punctuation around them."""
    home = "R" if foreign == "L" else "L"
    position = 0
    while position < len(text):
        inside = next((end for start, end in taken if start <= position < end), 0)
        if inside:
            position = inside
            continue
        start = position
        stops = {begin for begin, _ in taken}
        while position < len(text) and position not in stops - {start}:
            character = text[position]
            if character.isspace() or character in "،؛؟«»“”" or _side(character) == home:
                break
            position += 1
        piece = text[start:position]
        sides = [_side(character) for character in piece]
        if foreign in sides:
            edges = (foreign, "D") if foreign == "L" else (foreign,)
            first = next(i for i, side in enumerate(sides) if side in edges)
            last = max(i for i, side in enumerate(sides) if side in (foreign, "D", "M"))
            yield start + first, _closed(text, start + first, start + last + 1)
        position = max(position, start + 1)


def _closed(text: str, start: int, end: int) -> int:
    """`end` moved past what belongs to the word: a bracket opened in it, the dot of "U.N."."""
    if end < len(text):
        if any(
            text.count(opening, start, end) > text.count(closing, start, end)
            and text[end] == closing
            for opening, closing in _CLOSING.items()
        ):
            return end + 1
        if text[end] == "." and _ABBREVIATION.search(text, start, end):
            return end + 1
    return end


def _islands(text: str, foreign: str, taken: Sequence[Span]) -> list[Span]:
    """Words joined into the phrases a reader takes as one: "Agenda 2030", "Alliance (GANHRI)"."""
    if not _HAS[foreign].search(text):
        return []
    gap = _GAP if foreign == "L" else _GAP_RTL
    islands: list[Span] = []
    for start, end in _words(text, foreign, taken):
        if islands:
            between = text[islands[-1][1] : start]
            bracketed = between.strip() in _CLOSING and text[end : end + 1] == _CLOSING.get(
                between.strip()
            )
            if bracketed or gap.fullmatch(between):
                islands[-1] = islands[-1][0], end + bracketed
                continue
        islands.append((start, end))
    return [(start, _with_number(text, start, end, foreign, taken)) for start, end in islands]


def _with_number(text: str, start: int, end: int, foreign: str, taken: Sequence[Span]) -> int:
    """`end` moved past a number that belongs to the phrase, not to an Arabic date after it."""
    match = _NUMBER_AFTER.match(text, end)
    if match is None or any(begin < match.end() and end < stop for begin, stop in taken):
        return end
    if foreign == "L":
        return end if _MONTH.match(text, match.end()) else match.end()
    return match.end() if _NUMBERED.search(text[start:end]) else end


def runs(text: str, language: str, direction: Direction | None = None) -> tuple[Run, ...]:
    """`text` as runs; joined again they give `text` without its invisible marks.

    ``runs("التحالف (GANHRI)", "ar")`` → three runs: «التحالف (», "GANHRI" (en, ltr), «)».
    A Latin run inside Arabic is "en", an Arabic run elsewhere "ar"; a telephone number keeps the
    language of its sentence and runs from the left.
    """
    base = direction or direction_of(language)
    found: list[Run] = []
    for index, line in enumerate(INVISIBLE.sub("", text).split("\n")):
        if index:
            found.append(Run("\n", language, base))
        found.extend(_line(line, language, base))
    return tuple(found)


def _line(line: str, language: str, base: Direction) -> Iterator[Run]:
    fixed = list(_fixed(line))
    taken = [(start, end) for start, end, _ in fixed]
    spans: list[tuple[int, int, str, Direction]]
    own = language
    if base == "rtl":
        spans = [(a, b, "en" if address else language, "ltr") for a, b, address in fixed]
        spans += [(a, b, "en", "ltr") for a, b in _islands(line, "L", taken)]
    else:
        spans = [(a, b, "ar", "rtl") for a, b in _islands(line, "R", taken)]
        if direction_of(language) == "rtl" and any(_side(c) == "L" for c in line):
            own = "en"
    position = 0
    for start, end, run_language, direction in sorted(spans):
        if start > position:
            yield Run(line[position:start], own, base)
        yield Run(line[start:end], run_language, direction)
        position = end
    if position < len(line):
        yield Run(line[position:], own, base)


def _is_foreign(run: Run, base: Direction) -> bool:
    return bool(run.text) and run.text != "\n" and run.direction != base


def _next_side(line: Sequence[Run], index: int) -> str:
    for run in islice(line, index, None):
        for side in map(_side, run.text):
            if side in ("L", "R", "D"):
                return side
        if run.text == "\n":
            break
    return ""


def with_marks(line: Sequence[Run], base: Direction) -> tuple[Run, ...]:
    """The runs of one paragraph with LRM or RLM where plain text would be shown out of order.

    Only where needed: «(GANHRI)» gets none, «+973 1711 1666» one before the plus sign, and a
    Latin run followed by a digit or another Latin run one after it (UAX #9 would join them).
    """
    marked: list[Run] = []
    for index, run in enumerate(line):
        if not _is_foreign(run, base):
            marked.append(run)
            continue
        letter, mark, home = ("L", LRM, RLM) if run.direction == "ltr" else ("R", RLM, LRM)
        before = after = ""
        if (index == 0 or not _is_foreign(line[index - 1], base)) and _side(run.text[0]) != letter:
            before = mark
        if index + 1 == len(line) or not _is_foreign(line[index + 1], base):
            if _side(run.text[-1]) not in (letter, "D", "M"):
                after = mark
            if _next_side(line, index + 1) in ("D", letter):
                after += home
        marked.append(replace(run, text=f"{before}{run.text}{after}"))
    return tuple(marked)

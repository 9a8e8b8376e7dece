"""Cleaning of imported text: what nobody sees goes, what an Arab editor wrote stays."""

import re
from dataclasses import dataclass

from nhri.arabic import letters, presentation
from nhri.arabic.suspicions import Suspicion, has_replacement_character, suspicions

__all__ = ["KINDS", "Cleaned", "Suspicion", "clean", "has_replacement_character", "suspicions"]

# Every name that `Cleaned.removed` can hold, in the order of cleaning.
KINDS = (
    "line_endings",
    "control_characters",
    "odd_spaces",
    "direction_marks",
    "zero_width",
    "presentation_forms",
    "tatweel",
    "separate_hamza",
)

_L, _M = letters.LETTER, letters.MARK
_LINE_ENDING = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_ODD_SPACE = re.compile(f"[{letters.ODD_SPACE}]")
_DIRECTION = re.compile(f"[{letters.DIRECTION_MARK}]")
_ZERO_WIDTH = re.compile(f"[{letters.ZERO_WIDTH}]")
_JOINERS = re.compile(f"[{letters.JOINER}]+")
_LAST_LETTER = re.compile(f"([{_L}])[{_M}]*$")
_NEXT_LETTER = re.compile(f"[{_L}]")
# Between two letters tatweel is ornament. At a word's edge it is spelling (الـ 38، لـ«الوطن»), and
# after a number it is the Hijri mark, even when the next word is glued to it (1436هـالموافق).
_KASHIDA = re.compile(rf"(?<=[{_L}])(?<!\dه)(?<!\d ه)[{_M}{letters.TATWEEL}]++(?=[{_L}])")
_APART = {"ا\u0653": "آ", "ا\u0654": "أ", "ا\u0655": "إ", "و\u0654": "ؤ", "ي\u0654": "ئ"}
_HAMZA_APART = re.compile("|".join(_APART))


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text, and per kind (see KINDS) how many characters were removed or replaced."""

    text: str
    removed: dict[str, int]


def clean(text: str) -> Cleaned:
    """Return the text without invisible noise; cleaning twice changes nothing.

    Line endings become LF; control characters, direction marks and zero-width characters go;
    no-break and other odd spaces become plain ones (tabs stay); presentation forms become letters
    (ﷺ, ﷻ, ﷽, ﷼ stay); tatweel goes between two Arabic letters only; hamza and madda typed apart
    join their letter. Of the joiners, 200C stays where it parts two letters that would join
    (Persian, some abbreviations), both stay in other scripts and emoji, and 200D after a letter at
    a word's end becomes the tatweel it imitates (the Hijri mark هـ). Wording, diacritics, hamza,
    digits and quotation marks are never touched. Rules: the noise catalogue of press imports.
    """
    removed: dict[str, int] = {}

    def note(kind: str, count: int) -> None:
        if count:
            removed[kind] = removed.get(kind, 0) + count

    text, count = _LINE_ENDING.subn("\n", text)
    note("line_endings", count)
    text, count = _CONTROL.subn("", text)
    note("control_characters", count)
    text, count = _ODD_SPACE.subn(" ", text)
    note("odd_spaces", count)
    text, count = _DIRECTION.subn("", text)
    note("direction_marks", count)
    text, count = _ZERO_WIDTH.subn("", text)
    note("zero_width", count)
    text, count = presentation.spell_letters(text)
    note("presentation_forms", count)
    text, count = _settle_joiners(text)
    note("zero_width", count)
    text, count = _strip_kashida(text)
    note("tatweel", count)
    text, count = _HAMZA_APART.subn(lambda pair: _APART[pair[0]], text)
    note("separate_hamza", count)
    return Cleaned(text, removed)


def _settle_joiners(text: str) -> tuple[str, int]:
    changed = 0

    def settle(run: re.Match[str]) -> str:
        nonlocal changed
        kept = _kept_joiner(text, run)
        if kept != run[0]:
            changed += max(1, len(run[0]) - len(kept))
        return kept

    return _JOINERS.sub(settle, text), changed


def _kept_joiner(text: str, run: re.Match[str]) -> str:
    """What stays of a run of joiners, given the letters on both sides."""
    before = _LAST_LETTER.search(text, max(0, run.start() - 12), run.start())
    after = text[run.end() : run.end() + 1]
    joins = before is not None and before[1] not in letters.NEVER_JOINS_NEXT
    if before is not None:
        if _NEXT_LETTER.match(after):
            return "\u200c" if joins and "\u200c" in run[0] else ""
        ends_word = not re.match(rf"[{_M}{letters.TATWEEL}]", after)
        return letters.TATWEEL if joins and run[0][0] == "\u200d" and ends_word else ""
    previous = text[run.start() - 1 : run.start()]
    foreign = all(
        side and not side.isascii() and not side.isspace() and not re.match(f"[{_L}{_M}ـ]", side)
        for side in (previous, after)
    )
    return run[0] if foreign else ""


def _strip_kashida(text: str) -> tuple[str, int]:
    bare = _KASHIDA.sub(lambda between: between[0].replace(letters.TATWEEL, ""), text)
    return bare, len(text) - len(bare)

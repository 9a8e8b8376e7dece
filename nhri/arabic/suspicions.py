"""Damage that cannot be repaired safely, reported to the editor and never changed.

Patterns seen in press archives and in text taken out of PDF bulletins. Each is chosen so that
correct Arabic does not match it; what cannot be told from a real word is not reported.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nhri.arabic import letters
from nhri.arabic.dates import GREGORIAN_MONTHS, HIJRI_MONTHS

REPLACEMENT_CHARACTER = "\ufffd"

_L, _M = letters.LETTER, letters.MARK
_WORD = re.compile(rf"[{_L}{_M}{letters.TATWEEL}]+")
_MARKS = re.compile(f"[{_M}{letters.TATWEEL}]")
# لا, لأ, لإ, لآ back to front after the article: اإلنسان for الإنسان, االجتماع for الاجتماع.
# Without the article (لإلغاء, مال) the same letters make real words.
_REVERSED_LAM_ALEF = re.compile("[وفبك]{0,2}ا[أإآا]ل.{2,}")
_GLUED = (
    # ة and ى end a word.
    re.compile(f"[ةى][{_L}]"),
    # An article after a final hamza: بناءالقدرات.
    re.compile("ءال.{3,}"),
    # An article with hamza after three letters or more that are not prefixes: حقوقالإنسان.
    re.compile(f"^(?![وفبكلأس]{{1,4}}ال)[{_L}]{{3,}}ال[أإآ].{{2,}}"),
    # Two articles, the second before a word in م: الأممالمتحدة (but العالميتين is one word).
    re.compile(f"^[وفبك]?ال[{_L}]{{2,}}الم[{_L}]{{4,}}"),
)
# أيضاًعلى, أيضًاعلى; the alef (or ى) that carries the tanwin may follow it: أيضًا, مستوًى.
_TANWIN_INSIDE = re.compile("\u064b(?:[اى]\\B|[بتثجحخدذرزسشصضطظعغف-نهوي])")
_ZERO_STOP = re.compile(
    rf"(?<=[{_L}{_M}])(?:[0٠](?=[\s»”\")]|$)|[ ][0٠](?=[ \t]*(?:\n|$)))", re.MULTILINE
)
_MONTH = "|".join(
    sorted(
        {
            name
            for names in (*GREGORIAN_MONTHS["ar"].values(), HIJRI_MONTHS["ar"])
            for name in names
        },
        key=len,
        reverse=True,
    )
)
_GLUED_DATE = re.compile(
    rf"(?<!\d)\d+(?:{_MONTH})(?![{_L}])|(?<![{_L}])(?:{_MONTH})\d+|(?<![{_L}])الموافق\d+"
)
_DIGITS_OUTSIDE = re.compile(r"\([ \t]*+\)[ \t]*+\d+|(?<!\d)\d++[ \t]*+\([ \t]*+\)")
_PERSIAN = re.compile("[کیۀ]")
_AROUND = 20


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One doubtful place: its kind, the piece of text to show, and its offset in characters.

    Kinds: replacement_character, reversed_lam_alef, zero_as_full_stop, glued_words, glued_date,
    digits_outside_brackets, persian_letters.
    """

    kind: str
    excerpt: str
    offset: int


def has_replacement_character(text: str) -> bool:
    """Tell whether text was lost before it reached us (U+FFFD)."""
    return REPLACEMENT_CHARACTER in text


def suspicions(text: str) -> list[Suspicion]:
    """Return the doubtful places of a text in reading order; the text is not changed."""
    found = [*_in_words(text), *_in_text(text)]
    return sorted(found, key=lambda one: (one.offset, one.kind))


def _in_words(text: str) -> Iterator[Suspicion]:
    for match in _WORD.finditer(text):
        word = match[0]
        bare = _MARKS.sub("", word)
        if _REVERSED_LAM_ALEF.match(bare):
            yield Suspicion("reversed_lam_alef", word, match.start())
        elif _TANWIN_INSIDE.search(word) or any(pattern.search(bare) for pattern in _GLUED):
            yield Suspicion("glued_words", word, match.start())
        if _PERSIAN.search(bare):
            yield Suspicion("persian_letters", word, match.start())


def _in_text(text: str) -> Iterator[Suspicion]:
    for lost in re.finditer(f"{REPLACEMENT_CHARACTER}+", text):
        yield Suspicion("replacement_character", _around(text, lost), lost.start())
    for kind, pattern in (
        ("zero_as_full_stop", _ZERO_STOP),
        ("digits_outside_brackets", _DIGITS_OUTSIDE),
    ):
        for match in pattern.finditer(text):
            yield Suspicion(kind, _around(text, match), match.start())
    for date in _GLUED_DATE.finditer(text):
        yield Suspicion("glued_date", date[0], date.start())


def _around(text: str, match: re.Match[str]) -> str:
    """The match with a little of its own line on both sides, whole words where possible."""
    start = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _AROUND)
    line_end = text.find("\n", match.end())
    end = min(len(text) if line_end < 0 else line_end, match.end() + _AROUND)
    before, after = text[start : match.start()], text[match.end() : end]
    if start and text[start - 1] not in " \n" and " " in before:
        before = before.split(" ", 1)[1]
    if end < len(text) and text[end] not in " \n" and " " in after:
        after = after.rsplit(" ", 1)[0]
    return f"{before}{match[0]}{after}".strip()

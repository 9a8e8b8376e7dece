"""One spelling for all the spellings of a word, for search and comparison, never for display."""

import re
import unicodedata
from collections.abc import Iterator

from nhri.arabic import letters, presentation

_WAWS = "ؤۆۇۈۋٶٷۏ"
# Nearest Arabic letter for letters of neighbouring languages and borrowed sounds:
# ڤيينا/فيينا, أڭادير/أكادير, ڨفصة/قفصة.
_LETTERS = {
    "أإآٱٲٳٵ": "ا",
    "ىیېێےۓٸئۍ": "ي",
    "ةۀەہۂۃھ": "ه",
    _WAWS: "و",
    "کڪگڭ": "ك",
    "پ": "ب",
    "چ": "ج",
    "ژ": "ز",
    "ڤ": "ف",
    "ڨ": "ق",
}
_SIGNS = {"٪": "%", "٫": ".", "٬": ","}


def _characters(ranges: str) -> Iterator[int]:
    for first, last in re.findall(r"\\u([0-9A-F]{4})(?:-\\u([0-9A-F]{4}))?", ranges):
        yield from range(int(first, 16), int(last or first, 16) + 1)


_INVISIBLE: dict[int, str | None] = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " "),
    **dict.fromkeys(
        _characters(
            letters.MARK
            + letters.DIRECTION_MARK
            + letters.ZERO_WIDTH
            + letters.JOINER
            # Signs written around numbers and verses, and variation selectors.
            + r"\u0600-\u0605\u06DD\u06DE\u06E9\u070F\u0890\u0891\u08E2\uFE00-\uFE0F\uFFF9-\uFFFB"
            + r"\u0640\u0674"
        )
    ),
    **dict.fromkeys(range(0x300, 0x370)),
}
_SPELLING: dict[int, str] = {
    **{ord(letter): to for group, to in _LETTERS.items() for letter in group},
    **{ord(sign): to for sign, to in _SIGNS.items()},
    **{0x660 + digit: str(digit) for digit in range(10)},
    **{0x6F0 + digit: str(digit) for digit in range(10)},
}
# Before waw the seat of hamza is a matter of school: شؤون/شئون, مسؤول/مسئول, رؤوس/رءوس.
_HAMZA_BEFORE_WAW = re.compile(f"(?<![ءئؤ])[ءئؤ]+(?=[و{_WAWS}])")


def fold(text: str) -> str:
    """Return the search form of a text; folding twice changes nothing.

    Hamza and madda lose their seat (أإآٱ→ا, ؤ→و, ئ→ي; before waw all agree, so مسئول finds مسؤول),
    ى→ي, ة→ه, Persian and Kurdish letters become Arabic ones, Arabic-Indic and Persian digits ASCII
    ones; diacritics, tatweel, direction marks and everything of zero width go; presentation forms
    are spelt out; Latin loses case and accents; any run of white space is one space, none at the
    ends. Punctuation stays. The letter equivalences follow the project's search rules.
    """
    spelt, _ = presentation.spell_letters(presentation.spell_phrases(text))
    bare = unicodedata.normalize("NFKC", spelt).casefold().translate(_INVISIBLE)
    bare = unicodedata.normalize("NFKC", bare)
    bare = _HAMZA_BEFORE_WAW.sub(lambda seats: "و" * len(seats[0]), bare).translate(_SPELLING)
    apart = unicodedata.normalize("NFKD", bare).translate(_INVISIBLE)
    return " ".join(unicodedata.normalize("NFC", apart).split())

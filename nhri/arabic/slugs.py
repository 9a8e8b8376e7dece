"""Readable addresses from titles in either language."""

import re
import unicodedata

from nhri.arabic import letters, presentation
from nhri.arabic.digits import to_western
from nhri.arabic.latin import to_ascii

_L = letters.LETTER
_SILENT = re.compile(
    f"[{letters.MARK}{letters.DIRECTION_MARK}{letters.ZERO_WIDTH}{letters.JOINER}]|['’ʼʻ`´]"
)
# "الـ38" and "لـGANHRI" are two words in an address; elsewhere tatweel is ornament.
_SCRIPT_BOUNDARY = re.compile(
    rf"(?<=[{_L}])\u0640*(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])\u0640*(?=[{_L}])"
)
_BREAK = re.compile(r"[\W_]+")


def slug(text: str, max_length: int = 80) -> str:
    """Return a Unicode slug of at most `max_length` characters (not bytes).

    Arabic letters stay as spelt, without diacritics and tatweel; Latin is lower-case ASCII; all
    digits are Western; words are joined by "-", and so are an Arabic and a Latin or numeric part
    of one word. Cut at a word where one fits, else inside the first word. Empty only when the text
    has no letter and no digit. Raises ValueError for a length below 1.
    """
    if max_length < 1:
        raise ValueError(f"a slug has at least one character, not {max_length}")
    spelt, _ = presentation.spell_letters(presentation.spell_phrases(text))
    plain = to_ascii(to_western(unicodedata.normalize("NFKC", spelt)).lower())
    plain = _SCRIPT_BOUNDARY.sub("-", _SILENT.sub("", plain)).replace(letters.TATWEEL, "")
    words = [word for word in _BREAK.split(plain) if word]
    kept = "-".join(words)[: max_length + 1]
    if len(kept) <= max_length:
        return kept
    whole, hyphen, _ = kept.rpartition("-")
    return whole if hyphen else kept[:max_length]

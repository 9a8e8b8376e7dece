"""An alphabetical order that is the same in Python, SQLite and PostgreSQL.

Databases compare text by their own collations. The key is therefore made of decimal digits only,
which every collation orders alike; a column may hold it and be ordered by it.
"""

import re
import unicodedata

from nhri.arabic import letters
from nhri.arabic.fold import fold
from nhri.arabic.latin import to_ascii

KEY_LENGTH = 240

_ALPHABET = "ءابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_CODES = {
    " ": "00",
    **{letter: str(20 + place) for place, letter in enumerate(_ALPHABET)},
    **{letter: str(60 + place) for place, letter in enumerate("abcdefghijklmnopqrstuvwxyz")},
}
_OTHER_ARABIC, _OTHER = "50", "99"
_ARTICLE = re.compile(f"^[اٱ]ل(?=([{letters.LETTER}]{{2,}}))")
# Words whose own first letters are ال; with a hamza written (ألمانيا) they need no list.
_OWN_ALEF_LAM = (
    "الله الذي التي الذين اللذان اللتان اللاتي اللواتي الى المانيا الماني البانيا الباني "
    "التزام التزامات التماس التماسات التحاق التقاء التفات التباس التهاب التئام "
    "الكتروني الكترونية الكترونيا"
)
_NOT_AN_ARTICLE = frozenset(_OWN_ALEF_LAM.split())
_LATIN_ARTICLE = re.compile(r"^the (?=\S)")
_DROPPED = re.compile(r"['’ʼʻ`´]")
_MARKS = re.compile(f"[{letters.MARK}{letters.TATWEEL}]")
_PIECE = re.compile(r"[0-9]+|.", re.DOTALL)


def sort_key(text: str) -> str:
    """Return the key of a name: compare keys, byte by byte or in any collation.

    Order: numbers by value, then Arabic, then Latin, then other scripts; a space comes before any
    letter. A leading article is ignored ("ال", not the ألـ of ألمانيا; "The"), and so are hamza,
    diacritics, tatweel, case, accents and punctuation. At most KEY_LENGTH digits, which holds some
    120 letters. Names that differ only in what is ignored share a key.
    """
    plain = " ".join(_MARKS.sub("", "".join(map(_letter_or_space, _DROPPED.sub("", text)))).split())
    first = plain.split(" ", 1)[0]
    if first not in _NOT_AN_ARTICLE:
        plain = _ARTICLE.sub("", plain)
    folded = _LATIN_ARTICLE.sub("", fold(to_ascii(plain)))
    key = "".join(_code(piece) for piece in _PIECE.findall(folded))
    return key[:KEY_LENGTH]


def _letter_or_space(character: str) -> str:
    # Marks and invisible characters must not part a word; punctuation does.
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return character if character.isalnum() or category[0] == "M" else " "


def _code(piece: str) -> str:
    if piece.isdecimal() and piece.isascii():
        value = piece.lstrip("0")[:99]
        return f"1{len(value):02}{value}"
    code = _CODES.get(piece)
    if code is not None:
        return code
    if not piece.isalnum():
        return ""
    arabic = re.match(f"[{letters.LETTER}]", piece)
    return f"{_OTHER_ARABIC if arabic else _OTHER}{ord(piece):07}"

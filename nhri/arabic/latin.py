"""Latin letters without accents, for keys and addresses."""

import re
import unicodedata

# Letters that Unicode does not decompose; spellings as in the passports of their languages.
_WHOLE = str.maketrans(
    {
        "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O",
        "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "ł": "l", "Ł": "L",
        "ı": "i", "ħ": "h", "Ħ": "H", "ŋ": "ng", "Ŋ": "NG", "ə": "e", "Ə": "E",
    }
)  # fmt: skip
_ACCENTED = re.compile("([A-Za-z])[\u0300-\u036f]+")


def to_ascii(text: str) -> str:
    """Return the text with accented Latin letters as ASCII ones; other scripts stay whole."""
    apart = unicodedata.normalize("NFD", text.translate(_WHOLE))
    return unicodedata.normalize("NFC", _ACCENTED.sub(r"\1", apart))

"""Latin letters without accents, for keys and addresses."""

import unicodedata

# Letters that Unicode does not decompose; spellings as in the passports of their languages.
_WHOLE = str.maketrans(
    {
        "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O",
        "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "ł": "l", "Ł": "L",
        "ı": "i", "ħ": "h", "Ħ": "H", "ŋ": "ng", "Ŋ": "NG", "ə": "e", "Ə": "E",
    }
)  # fmt: skip


def to_ascii(text: str) -> str:
    """Return the text with accented Latin letters as ASCII ones; other scripts stay whole."""
    if text.isascii():
        return text
    kept: list[str] = []
    after_latin = False
    for character in unicodedata.normalize("NFD", text.translate(_WHOLE)):
        if not unicodedata.combining(character):
            after_latin = character.isascii() and character.isalpha()
        elif after_latin:
            continue
        kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))

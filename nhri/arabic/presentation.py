"""Presentation forms (glyphs stored as characters) back to the letters they stand for.

They come out of PDF files and old typesetting systems. Plain NFKC is wrong for some of them:
it puts a space before a lone diacritic, writes ﷺ as four words glued to its neighbour, and doubles
the alef of "ا" + ﷲ. Source: Unicode normalisation form KC for blocks FB50-FDFF and FE70-FEFC, and
for the Latin ligatures FB00-FB06; the exceptions are ours.
"""

import re
import unicodedata

# ﷲ is often drawn after an alef or a lam that already belongs to the word.
_ALLAH = re.compile("([\u0627\ufe8d\ufe8e]|[\u0644\ufedf\ufee0])?\ufdf2")
_BLOCKS = (range(0xFB00, 0xFB07), range(0xFB50, 0xFDFA), range(0xFE70, 0xFEFD))
# Ornate brackets, honorifics and the rial sign are signs in their own right: they do not decompose
# or lie outside these blocks.
_FORMS = "".join(
    chr(point)
    for block in _BLOCKS
    for point in block
    if not unicodedata.is_normalized("NFKC", chr(point))
)
_FORM = re.compile(f"[{_FORMS}]")
_PHRASE = re.compile(r"[\uFDFA\uFDFB]")


def spell_letters(text: str) -> tuple[str, int]:
    """Return the text with letter forms spelt out, and how many characters were replaced.

    ﷲ becomes الله (لله after a lam); ﷺ, ﷻ, ﷽ and ﷼ stay as they are.
    """
    text, names = _ALLAH.subn(_name_of_god, text)
    text, forms = _FORM.subn(_letters, text)
    return text, names + forms


def spell_phrases(text: str) -> str:
    """Return the text with ﷺ and ﷻ written as separate words."""
    return _PHRASE.sub(lambda sign: f" {unicodedata.normalize('NFKC', sign[0])} ", text)


def _name_of_god(match: re.Match[str]) -> str:
    return "لله" if match[1] in ("\u0644", "\ufedf", "\ufee0") else "الله"


def _letters(match: re.Match[str]) -> str:
    spelt = unicodedata.normalize("NFKC", match[0])
    # A lone diacritic decomposes to a carrier (space or tatweel) and the mark: the mark counts.
    if len(spelt) > 1 and spelt[0] in " \u0640":
        return spelt[1:]
    return spelt

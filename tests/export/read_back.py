"""Words of a PDF as the browser's engine gives them back, compared with a source."""

import re
import unicodedata
from difflib import SequenceMatcher

import pypdfium2

#: Letters apart from digits: inside an Arabic line the engine gives "HRC/61/2" as "/61/2HRC",
#: whatever the file says, since it turns round each piece between neutral characters.
_WORD = re.compile(r"(?:[^\W\d_]|[\u064b-\u065f\u0670])+|\d+")


def words(text: str) -> list[str]:
    """Words and numbers without the punctuation around them, in their composed forms."""
    return _WORD.findall(unicodedata.normalize("NFKC", text))


def pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in document]


def found_and_in_order(source: str, pdf: bytes) -> tuple[float, float]:
    """The share of the source's words that the file gives back, and that in the same order."""
    wanted, got = words(source), words("\n".join(pages(pdf)))
    left = list(got)
    found = 0
    for word in wanted:
        if word in left:
            left.remove(word)
            found += 1
    blocks = SequenceMatcher(None, wanted, got, autojunk=False).get_matching_blocks()
    return found / len(wanted), sum(block.size for block in blocks) / len(wanted)

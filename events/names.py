"""Names as people look for them: folded, with variants, without honorifics. Pure."""

import re
from collections.abc import Iterable

from nhri.arabic.fold import fold

#: Written before a name and no part of it, as folded.
_HONORIFICS = frozenset(
    fold(word)
    for word in (
        "م د ا ا.د المهندس المهندسة الدكتور الدكتورة الأستاذ الأستاذة السيد السيدة الشيخ الشيخة "
        "سعادة معالي سمو سيادة المستشار المستشارة القاضي القاضية السفير السفيرة اللواء العميد "
        "mr mrs ms miss dr prof professor eng h.e he sheikh shaikh sir dame ambassador judge hon "
        "the"
    ).split()
)
_SEPARATOR = re.compile(r"[\s،,;؛/()«»\"'’·–-]+")
_ARTICLE = re.compile(r"^ال(?=.{2,})")


def without_honorifics(name: str) -> str:
    """The folded words of `name`, leading titles dropped; never empty when `name` is not."""
    words = [word for word in _SEPARATOR.split(fold(name)) if word]
    while len(words) > 1 and words[0].strip(".") in _HONORIFICS:
        words.pop(0)
    return " ".join(word.strip(".") for word in words)


def key(name: str) -> str:
    """What two spellings of one name share: folded, no titles, final alef maqsura and ya as one.

    «المهندس على أحمد الدرازي» and «علي احمد الدرازى» have one key: ى and ي are one letter folded.
    """
    return without_honorifics(name)


def search_text(names: Iterable[str]) -> str:
    """All keys of the names, one a line: a column that `contains` looks into."""
    return "\n".join(dict.fromkeys(found for name in names if name and (found := key(name))))


def query_words(typed: str) -> list[str]:
    """The folded words to look for, each of which must occur; articles do not matter."""
    return [_ARTICLE.sub("", word) for word in without_honorifics(typed).split()]

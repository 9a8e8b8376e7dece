"""Names as people look for them: folded, with variants, without titles. Pure.

A *key* is what two spellings of one name share: «المهندس على أحمد الدرازي» and «علي احمد الدرازى»
have one. Latin transliterations that differ by more than an article or a hyphen (Qassim, Kassim)
are no spellings of one name to a machine: they are written down as variants.
"""

import re
from collections.abc import Iterable, Iterator

from nhri.arabic.fold import fold
from nhri.arabic.latin import to_ascii

#: Written before a name and no part of it, as folded. Words that are given names as well stay out:
#: «شيخة», «سيد», «سمو».
_TITLES = frozenset(
    fold(word)
    for word in (
        "م د ا أد المهندس المهندسة مهندس مهندسة الدكتور الدكتورة دكتور دكتورة "
        "الأستاذ الأستاذة أستاذ أستاذة البروفيسور بروفيسور السيد السيدة الآنسة الشيخ الشيخة شيخ "
        "سعادة السعادة معالي المعالي السمو سيادة فضيلة الفضيلة سماحة السماحة حضرة صاحب صاحبة "
        "الملكي الأمير الأميرة المستشار المستشارة القاضي القاضية السفير السفيرة النائب النائبة "
        "الفريق اللواء العميد العقيد المقدم الرائد النقيب الركن "
        "mr mrs ms miss mme mlle dr prof professor eng engr sheikh sheikha shaikh sir dame "
        "ambassador amb judge justice hon honourable honorable excellency highness the"
    ).split()
)
#: Titles of more than one word; the abbreviation only as it is written: «He» is a name.
_EXCELLENCY = re.compile(
    r"^\s*(?:H\.\s?E\b\.?|HE\b\.?|(?:His|Her)\s+(?=Excellency|Highness|Royal))"
)
_ROYAL = re.compile(r"^(?:royal\s+)(?=highness)")
#: «م.علي», "Dr.Ali": a full stop ends an abbreviation, a space after it or not.
_SEPARATOR = re.compile(r"[\s.،,;؛:/\\()\[\]{}«»\"“”'’‘`·_–—‐‑-]+")
_ARTICLE = re.compile(r"^ال(?=.{2,})")
_LATIN_ARTICLE = re.compile(r"^al(?=.{4,})")
#: Written apart or together with what follows.
_JOINED_BEFORE = {"ابو": "ابو", "ابي": "ابو", "ابا": "ابو", "ال": "ال"}
_JOINED_BEFORE |= {"abu": "abu", "abou": "abu", "abo": "abu", "al": "al", "el": "al"}
_SERVANT = re.compile(r"^abd[aeu]l(?=.)")


def without_titles(name: str) -> str:
    """The folded words of `name`, leading titles dropped; never empty when `name` has letters."""
    words = _words(name)
    while len(words) > 1 and words[0] in _TITLES:
        words.pop(0)
    return " ".join(words)


def _words(name: str) -> list[str]:
    rest = _EXCELLENCY.sub("", name, count=1)
    folded = to_ascii(fold(rest if _SEPARATOR.sub("", rest) else name))
    return [word for word in _SEPARATOR.split(_ROYAL.sub("", folded)) if word]


def key(name: str) -> str:
    """What two spellings of one name share; empty when there is no letter in it."""
    return " ".join(_joined(without_titles(name).split()))


def _joined(words: list[str]) -> Iterator[str]:
    """Compound names as one word, however they were parted: عبد الله, أبو بكر, Abd al-Rahman."""
    place = 0
    while place < len(words):
        word, rest = words[place], words[place + 1 :]
        place += 1
        if word in ("عبد", "العبد", "abd", "abdul", "abdel", "abdal") and rest:
            taken, more = _servant(word, rest)
            yield taken
            place += more
        elif word in ("بن", "ابن", "bin", "ibn", "ben") and place > 1:
            yield "بن" if word in ("بن", "ابن") else "bin"
        elif word in _JOINED_BEFORE and rest:
            yield _JOINED_BEFORE[word] + rest[0]
            place += 1
        elif rest and rest[0] == "الدين":
            yield word + rest[0]
            place += 1
        else:
            yield _SERVANT.sub("abdal", word)


def _servant(word: str, rest: list[str]) -> tuple[str, int]:
    """(the joined name, how many of `rest` it took): عبد + الله, abd + al + rahman."""
    if word in ("عبد", "العبد"):
        return (word + rest[0], 1) if rest[0].startswith("ال") else (word, 0)
    if rest[0] in ("al", "el", "ul") and len(rest) > 1:
        return "abdal" + rest[1], 2
    if word == "abd":
        return ("abd" + rest[0], 1) if rest[0].startswith("al") else (word, 0)
    return "abdal" + rest[0], 1


def search_text(names: Iterable[str]) -> str:
    """All keys of the names, one a line: a column that `contains` looks into."""
    return "\n".join(dict.fromkeys(found for name in names if name and (found := key(name))))


def query_words(typed: str) -> list[str]:
    """The folded words to look for, each of which must occur; articles do not matter."""
    return _bare(key(typed))


def are_near(first: str, second: str) -> bool:
    """True for two keys that are perhaps one name, mistyped.

    The same words in any order, or one word of four letters or more that differs by one letter
    added, left out, changed, or changed in place with its neighbour. Articles do not matter.
    """
    one, two = _bare(first), _bare(second)
    if sorted(one) == sorted(two):
        return bool(one)
    if len(one) != len(two):
        return False
    unlike = [(a, b) for a, b in zip(one, two, strict=True) if a != b]
    return len(unlike) == 1 and min(map(len, unlike[0])) >= 4 and _one_edit(*unlike[0])


def _bare(found: str) -> list[str]:
    return [_LATIN_ARTICLE.sub("", _ARTICLE.sub("", word)) for word in found.split()]


def _one_edit(first: str, second: str) -> bool:
    """At most one letter added, removed, changed, or two neighbours exchanged."""
    if abs(len(first) - len(second)) > 1:
        return False
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    a, b = first[start:], second[start:]
    if len(a) == len(b):
        return a[1:] == b[1:] or (len(a) > 1 and a[:2] == b[1::-1] and a[2:] == b[2:])
    return a[1:] == b if len(a) > len(b) else a == b[1:]


def pieces(found: str) -> list[list[str]]:
    """Groups of pieces of a key: at least one group stands whole in every key that is near it."""
    words = _bare(found)
    if len(words) != 1:
        middle = len(words) // 2
        return [words[:middle], words[middle:]]
    # Two neighbours that change places touch two of three pieces at the most.
    word, third = words[0], max(1, len(words[0]) // 3)
    return [[word[:third]], [word[third : 2 * third]], [word[2 * third :]]]

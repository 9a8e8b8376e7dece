"""Words and paragraphs that stand there twice."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from nhri.arabic import letters
from nhri.arabic.words import words
from nhri.quality.excerpts import around
from nhri.quality.findings import Finding, Fix
from nhri.quality.reading import Field, Text

_WORD_TOLD = _("This word stands here twice.")
_PARAGRAPH_TOLD = _("This paragraph has already been said above, word for word.")

#: Shorter paragraphs (thanks, a name, a refrain) may return on purpose.
PARAGRAPH_WORDS = 5

_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{letters.MARK}{letters.TATWEEL}'’-])*")
_ENGLISH_PAIRS = frozenset("had that very bye".split())
#: Given names that fathers and sons share; a name may follow itself.
_NAMES = frozenset(
    "محمد أحمد احمد محمود علي حسن حسين إبراهيم ابراهيم إسماعيل اسماعيل خليل سعيد سالم صالح ناصر "
    "حمد خالد عمر عيسى موسى يوسف يعقوب داود سليمان سعد عباس جاسم راشد خليفة عيد".split()
)
#: Arabic says "step by step" and "one by one" by doubling an indefinite noun.
_DISTRIBUTIVES = frozenset("كلمة خطوة مرة مادة فقرة صفحة كلا هلم مهلا هيا".split())
_INDEFINITE = re.compile("[ًٌٍ]")
_MARKS = re.compile(f"[{letters.MARK}{letters.TATWEEL}]")


def check(text: Text) -> Iterator[Finding]:
    """doubled_word (only spaces between) and doubled_paragraph (in one field)."""
    for field, block in text.blocks():
        found = list(_WORD.finditer(block.text))
        place = 0
        while place < len(found) - 1:
            last = place
            while last + 1 < len(found) and _are_one(block.text, found[last], found[last + 1]):
                last += 1
            if last > place and not _is_meant(found[place][0], text.language):
                span = (found[place].start(), found[last].end())
                # What is kept: the fuller spelling, with its vowels and its capital.
                kept = max((one[0] for one in found[place : last + 1]), key=len)
                yield Finding(
                    "doubled_word", text.language, field.name, _WORD_TOLD,
                    around(block.text, *span), fix=field.fix(block, *span, kept),
                )  # fmt: skip
            place = last + 1
    for field in text.fields:
        yield from _paragraphs(text, field)


def _are_one(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    between = text[first.end() : second.start()]
    return (
        bool(between)
        and not between.strip(" \u00a0")
        and _bare(first[0]) == _bare(second[0])
        # "US us" is two words.
        and (first[0].isupper() == second[0].isupper() or len(first[0]) == 1)
    )


def _bare(word: str) -> str:
    """Without vowels and capitals; hamza stays, for آن أن is two words and على علي too."""
    return _MARKS.sub("", word).casefold()


def _is_meant(word: str, language: str) -> bool:
    bare = _bare(word)
    if language == "en":
        return bare in _ENGLISH_PAIRS
    return bare in _NAMES or bare in _DISTRIBUTIVES or bool(_INDEFINITE.search(word))


def _paragraphs(text: Text, field: Field) -> Iterator[Finding]:
    seen: set[tuple[str, ...]] = set()
    for block in field.blocks:
        if block.kind in ("td", "th", "caption"):
            continue
        said = tuple(words(block.text))
        if len(said) >= PARAGRAPH_WORDS and said in seen:
            fix = None
            if block.element and block.kind == "p":
                fix = Fix(block.element[0], field.value[slice(*block.element)], "")
            elif block.kind == "line":
                fix = field.fix(block, 0, len(block.text), "")
            shown = around(block.text, 0, min(60, len(block.text)))
            yield Finding(
                "doubled_paragraph", text.language, field.name, _PARAGRAPH_TOLD, shown, fix=fix
            )
        seen.add(said)

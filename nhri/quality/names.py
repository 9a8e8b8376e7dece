"""Official names, checked both ways: what one language names, the other names too, and rightly.

Names are compared by words, folded (hamza, ta marbuta, vowels, case do not matter), whole, with the
Arabic particles و ف ب ل ك written onto the first word. Of two names at one place the longer counts:
«لجنة حقوق الطفل» is not a mention of «حقوق الطفل».
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from nhri.arabic import letters
from nhri.arabic.fold import fold
from nhri.quality.excerpts import around
from nhri.quality.findings import Finding
from nhri.quality.reading import Block, Field, Text

_WRONG_TOLD = _("This is not the official name. It is: %(name)s")
_MISSING_TOLD = {
    "en": _(
        "The Arabic text names a body or a treaty that the English text does not name: %(source)s. "
        "Its official English name is: %(name)s"
    ),
    "ar": _(
        "The English text names a body or a treaty that the Arabic text does not name: %(source)s. "
        "Its official Arabic name is: %(name)s"
    ),
}

_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{letters.MARK}{letters.TATWEEL}]|['’ʼ](?=\w))*")
# What may stand between the words of one name: no full stop, no quotation mark.
_GAP = re.compile(r"[\s,،'’()/–-]{1,4}")
_APOSTROPHES = re.compile("['’ʼ]")
_POSSESSIVE = re.compile("['’ʼ]s$")
_DIRECTIONS = re.compile(f"[{letters.DIRECTION_MARK}{letters.ZERO_WIDTH}]")
_BRACKETED = re.compile(r"\s*\([^()]*\)\s*$")
_PARTICLES = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the glossary. `is_official`: both languages must give the name."""

    name_ar: str
    name_en: str
    abbreviation: str = ""
    accepted_ar: tuple[str, ...] = ()
    accepted_en: tuple[str, ...] = ()
    wrong_ar: tuple[str, ...] = ()
    wrong_en: tuple[str, ...] = ()
    is_official: bool = False

    def name(self, language: str) -> str:
        """The official name as it stands in a sentence, without the country behind it."""
        return _BRACKETED.sub("", self.name_ar if language == "ar" else self.name_en)

    def forms(self, language: str) -> tuple[str, ...]:
        """Every right way to write the name."""
        if language == "ar":
            return (self.name_ar, self.name("ar"), *self.accepted_ar)
        return (self.name_en, self.name("en"), *self.accepted_en)

    def wrong(self, language: str) -> tuple[str, ...]:
        """Ways that are known and wrong."""
        return self.wrong_ar if language == "ar" else self.wrong_en


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text: where, led by which particle, and whether in a wrong form."""

    term: Term
    field: Field
    block: Block
    start: int
    end: int
    language: str
    particle: str
    is_wrong: bool

    @property
    def written(self) -> str:
        """As it stands in the text."""
        return " ".join(self.block.text[self.start : self.end].split())


_Key = tuple[str, ...]
_Index = Mapping[str, tuple[tuple[_Key, Term, bool, str], ...]]


def check(texts: Mapping[str, Text], terms: Iterable[Term]) -> Iterator[Finding]:
    """wrong_name (with its replacement) and official_name_missing.

    A name is asked of the other language only when both have a body; an abbreviation or an accepted
    form satisfies it, and a wrong form is told as such alone.
    """
    known = tuple(terms)
    found = {language: list(mentions(text, known)) for language, text in texts.items()}
    for language, mentioned in found.items():
        for one in mentioned:
            if one.is_wrong:
                yield _wrong(language, one)
    if len(found) < 2 or not all(text.get("body").blocks for text in texts.values()):
        return
    for language in found:
        source = next(code for code in found if code != language)
        yield from _missing(texts[language], found[source], found[language])


def mentions(text: Text, terms: tuple[Term, ...]) -> Iterator[Mention]:
    """Every name in a text, in reading order, the longest at each place."""
    index = _index(text.language, terms)
    for field, block in text.blocks():
        if not block.is_foreign(0, len(block.text)):
            yield from _in_block(text.language, field, block, index)


def _in_block(language: str, field: Field, block: Block, index: _Index) -> Iterator[Mention]:
    found = list(_WORD.finditer(block.text))
    keys = [_fold_word(one[0]) for one in found]
    joined = [
        bool(_GAP.fullmatch(_DIRECTIONS.sub("", block.text[a.end() : b.start()])))
        for a, b in zip(found, found[1:], strict=False)
    ]
    place = 0
    while place < len(found):
        length = 1
        for key, term, wrong, particle in index.get(keys[place], ()):
            last = place + len(key) - 1
            if tuple(keys[place : last + 1]) == key and all(joined[place:last]):
                start, end = found[place].start(), found[last].end()
                yield Mention(term, field, block, start, end, language, particle, wrong)
                length = len(key)
                break
        place += length


@lru_cache(maxsize=8)
def _index(language: str, terms: tuple[Term, ...]) -> _Index:
    """First word, with its particles → (all words, term, is wrong, particle), the longest first."""
    index: dict[str, list[tuple[_Key, Term, bool, str]]] = {}
    for term in terms:
        for forms, wrong in ((term.forms(language), False), (term.wrong(language), True)):
            for form in dict.fromkeys(forms):
                key = tuple(_fold_word(one) for one in _WORD.findall(form))
                if not key:
                    continue
                for particle in _PARTICLES if language == "ar" else ("",):
                    led = (_lead(particle, key[0]), *key[1:])
                    index.setdefault(led[0], []).append((led, term, wrong, particle))
    return {
        first: tuple(sorted(entries, key=lambda one: (-len(one[0]), one[2], len(one[3]))))
        for first, entries in index.items()
    }


def _fold_word(word: str) -> str:
    """For comparison: without the possessive, apostrophes and what `fold` drops."""
    return _APOSTROPHES.sub("", _POSSESSIVE.sub("", fold(word)))


def _lead(particle: str, word: str) -> str:
    """`word` with a particle written onto it: ل + الأمم → للأمم, ل + اللجنة → للجنة."""
    if particle.endswith("ل") and word.startswith("ال"):
        rest = word[2:]
        return f"{particle}{rest}" if rest.startswith("ل") else f"{particle}ل{rest}"
    return particle + word


def _wrong(language: str, one: Mention) -> Finding:
    name = one.term.name(language)
    first, _space, rest = name.partition(" ")
    meant = f"{_lead(one.particle, first)} {rest}".strip() if one.particle else name
    owner = _POSSESSIVE.search(one.written)
    meant += owner[0] if owner else ""
    return Finding(
        "wrong_name", language, one.field.name, _WRONG_TOLD,
        around(one.block.text, one.start, one.end), {"name": name},
        fix=one.field.fix(one.block, one.start, one.end, meant),
    )  # fmt: skip


def _missing(text: Text, named: list[Mention], here: list[Mention]) -> Iterator[Finding]:
    language = text.language
    present = {one.term for one in here}
    whole = [
        [_fold_word(one) for one in _WORD.findall(block.text)] for _field, block in text.blocks()
    ]
    told: set[Term] = set()
    for one in named:
        term = one.term
        if not term.is_official or term in told or term in present:
            continue
        told.add(term)
        if _is_written(term, text, whole):
            continue
        source = term.name(one.language) if one.is_wrong else one.written
        yield Finding(
            "official_name_missing", language, text.get("body").name, _MISSING_TOLD[language],
            "", {"source": source, "name": term.name(language)},
        )  # fmt: skip


def _is_written(term: Term, text: Text, whole: list[list[str]]) -> bool:
    """Inside a longer name, or by its abbreviation."""
    if term.abbreviation:
        initials = re.compile(rf"(?<![A-Za-z]){re.escape(term.abbreviation)}(?![a-z]*[A-Za-z])")
        if any(initials.search(block.text) for _field, block in text.blocks()):
            return True
    for form in (*term.forms(text.language), *term.wrong(text.language)):
        key = [_fold_word(one) for one in _WORD.findall(form)]
        firsts = {_lead(p, key[0]) for p in (_PARTICLES if text.language == "ar" else ("",))}
        for line in whole:
            for place in range(len(line) - len(key) + 1):
                if line[place] in firsts and line[place + 1 : place + len(key)] == key[1:]:
                    return True
    return False

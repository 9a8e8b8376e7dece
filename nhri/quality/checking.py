"""Every checker over one item: the entry of this room."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from nhri.quality import (
    arabic_marks,
    length,
    links,
    names,
    numbers,
    pairs,
    repetition,
    structure,
)
from nhri.quality.findings import Finding
from nhri.quality.names import Term
from nhri.quality.reading import Text, read
from nhri.quality.structure import REQUIRED

LANGUAGES: Final = ("ar", "en")

#: Each takes a text and yields what it found, in reading order.
CHECKERS: Final[tuple[Callable[[Text], Iterator[Finding]], ...]] = (
    links.check,
    repetition.check,
    numbers.check,
    arabic_marks.check,
    pairs.check,
    length.check,
)


def findings(
    values: Mapping[str, Any],
    terms: Iterable[Term] = (),
    required: Collection[str] = REQUIRED,
) -> list[Finding]:
    """What deserves a look in an item's plain values, most serious first within each language.

    `values`: column → value (``title_ar``, ``summary_ar``, ``body_ar``, their English twins, and
    ``released_on`` where the item has a date). `terms`: the glossary. `required`: bare names of the
    fields without which it cannot be published. A language in which nothing is written yet is left
    alone.
    """
    texts = {code: read(values, code) for code in LANGUAGES}
    begun = {code: text for code, text in texts.items() if text.is_begun}
    found = list(structure.check_shared(values, required)) if begun else []
    about_names = list(names.check(begun, terms))
    for code, text in begun.items():
        found += structure.check(text, required)
        found += [one for one in about_names if one.language == code]
        for check in CHECKERS:
            found += check(text)
    return found

"""Whether a text is in the language somebody says it is in."""

import unicodedata

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from news.importing.blocks import Block, Note
from news.importing.problems import ImportProblem
from nhri.translation.languages import LANGUAGES

NAMES: dict[str, str | Promise] = {"ar": _("Arabic"), "en": _("English")}
_SCRIPTS = {"ar": "ARABIC", "en": "LATIN"}
#: Below this share of its own letters a text is not in the language. Arabic texts carry Latin
#: names, English ones a quotation; neither comes near.
_OWN_SHARE = 0.4
_MIN_WORDS = 8


def _shares(text: str) -> dict[str, float]:
    counts = dict.fromkeys(_SCRIPTS, 0)
    total = 0
    for character in text:
        if not character.isalpha():
            continue
        total += 1
        name = unicodedata.name(character, "")
        for language, script in _SCRIPTS.items():
            counts[language] += name.startswith(script)
    return {language: count / total for language, count in counts.items()} if total else {}


def check(text: str, language: str) -> None:
    """Refuse a text that is mostly not in `language`.

    Raises ImportProblem `unknown_language`, `no_words` or `wrong_language`.
    """
    if language not in LANGUAGES:
        raise ImportProblem("unknown_language", language=language)
    shares = _shares(text)
    if not shares:
        raise ImportProblem("no_words")
    if shares[language] >= _OWN_SHARE:
        return
    found = max(shares, key=lambda name: shares[name])
    known = found != language and shares[found] >= _OWN_SHARE
    named = NAMES[found] if known else _("another language")
    raise ImportProblem("wrong_language", found=named, expected=NAMES[language])


def foreign(blocks: tuple[Block, ...], language: str) -> list[Note]:
    """A note when whole paragraphs are in another language: the file may hold both versions."""
    positions = [
        block.position
        for block in blocks
        if len(block.text.split()) >= _MIN_WORDS
        and _shares(block.text).get(language, 1) < _OWN_SHARE
    ]
    if not positions:
        return []
    message = ngettext_lazy(
        "%(count)d paragraph is not in %(language)s; it was kept: %(positions)s.",
        "%(count)d paragraphs are not in %(language)s; they were kept: %(positions)s.",
        "count",
    )
    values = {
        "count": len(positions),
        "language": NAMES[language],
        "positions": " · ".join(map(str, positions)),
    }
    return [Note("foreign", message, values)]

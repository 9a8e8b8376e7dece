"""Which language a name in Latin letters is in, by its small words. Pure."""

import re

from nhri.arabic.fold import fold

_WORDS = {
    "en": (
        "the of for and human rights national commission commissioner council committee institute "
        "institution ombudsman ombudswoman office centre center advocate defender protector board "
        "citizens equality"
    ),
    "fr": (
        "le la les l du des d de et aux nationale national nationaux consultative consultatif "
        "commission conseil droits homme humains citoyen protecteur mediateur mediatrice defenseur "
        "institution office haute haut autorite comite centre institut"
    ),
    "es": (
        "el la los las del de y nacional defensor defensora defensoria pueblo procurador "
        "procuraduria comision comisionado comisionada consejo instituto derechos humanos "
        "habitantes republica nacion defensa ciudadano"
    ),
    "pt": (
        "o a os as do da dos das de e nacional provedor provedoria comissao comissariado conselho "
        "instituto direitos humanos cidadania justica ouvidoria"
    ),
}
_KNOWN = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_BRACKETS = re.compile(r"\([^)]*\)")
_LETTERS = re.compile(r"[^\W\d_]+")


def language_of_name(name: str) -> str:
    """``"fr"`` for «Commission nationale des droits de l'Homme»; English where nothing tells.

    What stands in brackets is an abbreviation or the name at home, and does not count.
    """
    words = _LETTERS.findall(fold(_BRACKETS.sub(" ", name)))
    counts = {language: sum(w in known for w in words) for language, known in _KNOWN.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] > counts["en"] else "en"

"""Western (0123) and Arabic-Indic (٠١٢٣) digits. Stored text is never rewritten, only shown."""

import re

SYSTEMS = ("western", "arabic_indic")

_TO_WESTERN = {base + digit: str(digit) for base in (0x660, 0x6F0) for digit in range(10)}
_TO_ARABIC_INDIC = {
    base + digit: chr(0x660 + digit) for base in (0x30, 0x6F0) for digit in range(10)
}
_SEPARATOR = re.compile(r"(?<=[0-9])[٫٬](?=[0-9])")
_TOKEN = re.compile(r"\S+")
_LATIN = re.compile(r"[A-Za-z@]")


def to_western(text: str) -> str:
    """Return the text with Arabic-Indic and Persian digits as ASCII ones, ٣٫٥ as 3.5."""
    return _SEPARATOR.sub(lambda sign: "." if sign[0] == "٫" else ",", text.translate(_TO_WESTERN))


def to_arabic_indic(text: str) -> str:
    """Return the text with every ASCII and Persian digit as an Arabic-Indic one."""
    return text.translate(_TO_ARABIC_INDIC)


def localize(text: str, system: str) -> str:
    """Return plain text (no markup) with its numbers in a digit system of SYSTEMS.

    With "arabic_indic", tokens that hold Latin letters (COVID-19, addresses, file names) keep
    their digits: written otherwise they name something else.
    Raises ValueError for an unknown system.
    """
    if system == "western":
        return to_western(text)
    if system == "arabic_indic":
        return _TOKEN.sub(
            lambda token: token[0] if _LATIN.search(token[0]) else to_arabic_indic(token[0]), text
        )
    raise ValueError(f"unknown digit system {system!r}: expected one of {', '.join(SYSTEMS)}")

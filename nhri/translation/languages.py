"""The site's languages. Two, on purpose: every rule of this house is written for a pair."""

from typing import Any, Final, Literal

from django.utils.translation import get_language

ARABIC: Final = "ar"
ENGLISH: Final = "en"
LANGUAGES: Final = (ARABIC, ENGLISH)

#: Each language's own name, never translated: a reader looks for the word they can read.
OWN_NAMES: Final = {ARABIC: "العربية", ENGLISH: "English"}

Direction = Literal["rtl", "ltr"]


def direction(language: str) -> Direction:
    """The base direction of `language`: ``"rtl"`` or ``"ltr"`` (HTML's `dir`)."""
    return "rtl" if language == ARABIC else "ltr"


def other(language: str) -> str:
    """The language beside this one."""
    return ENGLISH if language == ARABIC else ARABIC


def current_language() -> str:
    """The language of this request; Arabic where none of ours is active."""
    language = (get_language() or ARABIC).split("-")[0]
    return language if language in LANGUAGES else ARABIC


def column(name: str, language: str) -> str:
    """The column that holds field `name` in `language`: ``("title", "ar")`` → ``"title_ar"``."""
    if language not in LANGUAGES:
        raise ValueError(f"not a language of this site: {language!r}")
    return f"{name}_{language}"


def localized(instance: Any, name: str, language: str) -> Any:
    """The value of field `name` in exactly `language`; an empty string where there is none."""
    value = getattr(instance, column(name, language))
    return "" if value is None else value


def first_filled(instance: Any, name: str, language: str) -> tuple[Any, str]:
    """The value in `language`, else in the other, with the language it is really in.

    For staff screens and marked fallbacks only: whoever shows it must also say its language.
    """
    for candidate in (language, other(language)):
        value = localized(instance, name, candidate)
        if value not in ("", None):
            return value, candidate
    return "", language

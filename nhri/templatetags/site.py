"""What public templates need: the institution, one language of an object, dates, safe HTML."""

from datetime import date
from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.safestring import SafeString, mark_safe

from nhri.pages import current, writing
from nhri.pages.models import Institution, Page
from nhri.security.html import sanitise
from nhri.translation.languages import (
    OWN_NAMES,
    current_language,
    direction,
    localized,
    other,
)

register = template.Library()


@register.simple_tag(takes_context=True)
def institution(context: Any) -> Institution:
    """The institution (one query a request)."""
    return current.institution(context)


@register.simple_tag(takes_context=True)
def menu_pages(context: Any) -> list[Page]:
    """The pages in the menu that are public in this language (one query a request)."""
    language = current_language()
    pages: list[Page] = current.remembered(
        context,
        "menu",
        lambda: list(Page.objects.published(language).filter(in_menu=True).defer("body")),
    )
    return pages


@register.filter
def localised(instance: Any, name: str) -> Any:
    """``{{ item|localised:"title" }}``: the field in the page's language, never in another."""
    return localized(instance, name, current_language())


@register.filter
def in_language(instance: Any, name_and_language: str) -> Any:
    """``{{ item|in_language:"title ar" }}``: the field in a named language."""
    name, language = name_and_language.split()
    return localized(instance, name, language)


@register.filter
def direction_of(language: str) -> str:
    """``rtl`` or ``ltr``."""
    return direction(language)


@register.filter
def own_name(language: str) -> str:
    """A language's name in itself."""
    return OWN_NAMES[language]


@register.simple_tag
def other_language() -> str:
    """The code of the language that this page is not in."""
    return other(current_language())


@register.simple_tag(takes_context=True)
def switch_url(context: Any) -> str:
    """This page in the other language: what the view says, else the same path translated."""
    if context.get("alternate_url"):
        return str(context["alternate_url"])
    language = other(current_language())
    request: HttpRequest | None = context.get("request")
    if request is None or request.resolver_match is None:
        return f"/{language}/"
    return translate_url(request.get_full_path(), language)


@register.simple_tag(takes_context=True)
def date_line(context: Any, day: date | None, correction: int = 0) -> str:
    """The release date as this language's reader expects it, by the institution's habits."""
    if day is None:
        return ""
    return writing.dated(institution(context), day, current_language(), correction)


@register.simple_tag(takes_context=True)
def short_date(context: Any, day: date | None) -> str:
    """The Gregorian date alone, for lists."""
    if day is None:
        return ""
    return writing.short(institution(context), day, current_language())


@register.filter
def rich_text(value: str) -> SafeString:
    """The only place where HTML from the database is marked safe; it is sanitised once more."""
    return mark_safe(sanitise(value or ""))  # noqa: S308 -- through the gate

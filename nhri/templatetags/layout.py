"""What only the public pages' layout needs: addresses of lists, digits, data for search engines."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import template
from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse, translate_url
from django.utils.html import format_html_join, strip_tags
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext, override

from nhri.arabic.digits import localize
from nhri.security.html import in_script
from nhri.templatetags.site import institution
from nhri.translation.languages import ARABIC, current_language, localized, other

register = template.Library()

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_CAPTION = re.compile(r"<caption\b[^>]*>(.*?)</caption>", re.DOTALL)
_HEADING = re.compile(r"<(/?)h([2-4])\b")


@register.filter
def address_in(item: Any, language: str) -> str:
    """The path of `item` in `language`."""
    return str(item.address(language))


@register.simple_tag
def url_in(language: str, name: str) -> str:
    """The path of the address `name` in `language`."""
    with override(language):
        return reverse(name)


@register.simple_tag(takes_context=True)
def absolute(context: Any, path: str) -> str:
    """`path` with this site's scheme and host, for what machines read."""
    request: HttpRequest = context["request"]
    return request.build_absolute_uri(path)


@register.simple_tag(takes_context=True)
def list_url(context: Any, page: int = 1, path: str = "") -> str:
    """This list (or the one at `path`) with its kind kept; other query keys are not carried on."""
    asked = {"kind": context.get("kind", ""), "page": page if page > 1 else ""}
    query = urlencode({name: value for name, value in asked.items() if value})
    path = path or context["request"].path
    return f"{path}?{query}" if query else path


@register.simple_tag(takes_context=True)
def list_in_other_language(context: Any) -> str:
    """The same list in the other language from its first page: it may well have fewer pages."""
    language = other(current_language())
    return list_url(context, path=translate_url(context["request"].path, language))


@register.simple_tag
def page_numbers(page: Page) -> Iterator[int | str]:
    """The numbers to offer around `page`, with `Paginator.ELLIPSIS` for what is left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def is_gap(number: int | str) -> bool:
    """True for the ellipsis among page numbers."""
    return number == Paginator.ELLIPSIS


@register.simple_tag(takes_context=True)
def number(context: Any, value: Any) -> str:
    """A year or a page number in the digits that the institution chose for Arabic."""
    written = str(value)
    if current_language() != ARABIC:
        return written
    return localize(written, institution(context).digits)


@register.filter
def in_two_halves(line: str) -> SafeString:
    """A date line that breaks only between its two calendars, never before «هـ» or «م»."""
    halves = re.split(r" (?=الموافق |\()", line, maxsplit=1)
    return format_html_join(" ", '<span class="whole">{}</span>', ((half,) for half in halves))


@register.filter
def local_day(moment: datetime) -> date:
    """The calendar day of an instant where the institution is."""
    return localtime(moment).date()


@register.filter
def outlined(html: SafeString, first: int = 2) -> SafeString:
    """`rich_text` with its headings beginning at level `first` and no level left out.

    Editors choose headings by their looks; who listens to a page moves by their levels. The input
    has passed the gate in `rich_text`; only digits change, so it stays safe.
    """
    open_levels: list[str] = []

    def renumbered(found: re.Match[str]) -> str:
        closing, level = found.groups()
        if not closing:
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
            open_levels.append(level)
        return f"<{closing}h{min(first + len(open_levels) - 1, 6)}"

    return SafeString(_HEADING.sub(renumbered, html))


@register.filter
def framed_tables(html: SafeString) -> SafeString:
    """`rich_text` with each table in a named region that scrolls by itself, also by keyboard.

    A wide table must never make the page scroll sideways. The input has passed the gate in
    `rich_text`; what is added here is escaped, so it stays safe.
    """
    return SafeString(_TABLE.sub(_framed, html))


def _framed(found: re.Match[str]) -> str:
    caption = _CAPTION.search(found[0])
    # strip_tags leaves the entities of sanitised text as they are; only quotes can end a value.
    name = strip_tags(caption[1]).strip() if caption else gettext("Table")
    name = name.replace('"', "&quot;")
    return f'<div class="table" role="region" tabindex="0" aria-label="{name}">{found[0]}</div>'


@register.simple_tag(takes_context=True)
def article_data(context: Any, item: Any) -> SafeString:
    """`item` as schema.org NewsArticle in JSON, safe inside a script element.

    Needs `canonical_url`, `language` and, for a correction's date, `corrections` in the context.
    Only fields in the page's language are read.
    """
    language = context["language"]
    name = localized(institution(context), "name", language)
    logo = absolute(context, static("img/emblem.svg"))
    changes = [localtime(note.created_at).isoformat() for note in context.get("corrections", ())]
    published = getattr(item, "released_on", None)
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": localized(item, "title", language),
        "description": localized(item, "summary", language),
        "inLanguage": language,
        "url": context["canonical_url"],
        "mainEntityOfPage": context["canonical_url"],
        "datePublished": published.isoformat() if published else "",
        "dateModified": max(changes, default=""),
        "contentLocation": localized(item, "place", language),
        "author": {"@type": "GovernmentOrganization", "name": name},
        "publisher": {
            "@type": "GovernmentOrganization",
            "name": name,
            "logo": {"@type": "ImageObject", "url": logo},
        },
    }
    filled = {key: value for key, value in data.items() if value}
    return SafeString(in_script(json.dumps(filled, ensure_ascii=False)))

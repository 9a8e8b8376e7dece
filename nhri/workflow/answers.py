"""The responses to what `visibility.find` found, the same for every section."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nhri.translation.languages import LANGUAGES, other
from nhri.workflow.visibility import Answer, Found


def respond(
    request: HttpRequest,
    found: Found,
    language: str,
    template: str,
    *,
    elsewhere_status: int = 200,
    **context: Any,
) -> HttpResponse:
    """``<template>_detail.html``, the honest ``<template>_elsewhere.html``, 410 or 404.

    Context: `item`, `language`, `shown_language` (the one it can be read in), `visible_languages`,
    `alternate_url` (the same item in the other language), `canonical_url`, and what is passed in.
    """
    if found.answer is Answer.MISSING:
        return missing(request)
    if found.answer is Answer.GONE:
        return gone(request, found.item, language)
    item = found.item
    context |= {
        "item": item,
        "language": language,
        "shown_language": item.readable_language(language),
        "visible_languages": [code for code in LANGUAGES if getattr(item, f"visible_{code}")],
        "alternate_url": item.address(other(language)),
        "canonical_url": request.build_absolute_uri(item.address(language)),
    }
    if found.answer is Answer.ELSEWHERE:
        return render(request, f"{template}_elsewhere.html", context, status=elsewhere_status)
    return render(request, f"{template}_detail.html", context)


def missing(request: HttpRequest) -> HttpResponse:
    """404. Says nothing of the address asked for: every missing thing looks alike, to the byte."""
    return render(request, "404.html", status=404)


def gone(request: HttpRequest, item: Any, language: str) -> HttpResponse:
    """410 with the public note, in this language where there is one; nothing else of the item."""
    notes = sorted(
        ((code, getattr(item, f"withdrawal_note_{code}")) for code in LANGUAGES),
        key=lambda pair: pair[0] != language,
    )
    note_language, note = next((pair for pair in notes if pair[1]), (language, ""))
    context = {"note": note, "note_language": note_language}
    return render(request, "410.html", context, status=410)

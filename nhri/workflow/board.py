"""The translation board: every item, both languages, what is missing or out of date."""

import csv
from itertools import chain
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhri.translation.languages import LANGUAGES, OWN_NAMES, first_filled
from nhri.workflow.chips import NOT_WRITTEN
from nhri.workflow.paging import MOST, BoundedPaginator, InTurn, counts
from nhri.workflow.querysets import at_stage_q, earliest, stale_q, unwritten_q
from nhri.workflow.states import STAGE_LABELS, State

PAGE = 50
#: Excel reads a cell that begins with one of these as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

FILTERS = {
    "": _("Everything"),
    "missing": _("A language is missing"),
    "missing_en": _("English missing"),
    "missing_ar": _("Arabic missing"),
    "stale": _("Out of date"),
    "stale_en": _("English out of date"),
    "stale_ar": _("Arabic out of date"),
    "review": _("In review"),
    "live": _("Public in both languages"),
}
ORDERS = {"": _("Longest out of date first"), "date": _("Newest first")}


class TranslationBoard:
    """Mixin of `BilingualAdmin`: ``translations/`` and ``translations/?as=csv``."""

    def get_urls(self) -> list[Any]:
        """The board before Django's own pages."""
        stem = f"{self.opts.app_label}_{self.opts.model_name}"  # type: ignore[attr-defined]
        view = self.admin_site.admin_view(self.board_view)  # type: ignore[attr-defined]
        return [path("translations/", view, name=f"{stem}_board"), *super().get_urls()]  # type: ignore[misc]

    def board_view(self, request: HttpRequest) -> HttpResponse:
        """One page of rows, or all of them as CSV."""
        if not self.has_view_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        every = self.model._default_manager.all()  # type: ignore[attr-defined]
        chosen = request.GET.get("show", "")
        chosen = chosen if chosen in FILTERS else ""
        order = request.GET.get("order", "")
        parts = ordered(narrowed(every, chosen), order)
        if request.GET.get("as") == "csv":
            return as_file(parts)
        lists = {name: narrowed(every, name).order_by("-changed_at") for name in FILTERS}
        found = counts(self.model, {**lists, "first part": parts[0]})  # type: ignore[attr-defined]
        rows = InTurn(parts, found["first part"], found[chosen])
        page = BoundedPaginator(rows, PAGE).get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "opts": self.opts,  # type: ignore[attr-defined]
            "title": _("Translation board"),
            "rows": [Row(item) for item in page],
            "page": page,
            "filters": [(name, label, found[name]) for name, label in FILTERS.items()],
            "most": MOST,
            "orders": ORDERS,
            "chosen": chosen,
            "order": order,
        }
        return TemplateResponse(request, "admin/workflow/board.html", context)


class Row:
    """One item as the board shows it."""

    def __init__(self, item: Any) -> None:
        self.item = item
        self.cells = [Cell(item, language) for language in LANGUAGES]


class Cell:
    """One language of one item: `item|chip:language` says the stage, this how long it is behind."""

    def __init__(self, item: Any, language: str) -> None:
        self.language = language
        self.is_missing = getattr(item, f"head_{language}_id") is None
        self.fields = getattr(item, f"stale_{language}")
        since = getattr(item, f"stale_since_{language}")
        self.days = (timezone.now() - since).days if since else 0
        self.stage = NOT_WRITTEN if self.is_missing else STAGE_LABELS[item.stage(language)]


def narrowed(items: Any, chosen: str) -> Any:
    """`items` of one of FILTERS; an unknown word narrows nothing."""
    kind, _sep, language = chosen.partition("_")
    if kind == "missing":
        return items.filter(Q(**{f"head_{language}": None}) if language else unwritten_q())
    if kind == "stale":
        items = items.filter(stale_q())
        return items.filter(**{f"stale_{language}__gt": 0}) if language else items
    if chosen == "review":
        return items.filter(at_stage_q(State.IN_REVIEW))
    if chosen == "live":
        for code in LANGUAGES:
            items = items.published(code)
    return items


def ordered(items: Any, order: str) -> tuple[Any, Any]:
    """`items` in two parts, one after the other: what has waited longest, or the newest first."""
    items = items.for_cards()
    if order == "date":
        return (
            items.filter(released_on__isnull=False).order_by("-released_on", "-pk"),
            items.filter(released_on__isnull=True).order_by("-pk"),
        )
    behind = earliest(F("stale_since_ar"), F("stale_since_en"))
    return (
        items.filter(stale_q()).order_by(behind.asc(), "-pk"),
        items.exclude(stale_q()).order_by("-changed_at", "-pk"),
    )


def as_file(parts: tuple[Any, Any]) -> HttpResponse:
    """The board as CSV for a spreadsheet: with a byte order mark, no cell read as a formula."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="translations.csv"'
    write = csv.writer(response).writerow
    fields, days = _("fields out of date"), _("days out of date")
    heads = [str(_("number")), str(_("title")), str(_("released on"))]
    for language in LANGUAGES:
        own = OWN_NAMES[language]
        heads += [own, f"{own}: {fields}", f"{own}: {days}"]
    write(heads)
    for item in chain.from_iterable(part.iterator(chunk_size=500) for part in parts):
        title, _language = first_filled(item, "title", LANGUAGES[0])
        values = [item.pk, title, item.released_on or ""]
        for cell in Row(item).cells:
            values += [cell.stage, cell.fields, cell.days]
        write([_safe(str(value)) for value in values])
    return response


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text

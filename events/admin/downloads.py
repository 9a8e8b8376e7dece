"""Files of one event for colleagues: agenda and participants, as the newest rows say it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from events import agenda
from events.exports import SHEETS
from events.models import Participation
from events.tables import XLSX, write_csv, xlsx
from events.views.events import own_names
from nhri.export import registry, views
from nhri.translation.languages import LANGUAGES, current_language, direction, other
from nhri.workflow import streams


class EventFiles:
    """Mixin of the admin of events: the files, and where they are offered."""

    def get_urls(self) -> list[Any]:
        """``<pk>/files/agenda.ar.pdf`` and ``<pk>/files/table.xlsx``."""
        wrap = self.admin_site.admin_view  # type: ignore[attr-defined]
        sheet = "<int:object_id>/files/<slug:name>.<slug:language>.<slug:extension>"
        return [
            path(sheet, wrap(self.sheet_view), name="events_event_sheet"),
            path(
                "<int:object_id>/files/table.<slug:extension>",
                wrap(self.table_view),
                name="events_event_table",
            ),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def sheet_view(
        self, request: HttpRequest, object_id: int, name: str, language: str, extension: str
    ) -> HttpResponse:
        """A document of the newest rows, said to be unpublished where a reader sees others."""
        item = self._one(request, object_id, language)  # type: ignore[attr-defined]
        if name not in SHEETS or extension not in registry.WRITERS:
            raise Http404
        both = request.GET.get("both") == "1"
        languages = (language, other(language)) if both else (language,)
        if any(streams.head(item, code) is None for code in languages):
            raise Http404
        is_public = all(_is_public(item, code) for code in languages)
        item = streams.with_head_values(item)
        rows = partial(agenda.of_newest, item, own=own_names())
        document = registry.build(SHEETS[name](item, rows, in_both=both), language)
        with override(language):
            notice = "" if is_public else _("Not published: for review only")
        document = replace(document, head=replace(document.head, notice=notice))
        return views.attachment(document, extension)

    def table_view(self, request: HttpRequest, object_id: int, extension: str) -> HttpResponse:
        """Every participation of the event, one a line: XLSX or CSV."""
        language = current_language()
        item = self._one(request, object_id, language)  # type: ignore[attr-defined]
        heads, rows = _heads(), list(_rows(item, language))
        if extension == "xlsx":
            from_the_right = direction(language) == "rtl"
            title = capfirst(_("participants"))
            content = xlsx(title, heads, rows, from_the_right=from_the_right)
            response = HttpResponse(content, content_type=XLSX)
        elif extension == "csv":
            response = HttpResponse(content_type="text/csv; charset=utf-8")
            write_csv(response, heads, rows)  # type: ignore[arg-type]
        else:
            raise Http404
        name = f"event-{object_id}-participants.{extension}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def downloads(self, item: Any, language: str) -> list[tuple[str, str]]:
        """(name, address) of the files in one language, and of both where both are written."""
        found = []
        route = "admin:events_event_sheet"
        for name, sheet in SHEETS.items():
            label = sheet.label()
            for extension in registry.WRITERS:
                address = reverse(
                    "admin:events_event_sheet", args=[item.pk, name, language, extension]
                )
                found.append((f"{label} ({extension.upper()})", address))
            if streams.head(item, other(language)) is not None:
                address = reverse(route, args=[item.pk, name, language, "pdf"])
                said = _("%(file)s in both languages (PDF)") % {"file": label}
                found.append((said, f"{address}?both=1"))
        for extension in ("xlsx", "csv"):
            address = reverse("admin:events_event_table", args=[item.pk, extension])
            said = _("Table of participants (%(format)s)") % {"format": extension.upper()}
            found.append((said, address))
        return found


def _is_public(item: Any, language: str) -> bool:
    return bool(getattr(item, f"public_{language}_id")) and not any(
        streams.is_pending(item, stream) for stream in (language, streams.SHARED)
    )


def _heads() -> list[str]:
    return [
        _("Honorific (Arabic)"), _("Name (Arabic)"), _("Honorific (English)"),
        _("Name (English)"), _("Function then (Arabic)"), _("Function then (English)"),
        _("Role"), _("Organisation (Arabic)"), _("Organisation (English)"), _("Country"),
        _("Session"), _("Day"), _("May be named"),
    ]  # fmt: skip


def _rows(item: Any, language: str) -> Iterator[list[Any]]:
    """For colleagues, so with the names that readers do not see, and with a column saying so."""
    programme = agenda.of_newest(item, language, own_names())
    whole = ((one, None) for one in (*programme.delegation, *programme.people))
    inside = (
        (one, entry.session)
        for day in programme.days
        for outer in day.entries
        for entry in outer.with_parts()
        for one in entry.people
    )
    for one, session in (*whole, *inside):
        yield _row(one, session)


def _row(one: Participation, session: Any) -> list[Any]:
    person, body = one.person, one.organisation
    named = [
        getattr(person, f"{column}_{code}") if person else ""
        for code in LANGUAGES
        for column in ("honorific", "name")
    ]
    bodies = [getattr(body, f"name_{code}") if body else "" for code in LANGUAGES]
    may = (_("yes") if person.may_be_named else _("no")) if person else ""
    return [
        *named, one.function_ar, one.function_en, capfirst(one.get_role_display()), *bodies,
        body.country if body and body.country else "", session or "",
        session.day if session and session.day else "", may,
    ]  # fmt: skip

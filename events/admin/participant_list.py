"""An event's list of participants in the admin: every line with whom it means, then the act itself.

Nothing is kept between the two pages: the lines travel in the page, signed and packed, and are
matched again when the choices come back. A line that somebody took in meanwhile is a twin then, so
nothing comes in twice.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.admin.institution_list import UploadForm
from events.importing.participants import COLUMNS, NEEDED, NEW, Match, Proposal, propose, take
from events.importing.tables import MAX_BYTES, Line, Problem, TableProblem, read
from events.labels import all_names, hints
from events.models import Event, Participation
from nhri.translation.languages import LANGUAGES
from nhri.workflow import actions, drafts, streams

_SALT = "events.participant_list"
_HOUR = 3600
#: A choice: this line stays out.
_OUT = "out"
_SIDES = ("person", "organisation")


class ParticipantListIntake:
    """Mixin of the events' admin: ``<pk>/participants/import/``."""

    # What the admin class brings; named for the reader and for mypy.
    admin_site: Any
    opts: Any
    media: Any
    has_change_permission: Any
    _one: Any
    _address: Any

    def get_urls(self) -> list[Any]:
        """The page before Django's own."""
        view = self.admin_site.admin_view(self.participants_import_view)
        name = "events_event_participants_import"
        own = path("<int:object_id>/participants/import/", view, name=name)
        return [own, *super().get_urls()]  # type: ignore[misc]

    def may_take_in(self, request: HttpRequest, event: Event) -> bool:
        """Whoever may change the event and make the records that a list names."""
        rights = ("events.add_participant", "events.add_organisation")
        may_change = self.has_change_permission(request, event)
        return bool(may_change and request.user.has_perms(rights))  # type: ignore[union-attr]

    def participants_import_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """A file, then whom each line means, then the deed."""
        event = self._one(request, object_id, LANGUAGES[0])
        if not self.may_take_in(request, event):
            raise PermissionDenied
        context: dict[str, Any] = {"form": UploadForm()}
        if request.method == "POST" and "lines" in request.POST:
            lines = _unpacked(request.POST["lines"], request.user.pk, event.pk)
            if lines is None:
                messages.error(request, _("The page was open too long. Choose the file again."))
            else:
                came, left = _take_in(event, lines, request.POST, by=request.user)
                return self._told(request, event, came, left)
        elif request.method == "POST":
            form = UploadForm(request.POST, request.FILES)
            context["form"] = form
            if form.is_valid():
                context |= _preview(request, event, form)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media,
            "title": _("Import a list of participants"),
            "event": event,
            "columns": COLUMNS,
            **context,
        }
        return TemplateResponse(request, "admin/events/event/participants_import.html", context)

    def _told(self, request: HttpRequest, event: Event, came: int, left: list[int]) -> HttpResponse:
        said = ngettext(
            "%(count)d participant was added.", "%(count)d participants were added.", came
        )
        messages.success(request, said % {"count": came})
        if left:
            said = _("These lines were left out: %(lines)s.")
            messages.warning(request, said % {"lines": ", ".join(map(str, left))})
        return redirect(self._address("change", event.pk) + "#part-participations")


def _preview(request: HttpRequest, event: Event, form: UploadForm) -> dict[str, Any]:
    upload = form.cleaned_data["file"]
    try:
        lines = read(upload.name, upload.read(MAX_BYTES + 1), COLUMNS, NEEDED)
    except TableProblem as problem:
        form.add_error("file", str(problem))
        return {}
    proposals = propose(lines, _present(event))
    shown = _shown(proposals)
    return {
        "packed": _packed(lines, request.user.pk, event.pk),
        "shown": shown,
        "counts": Counter(one["fate"] for one in shown),
        "coming": sum(one["fate"] in ("ready", "open") for one in shown),
    }


def _present(event: Event) -> list[dict[str, Any]]:
    return list(streams.head_values(event, streams.SHARED)["participations"])


@transaction.atomic
def _take_in(
    event: Event, lines: list[Line], posted: Mapping[str, str], *, by: Any
) -> tuple[int, list[int]]:
    """(how many came in, the lines that did not). Under the event's lock: two lists wait."""
    item = actions.locked(event)
    proposals = propose(lines, _present(item))
    wanted = [one for one in proposals if not _stays_out(one, posted)]
    choices = {one.line: _chosen(one, posted) for one in wanted}
    there = {_who(row) for row in _present(item)}
    rows = {}
    for line, row in take(wanted, choices).items():
        # A choice may name somebody who is there already, which the line's own words did not tell.
        if _who(row) not in there:
            rows[line] = row
            there.add(_who(row))
    if rows:
        drafts.save(item, {"participations": [*_present(item), *rows.values()]}, by=by)
    return len(rows), [one.line for one in proposals if one.line not in rows]


def _who(row: Mapping[str, Any]) -> tuple[str, Any, str]:
    """Where a person is named, the person is there once in a role, whoever they come from."""
    side = "person" if row.get("person") else "organisation"
    return side, row.get(side), row.get("role") or ""


def _stays_out(one: Proposal, posted: Mapping[str, str]) -> bool:
    return any(posted.get(f"{side}-{one.line}") == _OUT for side in _SIDES)


def _chosen(one: Proposal, posted: Mapping[str, str]) -> dict[str, str]:
    """What the page offered and somebody chose; anything else is as if nothing was chosen."""
    chosen = {}
    for side in _SIDES:
        answer = posted.get(f"{side}-{one.line}")
        match: Match = getattr(one, side)
        offered = {NEW, *(str(record.pk) for record in (*match.exact, *match.near))}
        if answer in offered:
            chosen[side] = str(answer)
    return chosen


def _shown(proposals: Sequence[Proposal]) -> list[dict[str, Any]]:
    roles = dict(Participation.Role.choices)
    told = {}
    for side in _SIDES:
        records = {
            record.pk: record
            for one in proposals
            for record in (*getattr(one, side).exact, *getattr(one, side).near)
        }
        told[side] = hints(records.values(), named=True)
    shown = [
        {
            "line": one.line,
            "fate": _fate(one),
            "role": roles.get(one.role, one.values["role"]),
            "functions": [one.values[f"function_{code}"] for code in LANGUAGES],
            "twin": one.twin,
            "problems": one.problems,
            "sides": [_side(one, side, told[side]) for side in _SIDES],
        }
        for one in proposals
    ]
    order = ("bad", "open", "ready", "there")
    return sorted(shown, key=lambda one: (order.index(one["fate"]), one["line"]))


def _fate(one: Proposal) -> str:
    if one.problems:
        return "bad"
    if one.twin is not None:
        return "there"
    return "open" if one.is_open else "ready"


def _side(one: Proposal, side: str, told: Mapping[Any, str]) -> dict[str, Any]:
    match: Match = getattr(one, side)
    records = [*match.exact, *match.near]
    return {
        "side": side,
        "names": match.names,
        "proposed": match.proposed,
        "offered": [
            {"value": str(record.pk), "names": all_names(record), "hint": told.get(record.pk, "")}
            for record in records
        ],
        "is_asked": bool(records) and match.proposed in ("", NEW) or len(records) > 1,
    }


def _packed(lines: list[Line], user: Any, event: Any) -> str:
    told = [[x.number, x.cells, [[p.column, p.reason] for p in x.problems]] for x in lines]
    mark = {"by": user, "event": event, "lines": told}
    return signing.dumps(mark, salt=_SALT, compress=True)


def _unpacked(packed: str, user: Any, event: Any) -> list[Line] | None:
    try:
        told = signing.loads(packed, salt=_SALT, max_age=_HOUR)
    except signing.BadSignature:
        return None
    if (told["by"], told["event"]) != (user, event):
        return None
    return [
        Line(number, cells, tuple(Problem(*one) for one in problems))
        for number, cells, problems in told["lines"]
    ]

"""A list of institutions in the admin: what would become of every line, then the act itself.

Nothing is kept between the two pages: the lines travel in the page, signed and packed, and what the
second page does is done only when it is still what the first page promised.
"""

import hashlib
from collections import Counter
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.importing.organisations import COLUMNS, KINDS, NEEDED, Fate, take_in
from events.importing.tables import MAX_BYTES, Line, Problem, TableProblem, read

_SALT = "events.institution_list"
_HOUR = 3600


class UploadForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=gettext_lazy("The list"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,text/csv"}),
        help_text=gettext_lazy("CSV (UTF-8) or Excel (XLSX), at most 2 MB."),
    )


class ListIntake:
    """Mixin of the organisations' admin: ``import/``."""

    change_list_template = "admin/events/organisation/change_list.html"

    def get_urls(self) -> list[Any]:
        """The page before Django's own."""
        view = self.admin_site.admin_view(self.import_view)  # type: ignore[attr-defined]
        own = path("import/", view, name="events_organisation_import")
        return [own, *super().get_urls()]  # type: ignore[misc]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """With the way to the import for those who may."""
        context = {**(extra_context or {}), "may_import": self._may_import(request)}
        return super().changelist_view(request, context)  # type: ignore[misc,no-any-return]

    def _may_import(self, request: HttpRequest) -> bool:
        return bool(
            self.has_add_permission(request)  # type: ignore[attr-defined]
            and self.has_change_permission(request)  # type: ignore[attr-defined]
        )

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """A file, then what it would do, then the deed."""
        if not self._may_import(request):
            raise PermissionDenied
        context: dict[str, Any] = {"form": UploadForm()}
        if request.method == "POST" and "lines" in request.POST:
            context |= self._apply(request, request.POST["lines"])
        elif request.method == "POST":
            form = UploadForm(request.POST, request.FILES)
            context["form"] = form
            if form.is_valid():
                context |= self._preview(request, form)
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "opts": self.opts,  # type: ignore[attr-defined]
            "media": self.media,  # type: ignore[attr-defined]
            "title": _("Import a list of institutions"),
            "columns": COLUMNS,
            **context,
        }
        return TemplateResponse(request, "admin/events/organisation/import.html", context)

    def _preview(self, request: HttpRequest, form: UploadForm) -> dict[str, Any]:
        upload = form.cleaned_data["file"]
        try:
            lines = read(upload.name, upload.read(MAX_BYTES + 1), COLUMNS, NEEDED)
        except TableProblem as problem:
            form.add_error("file", str(problem))
            return {}
        return self._promise(request, lines)

    def _promise(self, request: HttpRequest, lines: list[Line]) -> dict[str, Any]:
        fates = take_in(lines, dry_run=True)
        packed = signing.dumps(
            {
                "by": request.user.pk,
                "lines": [
                    [line.number, line.cells, [[p.column, p.reason] for p in line.problems]]
                    for line in lines
                ],
                "promised": _digest(fates),
            },
            salt=_SALT,
            compress=True,
        )
        return {"packed": packed, **_told(fates)}

    def _apply(self, request: HttpRequest, packed: str) -> dict[str, Any]:
        try:
            told = signing.loads(packed, salt=_SALT, max_age=_HOUR)
        except signing.BadSignature:
            told = {}
        if told.get("by") != request.user.pk:
            messages.error(request, _("The page was open too long. Choose the file again."))
            return {}
        lines = [
            Line(number, cells, tuple(Problem(*one) for one in problems))
            for number, cells, problems in told["lines"]
        ]
        if _digest(take_in(lines, dry_run=True)) != told["promised"]:
            said = _("Somebody changed a record meanwhile. Here is what the list would do now.")
            messages.warning(request, said)
            return self._promise(request, lines)
        fates = take_in(lines)
        messages.success(request, _("The list was taken in."))
        return {"is_done": True, **_told(fates)}


def _told(fates: list[Fate]) -> dict[str, Any]:
    counts = Counter(fate.kind for fate in fates)
    order = ("bad", "changed", "new", "unchanged")
    return {
        "counts": [(kind, label, counts[kind]) for kind, label in KINDS.items()],
        "fates": sorted(fates, key=lambda fate: (order.index(fate.kind), fate.line)),
        "coming": counts["new"] + counts["changed"],
    }


def _digest(fates: list[Fate]) -> str:
    told = [(fate.line, fate.kind, fate.columns, fate.pk) for fate in fates]
    return hashlib.sha256(repr(told).encode()).hexdigest()

"""What was ticked in a list of records, as a table; no contact data, no note of consent."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from events.models import Accreditation, Membership, Organisation, Participant
from events.tables import XLSX, write_csv, xlsx
from nhri.translation.languages import current_language, direction

_PERSON = (
    "id", "honorific_ar", "name_ar", "honorific_en", "name_en", "in_public_office",
    "has_consented", "is_public",
)  # fmt: skip
_ORGANISATION = (
    "id", "kind", "country", "country_en", "country_ar", "institution_en", "name_en_language",
    "institution_ar", "abbreviation", "network", "status", "as_of", "source", "site",
)  # fmt: skip


class TableAction:
    """Mixin: the actions that download the ticked records."""

    actions = ("download_table", "download_sheet")

    @admin.action(description=_("Download as a table (CSV)"), permissions=["view"])
    def download_table(self, request: HttpRequest, queryset: Any) -> HttpResponse:
        """One line a record. The columns are called as the import calls them."""
        name = queryset.model._meta.model_name
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="{name}s.csv"'
        heads, rows = _TABLES[queryset.model]
        write_csv(response, heads, rows(queryset))  # type: ignore[arg-type]
        return response

    @admin.action(description=_("Download as a workbook (XLSX)"), permissions=["view"])
    def download_sheet(self, request: HttpRequest, queryset: Any) -> HttpResponse:
        """The same lines as a sheet that runs as the reader reads."""
        name = queryset.model._meta.model_name
        heads, rows = _TABLES[queryset.model]
        is_rtl = direction(current_language()) == "rtl"
        title = str(queryset.model._meta.verbose_name_plural)
        data = xlsx(title, heads, rows(queryset), from_the_right=is_rtl)
        response = HttpResponse(data, content_type=XLSX)
        response.headers["Content-Disposition"] = f'attachment; filename="{name}s.xlsx"'
        return response


def _persons(queryset: Any) -> Iterator[list[Any]]:
    for one in queryset.iterator(chunk_size=500):
        yield [one.pk, *(_cell(getattr(one, name)) for name in _PERSON[1:])]


def _organisations(queryset: Any) -> Iterator[list[Any]]:
    memberships = Membership.objects.current().select_related("network__organisation")
    # The list has prefetched for its own columns; here each table is asked for once.
    found = (
        queryset.prefetch_related(None)
        .select_related("country")
        .prefetch_related(
            Prefetch("memberships", memberships, to_attr="table_memberships"),
            Prefetch("accreditations", Accreditation.objects.current(), to_attr="table_statuses"),
        )
    )
    for one in found.iterator(chunk_size=500):
        networks = [m.network.organisation.abbreviation for m in one.table_memberships]
        status = next(iter(one.table_statuses), None)
        yield [
            one.pk, one.kind, one.country_id, one.country and one.country.name_en,
            one.country and one.country.name_ar, one.name_en, one.name_en_language, one.name_ar,
            one.abbreviation, "; ".join(filter(None, networks)), status and status.status,
            status and status.as_of, status and status.source, one.site,
        ]  # fmt: skip


def _cell(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else value


_TABLES: dict[Any, Any] = {
    Participant: (_PERSON, _persons),
    Organisation: (_ORGANISATION, _organisations),
}

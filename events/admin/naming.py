"""What the admin of every named record shares: found by any spelling, asked about when doubled."""

import json
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.labels import all_names, hints
from events.names import key
from events.pointing import pointers
from events.querysets import found_q
from nhri.translation.inputs import DirectedForms
from nhri.translation.languages import current_language


class Guarded:
    """Mixin: a record goes only while nothing points to it."""

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Django's page; where something points to the record, the record with the reason."""
        record = self.get_object(request, object_id)  # type: ignore[attr-defined]
        if record is not None and self.has_delete_permission(request, record):  # type: ignore[attr-defined]
            found = pointers(record)
            if found:
                what = ", ".join(f"{label}: {count}" for label, count in found.items())
                said = _("This record is in use and stays. What points to it: %(what)s.")
                messages.error(request, said % {"what": what})
                meta = record._meta
                return redirect(f"admin:{meta.app_label}_{meta.model_name}_change", record.pk)
        return super().delete_view(request, object_id, extra_context)  # type: ignore[misc,no-any-return]

    def get_actions(self, request: HttpRequest) -> Any:
        """None is taken away by the dozen."""
        actions = super().get_actions(request)  # type: ignore[misc]
        actions.pop("delete_selected", None)
        return actions


#: The browser's own control, in its own words.
DAYS: dict[Any, Any] = {
    models.DateField: {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")},
}


class NamedAdmin(Guarded, DirectedForms, admin.ModelAdmin):
    """Persons and organisations."""

    change_form_template = "admin/events/record_change_form.html"
    search_fields: ClassVar[tuple[str, ...]] = ("found_by",)
    list_per_page = 50
    formfield_overrides: ClassVar[Any] = DAYS
    show_full_result_count = False

    class Media:
        js = ("js/admin/namesakes.js",)
        css: ClassVar[dict[str, Any]] = {"all": ("css/admin/records.css",)}

    # Finding ------------------------------------------------------------------------------------

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """By name in any spelling, titles ignored; what was merged into another is not found."""
        found = queryset.current()
        if search_term.strip():
            found = found.called(search_term)
        return found.order_by(*self.get_ordering(request)), False

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """By name, as the reader's language sorts it."""
        return (f"sort_{current_language()}", "pk")

    def hints(self, records: Any) -> dict[Any, str]:
        """The second line of what is found."""
        return hints(records)

    def get_queryset(self, request: HttpRequest) -> Any:
        """The list has no record that was merged into another."""
        queryset = super().get_queryset(request)
        return queryset.current() if is_list(request) else queryset

    # One record ---------------------------------------------------------------------------------

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "",
        extra_context: Any = None,
    ) -> Any:  # fmt: skip
        """What was merged leads to the kept record; a chosen namesake closes the small window."""
        if object_id is None and request.GET.get(IS_POPUP_VAR) and request.GET.get("_use"):
            return self._use(request, request.GET["_use"])
        record = self.get_object(request, object_id) if object_id else None
        if record is not None and record.merged_into_id:
            messages.info(request, _("This record was merged into this one."))
            meta = self.model._meta
            return redirect(
                f"admin:{meta.app_label}_{meta.model_name}_change", record.merged_into_id
            )
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _use(self, request: HttpRequest, pk: str) -> HttpResponse:
        """The form that opened the window takes the existing record."""
        record = self.get_queryset(request).current().filter(pk=pk if pk.isdecimal() else 0).first()
        if record is None or not self.has_view_permission(request, record):
            return redirect(request.path + f"?{IS_POPUP_VAR}=1")
        chosen = json.dumps({"value": str(record.pk), "obj": str(record)})
        context = {"popup_response_data": chosen}
        return TemplateResponse(request, "admin/popup_response.html", context)

    def render_change_form(self, request: HttpRequest, context: Any, **kwargs: Any) -> Any:
        """With the records that this one may double."""
        form = context["adminform"].form
        doubles = getattr(form, "doubles", [])
        told = hints(doubles, named=True)
        context["doubles"] = [
            {"pk": one.pk, "names": all_names(one), "hint": told.get(one.pk)} for one in doubles
        ]
        context["doubles_token"] = getattr(form, "doubles_token", "")
        context["is_confirmed"] = getattr(form, "is_confirmed", False)
        return super().render_change_form(request, context, **kwargs)


class SmallAdmin(Guarded, DirectedForms, admin.ModelAdmin):
    """Tables of some dozens of rows, with a name in each language."""

    search_fields: ClassVar[tuple[str, ...]] = ("name_ar", "name_en")

    class Media:
        js = ("js/admin/namesakes.js",)
        css: ClassVar[dict[str, Any]] = {"all": ("css/admin/records.css",)}

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """By name in any spelling; the table is small enough to be read."""
        if not search_term.strip():
            return queryset, False
        wanted = key(search_term).split()
        rows = queryset.values_list("pk", "name_ar", "name_en")
        found = [
            pk
            for pk, *names in rows
            if wanted and all(w in " ".join(key(n) for n in names if n) for w in wanted)
        ]
        return queryset.filter(pk__in=found), False

    @admin.display(description=gettext_lazy("name"), ordering="name_ar")
    def names(self, entry: Any) -> str:
        """Both names."""
        return all_names(entry)


def network_q(typed: str) -> Any:
    """Networks by the names of their organisation."""
    return found_q(typed, "organisation__")


def is_list(request: HttpRequest) -> bool:
    """True on the list of records, where its columns need more than one record's form does."""
    match = request.resolver_match
    return bool(match and match.url_name and match.url_name.endswith("_changelist"))

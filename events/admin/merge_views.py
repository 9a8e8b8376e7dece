"""Two records side by side: which stays, which value of each, which row of two holds."""

from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events import merging
from events.duplicates import likely
from events.labels import all_names, hints
from events.pointing import pointers
from nhri.translation.inputs import language_of
from nhri.translation.languages import direction
from nhri.workflow.permissions import Refused

SIDES = ("one", "other")


class Choice(NamedTuple):
    """One row of the page: what differs, and the value of each side."""

    field: str
    label: str
    language: str
    direction: str
    sides: list[dict[str, Any]]


class MergeViews:
    """Mixin of a record's admin: ``<pk>/merge/`` and ``<pk>/merge/<other>/``."""

    def get_urls(self) -> list[Any]:
        """Both pages before Django's own."""
        wrap = self.admin_site.admin_view  # type: ignore[attr-defined]
        stem = f"{self.opts.app_label}_{self.opts.model_name}"  # type: ignore[attr-defined]
        return [
            path("<int:pk>/merge/", wrap(self.merge_pick_view), name=f"{stem}_merge_pick"),
            path("<int:pk>/merge/<int:other>/", wrap(self.merge_view), name=f"{stem}_merge"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def render_change_form(self, request: HttpRequest, context: Any, **kwargs: Any) -> Any:
        """With the way to a merge for those who may."""
        record = kwargs.get("obj")
        if record is not None and record.pk and merging.may_merge(request.user, type(record)):
            context["merge_address"] = self._merge_address("merge_pick", record.pk)
        return super().render_change_form(request, context, **kwargs)  # type: ignore[misc]

    def merge_pick_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Which other record: the likely ones, or one that is looked for."""
        record = self._record(request, pk)
        form = self._pick_form(request)
        if request.method == "POST" and form.is_valid():
            other = form.cleaned_data["other"]
            reason = merging.impossible(record, other)
            if not reason:
                return redirect(self._merge_address("merge", record.pk, other.pk))
            form.add_error("other", reason)
        others = self.model.objects.current().exclude(pk=pk)  # type: ignore[attr-defined]
        names = [record.name_ar or "", record.name_en or "", *record.variants.splitlines()]
        found = likely(others, names)
        told = hints(found, named=True)
        context = {
            "form": form,
            "likely": [
                (all_names(one), told.get(one.pk), self._merge_address("merge", pk, one.pk))
                for one in found
            ],
        }
        return self._page(request, record, "merge_pick", context)

    def merge_view(self, request: HttpRequest, pk: int, other: int) -> HttpResponse:
        """GET: both beside each other. POST: the merge, or the page again with what was chosen."""
        one, two = self._record(request, pk), self._record(request, other)
        reason = merging.impossible(one, two)
        errors: list[str] = [reason] if reason else []
        if request.method == "POST" and not reason:
            kept = self._merge(request, one, two, errors)
            if kept is not None:
                return redirect(self._change_address(kept.pk))
        posted = request.POST if request.method == "POST" else {}
        clashes = [] if reason else merging.asked(one, two)
        told = hints([one, two], named=True)
        context = {
            "errors": errors,
            "is_impossible": bool(reason),
            "seen": merging.fingerprint(one, two),
            "records": [
                {
                    "side": side,
                    "names": all_names(record),
                    "hint": told.get(record.pk),
                    "links": pointers(record).items(),
                    "address": self._change_address(record.pk),
                    "is_kept": posted.get("keep", SIDES[0]) == side,
                }
                for side, record in zip(SIDES, (one, two), strict=True)
            ],
            "choices": [self._choice(g, one, two, posted) for g in merging.differences(one, two)],
            "clashes": [_clash(found, posted) for found in clashes],
        }
        return self._page(request, one, "merge", context)

    def _merge(self, request: HttpRequest, one: Any, two: Any, errors: list[str]) -> Any:
        sides = dict(zip(SIDES, (one, two), strict=True))
        kept = sides.get(request.POST.get("keep", ""))
        if kept is None:
            errors.append(_("Say which record stays."))
            return None
        gone = two if kept is one else one
        values = {
            group: sides.get(request.POST.get(f"value-{group[0]}", ""), kept)
            for group in merging.differences(one, two)
        }
        settled = {name.removeprefix("row-"): value for name, value in request.POST.items()}
        try:
            merging.merge(
                kept, gone, by=request.user, values=values, settled=settled,
                seen=request.POST.get("seen", ""),
            )  # fmt: skip
        except Refused as refused:
            errors.append(str(refused))
            return None
        except ValidationError as invalid:
            errors += invalid.messages
            return None
        said = _("Merged. Every link of “%(gone)s” leads to this record now.")
        messages.success(request, said % {"gone": all_names(gone)})
        note = f"merged {gone.pk} into {kept.pk}"
        self.log_change(request, kept, note)  # type: ignore[attr-defined]
        return kept

    # What the pages are made of -----------------------------------------------------------------

    def _record(self, request: HttpRequest, pk: int) -> Any:
        model = self.model  # type: ignore[attr-defined]
        if not merging.may_merge(request.user, model):
            raise PermissionDenied
        record = model.objects.filter(pk=pk).first()
        if record is None:
            raise Http404
        return record

    def _pick_form(self, request: HttpRequest) -> forms.Form:
        model = self.model  # type: ignore[attr-defined]
        link = model._meta.get_field("merged_into")
        field = forms.ModelChoiceField(
            model.objects.current(),
            label=_("The other record"),
            widget=AutocompleteSelect(link, self.admin_site),  # type: ignore[attr-defined]
        )
        return type("PickForm", (forms.Form,), {"other": field})(request.POST or None)

    def _choice(self, group: tuple[str, ...], one: Any, two: Any, posted: Any) -> Choice:
        name = group[0]
        language = language_of(name) or ""
        # What is filled is offered before what is empty.
        wanted = SIDES[0] if _shown(one, group) or not _shown(two, group) else SIDES[1]
        wanted = posted.get(f"value-{name}", wanted)
        return Choice(
            field=f"value-{name}",
            label=capfirst(str(one._meta.get_field(name).verbose_name)),
            language=language,
            direction=direction(language) if language else "auto",
            sides=[
                {"side": side, "shown": _shown(record, group), "is_chosen": wanted == side}
                for side, record in zip(SIDES, (one, two), strict=True)
            ],
        )

    def _page(
        self, request: HttpRequest, record: Any, name: str, context: dict[str, Any]
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "opts": self.opts,  # type: ignore[attr-defined]
            "media": self.media,  # type: ignore[attr-defined]
            "title": _("Merge two records"),
            "record": record,
            "record_names": all_names(record),
            "back": self._change_address(record.pk),
            **context,
        }
        if "form" in context:
            context["media"] += context["form"].media
        return TemplateResponse(request, f"admin/events/{name}.html", context)

    def _merge_address(self, name: str, *args: Any) -> str:
        meta = self.model._meta  # type: ignore[attr-defined]
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_{name}", args=args)

    def _change_address(self, pk: Any) -> str:
        return self._merge_address("change", pk)


def _shown(record: Any, group: tuple[str, ...]) -> str:
    """The values of one side in words."""
    said = []
    for name in group:
        field = record._meta.get_field(name)
        value = getattr(record, name)
        if isinstance(value, bool):
            value = _("yes") if value else _("no")
        elif field.choices:
            value = record._get_FIELD_display(field)
        if value not in (None, ""):
            said.append(str(value))
    return " · ".join(said)


def _clash(found: merging.Clash, posted: Any) -> dict[str, Any]:
    chosen = posted.get(f"row-{found.key}", "")
    options = [(str(row.pk), _row_in_words(row)) for row in found.rows]
    if found.may_both:
        options.append((merging.BOTH, _("Both, one after the other: the newer one holds")))
    return {
        "field": f"row-{found.key}",
        "label": capfirst(str(found.label)),
        "options": [(value, label, value == chosen) for value, label in options],
    }


def _row_in_words(row: Any) -> str:
    said = []
    for field in row._meta.concrete_fields:
        value = getattr(row, field.name)
        if field.name in ("id", "organisation", "is_public") or value in (None, ""):
            continue
        shown = row._get_FIELD_display(field) if field.choices else value
        label = (field.related_model._meta if field.is_relation else field).verbose_name
        said.append(f"{capfirst(str(label))}: {shown}")
    return " · ".join(said)

"""The admin of everything that is published: two columns, one per language, and its verbs.

A section's admin inherits `BilingualAdmin` and says which fields are open and which are folded.
"""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhri.translation import moments
from nhri.translation.languages import LANGUAGES, OWN_NAMES, direction
from nhri.workflow import actions, chips, drafts, staleness, streams
from nhri.workflow.admin_views import ActViews
from nhri.workflow.comparisons import shown_clashes
from nhri.workflow.facts import facts, texts
from nhri.workflow.forms import BilingualForm, MinuteField, OneLineField
from nhri.workflow.handover_views import HandoverViews
from nhri.workflow.history import returned
from nhri.workflow.kept_views import KeptViews
from nhri.workflow.models import STREAMS, Publishable
from nhri.workflow.outdated import shown_stale
from nhri.workflow.paging import BoundedPaginator
from nhri.workflow.permissions import Refused, lacking, unconfirmed
from nhri.workflow.revision_views import RevisionViews
from nhri.workflow.states import SCHEDULED, Verb
from nhri.workflow.together_views import BOTH, TogetherViews, together_button
from nhri.workflow.urgent_views import UrgentViews
from nhri.workflow.verbs import PRESENTATIONS, buttons, waiting_for

#: Between reading and writing somebody may save, and while that is read again somebody else.
_ATTEMPTS = 4
BASES = (*[f"base_{stream}" for stream in STREAMS], "base_embargo")


class BilingualAdmin(
    RevisionViews,
    ActViews,
    UrgentViews,
    TogetherViews,
    HandoverViews,
    KeptViews,
    admin.ModelAdmin,
):
    """Arabic and English side by side; saving makes revisions; verbs are separate, named acts."""

    form = BilingualForm
    change_form_template = "admin/workflow/change_form.html"
    open_translated: ClassVar[tuple[str, ...]] = ()
    open_shared: ClassVar[tuple[str, ...]] = ()
    folded_translated: ClassVar[tuple[str, ...]] = ()
    folded_shared: ClassVar[tuple[str, ...]] = ()
    #: Names of parts (`nhri.workflow.parts`), each a section of cards below the columns.
    part_sections: ClassVar[tuple[str, ...]] = ()
    folded_label: Any = gettext_lazy("More")
    save_on_top = False
    paginator = BoundedPaginator
    show_full_result_count = False
    #: Counting what each filter would leave reads the whole table several times.
    show_facets = admin.ShowFacets.NEVER
    formfield_overrides: ClassVar[Any] = {
        models.DateField: {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")},
        models.TimeField: {"widget": forms.TimeInput(attrs={"type": "time"}, format="%H:%M")},
    }

    class Media:
        js = ("js/admin/readback.js", "js/admin/namesakes.js")

    # The form -----------------------------------------------------------------------------------

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """All fields, flat: the template arranges them by language."""
        translated = (*self.open_translated, *self.folded_translated)
        names = [f"{name}_{code}" for code in LANGUAGES for name in translated]
        shared = [*self.open_shared, *self.folded_shared, *self.part_sections]
        own = ["embargo_until", *BASES]
        return [(None, {"fields": [*names, *shared, *own]})]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Without the form's declared fields: the admin must not ask the model for them."""
        declared = set(self.form.declared_fields)
        fields = [n for n in self.get_fieldsets(request, obj)[0][1]["fields"] if n not in declared]
        return super().get_form(request, obj, change, **{**kwargs, "fields": fields})

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A moment keeps its own widget."""
        if isinstance(db_field, models.DateTimeField):
            return MinuteField(
                label=capfirst(db_field.verbose_name),
                required=not db_field.blank,
                help_text=db_field.help_text,
            )
        stem = db_field.name.rpartition("_")[0]
        if stem == "title":
            return OneLineField(required=False, max_length=db_field.max_length)
        if stem == "summary":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the revisions where the form and the verbs need them."""
        queryset = super().get_queryset(request)
        on_one = request.resolver_match and "object_id" in request.resolver_match.kwargs
        return queryset.with_streams().select_related("in_charge") if on_one else queryset

    def render_change_form(
        self, request: HttpRequest, context: Any, add: bool = False, change: bool = False,
        form_url: str = "", obj: Any = None,
    ) -> Any:  # fmt: skip
        """With the two columns, what both share, and each language's verbs."""
        form = context["adminform"].form
        outdated = shown_stale(obj) if obj is not None and obj.pk else []
        comments = returned(obj) if obj is not None and obj.pk else {}
        shared = [n for n in (*self.folded_shared, "embargo_until") if n in form.fields]
        folded = [*shared, *[f"{n}_{code}" for n in self.folded_translated for code in LANGUAGES]]
        context |= {
            "conflicts": shown_clashes(
                obj, list(form.clashes.values()), request.POST, form.origins
            ),
            "has_folded_errors": any(name in form.errors for name in folded),
            "columns": [
                {
                    **self._column(request, form, obj, code),
                    "returned": comments.get(code),
                    "stale": [one for one in outdated if one.stale.language == code],
                }
                for code in LANGUAGES
            ],
            "open_shared": [form[name] for name in self.open_shared if name in form.fields],
            "folded_shared": [form[name] for name in shared],
            "parts": [form[name] for name in self.part_sections if name in form.fields],
            "bases": [form[name] for name in BASES if name in form.fields],
            "embargo": obj.embargo_until if obj is not None and obj.is_embargoed() else None,
            "folded_label": self.folded_label,
            "has_folded_columns": bool(self.folded_translated),
            "together": together_button(obj, request.user) if obj is not None and obj.pk else None,
            "shared_pending": obj is not None and streams.is_pending(obj, streams.SHARED),
            "can_edit": self.has_change_permission(request, obj)
            if change
            else self.has_add_permission(request),
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _column(self, request: HttpRequest, form: Any, obj: Any, language: str) -> dict[str, Any]:
        def fields(names: tuple[str, ...]) -> list[Any]:
            return [form[f"{n}_{language}"] for n in names if f"{n}_{language}" in form.fields]

        saved = obj is not None and obj.pk is not None
        column = {
            "language": language,
            "name": OWN_NAMES[language],
            "direction": direction(language),
            "fields": fields(self.open_translated),
            "typing_error": fields(("typing_error",)),
            "folded": fields(self.folded_translated),
            "chip": chips.stage_chip(obj, language) if saved else "",
            "appears": moments.in_words(getattr(obj, f"publish_at_{language}"))
            if saved and obj.standing(language) == SCHEDULED
            else "",
            "lost": moments.in_words(lost)
            if saved and (lost := getattr(obj, f"lost_schedule_{language}"))
            else "",
        }
        if saved and streams.head(obj, language) is not None:
            column["downloads"] = self.downloads(obj, language)
            if not column["fields"]:
                column |= {
                    "heading": streams.head_values(obj, language)[f"title_{language}"],
                    "texts": texts(obj, language),
                    "facts": facts(obj, language),
                }
            absent = (*lacking(obj, language), *unconfirmed(obj, language))
            column |= {
                "is_written": True,
                "buttons": buttons(obj, language, request.user),
                "waiting": waiting_for(obj, language, request.user),
                "missing": [obj._meta.get_field(name).verbose_name for name in absent],
                "is_pending": streams.is_pending(obj, language),
            }
        return column

    def downloads(self, item: Any, language: str) -> list[tuple[str, str]]:
        """(name, address) of the files that the newest text can be had as."""
        return []

    # Saving -------------------------------------------------------------------------------------

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "",
        extra_context: Any = None,
    ) -> Any:  # fmt: skip
        """A clash that arises between reading and writing shows the form again, typed text kept."""
        for _attempt in range(_ATTEMPTS):
            try:
                return super().changeform_view(request, object_id, form_url, extra_context)
            except drafts.Conflict:
                continue
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Through `drafts`, never obj.save(): the columns may hold what readers see."""
        if change:
            saved = drafts.save(
                obj,
                form.values(),
                by=request.user,
                bases=form.bases(),
                typing_errors=form.typing_errors(),
            )
            if form.embargo_change() and saved.embargo_until != form.instance_embargo:
                raise drafts.Conflict([])  # it was set in between: the form asks
        else:
            drafts.create(obj, form.values(), by=request.user)
        self.forget_kept(request, obj if change else None)
        if form.embargo_change():
            try:
                actions.set_embargo(obj, form.cleaned_data["embargo_until"], by=request.user)
            except Refused as refused:
                messages.error(request, str(refused))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Links belong to the shared stream and are saved with it; only inlines remain."""
        for formset in formsets:
            self.save_formset(request, form, formset, change=change)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> Any:
        """To the verb that was pressed, else back to the form."""
        return self._after_save(request, obj) or super().response_add(
            request, obj, post_url_continue
        )

    def response_change(self, request: HttpRequest, obj: Any) -> Any:
        """To the verb that was pressed, else back to the form."""
        return self._after_save(request, obj) or super().response_change(request, obj)

    def _after_save(self, request: HttpRequest, obj: Any) -> HttpResponse | None:
        if request.POST.get("_confirm"):
            return self._still_correct(request, obj)
        if request.POST.get("_enter"):
            messages.success(request, _("Saved."))
            return redirect(self._address("change", obj.pk))
        verb, _sep, language = request.POST.get("_verb", "").partition(":")
        if (verb, language) == (Verb.PUBLISH, BOTH):
            return redirect(self._address("publish_both", obj.pk))
        if verb not in list(Verb) or language not in LANGUAGES:
            return None
        if verb != Verb.SUBMIT:
            return redirect(self._address("verb", obj.pk, verb, language))
        try:
            actions.submit(obj, language, by=request.user)
        except Refused as refused:
            messages.error(request, _("Saved, but not submitted. %(reason)s") % {"reason": refused})
        else:
            messages.success(request, str(PRESENTATIONS[Verb.SUBMIT].done))
        return redirect(self._address("change", obj.pk))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: what was public is withdrawn, with a note; nothing vanishes from the record."""
        return False

    def _still_correct(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """The button beside an out-of-date field: ``<language>:<field>:<revision read>``."""
        language, name, pk = (request.POST["_confirm"].split(":") + ["", ""])[:3]
        revision = obj.revisions.filter(pk=pk).first() if pk.isdecimal() else None
        if language in LANGUAGES and revision is not None:
            with transaction.atomic():
                staleness.confirm(actions.locked(obj), language, name, revision, by=request.user)
            messages.success(request, _("Noted: this text is still correct."))
        return redirect(self._address("change", obj.pk))

    # Columns of the list ------------------------------------------------------------------------

    @admin.display(description=gettext_lazy("Arabic"), ordering="state_ar")
    def arabic(self, item: Publishable) -> Any:
        """Where the Arabic text stands."""
        return chips.stage_chip(item, "ar")

    @admin.display(description=gettext_lazy("English"), ordering="state_en")
    def english(self, item: Publishable) -> Any:
        """Where the English text stands."""
        return chips.stage_chip(item, "en")

    @admin.display(description=gettext_lazy("title"))
    def heading(self, item: Any) -> Any:
        """The title in the reader's language, else in the other, marked with its language."""
        return chips.heading(item)

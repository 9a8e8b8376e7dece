"""The pages of an item's acts in the admin: each verb, the preview, the history."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy, override

from nhri.translation import moments
from nhri.translation.languages import LANGUAGES, OWN_NAMES, direction, other
from nhri.workflow import streams
from nhri.workflow.facts import facts, texts
from nhri.workflow.history import history_of
from nhri.workflow.permissions import Refused, refusal
from nhri.workflow.states import Verb
from nhri.workflow.verbs import PRESENTATIONS, outcome


class ActViews:
    """Mixin of `BilingualAdmin`: what is done to a saved item, one page an act."""

    preview_template = ""

    def _address(self, name: str, *args: Any) -> str:
        meta = self.opts
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_{name}", args=args)

    def get_urls(self) -> list[Any]:
        """The verbs and the preview beside Django's own."""
        stem = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path(
                "<int:object_id>/verb/<slug:verb>/<slug:language>/",
                wrap(self.verb_view),
                name=f"{stem}_verb",
            ),
            path(
                "<int:object_id>/preview/<slug:language>/",
                wrap(self.preview_view),
                name=f"{stem}_preview",
            ),
            *super().get_urls(),
        ]

    def _one(self, request: HttpRequest, object_id: int, language: str) -> Any:
        item = self.get_queryset(request).filter(pk=object_id).first()
        if item is None or language not in LANGUAGES:
            raise Http404
        if not self.has_view_permission(request, item):
            raise PermissionDenied
        return item

    def verb_view(
        self, request: HttpRequest, object_id: int, verb: str, language: str
    ) -> HttpResponse:
        """Say what will happen to which revision, then do it or say why not."""
        item = self._one(request, object_id, language)
        if verb not in list(Verb):
            raise Http404
        look = PRESENTATIONS[Verb(verb)]
        told = outcome(item, Verb(verb), language)
        newest = streams.head(item, language)
        seen = {"revision": newest and newest.pk, "shared_revision": item.head_shared_id}
        form = look.form(request.POST or None, initial=seen)
        if request.method == "POST" and form.is_valid():
            try:
                look.run(item, language, by=request.user, **form.arguments())
            except Refused as refused:
                form.add_error(None, str(refused))
                form.reopen_on(seen)
            else:
                messages.success(request, str(told.done))
                return HttpResponseRedirect(self._address("change", item.pk))
        refused = refusal(item, Verb(verb), language, by=request.user)
        with_text = streams.head_values(item, language)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(look.button).rstrip("…"),
            "item": item,
            "heading": with_text.get(f"title_{language}"),
            "summary": with_text.get(f"summary_{language}"),
            "texts": texts(item, language),
            "facts": facts(item, language),
            "embargo": item.embargo_until if item.is_embargoed() else None,
            "goes_public": verb in (Verb.PUBLISH, Verb.CORRECT, Verb.URGENT),
            "zone": moments.zone(),
            "look": look,
            "effect": told.effect,
            "form": form,
            "refused": refused if request.method == "GET" else None,
            "language": language,
            "direction": direction(language),
            "language_name": OWN_NAMES[language],
            "revision": newest,
            "shared_pending": streams.is_pending(item, streams.SHARED),
            "other_is_public": getattr(item, f"public_{other(language)}_id") is not None,
            "back": self._address("change", item.pk),
        }
        return TemplateResponse(request, "admin/workflow/verb.html", context)

    def preview_view(self, request: HttpRequest, object_id: int, language: str) -> HttpResponse:
        """The public page with the newest text, for staff alone."""
        item = self._one(request, object_id, language)
        context = {
            **self.preview_context(item),
            "item": streams.with_head_values(item),
            "language": language,
            "visible_languages": [],
            "is_preview": True,
            "canonical_url": "",
            "back": self._address("change", item.pk),
        }
        with override(language):
            context["alternate_url"] = self._address("preview", item.pk, other(language))
            return TemplateResponse(request, self.preview_template, context).render()

    def preview_context(self, item: Any) -> dict[str, Any]:
        """What the public template shows beside the item's own columns."""
        return {}

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Who did what to which language, newest first."""
        if not object_id.isdecimal():  # Django's route takes any text
            raise Http404
        item = self._one(request, int(object_id), LANGUAGES[0])
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext_lazy("history"),
            "item": item,
            "entries": history_of(item),
            "back": self._address("change", item.pk),
        }
        return TemplateResponse(request, "admin/workflow/history.html", context)

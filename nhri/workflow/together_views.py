"""Publishing both languages together: one page that shows both texts, one moment for both."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhri.translation import moments
from nhri.translation.languages import LANGUAGES, OWN_NAMES, direction, other
from nhri.workflow import actions, streams
from nhri.workflow.facts import facts, texts
from nhri.workflow.forms import MinuteField
from nhri.workflow.models import Publishable
from nhri.workflow.permissions import Refused, may, named, refusal
from nhri.workflow.states import STAGE_LABELS, State, Verb

#: What `_verb` carries after the colon when a verb is meant for both languages.
BOTH = "both"


class TogetherForm(forms.Form):
    """The revisions that were read, in both languages, and perhaps one moment for both."""

    revision_ar = forms.IntegerField(widget=forms.HiddenInput)
    revision_en = forms.IntegerField(widget=forms.HiddenInput)
    shared_revision = forms.IntegerField(widget=forms.HiddenInput)
    at = MinuteField(
        label=gettext_lazy("Publish at"),
        required=False,
        help_text=gettext_lazy("Leave it empty to publish both now."),
    )

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        read = self.cleaned_data
        seen = {code: (read[f"revision_{code}"], read["shared_revision"]) for code in LANGUAGES}
        return {"seen": seen, "at": read["at"]}

    def reopen_on(self, seen: dict[str, Any]) -> None:
        """After a refusal the page shows the newest texts; its button must mean those."""
        self.data = self.data.copy()
        self.data.update(seen)


@dataclass(frozen=True)
class TogetherButton:
    """The button above the columns: offered, or refused with the reason."""

    reason: str


def together_button(item: Publishable, user: Any) -> TogetherButton | None:
    """What `user` meets of publishing both at once; None while it is no question yet.

    It is one when both are approved, and when one is and the other is with its reviewer.
    """
    at = {code: item.stage(code) for code in LANGUAGES}
    waiting = [code for code in LANGUAGES if at[code] == State.IN_REVIEW]
    approved = [code for code in LANGUAGES if at[code] == State.APPROVED]
    if not may(user, item, "publish") or not approved or len(approved + waiting) < 2:
        return None
    if waiting:
        told = _("This is not possible while the text is: %(stage)s.")
        return TogetherButton(
            named(waiting[0], Refused(told % {"stage": STAGE_LABELS[State.IN_REVIEW]}))
        )
    refused = together_refusal(item, user)
    return TogetherButton(str(refused or ""))


def together_refusal(item: Publishable, user: Any) -> str:
    """Why both cannot be published now, the language named; an empty string when they can."""
    for language in LANGUAGES:
        refused = refusal(item, Verb.PUBLISH, language, by=user)
        if refused is not None:
            return named(language, refused)
    return ""


class TogetherViews:
    """Mixin of `BilingualAdmin`: one act on both languages."""

    # What the admin class brings; named for the reader and for mypy.
    admin_site: Any
    opts: Any
    _address: Any
    _one: Any

    def get_urls(self) -> list[Any]:
        """``<pk>/publish/both/``."""
        stem = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view(self.publish_both_view)
        own = path("<int:object_id>/publish/both/", view, name=f"{stem}_publish_both")
        return [own, *super().get_urls()]  # type: ignore[misc]

    def publish_both_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Both texts as they stand, then both public in one act, or the reason why neither is."""
        item = self._one(request, object_id, LANGUAGES[0])
        seen = {f"revision_{code}": getattr(item, f"head_{code}_id") for code in LANGUAGES}
        seen["shared_revision"] = item.head_shared_id
        form = TogetherForm(request.POST or None, initial=seen)
        if request.method == "POST" and form.is_valid():
            try:
                actions.publish_together(item, by=request.user, **form.arguments())
            except Refused as refused:
                form.add_error(None, str(refused))
                form.reopen_on(seen)
            else:
                messages.success(request, _done(item, form.cleaned_data["at"]))
                return HttpResponseRedirect(self._address("change", item.pk))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Publish both languages"),
            "item": item,
            "form": form,
            "refused": together_refusal(item, request.user) if request.method == "GET" else "",
            "columns": [_column(item, code) for code in LANGUAGES],
            "embargo": item.embargo_until if item.is_embargoed() else None,
            "shared_pending": streams.is_pending(item, streams.SHARED),
            "zone": moments.zone(),
            "back": self._address("change", item.pk),
        }
        return TemplateResponse(request, "admin/workflow/publish_both.html", context)


def _done(item: Publishable, at: Any) -> str:
    if item.is_embargoed():
        return _("Done. Readers see it when the embargo ends.")
    if at is not None:
        return _("Both languages appear at %(moment)s.") % {"moment": moments.in_words(at)}
    return _("Published in both languages. They are on the site now.")


def _column(item: Publishable, language: str) -> dict[str, Any]:
    newest, values = streams.head(item, language), streams.head_values(item, language)
    return {
        "language": language,
        "other": other(language),
        "name": OWN_NAMES[language],
        "direction": direction(language),
        "revision": newest,
        "heading": values.get(f"title_{language}"),
        "summary": values.get(f"summary_{language}"),
        "texts": texts(item, language),
        "facts": facts(item, language),
    }

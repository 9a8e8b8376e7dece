"""The page on which one item is handed over to a colleague."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhri.accounts import roles
from nhri.translation.languages import LANGUAGES
from nhri.workflow.handover import hand_over, may_hand_over, successors
from nhri.workflow.permissions import Refused


class ColleagueField(forms.ModelChoiceField):
    """Colleagues by name, with their roles."""

    def label_from_instance(self, obj: Any) -> str:
        """``Name – roles`` in the reader's language."""
        return " – ".join(filter(None, (str(obj), roles.named(obj))))


class HandoverForm(forms.Form):
    """To whom, and why."""

    successor = ColleagueField(
        None,
        label=gettext_lazy("Hand over to"),
        empty_label=gettext_lazy("Choose a colleague"),
        error_messages={"required": gettext_lazy("Choose who takes over.")},
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Kept in the history of each item."),
    )

    def __init__(self, *args: Any, candidates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = candidates.prefetch_related("groups")  # type: ignore[attr-defined]
        self.fields["note"].widget.attrs["dir"] = "auto"


class HandoverViews:
    """Mixin of `BilingualAdmin`: ``<pk>/handover/``."""

    admin_site: Any
    opts: Any
    model: Any
    _one: Any
    _address: Any

    def get_urls(self) -> list[Any]:
        """Before Django's own pages."""
        stem = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view(self.handover_view)
        return [
            path("<int:object_id>/handover/", view, name=f"{stem}_handover"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def handover_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Whose it is, and whose it becomes."""
        item = self._one(request, object_id, LANGUAGES[0])
        if not may_hand_over(request.user, item):
            raise PermissionDenied
        candidates = successors([self.model]).exclude(pk=item.in_charge_id)
        form = HandoverForm(request.POST or None, candidates=candidates)
        if form.is_valid():
            to, note = form.cleaned_data["successor"], form.cleaned_data["note"]
            try:
                hand_over(self.model.objects.filter(pk=item.pk), to, by=request.user, note=note)
            except Refused as refused:
                form.add_error("successor", str(refused))
            else:
                messages.success(request, _("%(name)s is in charge now.") % {"name": to})
                return redirect(self._address("change", item.pk))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Hand over"),
            "item": item,
            "form": form,
            "back": self._address("change", item.pk),
        }
        return TemplateResponse(request, "admin/workflow/handover.html", context)

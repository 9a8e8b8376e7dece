"""Importing in the admin: upload or paste, read the report, go on in the draft."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.drafting import Taken, take_in
from news.importing.problems import ImportProblem
from news.importing.reading import MAX_DOCX_BYTES, Original, check_size, read_bytes, read_paste
from news.models import ImportedOriginal
from nhri.translation.languages import LANGUAGES, OWN_NAMES, current_language


class SeveralFiles(forms.FileField):
    """One or more uploads, each to be judged on its own."""

    widget = forms.FileInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """A list, empty where nothing was chosen."""
        return [one for one in (data or []) if one]


class _SeveralInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name)


class IntakeForm(forms.Form):
    """A language, and files or pasted text."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language of the text"),
        choices=[(code, OWN_NAMES[code]) for code in LANGUAGES],
        widget=forms.RadioSelect,
        initial=LANGUAGES[0],
    )
    text = forms.CharField(
        label=gettext_lazy("Paste the text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
    )
    files = SeveralFiles(
        label=gettext_lazy("or choose files"),
        required=False,
        widget=_SeveralInput(attrs={"accept": ".docx,.txt,text/plain"}),
        help_text=gettext_lazy("Word (.docx) or plain text; one draft is made of each file."),
    )

    def clean(self) -> dict[str, Any]:
        """Something to read."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("text", "").strip() and not cleaned.get("files"):
            raise forms.ValidationError(_("Paste a text or choose a file."))
        return cleaned


class IntakeAdmin:
    """Mixin of the news admin: the import page, the kept originals, their report on the form."""

    change_form_template = "admin/news/newsitem/change_form.html"
    change_list_template = "admin/news/newsitem/change_list.html"

    def get_urls(self) -> list[Any]:
        """``import/`` and ``import/original/<pk>/``."""
        wrap = self.admin_site.admin_view  # type: ignore[attr-defined]
        return [
            path("import/", wrap(self.import_view), name="news_newsitem_import"),
            path(
                "import/original/<int:pk>/",
                wrap(self.original_view),
                name="news_newsitem_original",
            ),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Good files become drafts even when others are refused; the pasted text is never lost."""
        if not self.has_add_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        form = IntakeForm(request.POST or None, request.FILES or None)
        taken: list[Taken] = []
        if request.method == "POST" and form.is_valid():
            taken = self._take(request, form)
            if len(taken) == 1 and not form.errors and taken[0].item is not None:
                return redirect("admin:news_newsitem_change", taken[0].item.pk)
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "opts": self.opts,  # type: ignore[attr-defined]
            "title": _("Import a text"),
            "form": form,
            "taken": taken,
        }
        return TemplateResponse(request, "admin/news/newsitem/import.html", context)

    def _take(self, request: HttpRequest, form: IntakeForm) -> list[Taken]:
        language = form.cleaned_data["language"]
        found = []
        for source in self._sources(form):
            try:
                result = take_in(source(), language, by=request.user)  # type: ignore[arg-type]
            except ImportProblem as problem:
                form.add_error(None, str(problem))
                continue
            found.append(result)
            note = _("A draft was made. Read the report, fill what is missing.")
            if not result.is_new:
                note = _("This text was imported before; here is its draft. Nothing was changed.")
            messages.success(request, note)
        return found

    def _sources(self, form: IntakeForm) -> list[Any]:
        sources = []
        if form.cleaned_data["text"].strip():
            pasted = form.cleaned_data["text"]
            sources.append(lambda: read_paste(pasted, _("pasted text")))
        for upload in form.cleaned_data["files"]:
            sources.append(lambda upload=upload: _uploaded(upload))
        return sources

    def original_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What came in, byte for byte, as a download that no browser opens."""
        if not self.has_view_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        original = ImportedOriginal.objects.filter(pk=pk).first()
        if original is None:
            raise Http404
        response = HttpResponse(bytes(original.data), content_type="application/octet-stream")
        kind = "docx" if bytes(original.data[:2]) == b"PK" else "txt"
        response.headers["Content-Disposition"] = (
            f'attachment; filename="original-{original.pk}.{kind}"'
        )
        return response

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        """With the report of each import that this item was made from."""
        item = kwargs.get("obj")
        originals = item.originals.defer("data") if item is not None else ()
        context["imports"] = [
            (original, original.report.get(current_language(), [])) for original in originals
        ]
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]


def _uploaded(upload: Any) -> Original:
    check_size(upload.name, upload.size)
    return read_bytes(upload.name, upload.read(MAX_DOCX_BYTES + 1))

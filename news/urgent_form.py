"""The urgent page's form: one pasted text is enough; what can be derived is derived from it."""

import re
import uuid
from dataclasses import dataclass
from html import unescape
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.importing.problems import ImportProblem
from news.importing.proposal import Proposal, propose
from news.importing.reading import Original, read_paste
from news.importing.repeats import normalised
from news.models import NewsItem
from nhri.arabic.sentences import first_sentence, sentences
from nhri.pages.models import Institution
from nhri.translation.inputs import set_directions
from nhri.translation.languages import LANGUAGES, localized, other
from nhri.workflow.forms import OneLineField
from nhri.workflow.urgent_views import end_of, stay_choices

_FIRST_BLOCK = re.compile(r"^<(p|h[2-4])>(.*?)</\1>\s*", re.DOTALL)
#: A summary of fewer characters says too little; of more, lists would cut it.
_SUMMARY_FROM, _SUMMARY_TO = 60, 300
_STEMS = ("text", "title", "place", "summary")


@dataclass(frozen=True)
class Statement:
    """What is to be published in one language, and what it was made from."""

    language: str
    values: dict[str, str]
    original: Original
    proposal: Proposal


class UrgentPageForm(forms.Form):
    """Text, title and place in each language; date, kind, reason and notice for both."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=32, required=False)
    released_on = forms.DateField(
        label=capfirst(gettext_lazy("released on")),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=lambda: timezone.localdate(),
    )
    kind = forms.ChoiceField(
        label=capfirst(gettext_lazy("kind")),
        choices=NewsItem.Kind.choices,
        initial=NewsItem.Kind.STATEMENT.value,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why can it not wait for a second person?"),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    stay = forms.ChoiceField(
        label=gettext_lazy("Urgent notice on the home page"),
        choices=stay_choices,
        initial="24",
    )

    def __init__(self, data: Any = None, *, first: str, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)
        #: The language whose fields stand open; the other's are folded, and may be left empty.
        self.first = first
        self.statements: list[Statement] = []
        self.fields["token"].initial = uuid.uuid4().hex
        institution = Institution.objects.current()
        for language in LANGUAGES:
            self._add_fields(language, localized(institution, "place", language))
        set_directions(self.fields)

    def _add_fields(self, language: str, place: str) -> None:
        own = {
            "text": forms.CharField(
                label=gettext_lazy("Paste the text"),
                required=False,
                widget=forms.Textarea(attrs={"rows": 7}),
            ),
            "title": OneLineField(
                label=capfirst(gettext_lazy("title")),
                required=False,
                max_length=300,
                help_text=gettext_lazy("Left empty, the first sentence is proposed."),
            ),
            "place": forms.CharField(
                label=capfirst(gettext_lazy("place")), required=False, max_length=80, initial=place
            ),
            "summary": OneLineField(
                label=capfirst(gettext_lazy("summary")),
                required=False,
                help_text=gettext_lazy("Left empty, the first sentences are taken."),
            ),
        }
        self.fields |= {f"{stem}_{language}": own[stem] for stem in _STEMS}

    def fields_of(self, language: str) -> dict[str, Any]:
        """Stem → the bound field, for the template."""
        return {stem: self[f"{stem}_{language}"] for stem in _STEMS}

    @property
    def second(self) -> str:
        """The folded language."""
        return other(self.first)

    def is_second_open(self) -> bool:
        """True when something was typed there, or is wrong there."""
        return self.is_bound and (
            self._is_begun(self.second)
            or any(f"{stem}_{self.second}" in self.errors for stem in _STEMS)
        )

    def _is_begun(self, language: str) -> bool:
        """A place alone is none: it is filled in beforehand."""
        return any(self.data.get(f"{stem}_{language}", "").strip() for stem in ("text", "title"))

    def clean(self) -> dict[str, Any]:
        """Read each language that something was pasted in; at least one."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        begun = [language for language in LANGUAGES if self._is_begun(language)]
        for language in begun or [self.first]:
            self._read(language, cleaned)
        return cleaned

    def _read(self, language: str, cleaned: dict[str, Any]) -> None:
        pasted = cleaned.get(f"text_{language}") or ""
        if not pasted.strip():
            self.add_error(f"text_{language}", _("Paste the text."))
            return
        try:
            original = read_paste(pasted, _("pasted text"))
            proposal = propose(original, language)
        except ImportProblem as problem:
            self.add_error(f"text_{language}", problem.reason)
            return
        if not (cleaned.get(f"place_{language}") or "").strip():
            self.add_error(f"place_{language}", _("Write the place."))
        title = cleaned.get(f"title_{language}") or ""
        if not title and f"title_{language}" not in self.errors:
            self._propose_title(language, proposal.title)
            return
        body = _without_title(proposal.body_html, title)
        self.statements.append(
            Statement(
                language,
                {
                    f"title_{language}": title,
                    f"summary_{language}": cleaned.get(f"summary_{language}")
                    or summary_of(body, title),
                    f"body_{language}": body,
                    f"place_{language}": cleaned.get(f"place_{language}") or "",
                },
                original,
                proposal,
            )
        )

    def _propose_title(self, language: str, title: str) -> None:
        """Into the field, for a yes that is given by publishing."""
        name = f"title_{language}"
        self.data = self.data.copy()
        self.data[self.add_prefix(name)] = title
        self.add_error(
            name,
            _("This title is proposed from the first sentence. If it is right, publish."),
        )

    def values(self) -> dict[str, Any]:
        """What the new item is made of."""
        shared = {
            "released_on": self.cleaned_data["released_on"],
            "kind": self.cleaned_data["kind"],
            "hijri_correction": Institution.objects.current().hijri_correction,
        }
        for statement in self.statements:
            proposal = statement.proposal
            shared["agency"] = shared.get("agency") or proposal.agency[:60]
            shared["ending_mark"] = shared.get("ending_mark") or proposal.ending_mark[:60]
            shared |= statement.values
        return shared

    def until(self) -> Any:
        """When the notice on the home page ends; None for none."""
        return end_of(self.cleaned_data["stay"])


def _without_title(body: str, title: str) -> str:
    """The body without a first paragraph that says exactly the title, when more follows."""
    first = _FIRST_BLOCK.match(body)
    if first is None or normalised(_plain(first[2])) != normalised(title):
        return body
    return body[first.end() :] or body


def summary_of(body: str, title: str) -> str:
    """The first sentences of the body, the title's own left out where others follow."""
    found = [one for one in sentences(_plain(body)) if any(c.isalpha() for c in one)]
    if len(found) > 1 and normalised(found[0]).startswith(normalised(title.rstrip("…"))):
        found = found[1:]
    summary = ""
    for sentence in found:
        longer = f"{summary} {sentence}".strip()
        if summary and (len(summary) >= _SUMMARY_FROM or len(longer) > _SUMMARY_TO):
            break
        summary = longer
    return summary if len(summary) <= _SUMMARY_TO else first_sentence(summary, _SUMMARY_TO)


def _plain(html: str) -> str:
    return unescape(strip_tags(re.sub(r"</(?:p|li|h[2-4]|tr)>|<br>", "\n", html)))

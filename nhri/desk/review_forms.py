"""The forms of a review: sending a link, commenting, deciding, and the code."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from nhri.desk.comments import LIMIT
from nhri.desk.review_links import DEFAULT_HOURS
from nhri.desk.reviewing import Reviewer
from nhri.translation.inputs import set_directions
from nhri.translation.languages import ARABIC

_LASTS = (
    (1, _("one hour")),
    (6, _("six hours")),
    (24, _("one day")),
    (72, _("three days")),
    (168, _("one week")),
    (336, _("two weeks")),
)


class ReviewerField(forms.ModelChoiceField):
    """The register, each name with what its person may do."""

    def label_from_instance(self, obj: Reviewer) -> Any:
        """A name, and that it is not only for comments."""
        return _("%(name)s – may comment, approve and return") % {"name": obj.name}


class SendForm(forms.Form):
    """To whom, until when, with which words."""

    reviewer = ReviewerField(
        label=_("Send to"),
        queryset=Reviewer.objects.filter(is_active=True),
        required=False,
        empty_label=_("Somebody else, who may only comment (name below)"),
    )
    name = forms.CharField(label=_("Name or office"), max_length=150, required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    language = forms.ChoiceField(
        label=_("Language of the letter and the page"), choices=settings.LANGUAGES, initial=ARABIC
    )
    lasts = forms.TypedChoiceField(
        label=_("The link works for"), choices=_LASTS, coerce=int, initial=DEFAULT_HOURS
    )
    message = forms.CharField(
        label=_("A word to this person"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands in the letter. May be left empty."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_directions(self.fields)
        if not self.fields["reviewer"].queryset.exists():
            self.fields["reviewer"].help_text = _(
                "Nobody stands in the register of reviewers yet; the administrator keeps it."
            )
        self.fields["language"].choices = [
            (code, capfirst(str(label))) for code, label in settings.LANGUAGES
        ]

    def clean(self) -> dict[str, Any]:
        """Somebody of the register, or a name with an address; never both."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        typed = [name for name in ("name", "email") if cleaned.get(name)]
        if cleaned.get("reviewer") and typed:
            self.add_error(
                "reviewer",
                _("Choose a name of the register or type another one below, not both."),
            )
        elif "reviewer" in cleaned and not cleaned["reviewer"]:
            for name in ("name", "email"):
                if name not in typed and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned

    def whose(self) -> str:
        """The field that names the person."""
        return "reviewer" if self.cleaned_data["reviewer"] else "email"

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for `review_links.issue`."""
        names = ("reviewer", "name", "email", "language")
        hours = timedelta(hours=self.cleaned_data["lasts"])
        return {**{name: self.cleaned_data[name] for name in names}, "lasts": hours}


class GuestCommentForm(forms.Form):
    """One remark on one field of a language, on what both share, or on the text as a whole."""

    place = forms.ChoiceField(label=_("About"))
    body = forms.CharField(
        label=_("Your comment"), max_length=LIMIT, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, places: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places
        self.fields["body"].widget.attrs["dir"] = "auto"

    def about(self) -> dict[str, str]:
        """Where the comment stands: ``"ar:title_ar"``, ``":kind"``, ``"ar:"`` for the whole."""
        language, _colon, field = self.cleaned_data["place"].partition(":")
        return {"language": language, "field": field}


class DecisionForm(forms.Form):
    """The revisions that were read; for a return, what should be changed."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    shared_revision = forms.IntegerField(widget=forms.HiddenInput)
    comment = forms.CharField(
        label=_("What should be changed?"),
        max_length=LIMIT,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )

    def __init__(self, *args: Any, with_comment: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_comment:
            del self.fields["comment"]

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for `review_decisions.ask`."""
        own = self.cleaned_data
        return {
            "seen": (own["revision"], own["shared_revision"]),
            "comment": own.get("comment", ""),
        }

    def reopen_on(self, seen: tuple[Any, Any]) -> None:
        """The page shows the newest text now; its button must mean that text."""
        self.data = self.data.copy()
        self.data["revision"], self.data["shared_revision"] = map(str, seen)


class CodeForm(forms.Form):
    """The six digits; a phone offers them from its messages."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "dir": "ltr",
                "autocapitalize": "off",
                "spellcheck": "false",
            }
        ),
    )

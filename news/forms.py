"""The news form: a title that an import proposed waits for somebody's yes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhri.translation.languages import LANGUAGES
from nhri.workflow import streams
from nhri.workflow.forms import BilingualForm


class NewsItemForm(BilingualForm):
    """BilingualForm, and a tick under each proposed title."""

    confirm_title_ar = forms.BooleanField(
        label=_("The proposed title is right (Arabic)"), required=False
    )
    confirm_title_en = forms.BooleanField(
        label=_("The proposed title is right (English)"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in LANGUAGES:
            if not self.is_proposed(language):
                self.fields.pop(f"confirm_title_{language}", None)

    def is_proposed(self, language: str) -> bool:
        """True while nobody has confirmed the imported title of `language`."""
        if not self.instance.pk:
            return False
        values = streams.head_values(self.instance, language)
        return bool(values[f"title_to_confirm_{language}"])

    def values(self) -> dict[str, Any]:
        """With the flag cleared where the title was confirmed."""
        values = super().values()
        for language in LANGUAGES:
            if self.cleaned_data.get(f"confirm_title_{language}"):
                values[f"title_to_confirm_{language}"] = False
        return values

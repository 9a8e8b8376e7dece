"""Each input in the direction of what is typed into it, whatever the interface's language."""

from collections.abc import Mapping
from typing import Any

from django import forms

from nhri.translation.languages import LANGUAGES, direction

#: Never Arabic, whatever they are called; in an Arabic page they would run the wrong way round.
_LATIN_FIELDS = (forms.EmailField, forms.URLField, forms.SlugField)
_LATIN_NAMES = frozenset({"phone", "hotline", "username", "reference"})


def language_of(name: str) -> str | None:
    """``"title_ar"`` → ``"ar"``; None for what both languages share."""
    suffix = name.rpartition("_")[2]
    return suffix if suffix in LANGUAGES else None


def set_directions(fields: Mapping[str, Any]) -> None:
    """Give every text input its `lang` and `dir`: by the name's suffix, or left-to-right."""
    for name, field in fields.items():
        language = language_of(name)
        if isinstance(field, forms.BooleanField):
            continue
        if language is not None:
            field.widget.attrs |= {"lang": language, "dir": direction(language)}
        elif isinstance(field, _LATIN_FIELDS) or name in _LATIN_NAMES:
            field.widget.attrs["dir"] = "ltr"


class DirectedForms:
    """Mixin for an admin: each input of its forms in its own direction."""

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """As Django's, directions set."""
        form = super().get_form(request, obj, change=change, **kwargs)  # type: ignore[misc]
        set_directions(form.base_fields)
        return form

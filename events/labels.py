"""Records as colleagues tell them apart: by every name they have, and by what they are."""

from typing import Any

from nhri.translation.languages import LANGUAGES


def all_names(record: Any) -> str:
    """Both names, Arabic first; where there is none, what it is called instead."""
    names = (getattr(record, f"name_{language}") for language in LANGUAGES)
    return " · ".join(dict.fromkeys(filter(None, names))) or str(record)

"""The few words a file says itself, in the language of the file and not of who asked for it."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

_LABELS: Final = {
    "reference": _("Reference number: %(reference)s"),
    "date_line": _("%(place)s – %(date)s"),
    "embargo": _("Embargoed until %(moment)s"),
    "embargo_note": _("Not for publication, broadcast or posting online before this time."),
    "corrections": _("Correction"),
    "notes": _("Notes to editors"),
    "contact": _("Press contact"),
    "about": _("About us"),
    "address": _("Published at"),
    "revision": _("Revision %(revision)s"),
    "page": _("Page %(page)s of %(total)s"),
}


def labels(language: str) -> dict[str, str]:
    """Every label in `language`, with its named placeholders still to be filled."""
    with override(language):
        return {key: gettext(message) for key, message in _LABELS.items()}

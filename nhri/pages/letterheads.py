"""The institution on paper: what stands above and below every exported document."""

from nhri.export.document import Letterhead
from nhri.pages.models import Institution
from nhri.translation.languages import localized


def letterhead(institution: Institution, language: str) -> Letterhead:
    """Both names, how to reach it, and what it is where the institution wants that printed."""
    lines = (
        localized(institution, "address", language),
        institution.phone,
        institution.email,
        institution.site,
    )
    return Letterhead(
        name_ar=localized(institution, "name", "ar"),
        name_en=localized(institution, "name", "en"),
        lines=tuple(line for line in lines if line),
        boilerplate=localized(institution, "boilerplate", language)
        if institution.boilerplate_on
        else "",
    )

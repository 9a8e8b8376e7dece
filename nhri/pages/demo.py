"""The demo's institution and its standing pages."""

import json
from pathlib import Path

from django.conf import settings

from nhri.pages.models import Institution, Page
from nhri.translation.languages import LANGUAGES
from nhri.workflow import demo

_DATA = Path(__file__).parent / "demo_data"


@demo.loader
def institution_and_pages(people: demo.People) -> str:
    """One institution, and the pages of the menu, published in both languages."""
    _institution()
    count = 0
    for path in sorted(_DATA.glob("*.json")):
        if path.stem == "institution":
            continue
        page = json.loads(path.read_text(encoding="utf-8"))
        count += 1
        if Page.objects.filter(slug=page["slug"]).exists():
            continue
        shared = {"slug": page["slug"], "position": page["menu_order"], "in_menu": True}
        texts = {language: page[language] for language in LANGUAGES}
        demo.publish_all(demo.write(Page, page["slug"], shared, texts, people), people)
    return f"Institution and {count} pages"


def _institution() -> None:
    if Institution.objects.exists():
        return
    values = json.loads((_DATA / "institution.json").read_text(encoding="utf-8"))
    row = Institution(pk=1, site=settings.DEMO_SITE)
    for name, value in values.items():
        if isinstance(value, dict):
            for language in LANGUAGES:
                setattr(row, f"{name}_{language}", value[language])
        else:
            setattr(row, name, value)
    row.save()

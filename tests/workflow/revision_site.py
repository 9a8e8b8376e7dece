"""An admin site with the pages of revisions, and how tests read them."""

import re
from typing import Any

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from news.admin import NewsItemAdmin
from news.models import NewsItem
from nhri import urls
from nhri.site import NewsroomSite
from nhri.workflow.models import Revision
from nhri.workflow.revision_views import RevisionViews

OTHER_BODY = "<p>زار وفد من المؤسسة مركز التوقيف أمس.</p><p>والتقى الموقوفين على انفراد.</p>"


class Admin(NewsItemAdmin, RevisionViews):
    """The news form with the pages of revisions."""

    # Nothing else is registered here, so no record could be looked up.
    autocomplete_fields = ()

    def get_urls(self) -> list[Any]:
        return [*self.revision_urls(), *super().get_urls()]


site = NewsroomSite()
site.register(NewsItem, Admin)
urlpatterns = [*i18n_patterns(path("admin/", site.urls)), *urls.urlpatterns]


def at(item: Any, rest: str, language: str = "ar") -> str:
    return f"/{language}/admin/news/newsitem/{item.pk}/{rest}"


def fresh(item: Any) -> Any:
    return NewsItem.objects.with_streams().get(pk=item.pk)


def first(item: Any, stream: str = "ar") -> Revision:
    return item.revisions.get(stream=stream, number=1)


def page(client: Any, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def texts_of(html: str, tag: str) -> list[str]:
    """What stands in each element `tag`, without the words for screen readers."""
    found = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
    bare = [re.sub(r'<span class="visually-hidden".*?</span>', "", text) for text in found]
    return [re.sub("<[^>]+>", "", text).strip() for text in bare]


def compared(html: str) -> tuple[list[str], list[str]]:
    """(struck out, underlined) below the key that explains the two."""
    shown = html.partition("compare-key")[2].partition("</p>")[2]
    return texts_of(shown, "del"), texts_of(shown, "ins")

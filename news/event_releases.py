"""A press release from an event: the page that shows what would be drafted, and the draft."""

from html import escape
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Event
from news.composing import arabic, english, facts
from news.models import NewsItem
from nhri.pages.models import Institution
from nhri.translation.languages import LANGUAGES, OWN_NAMES, direction, localized
from nhri.workflow import drafts, streams

_WRITERS = {"ar": arabic, "en": english}


def draft_values(event: Event) -> dict[str, Any]:
    """The columns of a release about `event`, in each language in which it has a title."""
    institution = Institution.objects.current()
    told = facts.gather(event, institution)
    rows = streams.head_values(event, streams.SHARED)["participations"]
    values: dict[str, Any] = {
        "kind": NewsItem.Kind.PRESS_RELEASE,
        "released_on": timezone.localdate(),
        "hijri_correction": institution.hijri_correction,
        "event": event.pk,
        "participants": sorted({row["person"] for row in rows if row["person"]}),
        "organisations": sorted({row["organisation"] for row in rows if row["organisation"]}),
    }
    for language in LANGUAGES:
        if not told.title[language] or not told.own[language]:
            continue
        written = _WRITERS[language].paragraphs(told)
        values |= {
            f"title_{language}": _WRITERS[language].title(told),
            f"summary_{language}": written[0],
            f"body_{language}": "".join(f"<p>{escape(text, quote=False)}</p>" for text in written),
            f"place_{language}": localized(institution, "place", language),
        }
    return values


class EventReleaseAdmin:
    """Mixin of the news admin: ``from-event/<pk>/`` asks, then drafts."""

    def get_urls(self) -> list[Any]:
        """Before Django's own pages."""
        view = self.admin_site.admin_view(self.from_event_view)  # type: ignore[attr-defined]
        found = path("from-event/<int:event_id>/", view, name="news_newsitem_from_event")
        return [found, *super().get_urls()]  # type: ignore[misc]

    def from_event_view(self, request: HttpRequest, event_id: int) -> HttpResponse:
        """GET: what would be drafted, and releases there are already. POST: the draft."""
        if not self.has_add_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        event = get_object_or_404(Event.objects.with_streams(), pk=event_id)
        values = draft_values(event)
        written = [code for code in LANGUAGES if values.get(f"title_{code}")]
        if request.method == "POST" and written:
            item = drafts.create(NewsItem(), values, by=request.user)
            messages.success(request, _("A draft was made. Read it, fill what is missing."))
            return redirect("admin:news_newsitem_change", item.pk)
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "opts": self.opts,  # type: ignore[attr-defined]
            "title": _("Press release from an event"),
            "event": event,
            "texts": [
                {
                    "language": code,
                    "name": OWN_NAMES[code],
                    "direction": direction(code),
                    "title": values[f"title_{code}"],
                    "body": values[f"body_{code}"],
                }
                for code in written
            ],
            "earlier": NewsItem.objects.filter(event=event).for_cards(),
        }
        return TemplateResponse(request, "admin/news/newsitem/from_event.html", context)

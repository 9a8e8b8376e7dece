"""The newsroom's public pages. What a reader may see is decided by `nhri.workflow` alone."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe
from django.views.generic import ListView

from events.models import Event
from events.named import named_in
from news.models import NewsItem, Topic
from nhri.export import views as exports
from nhri.translation.languages import current_language, localized
from nhri.workflow.answers import respond
from nhri.workflow.visibility import Answer, Found, find


class NewsList(ListView):
    """All public items in this language, filtered by kind, topic and year; paged."""

    paginate_by = 12
    template_name = "news/newsitem_list.html"
    context_object_name = "items"
    topic: Topic | None = None
    year: int | None = None

    def get_queryset(self) -> Any:
        """Newest first; an unknown kind filters nothing."""
        self.kind = self.request.GET.get("kind", "")
        items = NewsItem.objects.published(current_language()).for_cards()
        if self.kind in NewsItem.Kind.values:
            items = items.of_kind(self.kind)
        if self.topic is not None:
            items = items.about(self.topic)
        if self.year is not None:
            items = items.of_year(self.year)
        return items.prefetch_related("topics").order_by("-released_on", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the choices for each filter and what is chosen now."""
        years = NewsItem.objects.published(current_language()).dates(
            "released_on", "year", order="DESC"
        )
        return super().get_context_data(
            kinds=NewsItem.Kind.choices,
            topics=Topic.objects.all(),
            years=[day.year for day in years],
            kind=self.kind if self.kind in NewsItem.Kind.values else "",
            topic=self.topic,
            year=self.year,
            **kwargs,
        )


class TopicList(NewsList):
    """Items that carry one topic."""

    def get_queryset(self) -> Any:
        """404 for a topic that does not exist."""
        self.topic = get_object_or_404(Topic, slug=self.kwargs["slug"])
        return super().get_queryset()


class YearList(NewsList):
    """Items of one year."""

    def get_queryset(self) -> Any:
        """By the institution's own date."""
        self.year = self.kwargs["year"]
        return super().get_queryset()


@require_safe
def detail(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One item. A wrong slug of something visible leads to the right one."""
    language = current_language()
    found = _find(pk, language)
    moved = _moved(found, language, slug)
    if moved:
        return redirect(moved, permanent=True)
    context = {}
    if found.answer is Answer.PAGE:
        context = {
            "topics": found.item.topics.all(),
            "corrections": [
                note for note in found.item.corrections.all() if localized(note, "note", language)
            ],
            "formats": exports.formats(),
            "event": found.item.event if found.item.shows_event else None,
            "named": named_in(found.item),
        }
    return respond(request, found, language, "news/newsitem", **context)


@require_safe
def export(request: HttpRequest, pk: int, slug: str, extension: str) -> HttpResponse:
    """One item as a file, under the same rules as its page."""
    language = current_language()
    return exports.respond(request, _find(pk, language), language, extension, "news/newsitem")


def _find(pk: int, language: str) -> Found:
    shown = Event.objects.published(language).filter(pk=OuterRef("event"))
    items = NewsItem.objects.filter(pk=pk).select_related("press_contact", "event")
    return find(items.annotate(shows_event=Exists(shown)), language)


def _moved(found: Found, language: str, slug: str) -> str:
    """Where the visible item really lives, when `slug` is not its slug."""
    if found.answer not in (Answer.PAGE, Answer.ELSEWHERE):
        return ""
    right = localized(found.item, "slug", found.item.readable_language(language)) or "-"
    return "" if slug == right else str(found.item.address(language))

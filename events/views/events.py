"""Events in lists and one by one; what may be seen is decided by `nhri.workflow` alone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.generic import ListView

from events import agenda
from events.models import Event, Network
from nhri.pages.models import Institution
from nhri.translation.languages import current_language, localized
from nhri.workflow.answers import respond
from nhri.workflow.visibility import Answer, Found, find


class EventList(ListView):
    """Upcoming events first, or past ones; narrowed by kind and network; paged."""

    paginate_by = 12
    template_name = "events/event_list.html"
    context_object_name = "events"
    year: int | None = None

    def get_queryset(self) -> Any:
        """An unknown kind or network narrows nothing."""
        asked = self.request.GET
        self.kind = asked.get("kind", "") if asked.get("kind") in Event.Kind.values else ""
        self.network = self._network(asked.get("network", ""))
        self.is_past = asked.get("when") == "past" and self.year is None
        events = Event.objects.published(current_language()).for_cards()
        if self.kind:
            events = events.filter(kind=self.kind)
        if self.network is not None:
            events = events.filter(networks=self.network)
        events = events.select_related("country", "series")
        if self.year is not None:
            return events.of_year(self.year).order_by("starts_on", "pk")
        return events.past() if self.is_past else events.upcoming()

    def _network(self, pk: str) -> Network | None:
        if not pk.isdecimal():
            return None
        networks = Network.objects.public().select_related("organisation__country")
        return networks.filter(pk=int(pk)).first()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the choices for each filter and what is chosen now."""
        visible = Event.objects.published(current_language())
        years = visible.dates("starts_on", "year", order="DESC")
        return super().get_context_data(
            kinds=Event.Kind.choices,
            networks=Network.objects.public()
            .filter(events__in=visible)
            .select_related("organisation__country")
            .distinct(),
            years=[day.year for day in years],
            kind=self.kind,
            network=self.network,
            is_past=self.is_past,
            year=self.year,
            today=timezone.localdate(),
            **kwargs,
        )


class YearList(EventList):
    """Everything of one year, in its order."""

    def get_queryset(self) -> Any:
        """By the event's own days."""
        self.year = self.kwargs["year"]
        return super().get_queryset()


@require_safe
def detail(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One event. A wrong slug of something visible leads to the right one."""
    language = current_language()
    found = _find(pk, language)
    moved = _moved(found, language, slug)
    if moved:
        return redirect(moved, permanent=True)
    context = page_context(found.item, language) if found.answer is Answer.PAGE else {}
    return respond(request, found, language, "events/event", **context)


def page_context(event: Any, language: str) -> dict[str, Any]:
    """What an event's page shows beside the event's own columns. At most seven queries."""
    programme = agenda.of_tables(event, language, own_names())
    before, after = neighbours(event, language)
    return {
        "programme": programme,
        "networks": event.networks.select_related("organisation__country"),
        "coverage": event.news.published(language).for_cards().order_by("-released_on", "-pk")[:12],
        "previous": before,
        "following": after,
        "today": timezone.localdate(),
    }


def own_names() -> tuple[str, ...]:
    """The institution's own names: its delegation is told from others by them. One query."""
    institution = Institution.objects.current()
    return (institution.name_ar or "", institution.name_en or "")


def neighbours(event: Any, language: str) -> tuple[Any, Any]:
    """(the edition before, the one after) of the same series that readers may see."""
    if event.series_id is None or event.starts_on is None:
        return None, None
    others = Event.objects.published(language).filter(series=event.series_id).for_cards()
    before = others.filter(starts_on__lt=event.starts_on).order_by("-starts_on").first()
    after = others.filter(starts_on__gt=event.starts_on).order_by("starts_on").first()
    return before, after


def _find(pk: int, language: str) -> Found:
    events = Event.objects.select_related("series", "country", "host__country")
    return find(events.filter(pk=pk), language)


def _moved(found: Found, language: str, slug: str) -> str:
    if found.answer not in (Answer.PAGE, Answer.ELSEWHERE):
        return ""
    right = localized(found.item, "slug", found.item.readable_language(language)) or "-"
    return "" if slug == right else str(found.item.address(language))

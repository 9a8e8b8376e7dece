"""The two addresses: one event's file, and the calendars that people subscribe to."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe
from icalendar import Calendar

from events.calendars.entries import House, entries
from events.calendars.zones import add_zones
from events.models import Event, Network
from nhri.pages.models import Institution
from nhri.translation.languages import current_language, localized
from nhri.workflow.answers import respond
from nhri.workflow.visibility import Answer, find

CONTENT_TYPE = "text/calendar; charset=utf-8"
#: What a subscribed calendar holds: nothing older.
_BACK = timedelta(days=400)
#: How often a subscriber should ask again.
_REFRESH = timedelta(hours=6)
_RELATED = ("country", "public_ar", "public_en", "public_shared")


@require_safe
def one(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One event with its sessions, under the same rules as its page."""
    language = current_language()
    found = find(Event.objects.select_related(*_RELATED).filter(pk=pk), language)
    if found.answer is not Answer.PAGE:
        return respond(request, found, language, "events/event", elsewhere_status=404)
    house = _house(request, Institution.objects.current())
    title = str(found.item.heading(language))
    response = _response(_calendar(house, [found.item], language, title))
    response.headers["Content-Disposition"] = f'attachment; filename="event-{pk}-{language}.ics"'
    return response


@require_safe
@conditional_page
def feed(request: HttpRequest) -> HttpResponse:
    """All events of a language from a year back on, or those of one network (``?network=``).

    An ETag and no Last-Modified: what was withdrawn is gone from it and leaves no later date.
    """
    language = current_language()
    events = Event.objects.published(language).filter(ends_on__gte=timezone.localdate() - _BACK)
    institution = Institution.objects.current()
    title = localized(institution, "name", language) or _("Events")
    asked = request.GET.get("network", "")
    if asked:
        network = _network(asked)
        events = events.filter(networks=network)
        title = f"{title} – {network.organisation.called(language)[0]}"
    found = events.select_related(*_RELATED).prefetch_related("sessions")
    house = _house(request, institution)
    calendar = _calendar(house, found.order_by("starts_on", "pk"), language, str(title))
    calendar.add("refresh-interval", _REFRESH, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    response = _response(calendar)
    response.headers["Content-Disposition"] = f'inline; filename="events-{language}.ics"'
    return response


def _network(asked: str) -> Network:
    found = Network.objects.public().select_related("organisation__country")
    network = found.filter(pk=int(asked)).first() if asked.isdecimal() else None
    if network is None:
        raise Http404
    return network


def _house(request: HttpRequest, institution: Institution) -> House:
    """By the institution's own address, since a UID may not change with the host that was asked."""
    site = urlsplit(institution.site)
    if site.hostname:
        return House(site.hostname, institution.site.rstrip("/"))
    return House(request.get_host().partition(":")[0], request.build_absolute_uri("/").rstrip("/"))


def _calendar(house: House, events: Iterable[Any], language: str, title: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//{house.host}//newsroom//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", title, parameters={"language": language})
    calendar.add("x-wr-calname", title)
    for event in events:
        for entry in entries(house, event, language):
            calendar.add_component(entry)
    add_zones(calendar)
    return calendar


def _response(calendar: Calendar) -> HttpResponse:
    return HttpResponse(calendar.to_ical(), content_type=CONTENT_TYPE)

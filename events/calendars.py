"""Events as iCalendar (RFC 5545): wall time with the full IANA zone, stable identities, changes.

An event is a VEVENT; each of its sessions with a day is one of its own, related to the event. UIDs
never change; SEQUENCE is the number of the public revisions, so that changes and cancellations
arrive in calendars that subscribed before.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar
from icalendar import Event as Entry

from events.models import Event, Network
from nhri.pages.models import Institution
from nhri.translation.languages import current_language, localized
from nhri.workflow.answers import respond
from nhri.workflow.visibility import Answer, find

CONTENT_TYPE = "text/calendar; charset=utf-8"
#: What a subscribed calendar holds: nothing older.
_BACK = timedelta(days=400)


@require_safe
def one(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One event with its sessions, under the same rules as its page."""
    language = current_language()
    events = Event.objects.select_related("country", "public_ar", "public_en", "public_shared")
    found = find(events.filter(pk=pk), language)
    if found.answer is not Answer.PAGE:
        return respond(request, found, language, "events/event", elsewhere_status=404)
    calendar = _calendar(request, language, str(found.item.heading(language)))
    _add(request, calendar, found.item, language)
    return _response(calendar, f"event-{pk}-{language}.ics")


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """All events of a language from a year back on, or those of one network (``?network=``)."""
    language = current_language()
    events = Event.objects.published(language).filter(ends_on__gte=timezone.localdate() - _BACK)
    title = localized(Institution.objects.current(), "name", language) or _("Events")
    asked = request.GET.get("network", "")
    if asked:
        network = _network(asked)
        events = events.filter(networks=network)
        title = f"{title} – {network.organisation.called(language)[0]}"
    calendar = _calendar(request, language, str(title))
    related = ("country", "public_ar", "public_en", "public_shared")
    for event in events.select_related(*related).prefetch_related("sessions").order_by("starts_on"):
        _add(request, calendar, event, language)
    return _response(calendar, f"events-{language}.ics")


def _network(asked: str) -> Network:
    found = Network.objects.public().select_related("organisation__country")
    network = found.filter(pk=int(asked)).first() if asked.isdecimal() else None
    if network is None:
        raise Http404
    return network


def _calendar(request: HttpRequest, language: str, title: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//{request.get_host()}//newsroom//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    return calendar


def _add(request: HttpRequest, calendar: Calendar, event: Any, language: str) -> None:
    calendar.add_component(_whole(request, event, language))
    if event.status == Event.Status.POSTPONED:
        return
    for session in event.sessions.all():
        if session.day is not None and localized(session, "title", language):
            calendar.add_component(_session(request, event, session, language))


def _whole(request: HttpRequest, event: Any, language: str) -> Entry:
    entry = _entry(request, event, f"event-{event.pk}-{language}")
    title = str(event.heading(language))
    if event.status == Event.Status.POSTPONED:
        title = _("Postponed: %(title)s") % {"title": title}
    entry.add("summary", title)
    summary = localized(event, "summary", language)
    if summary:
        entry.add("description", summary)
    _times(entry, event, event.starts_on, event.starts_at, event.ends_on, event.ends_at)
    place = _place(event, language)
    if place:
        entry.add("location", place)
    entry.add("url", request.build_absolute_uri(event.address(language)))
    return entry


def _session(request: HttpRequest, event: Any, session: Any, language: str) -> Entry:
    entry = _entry(request, event, f"event-{event.pk}-{session.key}-{language}")
    entry.add("related-to", _uid(request, f"event-{event.pk}-{language}"))
    title = localized(session, "title", language)
    entry.add("summary", f"{event.heading(language)}: {title}")
    description = localized(session, "description", language)
    if description:
        entry.add("description", description)
    _times(entry, event, session.day, session.starts, session.day, session.ends)
    place = localized(session, "place", language) or _place(event, language)
    if place:
        entry.add("location", place)
    return entry


def _entry(request: HttpRequest, event: Any, name: str) -> Entry:
    entry = Entry()
    entry.add("uid", _uid(request, name))
    entry.add("dtstamp", event.changed_at.astimezone(UTC))
    entry.add("last-modified", event.changed_at.astimezone(UTC))
    revisions = (event.public_ar, event.public_en, event.public_shared)
    entry.add("sequence", sum(revision.number for revision in revisions if revision))
    is_off = event.status == Event.Status.CANCELLED
    waits = event.status == Event.Status.POSTPONED
    entry.add("status", "CANCELLED" if is_off else "TENTATIVE" if waits else "CONFIRMED")
    return entry


def _uid(request: HttpRequest, name: str) -> str:
    return f"{name}@{request.get_host().partition(':')[0]}"


def _times(
    entry: Entry, event: Any, first: date, starts: time | None, last: date, ends: time | None
) -> None:
    """Wall time in the venue's zone, or whole days; an end is left out where nobody knows it."""
    if starts is None:
        entry.add("dtstart", first)
        entry.add("dtend", last + timedelta(days=1))
        return
    begins = datetime.combine(first, starts, tzinfo=event.zone)
    entry.add("dtstart", begins)
    if ends is not None:
        entry.add("dtend", datetime.combine(last, ends, tzinfo=event.zone))
    elif last != first:
        entry.add("dtend", datetime.combine(last, time(23, 59), tzinfo=event.zone))


def _place(event: Any, language: str) -> str:
    if event.mode == Event.Mode.ONLINE:
        return _("Online")
    country = localized(event.country, "name", language) if event.country else ""
    parts = (localized(event, "venue", language), localized(event, "city", language), country)
    return ("، " if language == "ar" else ", ").join(part for part in parts if part)


def _response(calendar: Calendar, name: str) -> HttpResponse:
    calendar.add_missing_timezones()
    response = HttpResponse(calendar.to_ical(), content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

"""What public templates show of events and of the people and bodies around them."""

import json
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from events.models import Event
from nhri.arabic.dates import gregorian, span
from nhri.arabic.digits import localize
from nhri.pages.current import institution
from nhri.pages.models import Institution
from nhri.security.html import in_script
from nhri.translation.languages import ARABIC, current_language, localized

register = template.Library()


def _digits(habits: Institution, text: str) -> str:
    return localize(text, habits.digits) if current_language() == ARABIC else text


@register.simple_tag(takes_context=True)
def event_days(context: Any, event: Any) -> str:
    """``9–11 March 2026`` by the institution's habits."""
    if event.starts_on is None:
        return ""
    habits, last = institution(context), event.ends_on or event.starts_on
    return _digits(habits, span(event.starts_on, last, current_language(), months=habits.months))


@register.simple_tag(takes_context=True)
def full_day(context: Any, day: Any) -> str:
    """``Tuesday, 10 March 2026``."""
    habits = institution(context)
    written = gregorian(day, current_language(), months=habits.months, weekday=True)
    return _digits(habits, written)


@register.simple_tag
def upcoming_events(count: int = 3) -> list[Event]:
    """The next events in this language: one query."""
    events = Event.objects.published(current_language()).for_cards().upcoming()
    shown = events.exclude(status=Event.Status.CANCELLED)
    return list(shown.select_related("country")[:count])


@register.filter
def called(record: Any, language: str = "") -> str:
    """``{{ organisation|called }}``: what to call it in the page's language."""
    return str(record.called(language or current_language())[0])


@register.filter
def called_in(record: Any) -> str:
    """The language that those words are in."""
    return str(record.called(current_language())[1])


@register.filter
def held(participation: Any) -> str:
    """The function that was held then."""
    return str(participation.held(current_language()))


@register.filter
def is_over(event: Any) -> bool:
    """Its last day is past."""
    return bool(event.ends_on and event.ends_on < timezone.localdate())


@register.simple_tag(takes_context=True)
def event_data(context: Any, event: Any) -> SafeString:
    """`event` as schema.org Event in JSON, safe inside a script element."""
    language = context["language"]
    name = localized(institution(context), "name", language)
    status = {
        "scheduled": "EventScheduled",
        "postponed": "EventPostponed",
        "cancelled": "EventCancelled",
    }
    mode = {
        "in_person": "OfflineEventAttendanceMode",
        "online": "OnlineEventAttendanceMode",
        "hybrid": "MixedEventAttendanceMode",
    }
    host = event.host.called(language)[0] if event.host else name
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": localized(event, "title", language),
        "description": localized(event, "summary", language),
        "inLanguage": language,
        "url": context["canonical_url"],
        "startDate": _instant(event, event.starts_on, event.starts_at),
        "endDate": _instant(event, event.ends_on, event.ends_at),
        "eventStatus": f"https://schema.org/{status[event.status]}",
        "eventAttendanceMode": f"https://schema.org/{mode[event.mode]}",
        "location": _location(event, language, context["canonical_url"]),
        "organizer": {"@type": "Organization", "name": host},
    }
    filled = {key: value for key, value in data.items() if value}
    return SafeString(in_script(json.dumps(filled, ensure_ascii=False)))


def _instant(event: Any, day: Any, at: Any) -> str:
    moment = event.moment(day, at)
    return moment.isoformat() if moment else day.isoformat() if day else ""


def _location(event: Any, language: str, address: str) -> Any:
    places = []
    if event.mode != Event.Mode.IN_PERSON:
        places.append({"@type": "VirtualLocation", "url": event.link or address})
    if event.mode != Event.Mode.ONLINE:
        country = localized(event.country, "name", language) if event.country else ""
        city, venue = localized(event, "city", language), localized(event, "venue", language)
        postal = {"addressLocality": city, "addressCountry": country}
        filled = {key: value for key, value in postal.items() if value}
        if venue or filled:
            places.append(
                {
                    "@type": "Place",
                    "name": venue or city or country,
                    "address": {"@type": "PostalAddress", **filled},
                }
            )
    return places if len(places) > 1 else places[0] if places else None


@register.simple_tag
def record_url(record: Any) -> str:
    """The address of a person, an organisation or a network in the page's language."""
    return str(record.address(current_language()))


@register.simple_tag(takes_context=True)
def calendar_url(context: Any, network: Any = None, scheme: str = "") -> str:
    """The calendar to subscribe to, whole; ``webcal`` opens it in the reader's own program."""
    query = f"?network={network.pk}" if network else ""
    address = context["request"].build_absolute_uri(reverse("events:calendar") + query)
    return f"{scheme}:{address.partition(':')[2]}" if scheme else str(address)


@register.simple_tag(takes_context=True)
def events_url(context: Any, **changed: Any) -> str:
    """This list with its choices kept, but for those named here; always from its first page."""
    asked = {
        "when": "past" if context.get("is_past") else "",
        "kind": context.get("kind", ""),
        "network": getattr(context.get("network"), "pk", ""),
        **changed,
    }
    if asked.get("page") == 1:
        del asked["page"]
    query = urlencode({name: value for name, value in asked.items() if value})
    path = context["request"].path
    return f"{path}?{query}" if query else path


_BAR = 12


@register.simple_tag
def chart_height(bars: Any) -> int:
    """The height of a drawing of these bars."""
    return len(bars) * _BAR


@register.simple_tag
def bar_top(place: int) -> int:
    """Where a bar begins."""
    return place * _BAR + 2


@register.simple_tag
def plain(value: float) -> str:
    """A number as SVG reads it: no localised comma."""
    return f"{value:g}"


@register.filter
def localised_or_nothing(record: Any, name: str) -> str:
    """As ``localised``, and nothing for a record that is not there."""
    return str(localized(record, name, current_language())) if record else ""


@register.filter
def split_words(text: str) -> list[str]:
    """``{% for code in "ar en"|split_words %}``."""
    return text.split()

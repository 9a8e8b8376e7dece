"""What public templates show of events and of the people and bodies around them."""

import json
from collections import Counter
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import ngettext, override

from events.models import Event, Outcome
from events.names import key
from nhri.arabic.dates import gregorian, span
from nhri.arabic.digits import localize
from nhri.pages.current import institution
from nhri.pages.models import Institution
from nhri.security.html import in_script
from nhri.translation.languages import ARABIC, current_language, localized, other

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


@register.simple_tag(takes_context=True)
def clock(context: Any, at: Any) -> str:
    """``13:00`` in the institution's digits."""
    return _digits(institution(context), f"{at:%H:%M}") if at else ""


@register.simple_tag(takes_context=True)
def members_said(context: Any, count: int) -> str:
    """``119 members in our records``, the noun as its language counts."""
    said = ngettext(
        "%(counter)s member in our records", "%(counter)s members in our records", count
    )
    return _digits(institution(context), said % {"counter": count})


@register.filter
def moment(event: Any, edge: str) -> str:
    """``{{ event|moment:"starts" }}``: as machines read it, or the day alone."""
    return _instant(event, getattr(event, f"{edge}_on"), getattr(event, f"{edge}_at"))


@register.filter
def kind_of_session(session: Any) -> str:
    """Its kind, and nothing where the title says the same."""
    kind = str(session.get_kind_display())
    title = localized(session, "title", current_language())
    return "" if title and key(title) == key(kind) else kind


@register.filter
def counted(outcomes: Any) -> list[tuple[str, int]]:
    """How many were adopted, presented, discussed, elected: (the word, the number)."""
    found = Counter(outcome.kind for outcome in outcomes)
    return [(str(label), found[kind]) for kind, label in Outcome.Kind.choices if found[kind]]


@register.simple_tag
def upcoming_events(count: int = 3) -> list[Event]:
    """The next events in this language that take place as planned: one query."""
    events = Event.objects.published(current_language()).for_cards().upcoming()
    planned = events.filter(status=Event.Status.SCHEDULED)
    return list(planned.select_related("country")[:count])


@register.filter
def called(record: Any, language: str = "") -> str:
    """``{{ organisation|called }}``: what to call it in the page's language."""
    return str(record.called(language or current_language())[0])


@register.filter
def called_in(record: Any) -> str:
    """The language that those words are in."""
    return str(record.called(current_language())[1])


@register.filter
def name_elsewhere(record: Any) -> tuple[str, str]:
    """(the name in the other language, the language it is really in), where this one has none."""
    language = current_language()
    if localized(record, "name", language):
        return "", ""
    name = str(localized(record, "name", other(language)) or "")
    if name == record.called(language)[0]:
        return "", ""
    return name, str(record.name_language(other(language)))


@register.simple_tag
def month_in(language: str, first: date) -> str:
    """The path of a month's calendar in `language`."""
    with override(language):
        return reverse("events:month", args=[first.year, first.month])


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
        postal = {"addressLocality": city, "addressCountry": event.country_id}
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

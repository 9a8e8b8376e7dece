"""Demo events: an annual meeting in two editions, a regional one, a workshop, one postponed."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from events.models import Country, Event, EventSeries, Network, Organisation, Participant
from nhri.translation.languages import LANGUAGES
from nhri.workflow import demo
from nhri.workflow.states import State

_DATA = Path(__file__).parent / "demo_data"
_SIDES = ("person", "organisation")
#: Names in the data files → primary keys of the records that they mean.
Known = Mapping[str, int]


@demo.loader
def meetings(people: demo.People) -> str:
    """Each event carried to its stage by the verbs; nobody in them is a real person."""
    known = _records()
    paths = sorted(_DATA.glob("[0-9]*.json"))
    for path in paths:
        told = _read(path)
        if demo.existing(Event, told["key"]) is None:
            _event(told, known, people)
    return f"{len(paths)} events"


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _records() -> Known:
    """The networks of the shipped list, and the offices and bodies that only the demo has."""
    told = _read(_DATA / "records.json")
    networks = Network.objects.select_related("organisation")
    known = {network.organisation.abbreviation: network.organisation_id for network in networks}
    for one in told["organisations"]:
        names = {name: value for name, value in one.items() if name != "key"}
        same = {"name_en": names.pop("name_en")}
        known[one["key"]] = Organisation.objects.get_or_create(**same, defaults=names)[0].pk
    for one in told["persons"]:
        defaults = {"name_ar": one["name_ar"], "in_public_office": True}
        known[one["key"]] = Participant.objects.get_or_create(
            name_en=one["name_en"], defaults=defaults
        )[0].pk
    for one in told["series"]:
        defaults = {"name_ar": one["name_ar"], "organiser_id": known[one["organiser"]]}
        known[one["key"]] = EventSeries.objects.get_or_create(
            name_en=one["name_en"], defaults=defaults
        )[0].pk
    return known


def _event(told: dict[str, Any], known: Known, people: demo.People) -> None:
    first, last = _days(told)
    given = told["shared"]
    country = Country.objects.filter(code=given.get("country", "")).first()
    networks = Network.objects.filter(organisation__abbreviation__in=given.get("networks", ()))
    shared = {
        **given,
        "starts_on": first.isoformat(),
        "ends_on": last.isoformat(),
        "time_zone": given["time_zone"] or settings.TIME_ZONE,
        "series": known.get(given.get("series", "")),
        "host": known.get(given.get("host", "")),
        "country": country and country.pk,
        "networks": list(networks.values_list("pk", flat=True)),
        "sessions": [
            {**row, "day": (first + timedelta(days=row["day"])).isoformat()}
            for row in told["sessions"]
        ],
        "participations": [
            {
                **row,
                **{side: known[row[side]] for side in ("person", "organisation") if side in row},
            }
            for row in told["participations"]
        ],
        "outcomes": told["outcomes"],
    }
    texts = {language: told[language] for language in LANGUAGES}
    event = demo.write(Event, told["key"], shared, texts, people)
    for language in LANGUAGES:
        if told["stage"][language] != State.DRAFT:
            event = demo.carry(event, language, told["stage"][language], people)


def _days(told: dict[str, Any]) -> tuple[date, date]:
    """As written, or so many weeks from now: what is to come must still be to come.

    A meeting begins on a Tuesday, whatever day the demo is loaded.
    """
    if "starts_on" in told:
        return date.fromisoformat(told["starts_on"]), date.fromisoformat(told["ends_on"])
    day = timezone.localdate() + timedelta(weeks=told["in_weeks"])
    first = day + timedelta(days=(1 - day.weekday()) % 7)
    return first, first + timedelta(days=told["days"] - 1)

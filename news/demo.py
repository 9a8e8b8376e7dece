"""The door `demo`: fourteen releases and statements in every stage that staff will meet."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from events.models import Event
from news.models import NewsItem, PressContact, Topic
from nhri.accounts.roles import AUTHOR, EDITOR, PUBLISHER
from nhri.translation.languages import LANGUAGES
from nhri.workflow import actions, demo, drafts
from nhri.workflow.states import State

_DATA = Path(__file__).parent / "demo_data"


@demo.loader
def releases(people: demo.People) -> str:
    """Topics, a press contact, and the items, each carried to its stage by the verbs."""
    topics = _topics()
    contact = _contact()
    paths = sorted(_DATA.glob("[0-9]*.json"))
    for path in paths:
        told = _read(path)
        if demo.existing(NewsItem, told["key"]) is None:
            _item(told, topics, contact, people)
    return f"{len(paths)} releases and statements, {len(topics)} topics"


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _topics() -> dict[str, Topic]:
    found = {}
    for told in _read(_DATA / "topics.json"):
        names = {f"name_{language}": told[language]["name"] for language in LANGUAGES}
        found[told["slug"]], _ = Topic.objects.get_or_create(slug=told["slug"], defaults=names)
    return found


def _contact() -> PressContact:
    told = _read(_DATA / "contact.json")
    names = {f"name_{language}": told["name"][language] for language in LANGUAGES}
    contact, _ = PressContact.objects.get_or_create(
        email=told["email"], defaults={**names, "phone": told["phone"]}
    )
    return contact


def _item(
    told: dict[str, Any], topics: dict[str, Topic], contact: PressContact, people: demo.People
) -> None:
    shared = {
        "kind": told["kind"],
        "released_on": told["released_on"],
        "hijri_correction": told["hijri_correction"],
        "reference": told["reference"],
        "topics": [topics[slug].pk for slug in told["topics"]],
        "press_contact": contact.pk if told["press_contact"] else None,
    }
    event = demo.existing(Event, told.get("event", ""))
    shared |= {"event": event.pk} if event is not None else {}
    texts = {language: told[language] for language in LANGUAGES}
    corrected = told["correction"]
    item = demo.write(
        NewsItem, told["key"], shared, _before_correction(texts) if corrected else texts, people
    )
    if told["embargo"]:
        until = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0)
        until += timedelta(days=told["embargo"]["in_days"])
        item = actions.set_embargo(item, until, by=people[PUBLISHER])
    days = told["schedule"]["in_days"] if told["schedule"] else 0
    for language in LANGUAGES:
        stage = told["stage"][language]
        if texts[language] and stage:
            note = (told.get("withdrawal_note") or {}).get(language, "")
            item = demo.carry(item, language, stage, people, schedule_days=days, note=note)
    if corrected:
        _correct(item, texts, corrected, people)


def _before_correction(texts: dict[str, Any]) -> dict[str, Any]:
    """The texts as they stood before: without their last paragraph."""
    return {
        language: text and {**text, "body": text["body"].rpartition("\n")[0]}
        for language, text in texts.items()
    }


def _correct(item: Any, texts: Any, note: dict[str, str], people: demo.People) -> None:
    for language in LANGUAGES:
        if getattr(item, f"state_{language}") != State.PUBLISHED:
            continue
        body = {f"body_{language}": texts[language]["body"]}
        item = drafts.save(item, body, by=people[AUTHOR])
        item = actions.submit(item, language, by=people[AUTHOR])
        item = actions.approve(item, language, by=people[EDITOR])
        item = actions.correct(
            item, language, by=people[PUBLISHER], note={language: note[language]}
        )

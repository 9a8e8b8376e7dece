"""The whole annual meeting, entered by an Arabic author from nothing, to its readers and beyond."""

import sys
from collections.abc import Callable
from typing import Any

import pytest

from events import demo
from events.models import Event, Network, Organisation, Participant
from news.models import NewsItem
from nhri.accounts.models import User
from nhri.accounts.roles import AUTHOR, EDITOR, PUBLISHER
from nhri.pages.models import Institution
from nhri.translation.languages import LANGUAGES
from tests.browser.desk import Desk
from tests.browser.entering import Entry
from tests.events.meeting import OUTCOMES, SESSIONS

pytestmark = pytest.mark.django_db(transaction=True)

LONGEST = 15 * 60
NETWORKS = {
    "APF": "آسيا والمحيط",
    "NANHRI": "الأفريقية",
    "ENNHRI": "الأوروبية",
    "RINDHCA": "الأمريكتين",
}
BODIES = (
    ("un", "المفوضية السامية لحقوق الإنسان", "Office of the High Commissioner"),
    ("un", "برنامج الأمم المتحدة الإنمائي", "UN Development Programme"),
    ("intergovernmental", "الاتحاد الأوروبي", "European Union"),
)


def enter(entry: Entry) -> None:
    """Basics, sessions, participations, outcomes."""
    entry.write("#id_starts_on", "2021-03-09")
    entry.write("#id_ends_on", "2021-03-11")
    entry.write("#id_time_zone", "Europe/Zurich")
    entry.choose("#id_mode", "online")
    entry.write("#id_title_ar", "الاجتماع السنوي للتحالف العالمي 2021")
    entry.write("#id_title_en", "GANHRI Annual Meeting 2021")
    entry.write("#id_summary_ar", "اجتماع عن بعد: الجمعية العامة وجلسة رفيعة المستوى.")
    entry.write("#id_summary_en", "An online meeting: the assembly and a high-level session.")
    entry.click("#part-sessions > summary")
    keys = {}
    for number, told in enumerate(SESSIONS):
        key, *_rest = told.values()
        values = {name: value for name, value in told.items() if name != "key"}
        keys[key] = entry.key(entry.card("sessions", number, **values))
    entry.click("#part-participations > summary")
    prefix = entry.card("participations", 0, role="head")
    entry.make(
        f"{prefix}-person", {"in_public_office": "on"}, honorific_ar="المهندس",
        name_ar="سالم التجريبي", name_en="Salem Example",
    )  # fmt: skip
    entry.card("participations", 0, function_ar="رئيس المؤسسة", function_en="President")
    for number, name in enumerate(NETWORKS.values(), 1):
        values = {"role": "speaker", "function_ar": "الرئيس", "function_en": "Chair"}
        prefix = entry.card("participations", number, session=keys["assembly"], **values)
        entry.find(f"{prefix}-organisation", name.split()[0], name)
    for number, (kind, arabic, english) in enumerate(BODIES, 5):
        prefix = entry.card("participations", number, role="speaker", session=keys["highlevel"])
        entry.make(f"{prefix}-organisation", {"kind": kind}, name_ar=arabic, name_en=english)
    entry.click("#part-outcomes > summary")
    for number, told in enumerate(OUTCOMES):
        entry.card("outcomes", number, **{**told, "session": keys[told["session"]]})
    entry.click("details.folded:last-of-type > summary")
    entry.find("networks", "التحالف العالمي", "التحالف العالمي")


def test_meeting_is_entered_published_read_and_becomes_a_release(
    desk: Callable[..., Desk], people: dict[str, User], institution: Institution
) -> None:
    demo.records(people)
    assert Participant.objects.count() == 0
    author = desk(AUTHOR, "ar")
    author.open("admin:events_event_add")
    entry = Entry(author)
    enter(entry)
    entry.seconds += 2
    author.press("submit", "ar")
    author.press("submit", "en")
    event = Event.objects.get()
    sys.stdout.write(f"\nmeeting: {author.steps} steps, {entry.seconds:.0f} seconds\n")
    assert entry.seconds < LONGEST
    assert [s.title_ar for s in event.sessions.all()] == [told["title_ar"] for told in SESSIONS]
    assert [str(s.starts)[:5] for s in event.sessions.all()] == [t["starts"] for t in SESSIONS]
    named = {told["key"]: told["title_ar"] for told in SESSIONS}
    assert [(o.kind, o.title_en, str(o.session.title_ar)) for o in event.outcomes.all()] == [
        (told["kind"], told["title_en"], named[told["session"]]) for told in OUTCOMES
    ]
    rows = list(event.participations.select_related("person", "organisation", "session"))
    assert [str(row.person or row.organisation) for row in rows[:1]] == ["سالم التجريبي"]
    assert {row.organisation.abbreviation for row in rows[1:5]} == set(NETWORKS)
    assert [row.organisation.name_ar for row in rows[5:]] == [name for _kind, name, _en in BODIES]
    assert {row.session.title_ar for row in rows[5:]} == {"جلسة رفيعة المستوى"}
    assert event.networks.get() == Network.objects.get(organisation__abbreviation="GANHRI")
    assert Organisation.objects.filter(kind__in=("un", "intergovernmental")).count() == 3

    for role, verb in ((EDITOR, "approve"), (PUBLISHER, "publish")):
        place = desk(role, "ar")
        for language in LANGUAGES:
            place.open("admin:events_event_change", event.pk)
            place.press(verb, language)
            place.confirm()
    event.refresh_from_db()
    assert (event.state_ar, event.state_en) == ("published", "published")

    _read(desk, event)

    author.open("admin:events_event_change", event.pk)
    author.click(f'.object-tools a[href*="/{event.pk}/"][href*="newsitem"]')
    author.page.locator(".verb-actions [type=submit], form [type=submit]").last.click()
    author.page.wait_for_url("**/newsitem/*/change/")
    item = NewsItem.objects.get()
    assert item.event == event
    assert "المهندس سالم التجريبي" in item.body_ar and "Salem Example (President)" in item.body_en


def _read(desk: Any, event: Event) -> None:
    """As a reader, in both languages."""
    for language, title, told in (
        ("ar", event.title_ar, "التقرير المالي المدقق"),
        ("en", event.title_en, "Audited accounts"),
    ):
        reader = desk(AUTHOR, language, width=360)
        response = reader.go(event.address(language))
        assert response.status == 200
        text = reader.page.locator("main").inner_text()
        assert title in text and told in text
        for session in SESSIONS:
            # A page begins a heading with a capital, whatever the sentence it was typed for.
            assert session[f"title_{language}"].casefold() in text.casefold()

"""Events as iCalendar: to the byte, by two independent parsers, and what a change brings."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from events.calendars.zones import zone
from events.models import Network
from nhri.accounts.models import User
from nhri.accounts.roles import AUTHOR, PUBLISHER
from nhri.pages.models import Institution
from nhri.workflow import actions, drafts
from nhri.workflow.models import Revision
from tests.events.conftest import SESSIONS

GOLDEN = Path(__file__).parent / "golden"
SAVED = datetime(2026, 1, 20, 8, 30, tzinfo=UTC)
#: Every character that RFC 5545 escapes, and Arabic long enough to be folded.
HARD = {
    "key": "hard",
    "kind": "discussion",
    "day": "2026-04-11",
    "title_ar": "نقاش: الأعمال وحقوق الإنسان؛ والفضاء المدني، وسبل حماية المدافعين عن حقوق الإنسان",
    "title_en": "Discussion: business, rights; and civic space",
    "description_ar": "السطر الأول\nالسطر الثاني، بفاصلة",
    "description_en": "First line\nsecond line, with a comma; and C:\\path",
    "place_en": "Room XVII",
}

Made = Callable[..., Any]


@pytest.fixture(autouse=True)
def house(institution: Institution) -> Institution:
    """Every calendar here is that of an institution with an address."""
    return institution


@pytest.fixture
def public(event_draft: Made, carry: Any) -> Made:
    """``public(status="cancelled")`` → that event, public in both languages."""

    def make(*languages: str, **values: Any) -> Any:
        item = event_draft(**values)
        for language in languages or ("ar", "en"):
            item = carry(item, language, "published")
        return item

    return make


def at(item: Any, language: str) -> str:
    """The address of its file."""
    return f"{item.address(language)}event.ics"


def feed_at(language: str, network: Any = None) -> str:
    """The address to subscribe to."""
    with override(language):
        return reverse("events:calendar") + (f"?network={network.pk}" if network else "")


def file_of(item: Any, language: str = "en") -> bytes:
    """The file that a reader gets."""
    response = Client().get(at(item, language))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return bytes(response.content)


def entries(ical: bytes) -> list[Any]:
    """Its entries, by icalendar."""
    return list(icalendar.Calendar.from_ical(ical).walk("VEVENT"))


def others(ical: bytes) -> list[Any]:
    """Its entries, by vobject, which takes offsets from the VTIMEZONE and not from a database."""
    return list(vobject.readOne(ical.decode()).vevent_list)


def change(item: Any, people: dict[str, User], carry: Any, **values: Any) -> Any:
    """Another public revision."""
    item = drafts.save(item, values, by=people[AUTHOR])
    for language in ("ar", "en"):
        if getattr(item, f"change_{language}"):
            item = carry(item, language, "published")
    return item


@pytest.mark.parametrize("language", ["ar", "en"])
def test_file_is_the_golden_one(
    public: Made, numbered: Callable[[Any], Any], language: str
) -> None:
    item = numbered(
        public(
            starts_on="2026-03-10", starts_at="09:00", ends_on="2026-04-11", ends_at="17:30",
            mode="hybrid", venue_ar="قصر الأمم", venue_en="Palais des Nations",
            city_ar="جنيف", city_en="Geneva", sessions=[*SESSIONS, HARD],
        )
    )  # fmt: skip
    assert file_of(item, language) == (GOLDEN / f"event-{language}.ics").read_bytes()


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_file_of_what_is_off_is_the_golden_one(
    public: Made, numbered: Callable[[Any], Any], status: str
) -> None:
    item = numbered(public(status=status, time_zone="Asia/Bahrain"))
    assert file_of(item, "ar") == (GOLDEN / f"{status}-ar.ics").read_bytes()


@pytest.fixture
def numbered() -> Callable[[Any], Any]:
    """``numbered(item)`` → the item under a number and moments that are the same each time."""

    def renumber(item: Any) -> Any:
        old, item.pk = item.pk, 7001
        Revision.objects.filter(object_id=old).update(created_at=SAVED)
        item.save(force_insert=True)
        for table in (item.sessions.model, item.participations.model, item.outcomes.model):
            table.objects.filter(event_id=old).update(event_id=7001)
        return item

    return renumber


def test_lines_are_folded_at_75_octets_between_characters(public: Made) -> None:
    for language in ("ar", "en"):
        ical = file_of(public(sessions=[*SESSIONS, HARD]), language)
        lines = ical.split(b"\r\n")
        assert all(len(line) <= 75 for line in lines)
        assert all(line.decode() is not None for line in lines)
        assert b"\n" not in ical.replace(b"\r\n", b"")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_both_parsers_read_the_same(public: Made, language: str) -> None:
    ical = file_of(public(sessions=[*SESSIONS, HARD]), language)
    read, again = entries(ical), others(ical)
    assert len(read) == len(again) == 4
    for one, two in zip(read, again, strict=True):
        assert str(one["uid"]) == two.uid.value
        assert str(one["summary"]) == two.summary.value
        assert one["dtstart"].dt == two.dtstart.value
        assert int(one["sequence"]) == int(two.sequence.value)
    hard = again[-1]
    assert hard.description.value == HARD[f"description_{language}"]
    assert hard.summary.value.endswith(HARD[f"title_{language}"])
    assert hard.summary.params["LANGUAGE"] == [language]


def test_sessions_are_entries_related_to_the_event(public: Made) -> None:
    item = public()
    whole, *sessions = entries(file_of(item))
    assert whole["uid"] == f"event-{item.pk}-en@nhri.example.org"
    assert "related-to" not in whole
    assert [one["related-to"] for one in sessions] == [whole["uid"]] * 2
    assert [one["uid"] for one in sessions] == [
        f"event-{item.pk}-assembly-en@nhri.example.org",
        f"event-{item.pk}-side-en@nhri.example.org",
    ]
    assert whole["dtstart"].dt == date(2026, 3, 10)
    assert whole["dtend"].dt == date(2026, 3, 13)
    assert sessions[0]["dtstart"].params["TZID"] == "Europe/Zurich"
    assert sessions[0]["dtstart"].dt.hour == 10
    assert sessions[0]["dtend"].dt.hour == 12
    assert "dtend" not in sessions[1]


def test_session_without_a_day_is_no_entry_and_one_without_hours_a_whole_day(public: Made) -> None:
    undated = {"key": "undated", "title_en": "Some time"}
    whole_day = {"key": "day", "day": "2026-03-11", "title_en": "All day"}
    found = entries(file_of(public(sessions=[undated, whole_day])))
    assert [str(one["summary"]) for one in found] == ["Annual Meeting", "Annual Meeting: All day"]
    assert found[1]["dtstart"].params["VALUE"] == "DATE"
    assert found[1]["dtend"].dt == date(2026, 3, 12)


def test_text_in_the_other_language_alone_is_not_shown(public: Made) -> None:
    only_arabic = {
        "key": "arabic", "kind": "workshop", "day": "2026-03-11", "starts": "09:00",
        "title_ar": "ورشة", "description_ar": "وصف", "place_ar": "قاعة",
    }  # fmt: skip
    item = public(sessions=[only_arabic])
    _whole, session = entries(file_of(item, "en"))
    assert str(session["summary"]) == "Annual Meeting: Workshop"
    assert "description" not in session
    assert str(session["location"]) == "Online"
    assert "ورشة" in str(entries(file_of(item, "ar"))[1]["summary"])


def test_long_event_without_an_end_hour_is_written_in_whole_days(public: Made) -> None:
    """No hour is invented."""
    whole = entries(file_of(public(starts_at="09:00")))[0]
    assert whole["dtstart"].dt == date(2026, 3, 10)
    assert str(whole["transp"]) == "TRANSPARENT"


def test_same_revision_gives_the_same_bytes_by_any_host_at_any_time(
    public: Made, client: Client, people: dict[str, User], settings: Any, monkeypatch: Any
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    item = public()
    first = {path: client.get(path).content for path in (at(item, "ar"), feed_at("ar"))}
    drafts.save(item, {"title_ar": "مسودة لم تُنشر", "city_ar": "جنيف"}, by=people[AUTHOR])
    later = timezone.now() + timedelta(days=9)
    monkeypatch.setattr(timezone, "now", lambda: later)
    for path, content in first.items():
        assert client.get(path, headers={"host": "127.0.0.1:8112"}).content == content


def test_without_an_address_of_the_institution_the_port_is_no_part_of_a_uid(
    public: Made, house: Institution, client: Client, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    Institution.objects.update(site="")
    item = public()
    ical = client.get(at(item, "en"), headers={"host": "news.example:8112"}).content
    assert str(entries(ical)[0]["uid"]) == f"event-{item.pk}-en@news.example"


def test_each_publication_raises_the_sequence_and_keeps_the_uids(
    public: Made, people: dict[str, User], carry: Any
) -> None:
    item = public()
    before = entries(file_of(item))
    item = change(item, people, carry, venue_en="Another hall", starts_at="09:00", ends_at="17:00")
    after = entries(file_of(item))
    assert [one["uid"] for one in after] == [one["uid"] for one in before]
    for one, two in zip(before, after, strict=True):
        assert int(two["sequence"]) > int(one["sequence"])
        assert two["last-modified"].dt >= one["last-modified"].dt


def test_a_draft_of_one_language_is_not_betrayed_by_the_other(
    public: Made, people: dict[str, User]
) -> None:
    item = public("ar")
    before = file_of(item, "ar")
    drafts.save(item, {"title_en": "Written later"}, by=people["translator"])
    assert file_of(item, "ar") == before


def test_cancellation_arrives_for_those_who_subscribed(
    public: Made, people: dict[str, User], carry: Any, client: Client, monkeypatch: Any
) -> None:
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    item = public()
    monkeypatch.setattr(timezone, "localdate", lambda *_: moment.date())
    before = entries(client.get(feed_at("en")).content)
    assert [str(one["status"]) for one in before] == ["CONFIRMED"] * 3
    change(item, people, carry, status="cancelled")
    after = entries(client.get(feed_at("en")).content)
    assert [one["uid"] for one in after] == [one["uid"] for one in before]
    assert [str(one["status"]) for one in after] == ["CANCELLED"] * 3
    assert str(after[0]["summary"]) == "Cancelled: Annual Meeting"
    assert int(after[0]["sequence"]) > int(before[0]["sequence"])


def test_postponed_event_stands_and_its_sessions_are_off(
    public: Made, people: dict[str, User], carry: Any
) -> None:
    item = change(public(), people, carry, status="postponed")
    found = entries(file_of(item))
    assert [str(one["status"]) for one in found] == ["TENTATIVE", "CANCELLED", "CANCELLED"]
    assert str(found[0]["summary"]) == "Postponed: Annual Meeting"
    item = change(item, people, carry, status="scheduled", ends_on="2026-03-13")
    again = entries(file_of(item))
    assert [str(one["status"]) for one in again] == ["CONFIRMED"] * 3
    assert int(again[1]["sequence"]) > int(found[1]["sequence"])


def test_withdrawn_event_and_removed_session_leave_the_calendar(
    public: Made, people: dict[str, User], carry: Any, client: Client
) -> None:
    item = public(starts_on=timezone.localdate(), ends_on="2099-01-01")
    assert len(entries(client.get(feed_at("en")).content)) == 3
    item = change(item, people, carry, sessions=SESSIONS[:1])
    assert len(entries(client.get(feed_at("en")).content)) == 2
    actions.withdraw(item, "en", by=people[PUBLISHER], note="Withdrawn: an error.")
    assert entries(client.get(feed_at("en")).content) == []
    assert len(entries(client.get(feed_at("ar")).content)) == 2
    assert client.get(at(item, "en")).status_code == 404


def test_feed_says_its_name_and_how_often_to_ask(public: Made, client: Client) -> None:
    public()
    response = client.get(feed_at("ar"))
    calendar: Any = icalendar.Calendar.from_ical(response.content)
    assert str(calendar["x-wr-calname"]) == "المؤسسة الوطنية لحقوق الإنسان"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\nX-PUBLISHED-TTL:PT6H" in response.content
    assert response.headers["Content-Disposition"] == 'inline; filename="events-ar.ics"'


def test_feed_of_a_network_holds_its_events_alone(
    public: Made, alliance: Network, client: Client
) -> None:
    day = timezone.localdate().isoformat()
    public(starts_on=day, ends_on=day)
    public(starts_on=day, ends_on=day, title_ar="آخر", networks=[], sessions=[])
    assert len(entries(client.get(feed_at("ar")).content)) == 4
    response = client.get(feed_at("ar", alliance))
    assert len(entries(response.content)) == 3
    calendar: Any = icalendar.Calendar.from_ical(response.content)
    assert str(calendar["x-wr-calname"]).endswith("– التحالف العالمي")


@pytest.mark.parametrize("asked", ["0", "x", "99999999999999999999999", "-1", "1.5"])
def test_feed_of_no_network_is_not_there(db: None, client: Client, asked: str) -> None:
    with override("en"):
        assert client.get(reverse("events:calendar"), {"network": asked}).status_code == 404


def test_feed_that_did_not_change_is_not_sent_again(
    public: Made, client: Client, people: dict[str, User], carry: Any
) -> None:
    day = timezone.localdate().isoformat()
    item = public(starts_on=day, ends_on=day)
    tag = client.get(feed_at("en")).headers["ETag"]
    assert client.get(feed_at("en"), headers={"if-none-match": tag}).status_code == 304
    change(item, people, carry, title_en="New title")
    assert client.get(feed_at("en"), headers={"if-none-match": tag}).status_code == 200


def test_feed_asks_as_often_for_many_events_as_for_one(
    public: Made, client: Client, django_assert_num_queries: Any
) -> None:
    day = timezone.localdate().isoformat()
    for _each in range(4):
        public(starts_on=day, ends_on=day)
        with django_assert_num_queries(3):
            client.get(feed_at("en"))


ZONES = ("Europe/Zurich", "Asia/Riyadh", "Asia/Bahrain", "America/New_York", "Africa/Cairo",
         "Africa/Casablanca", "Asia/Beirut")  # fmt: skip


@pytest.mark.parametrize("key", ZONES)
def test_zone_gives_the_true_offset_on_every_day_of_its_years(key: str) -> None:
    """As vobject works it out from the rules alone, at every third hour of four years."""
    calendar = icalendar.Calendar()
    calendar.add_component(zone(key, 2025, 2026))
    text = calendar.to_ical().decode().replace(key, f"/test/{key}")
    read = vobject.readOne(text).vtimezone.tzinfo
    moment = datetime(2024, 1, 1, 1)
    while moment < datetime(2028, 1, 1):
        local = moment.replace(tzinfo=ZoneInfo(key))
        is_real = local.astimezone(UTC).astimezone(ZoneInfo(key)).replace(tzinfo=None) == moment
        if is_real and local.replace(fold=1).utcoffset() == local.utcoffset():
            assert moment.replace(tzinfo=read).utcoffset() == local.utcoffset(), moment
        moment += timedelta(minutes=90)


@pytest.mark.parametrize("key,parts", [("Asia/Riyadh", 1), ("Europe/Zurich", 9)])
def test_zone_is_no_longer_than_its_years(key: str, parts: int) -> None:
    assert len(zone(key, 2026, 2027).subcomponents) == parts

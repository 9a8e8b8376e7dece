"""The cards of an event: kept, chosen, moved, taken back, by keyboard, and heard."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from events.models import Event, Organisation, Participant
from nhri.accounts.models import User
from nhri.accounts.roles import AUTHOR
from nhri.pages.models import Institution
from tests.browser.desk import Desk
from tests.browser.entering import Entry
from tests.browser.keeping import is_kept, offered, restore
from tests.browser.measures import barriers, too_wide
from tests.events.meeting import enter

pytestmark = pytest.mark.django_db(transaction=True)

OPEN = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
CARDS = "#part-{} .parts-list > .part-card"


@pytest.fixture
def meeting(people: dict[str, User], institution: Institution) -> Any:
    return enter(people[AUTHOR])


def cards(place: Desk, part: str) -> Any:
    return place.page.locator(CARDS.format(part))


def test_one_empty_card_and_none_beside_filled_ones(
    desk: Callable[..., Desk], meeting: Any
) -> None:
    author = desk(AUTHOR)
    author.open("admin:events_event_add")
    assert [cards(author, part).count() for part in ("sessions", "participations")] == [1, 1]
    author.open("admin:events_event_change", meeting.pk)
    assert [cards(author, part).count() for part in ("sessions", "outcomes")] == [6, 6]
    expect(author.page.locator("#part-sessions .part-count")).to_have_text("6")


def test_cards_that_were_typed_survive_a_crash(desk: Callable[..., Desk], meeting: Any) -> None:
    body = Organisation.objects.create(kind="un", name_ar="هيئة تجريبية", name_en="Example Body")
    author = desk(AUTHOR)
    author.open("admin:events_event_change", meeting.pk)
    entry = Entry(author)
    key = entry.key(entry.card("sessions", 6, title_ar="جلسة لم تحفظ"))
    entry.click(f"{CARDS.format('sessions')}:nth-child(2) [data-part-remove]")
    prefix = entry.card("participations", 8, role="observer", session=key)
    entry.find(f"{prefix}-organisation", "هيئه", "هيئة تجريبية")
    is_kept(author)
    author.page.wait_for_timeout(4000)  # what was chosen last is kept after the pause
    author.page.context.close()

    again = desk(AUTHOR)
    again.open("admin:events_event_change", meeting.pk)
    expect(offered(again)).to_have_count(1)
    restore(again)
    assert [cards(again, part).count() for part in ("sessions", "participations")] == [7, 9]
    last = cards(again, "participations").last
    expect(last.locator("[id$=organisation-container]")).to_contain_text("هيئة تجريبية")
    assert last.locator("[name$=-session] option:checked").inner_text() == "جلسة لم تحفظ"
    expect(cards(again, "sessions").nth(1)).to_have_class("part-card is-gone")
    again.save()
    assert meeting.sessions.count() == 6 and meeting.sessions.last().title_ar == "جلسة لم تحفظ"
    assert meeting.participations.get(organisation=body).session.title_ar == "جلسة لم تحفظ"


def test_new_record_is_chosen_in_the_card_that_asked_for_it(
    desk: Callable[..., Desk], meeting: Any
) -> None:
    author = desk(AUTHOR)
    author.open("admin:events_event_change", meeting.pk)
    entry = Entry(author)
    first, second = (entry.card("participations", number, role="speaker") for number in (8, 9))
    entry.make(f"{second}-person", name_ar="شخص تجريبي جديد")
    person = Participant.objects.get(name_ar="شخص تجريبي جديد")
    expect(author.page.locator(f"#id_{second}-person")).to_have_value(str(person.pk))
    expect(author.page.locator(f"#id_{first}-person")).to_have_value("")
    author.save()  # the card in which nothing but the role was chosen is none
    assert meeting.participations.filter(person=person).count() == 1
    assert meeting.participations.count() == 9


def test_cards_are_moved_removed_and_taken_back_by_keyboard(
    desk: Callable[..., Desk], meeting: Any
) -> None:
    author = desk(AUTHOR, "en")
    author.open("admin:events_event_change", meeting.pk)
    page = author.page
    group = page.get_by_role("group", name=f"Session {2}", exact=True)
    group.locator("[data-part-move=up]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#part-sessions .parts-said")).to_have_text("Moved: now 1 of 6")
    expect(page.get_by_role("group", name=f"Session {1}", exact=True)).to_contain_text("Kind")
    assert page.evaluate("document.activeElement.dataset.partMove") == "up"
    remove = cards(author, "sessions").nth(5).locator("[data-part-remove]")
    remove.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#part-sessions .part-count")).to_have_text("5")
    expect(remove).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#part-sessions .part-count")).to_have_text("6")
    author.save()
    assert list(meeting.sessions.values_list("key", flat=True))[:2] == ["highlevel", "assembly"]
    assert meeting.sessions.count() == 6


def test_new_session_follows_the_one_before_and_is_nothing_until_typed_into(
    desk: Callable[..., Desk], meeting: Any
) -> None:
    author = desk(AUTHOR)
    author.open("admin:events_event_change", meeting.pk)
    cards(author, "sessions").last.locator("[name$=-ends]").fill("17:30")
    author.click("#part-sessions [data-part-add]")
    added = cards(author, "sessions").last
    expect(added.locator("[name$=-day]")).to_have_value("2021-03-11")
    expect(added.locator("[name$=-starts]")).to_have_value("17:30")
    author.save()
    assert meeting.sessions.count() == 6


def test_an_error_stands_in_its_card_and_the_keyboard_begins_there(
    desk: Callable[..., Desk], meeting: Any
) -> None:
    author = desk(AUTHOR)
    author.open("admin:events_event_change", meeting.pk)
    third = cards(author, "sessions").nth(2)
    third.locator("[name$=-day]").fill("2021-04-01")
    author.save()
    wrong = cards(author, "sessions").nth(2)
    expect(wrong.locator(".field-day .errorlist")).to_have_count(1)
    expect(wrong.locator("[name$=-day]")).to_be_focused()
    assert meeting.sessions.filter(day="2021-04-01").count() == 0


@pytest.mark.parametrize("language,width", [("ar", 360), ("ar", 1280), ("en", 360), ("en", 1280)])
def test_pages_of_an_event_are_accessible_and_fit(
    desk: Callable[..., Desk], meeting: Event, language: str, width: int
) -> None:
    author = desk(AUTHOR, language, width=width)
    for name, arguments in (
        ("admin:events_event_add", ()),
        ("admin:events_event_change", (meeting.pk,)),
        ("admin:events_event_next_edition", (meeting.pk,)),
        ("admin:events_event_participants_import", (meeting.pk,)),
        ("admin:news_newsitem_from_event", (meeting.pk,)),
    ):
        author.open(name, *arguments)
        author.page.evaluate(OPEN)
        author.page.wait_for_timeout(300)
        assert (name, too_wide(author), barriers(author)) == (name, 0, [])


def test_preview_of_a_list_is_accessible(
    desk: Callable[..., Desk], meeting: Event, people: dict[str, User]
) -> None:
    Participant.objects.create(name_ar="علي أحمد الدرازي")
    author = desk(AUTHOR, "ar", width=360)
    author.open("admin:events_event_participants_import", meeting.pk)
    text = "name_ar,organisation,role\nعلي أحمد الدارزي,,speaker\nسارة,Body,emperor\nليلى,Body,\n"
    file = {"name": "list.csv", "mimeType": "text/csv", "buffer": text.encode()}
    author.page.locator("input[type=file]").set_input_files([file])  # type: ignore[list-item]
    author.confirm()
    assert (too_wide(author), barriers(author)) == (0, [])
    author.page.locator("input[name=person-2]").first.check()
    author.confirm()
    assert meeting.participations.count() == 10

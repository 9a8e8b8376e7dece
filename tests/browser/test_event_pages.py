"""Events, networks, organisations and persons as readers meet them: barriers, widths, keyboard."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from events.models import (
    Accreditation,
    Country,
    Event,
    Membership,
    Network,
    Organisation,
    Participant,
)
from nhri.accounts.models import User
from nhri.accounts.roles import AUTHOR, EDITOR, PUBLISHER
from nhri.pages.models import Institution
from nhri.translation.languages import LANGUAGES, direction
from nhri.workflow import actions, drafts
from tests.browser.desk import Desk
from tests.browser.measures import barriers, too_wide
from tests.events.meeting import OUTCOMES, enter


@pytest.fixture
def paths(people: dict[str, User], institution: Institution) -> dict[str, dict[str, str]]:
    """Name → language → path, of a site with a past meeting, what is to come, and records."""
    body = Organisation.objects.create(
        kind="network", name_ar="التحالف العالمي", name_en="Global Alliance", abbreviation="GA"
    )
    alliance = Network.objects.create(organisation=body, scope="global", founded=1993)
    institutions = [_institution(number, alliance) for number in range(6)]
    person = Participant.objects.create(
        name_en="Amélie Example", has_consented=True, is_public=True, biography_en="An example."
    )
    outcomes = [*OUTCOMES, {"kind": "elected", "title_ar": "المكتب", "title_en": "Bureau",
                            "link": "https://nhri.example.org/bureau.pdf"}]  # fmt: skip
    meeting = _published(enter(people[AUTHOR], host=body.pk, outcomes=outcomes), people)
    today = timezone.localdate()
    row = {"person": person.pk, "organisation": institutions[1].pk, "role": "moderator"}
    for status in Event.Status.values:
        kept = _published(
            drafts.create(
                Event(),
                {
                    "title_ar": "لقاء", "title_en": f"Dialogue {status}", "summary_ar": "ملخص",
                    "summary_en": "Summary", "status": status, "starts_on": today,
                    "ends_on": today + timedelta(days=2), "starts_at": "09:00",
                    "participations": [row], "city_ar": "العاصمة", "city_en": "The Capital",
                },
                by=people[AUTHOR],
            ),
            people,
        )  # fmt: skip
    shown = {
        "meeting": Event.objects.with_visibility().get(pk=meeting.pk),
        "cancelled": Event.objects.with_visibility().get(pk=kept.pk),
        "network": alliance, "organisation": institutions[1], "person": person,
    }  # fmt: skip
    lists = {
        "list": "events/", "past": "events/?when=past", "none": "events/?kind=visit",
        "year": "events/2021/", "month": f"events/calendar/{today.year}/{today.month}/",
        "empty month": "events/calendar/1999/2/", "networks": "networks/", "home": "",
    }  # fmt: skip
    return {
        **{name: {code: one.address(code) for code in LANGUAGES} for name, one in shown.items()},
        **{name: {code: f"/{code}/{path}" for code in LANGUAGES} for name, path in lists.items()},
    }


def _institution(number: int, network: Network) -> Organisation:
    country = Country.objects.create(
        code=f"X{number}", name_ar=f"دولة {number}", name_en=f"Country {number}"
    )
    names = {"name_en": "Commission nationale des droits de l’homme", "name_en_language": "fr"}
    made = Organisation.objects.create(country=country, **(names if number % 2 else {}))
    Membership.objects.create(organisation=made, network=network)
    if number % 3:
        Accreditation.objects.create(
            organisation=made, status="AB"[number % 2], as_of=2025, source="GANHRI, 2025"
        )
    return made


def _published(item: Any, people: dict[str, User]) -> Any:
    for language in LANGUAGES:
        item = actions.submit(item, language, by=people[AUTHOR])
        item = actions.approve(item, language, by=people[EDITOR])
        item = actions.publish(item, language, by=people[PUBLISHER])
    return item


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("look", ["light", "dark"])
def test_pages_have_no_barriers_wide_or_narrow_light_or_dark(
    window: Callable[..., Desk], paths: Any, language: str, look: str
) -> None:
    reader = window(language, color_scheme=look)
    found = []
    for name, path in paths.items():
        assert reader.go(path[language]).status == 200, name
        for width in (1280, 360):
            reader.page.set_viewport_size({"width": width, "height": 800})
            found += [f"{width}: {barrier}" for barrier in barriers(reader)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_have_their_direction_and_never_scroll_sideways(
    window: Callable[..., Desk], paths: Any, language: str
) -> None:
    reader = window(language, width=320)
    for name, path in paths.items():
        reader.go(path[language])
        html = reader.page.locator("html")
        assert html.get_attribute("dir") == direction(language), name
        assert reader.page.locator("h1").count() == 1, name
        assert too_wide(reader) == 0, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_month_is_a_table_that_the_keyboard_walks(
    window: Callable[..., Desk], paths: Any, language: str
) -> None:
    reader = window(language)
    reader.go(paths["month"][language])
    table = reader.page.get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_count(7)
    links = table.get_by_role("link")
    links.first.focus()
    for place in range(1, links.count()):
        reader.page.keyboard.press("Tab")
        expect(links.nth(place)).to_be_focused()
    href = links.last.get_attribute("href")
    with reader.page.expect_navigation():
        reader.page.keyboard.press("Enter")
    assert unquote(reader.page.url).endswith(unquote(str(href)))
    reader.page.set_viewport_size({"width": 360, "height": 800})
    reader.go(paths["month"][language])
    shown = reader.page.locator(".month td:visible")
    expect(shown).to_have_count(1)  # all three begin today: one day in the list of a phone
    expect(shown.get_by_role("link")).to_have_count(3)


@pytest.mark.parametrize("language", LANGUAGES)
def test_visitor_reads_the_times_of_the_venue_and_their_own(
    window: Callable[..., Desk], paths: Any, language: str
) -> None:
    reader = window(language)
    reader.go(paths["meeting"][language])
    first = reader.page.locator(".session-time").first
    expect(first).to_contain_text("13:00")
    expect(first.locator(".visitor-time")).to_contain_text("15:00")
    expect(reader.page.locator(".visitor-note")).to_be_visible()
    reader.go(paths["cancelled"][language])  # in Bahrain, whose clock is that of the visitor
    expect(reader.page.locator(".event-clock")).to_contain_text("09:00")
    expect(reader.page.locator(".visitor-time")).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_an_outcome_never_touch(
    window: Callable[..., Desk], paths: Any, language: str
) -> None:
    """The kind and the title stand in columns of their own at every width."""
    reader = window(language)
    reader.go(paths["meeting"][language])
    for width in (1280, 360, 320):
        reader.page.set_viewport_size({"width": width, "height": 800})
        gaps = reader.page.evaluate(
            """() => [...document.querySelectorAll(".outcome-kind")].map((kind) => {
                const range = document.createRange();
                range.selectNodeContents(kind);
                const title = kind.nextElementSibling;
                const [a, b] = [range, title].map((one) => one.getBoundingClientRect());
                return Math.max(b.left - a.right, a.left - b.right);
            })"""
        )
        assert len(gaps) == 2 * len(OUTCOMES) + 1
        assert min(gaps) >= 8


def test_print_keeps_the_facts_and_leaves_out_what_nobody_can_click(
    window: Callable[..., Desk], paths: Any
) -> None:
    reader = window("ar")
    reader.go(paths["meeting"]["ar"])
    reader.page.emulate_media(media="print")
    expect(reader.page.locator(".event-facts")).to_be_visible()
    expect(reader.page.locator("#agenda")).to_be_visible()
    for hidden in (".bar", ".crumbs", ".editions", ".visitor-time"):
        expect(reader.page.locator(f"{hidden}:visible")).to_have_count(0)

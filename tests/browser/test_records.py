"""Records in the browser: namesakes told apart while typing, the existing one chosen instead."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from events.models import Country, Organisation, Participant
from tests.browser.desk import Desk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def commissions(transactional_db: None) -> list[Organisation]:
    """Two institutions of one name in two countries."""
    made = []
    for code, arabic, english in (("IN", "الهند", "India"), ("NP", "نيبال", "Nepal")):
        country = Country.objects.create(code=code, name_ar=arabic, name_en=english)
        names = {"name_ar": "اللجنة الوطنية", "name_en": "Human Rights Commission"}
        made.append(Organisation.objects.create(country=country, **names))
    return made


@pytest.mark.parametrize(
    "language,typed,country",
    [("ar", "اللجنه الوطنيه", "نيبال"), ("en", "rights commission", "Nepal")],
)
def test_namesakes_are_told_apart_while_typing(
    desk: Callable[..., Desk], commissions: Any, language: str, typed: str, country: str
) -> None:
    place = desk("editor", language)
    place.open("admin:events_eventseries_add")
    place.click(".select2-selection")
    place.page.keyboard.type(typed)
    expect(place.page.locator(".namesake")).to_have_count(2)
    place.page.locator(".namesake", has_text=country).click()
    expect(place.page.locator("#id_organiser")).to_have_value(str(commissions[1].pk))


def test_existing_record_is_chosen_in_the_small_window(
    desk: Callable[..., Desk], commissions: Any
) -> None:
    place = desk("editor")
    place.open("admin:events_eventseries_add")
    with place.page.expect_popup() as opened:
        place.click("#add_id_organiser")
    small = opened.value
    small.fill("#id_name_ar", "اللجنه الوطنية")
    small.locator("[name=_save]").click()
    link = small.locator(f'.doubles a[href$="_use={commissions[0].pk}"]')
    with small.expect_event("close"):
        link.click()
    expect(place.page.locator("#id_organiser")).to_have_value(str(commissions[0].pk))
    assert Organisation.objects.count() == 2


@pytest.mark.parametrize("language", ["ar", "en"])
def test_pages_of_records_are_accessible_and_fit_a_phone(
    desk: Callable[..., Desk], commissions: Any, language: str
) -> None:
    one, other = commissions
    Participant.objects.create(name_ar="علي الدرازي")
    place = desk("editor", language, width=360)
    one.accreditations.create(status="A", as_of=2025)
    other.accreditations.create(status="B", as_of=2025)
    pages: list[tuple[str, Any]] = [
        ("admin:events_organisation_merge", (one.pk, other.pk)),
        ("admin:events_organisation_merge_pick", (one.pk,)),
        ("admin:events_organisation_import", ()),
        ("admin:events_organisation_change", (one.pk,)),
        ("admin:events_participant_add", ()),
    ]
    for name, arguments in pages:
        place.open(name, *arguments)
        if name.endswith("participant_add"):
            place.fill("#id_name_ar", "على الدرازى")
            place.click("[name=_save]")
            place.page.locator(".doubles").wait_for()
        wide = place.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found = Axe().run(place.page, context="#content").response["violations"]
        # Django's own tables have an empty head over the column of each row's record.
        problems = [
            f"{v['id']}: {v['nodes'][0]['html']}" for v in found if v["id"] != "empty-table-header"
        ]
        assert (name, wide, problems) == (name, 0, [])

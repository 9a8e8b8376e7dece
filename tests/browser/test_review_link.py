"""The president approves on a phone: from the desk's form to the page that readers see."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.accounts.roles import ADMINISTRATOR, AUTHOR, EDITOR, PUBLISHER
from nhri.desk.comments import FieldComment, answer
from nhri.desk.review_links import issue
from nhri.desk.reviewing import Reviewer
from nhri.pages.models import Institution
from nhri.translation.languages import LANGUAGES, direction
from nhri.workflow import actions, drafts
from nhri.workflow.models import AuditEntry
from nhri.workflow.states import State, Verb
from tests.browser.desk import Desk
from tests.browser.measures import barriers, too_wide
from tests.browser.reasons import stored
from tests.conftest import ARABIC_TEXT

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def president(people: dict[str, User]) -> Reviewer:
    """Registered, with a name as long as offices have."""
    return Reviewer.objects.create(
        name="رئيس المؤسسة الوطنية لحقوق الإنسان",
        email="president.of.the.national.institution@example.org",
        created_by=people[ADMINISTRATOR],
    )


@pytest.fixture
def waiting(draft: Any, carry: Any, institution: Institution) -> NewsItem:
    """The Arabic waits for review."""
    return carry(draft(), "ar", "in_review")


def letter_address() -> str:
    """The path of the link in the newest letter."""
    found = re.search(r"^http\S+/review/\S+$", mail.outbox[-1].body, re.MULTILINE)
    assert found is not None
    return urlsplit(found[0]).path


def letter_code() -> str:
    """The six digits of the newest letter."""
    found = re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)
    assert found is not None
    return found[0]


def test_president_comments_and_approves_on_a_phone_and_the_publisher_publishes(
    desk: Callable[..., Desk], window: Callable[..., Desk], president: Reviewer, waiting: NewsItem
) -> None:
    editor = desk(EDITOR)
    editor.open_item(waiting)
    editor.click(f'a[href$="/{waiting.pk}/review/"]')
    editor.page.locator("#id_reviewer").select_option(str(president.pk))
    editor.fill("#id_message", "يُرجى النظر فيه قبل المساء.")
    editor.click(".verb-actions [type=submit]")
    address = letter_address()
    expect(editor.page.locator("#review-address")).to_have_value(re.compile(re.escape(address)))

    phone = window("ar", **PHONE, java_script_enabled=False)
    phone.go(address)
    expect(phone.page.locator("html")).to_have_attribute("dir", "rtl")
    expect(phone.page.locator("article[lang=ar]")).to_contain_text(ARABIC_TEXT["title_ar"])
    phone.click("#text-ar .guest-comment > summary")
    phone.page.locator("#id_ar-place").select_option("ar:title_ar")
    phone.fill("#id_ar-body", "أقترح ذكر اسم المركز في العنوان.")
    phone.click("#text-ar .guest-comment button")
    expect(phone.page.locator("#comments")).to_contain_text("أقترح ذكر اسم المركز")
    said = FieldComment.objects.get()
    assert (said.field, said.guest.name) == ("title_ar", president.name)

    phone.click("#text-ar .guest-act a >> nth=0")
    phone.click("form [type=submit]")
    assert stored(waiting).stage("ar") == State.IN_REVIEW
    assert mail.outbox[-1].to == [president.email]
    phone.fill("#id_code", letter_code())
    phone.click(".guest-code [type=submit]")
    expect(phone.page.locator("#decided")).to_be_visible()
    assert stored(waiting).stage("ar") == State.APPROVED
    assert AuditEntry.objects.get(verb=Verb.APPROVE).actor.name == president.name

    publisher = desk(PUBLISHER)
    publisher.open("admin:news_newsitem_history", waiting.pk)
    expect(publisher.page.locator(".history")).to_contain_text(president.name)
    publisher.open_item(waiting)
    publisher.press("publish")
    publisher.confirm()
    reader = window("ar")
    reader.go(NewsItem.objects.with_visibility().get(pk=waiting.pk).address("ar"))
    expect(reader.page.locator("h1")).to_contain_text(ARABIC_TEXT["title_ar"])


def test_revoked_link_shows_nothing_on_the_phone(
    desk: Callable[..., Desk], window: Callable[..., Desk], president: Reviewer, waiting: NewsItem
) -> None:
    editor = desk(EDITOR)
    editor.open("admin:news_newsitem_review", waiting.pk)
    editor.page.locator("#id_reviewer").select_option(str(president.pk))
    editor.click(".verb-actions [type=submit]")
    phone = window("ar", **PHONE)
    assert phone.go(letter_address()).status == 200
    editor.open("admin:news_newsitem_review", waiting.pk)
    editor.click(".review-links [type=submit]")
    expect(editor.page.locator(".messagelist li")).to_have_count(1)
    phone.click("#text-ar .guest-act a >> nth=0")
    assert phone.page.locator("form").count() == 0
    assert ARABIC_TEXT["title_ar"] not in phone.page.content()
    assert phone.go(letter_address()).status == 404
    assert ARABIC_TEXT["title_ar"] not in phone.page.content()


def guest_pages(place: Desk, path: str) -> list[tuple[str, Callable[[], Any]]]:
    """Each page of a guest by name, with the way there."""
    return [
        ("item", lambda: place.go(path)),
        ("comment refused", lambda: _send_empty(place)),
        ("return", lambda: place.go(f"{path}return/ar/")),
        ("approve", lambda: place.go(f"{path}approve/ar/")),
        ("changed meanwhile", lambda: place.go(f"{path}approve/ar/?revision=1&shared_revision=1")),
        ("refused", lambda: place.go(f"{path}approve/en/")),
        ("code", lambda: _to_code(place, path)),
        ("wrong code", lambda: _wrong(place)),
        ("closed", lambda: place.go(f"{path[:-3]}/")),
    ]


def _send_empty(place: Desk) -> None:
    unfold(place)
    place.click(".guest-comment button >> nth=0")
    expect(place.page.locator(".guest-field .guest-error")).to_have_count(1)


def _to_code(place: Desk, path: str) -> None:
    place.go(f"{path}approve/ar/")
    place.click("form [type=submit]")
    expect(place.page.locator("#id_code")).to_be_visible()


def _wrong(place: Desk) -> None:
    place.fill("#id_code", "12")
    place.click(".guest-code [type=submit]")
    expect(place.page.locator("[role=alert]")).to_be_visible()


def unfold(place: Desk) -> None:
    """Everything that is folded, also what lies inside of it."""
    folded = place.page.locator("details:not([open]) > summary")
    while folded.count():
        folded.first.click()


@pytest.fixture
def lively(
    published: Any, people: dict[str, User], president: Reviewer, institution: Institution
) -> tuple[Any, str]:
    """A public item with a change in review, an embargo and an answered comment; its token."""
    Institution.objects.filter(pk=1).update(email="press@example.org", phone="+968 2400 0000")
    item = published("ar", "en")
    changed = {
        "title_ar": ARABIC_TEXT["title_ar"] + " للمرة الثانية",
        "body_ar": ARABIC_TEXT["body_ar"] + "<h2>التوصيات</h2><ul><li>توصية</li></ul>"
        "<table><tbody><tr><th>السنة</th><td>شكاوى أماكن الاحتجاز والتوقيف المنظورة</td>"
        "<td>طلبات المساعدة القانونية</td></tr></tbody></table>",
        "kind": "statement",
    }
    item = drafts.save(item, changed, by=people[AUTHOR])
    item = actions.submit(item, "ar", by=people[AUTHOR])
    item = actions.set_embargo(item, timezone.now() + timedelta(days=1), by=people[PUBLISHER])
    link, token = issue(item, by=people[EDITOR], lasts=timedelta(days=3), reviewer=president)
    said = FieldComment.objects.create(
        item=item, language="ar", field="title_ar", body="ملاحظة", guest=link
    )
    answer(said, body="جواب", by=people[AUTHOR])
    return item, token


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("look", ["light", "dark"])
def test_guest_pages_have_no_barriers_and_fit_a_phone(
    window: Callable[..., Desk], lively: tuple[Any, str], language: str, look: str
) -> None:
    _item, token = lively
    phone = window(language, **PHONE, color_scheme=look)
    found, wide = [], {}
    for name, go in guest_pages(phone, f"/{language}/review/{token}/"):
        go()
        expect(phone.page.locator("html")).to_have_attribute("dir", direction(language))
        unfold(phone)
        found += [f"{name}: {barrier}" for barrier in barriers(phone)]
        wide[name] = too_wide(phone)
    assert not found, "\n".join(found)
    assert {name: pixels for name, pixels in wide.items() if pixels} == {}


def test_what_a_thumb_presses_is_large_enough(
    window: Callable[..., Desk], lively: tuple[Any, str]
) -> None:
    _item, token = lively
    phone = window("ar", **PHONE)
    phone.go(f"/ar/review/{token}/")
    unfold(phone)
    pressed = phone.page.locator(
        ".guest-act > *, .guest-jumps a, .guest summary, .guest select, .guest textarea, .switch"
    )
    small = [
        box for box in (one.bounding_box() for one in pressed.all()) if box and box["height"] < 44
    ]
    assert small == []
    assert pressed.count() > 8


def test_guest_reads_and_decides_by_keyboard_alone(
    window: Callable[..., Desk], lively: tuple[Any, str]
) -> None:
    item, token = lively
    guest = window("en")
    guest.go(f"/en/review/{token}/approve/ar/")
    guest.page.locator("form [type=submit]").focus()
    guest.page.keyboard.press("Enter")
    guest.page.locator("#id_code").focus()
    guest.page.keyboard.type(letter_code())
    guest.page.keyboard.press("Enter")
    expect(guest.page.locator("#decided")).to_be_visible()
    assert stored(item).stage("ar") == State.APPROVED


@pytest.mark.parametrize("language", LANGUAGES)
def test_desk_pages_of_review_links_have_no_barriers_and_fit_a_phone(
    desk: Callable[..., Desk], lively: tuple[Any, str], language: str, president: Reviewer
) -> None:
    item, _token = lively
    place = desk(EDITOR, language, width=360)
    place.open("admin:news_newsitem_review", item.pk)
    found = barriers(place)
    widths = [too_wide(place)]
    place.click(".verb-actions [type=submit]")
    found += barriers(place)
    widths.append(too_wide(place))
    place.page.locator("#id_reviewer").select_option(str(president.pk))
    place.click(".verb-actions [type=submit]")
    expect(place.page.locator("#review-address")).to_be_visible()
    found += barriers(place)
    widths.append(too_wide(place))
    assert not found, "\n".join(found)
    assert widths == [0, 0, 0]

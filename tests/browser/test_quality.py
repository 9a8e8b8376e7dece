"""The text check while somebody types: in fields and editors, by mouse and by keyboard."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.desk import Desk

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "textarea[name=title_ar]"


@pytest.fixture
def form(window: Callable[..., Desk], people: Any, draft: Any) -> Page:
    """An author's form, opened on a text with nothing to remark, its editors ready."""
    desk = window("ar")
    desk.sign_in("author")
    desk.open("admin:news_newsitem_change", draft().pk)
    ready = "() => Object.values(CKEDITOR.instances).every((one) => one.status === 'ready')"
    desk.page.wait_for_function(ready)
    return desk.page


def entries(page: Page) -> Locator:
    return page.locator(".quality-entry")


def test_typing_shows_a_remark_and_its_button_mends_the_field(form: Page) -> None:
    form.fill(TITLE, "المؤسســة تزور مركز التوقيف 😀 في العاصمــة")
    expect(entries(form)).to_have_count(1)
    form.locator("[data-quality-fix=title_ar]").click()
    expect(form.locator(TITLE)).to_have_value("المؤسسة تزور مركز التوقيف 😀 في العاصمة")
    expect(entries(form)).to_have_count(0)


def test_editor_is_read_and_mended(form: Page) -> None:
    form.evaluate("CKEDITOR.instances.id_body_ar.setData('<p>زار فريق من من المؤسسة, المركز</p>')")
    expect(entries(form)).to_have_count(2)
    for left in (1, 0):
        form.locator("[data-quality-fix=body_ar]").first.click()
        expect(entries(form)).to_have_count(left)
    data = form.evaluate("CKEDITOR.instances.id_body_ar.getData()")
    assert data.strip() == "<p>زار فريق من المؤسسة، المركز</p>"


def test_keyboard_mends_and_keeps_its_place(form: Page) -> None:
    form.fill(TITLE, "المؤسســة , تزور")
    expect(entries(form)).to_have_count(3)
    form.locator("[data-quality-fix=title_ar]").first.focus()
    for left in (2, 1, 0):
        form.keyboard.press("Enter")
        expect(entries(form)).to_have_count(left)
    expect(form.locator("#quality-title")).to_be_focused()
    expect(form.locator(TITLE)).to_have_value("المؤسسة، تزور")


def test_remark_leads_to_its_field(form: Page) -> None:
    form.fill(TITLE, "المؤسســة تزور")
    form.locator("[data-quality-field=title_ar]").click()
    expect(form.locator(TITLE)).to_be_focused()


def test_status_says_how_many(form: Page) -> None:
    form.fill(TITLE, "المؤسســة تزور")
    status = form.locator(".quality-status")
    expect(status).to_have_attribute("role", "status")
    summary = form.locator("[data-summary]")
    expect(entries(form)).to_have_count(1)
    expect(status).to_have_text(re.compile(re.escape(summary.get_attribute("data-summary") or "-")))


def test_panel_is_accessible(form: Page) -> None:
    form.fill(TITLE, "المؤسســة , تزور (المركز")
    form.fill("textarea[name=summary_ar]", "")
    expect(form.locator(".quality-block")).to_have_count(1)
    assert Axe().run(form, context=".quality").response["violations"] == []

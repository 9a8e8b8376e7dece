"""Two windows of one person, each with its own text; the offer for every eye and keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from nhri.accounts.models import User
from nhri.accounts.roles import AUTHOR
from nhri.translation.languages import LANGUAGES
from nhri.workflow.kept import KeptText
from tests.browser.desk import Desk
from tests.browser.keeping import (
    copies_in_browser,
    is_kept,
    leave_signed_out,
    offered,
    restore,
    sign_in_again,
    wait_for_an_empty_browser,
)
from tests.browser.measures import barriers, too_wide


def test_signing_in_in_another_tab_keeps_and_saves_from_the_first(
    desk: Callable[..., Desk], draft: Any
) -> None:
    item = draft()
    author = desk(AUTHOR)
    author.open_item(item)
    author.rich("body_ar")
    leave_signed_out(author)
    author.write("ar", title="عنوان في هذا المتصفح")
    author.page.locator(".kept-status.is-warning").wait_for()
    link = author.page.locator(".kept-sign-in")
    expect(link).to_be_visible()
    assert (KeptText.objects.count(), copies_in_browser(author)) == (0, 1)

    with author.page.context.expect_page() as opened:
        link.click()
    tab = Desk(opened.value, author.site, author.language)
    sign_in_again(tab)
    author.page.bring_to_front()
    author.page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(link).to_be_hidden()
    assert (KeptText.objects.count(), copies_in_browser(author)) == (1, 0)
    author.save()  # its own token was worn out by the second sign-in
    item.refresh_from_db()
    assert item.title_ar == "عنوان في هذا المتصفح"
    assert KeptText.objects.count() == 0


def test_what_is_undecided_is_not_written_over_and_discarding_makes_room(
    desk: Callable[..., Desk], draft: Any, people: dict[str, User]
) -> None:
    item = draft()
    first = desk(AUTHOR)
    first.open_item(item)
    first.write("ar", title="النص الأول")
    is_kept(first)
    first.page.context.close()
    second = desk(AUTHOR)
    second.open_item(item)
    second.write("ar", summary="النص الثاني")
    second.page.locator(".kept-status.is-warning").wait_for()
    assert KeptText.objects.get().data["title_ar"] == ["النص الأول"]
    second.click(".kept-offer form button")
    expect(offered(second)).to_have_count(0)
    expect(second.page.locator("#id_summary_ar")).to_have_value("النص الثاني")
    expect(second.page.locator(".kept-status.is-warning")).to_have_count(0)
    wait_for_an_empty_browser(second)
    copy = KeptText.objects.get()
    assert copy.data["summary_ar"] == ["النص الثاني"]
    assert (copy.user, copy.data["title_ar"]) == (people[AUTHOR], [item.title_ar])


def test_what_restoring_displaces_is_offered_in_its_turn(
    desk: Callable[..., Desk], draft: Any
) -> None:
    item = draft()
    first = desk(AUTHOR)
    first.open_item(item)
    first.write("ar", title="النص الأول")
    is_kept(first)
    first.page.context.close()
    second = desk(AUTHOR)
    second.open_item(item)
    second.write("ar", title="النص الثاني")
    restore(second)
    expect(second.page.locator("#id_title_ar")).to_have_value("النص الأول")
    second.save()
    offered(second).wait_for()
    restore(second)
    expect(second.page.locator("#id_title_ar")).to_have_value("النص الثاني")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_offer_and_the_lines_beside_the_buttons_have_no_barriers(
    desk: Callable[..., Desk], draft: Any, language: str, look: str
) -> None:
    item = draft()
    author = desk(AUTHOR, language, color_scheme=look)
    author.open_item(item)
    author.write("ar", title="عنوان لم يحفظ")
    is_kept(author)
    found = barriers(author)
    author.open("admin:index")
    author.open_item(item)
    offered(author).wait_for()
    leave_signed_out(author)
    author.write("ar", summary="نص آخر")
    author.page.locator(".kept-status.is-warning").wait_for()
    found += barriers(author)
    assert [line for line in found if "kept" in line] == []
    author.page.set_viewport_size({"width": 360, "height": 740})
    assert too_wide(author) == 0
    author.page.keyboard.press("Control+Home")
    author.page.locator("[data-kept-restore]").focus()
    author.page.keyboard.press("Tab")
    expect(offered(author).locator("form button")).to_be_focused()

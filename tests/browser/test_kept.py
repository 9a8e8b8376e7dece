"""A closed lid, a crash, an expired sign-in: what was typed is offered again."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Route, expect

from news.models import NewsItem
from nhri.accounts.roles import AUTHOR
from nhri.workflow.kept import KeptText
from tests.browser.desk import Desk
from tests.browser.keeping import (
    TYPED,
    is_kept,
    leave_signed_out,
    offered,
    restore,
    sign_in_again,
    wait_for_an_empty_browser,
)


def test_a_text_survives_the_death_of_its_window(desk: Callable[..., Desk], draft: Any) -> None:
    item = draft()
    before = item.revisions.count()
    author = desk(AUTHOR)
    author.open_item(item)
    author.write("ar", title="عنوان لم يحفظ", body=TYPED)
    expect(author.editor("body_ar").locator("body")).to_be_focused()
    is_kept(author)
    expect(author.editor("body_ar").locator("body")).to_be_focused()
    author.page.context.close()

    again = desk(AUTHOR)
    again.open_item(item)
    expect(offered(again)).to_have_count(1)
    expect(offered(again).locator("li")).to_have_count(2)
    expect(again.page.locator("#id_title_ar")).to_have_value(item.title_ar)
    restore(again)
    expect(again.editor("body_ar").locator("body")).to_contain_text(TYPED)
    expect(again.page.locator("#id_title_ar")).to_have_value("عنوان لم يحفظ")
    assert item.revisions.count() == before
    again.save()
    item.refresh_from_db()
    assert item.title_ar == "عنوان لم يحفظ"
    assert TYPED in item.body_ar
    assert KeptText.objects.count() == 0
    expect(offered(again)).to_have_count(0)


def test_a_new_item_survives_too_and_works_without_script(
    desk: Callable[..., Desk],
) -> None:
    author = desk(AUTHOR)
    author.open("admin:news_newsitem_add")
    author.write("ar", title="عنوان جديد", body=TYPED)
    is_kept(author)
    author.page.context.close()

    plain = desk(AUTHOR, java_script_enabled=False)
    plain.open("admin:news_newsitem_add")
    plain.click("[data-kept-restore]")
    expect(plain.page.locator("#id_title_ar")).to_have_value("عنوان جديد")
    assert TYPED in plain.page.locator("#id_body_ar").input_value()
    assert NewsItem.objects.count() == 0
    plain.save()
    assert [item.title_ar for item in NewsItem.objects.all()] == ["عنوان جديد"]
    assert KeptText.objects.count() == 0


def test_a_save_on_an_expired_sign_in_loses_nothing(desk: Callable[..., Desk], draft: Any) -> None:
    item = draft()
    author = desk(AUTHOR)
    author.open_item(item)
    author.rich("body_ar")
    leave_signed_out(author)
    author.write("ar", title="عنوان بعد انتهاء الدخول", body=TYPED)
    author.save()  # before the pause: nothing of it ever reached the server
    assert KeptText.objects.count() == 0
    sign_in_again(author)
    offered(author).wait_for()
    assert KeptText.objects.get().object_id == item.pk
    restore(author)
    expect(author.editor("body_ar").locator("body")).to_contain_text(TYPED)
    author.save()
    item.refresh_from_db()
    assert item.title_ar == "عنوان بعد انتهاء الدخول"
    assert TYPED in item.body_ar
    wait_for_an_empty_browser(author)
    assert KeptText.objects.count() == 0


def test_a_lost_connection_is_said_and_the_text_offered_when_it_is_back(
    desk: Callable[..., Desk], draft: Any
) -> None:
    item = draft()
    author = desk(AUTHOR)
    author.open_item(item)

    def lost(route: Route) -> None:
        route.abort()

    author.page.route("**/kept/", lost)
    author.write("en", title="Typed while offline")
    author.page.locator(".kept-status.is-warning").wait_for()
    expect(author.page.locator(".kept-sign-in")).to_be_hidden()
    assert KeptText.objects.count() == 0
    author.page.unroute("**/kept/")
    author.open("admin:index")
    author.open_item(item)
    offered(author).wait_for()
    restore(author)
    expect(author.page.locator("#id_title_en")).to_have_value("Typed while offline")


def test_leaving_before_the_pause_keeps_the_text(desk: Callable[..., Desk], draft: Any) -> None:
    item = draft()
    author = desk(AUTHOR)
    author.open_item(item)
    author.write("ar", body=TYPED)
    author.open("admin:index")
    author.open_item(item)
    offered(author).wait_for()
    restore(author)
    expect(author.editor("body_ar").locator("body")).to_contain_text(TYPED)


def test_a_saved_text_is_never_offered(desk: Callable[..., Desk], draft: Any) -> None:
    item = draft()
    author = desk(AUTHOR)
    author.open_item(item)
    author.write("ar", title="عنوان حفظ فورا", body=TYPED)
    is_kept(author)
    author.write("ar", summary="ملخص")
    author.save()
    author.open("admin:index")
    author.open_item(item)
    author.rich("body_ar")
    wait_for_an_empty_browser(author)
    expect(offered(author)).to_have_count(0)
    assert KeptText.objects.count() == 0

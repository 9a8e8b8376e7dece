"""What a person sees of a text that was typed and not saved: the line, the offer, the browser."""

from django.conf import settings
from playwright.sync_api import Locator, expect

from nhri.accounts.roles import AUTHOR
from tests.browser.desk import Desk
from tests.conftest import PASSWORD

TYPED = "جملة كتبت ولم تحفظ"


def said(place: Desk) -> Locator:
    return place.page.locator(".kept-status:not(:empty)")


def is_kept(place: Desk) -> None:
    """The line that says so has come, and it is no warning."""
    said(place).wait_for()
    expect(place.page.locator(".kept-status")).not_to_have_class("kept-status is-warning")


def offered(place: Desk) -> Locator:
    return place.page.locator(".kept-offer")


def restore(place: Desk) -> None:
    place.click("[data-kept-restore]")
    expect(offered(place)).to_have_count(0)


def copies_in_browser(place: Desk) -> int:
    count: int = place.page.evaluate(
        "Object.keys(localStorage).filter((key) => key.startsWith('kept:')).length"
    )
    return count


def wait_for_an_empty_browser(place: Desk) -> None:
    """Every copy of this browser has reached the server (the page forbids `wait_for_function`)."""
    for _attempt in range(100):
        if copies_in_browser(place) == 0:
            return
        place.page.wait_for_timeout(100)
    raise AssertionError("a copy still waits in the browser")


def leave_signed_out(place: Desk) -> None:
    place.page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)


def sign_in_again(place: Desk) -> None:
    """On the sign-in page where one has landed."""
    place.fill("input[name=username]", AUTHOR)
    place.fill("input[name=password]", PASSWORD)
    with place.page.expect_navigation():
        place.click("#login-form [type=submit]")

"""Mail as a browser shows it, which is how web mail does: readable on the smallest phone."""

from collections.abc import Callable
from typing import Any

import pytest

from nhri.accounts.models import User
from nhri.desk.mail import compose
from nhri.desk.notices import Notice
from nhri.workflow.models import Publishable
from tests.browser.desk import Desk
from tests.desk.mailbox import html_of

LONG = "https://www.example.org/" + "a-very-long-address-without-a-break-" * 8


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_mail_fits_its_window_and_runs_in_its_language_s_direction(
    language: str,
    width: int,
    window: Callable[..., Desk],
    draft: Any,
    carry: Any,
    people: dict[str, User],
) -> None:
    reader = people["author"]
    reader.language = language
    item: Publishable = carry(draft(), "ar", "published")
    rows = type(item)._default_manager.with_visibility()
    pairs = [
        (
            Notice(
                pk=1, user=reader, kind=kind, item=item, language="ar", actor_name="مراجع",
                words=LONG,
            ),
            rows.get(pk=item.pk),
        )
        for kind in ("returned", "comment", "review")
    ]  # fmt: skip
    page = window(language, width=width).page
    page.set_content(html_of(compose(reader, pairs)))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wanted = "rtl" if language == "ar" else "ltr"
    button = page.locator("a").first
    assert button.evaluate("(one) => getComputedStyle(one).direction") == wanted
    box = button.locator("xpath=..").bounding_box()
    assert box is not None
    assert box["height"] >= 44

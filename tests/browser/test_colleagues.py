"""A colleague is invited, chooses a password and begins; the pages of accounts have no barriers."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from nhri.accounts.links import link_for
from nhri.accounts.models import User
from nhri.accounts.roles import ADMINISTRATOR, AUTHOR
from nhri.desk.reviewing import ReviewLink
from nhri.pages.models import Institution
from nhri.translation.languages import LANGUAGES, direction
from tests.accounts.letters import link_in
from tests.browser.desk import Desk
from tests.browser.measures import barriers, too_wide

PASSWORD = "أربع كلمات لا رابط بينها"


@pytest.fixture(autouse=True)
def _no_count_is_left() -> None:
    cache.clear()


def test_invited_colleague_begins_in_arabic(
    desk: Callable[..., Desk], window: Callable[..., Desk], institution: Institution
) -> None:
    chief = desk(ADMINISTRATOR)
    chief.open("admin:nhri_user_changelist")
    chief.click(f'a[href="{chief.path("admin:nhri_user_add")}"]')
    chief.fill("#id_full_name", "نورة السالم")
    chief.fill("#id_email", "noura.s@example.org")
    group = str(User.objects.get(username=AUTHOR).groups.get().pk)
    chief.click(f'input[name=groups][value="{group}"]')
    chief.click("[name=_save]")
    expect(chief.page.locator(".messagelist .success")).to_contain_text("noura.s@example.org")
    assert chief.steps == 5

    (letter,) = mail.outbox
    newcomer = window("ar", width=360)
    newcomer.go(link_in(letter))
    assert "set-password" in newcomer.page.url  # the secret is out of the address
    newcomer.fill("[name=new_password1]", PASSWORD)
    newcomer.fill("[name=new_password2]", PASSWORD)
    newcomer.click("#content-main [type=submit]")
    newcomer.click("#content-main a.button")
    newcomer.fill("input[name=username]", "noura.s")
    newcomer.fill("input[name=password]", PASSWORD)
    newcomer.click("#login-form [type=submit]")
    newcomer.page.wait_for_url(f"{newcomer.site}{newcomer.path('admin:index')}")
    expect(newcomer.page.locator("#user-tools")).to_contain_text("نورة السالم")
    add = f'#content a[href="{newcomer.path("admin:news_newsitem_add")}"]'
    expect(newcomer.page.locator(add).first).to_be_visible()

    newcomer.go(link_in(letter))
    expect(newcomer.page.locator("[name=new_password1]")).to_have_count(0)


@pytest.fixture
def pages(people: dict[str, User], draft: Any) -> dict[str, tuple[str, tuple[Any, ...]]]:
    """The pages of accounts that an administrator opens, each with something on it."""
    author, item = people[AUTHOR], draft()
    closed = User.objects.create_user(
        "closed", "closed@example.org", full_name="Closed", is_active=False
    )
    invited = User.objects.create_user("invited", "invited@example.org", full_name="Invited")
    ReviewLink.objects.create(
        item=item, name="Guest", email="guest@example.org", digest="x", created_by=author,
        expires_at=timezone.now() + timedelta(days=3),
    )  # fmt: skip
    return {
        "list": ("admin:nhri_user_changelist", ()),
        "add": ("admin:nhri_user_add", ()),
        "change": ("admin:nhri_user_change", (invited.pk,)),
        "link": ("admin:nhri_user_link", (invited.pk,)),
        "sessions": ("admin:nhri_user_sessions", (author.pk,)),
        "leaving": ("admin:nhri_user_leaving", (author.pk,)),
        "handover": ("admin:nhri_user_handover", (author.pk,)),
        "return": ("admin:nhri_user_return", (closed.pk,)),
        "item": ("admin:news_newsitem_handover", (item.pk,)),
        "settings": ("admin:my_settings", ()),
        "password": ("admin:password_change", ()),
        "password-done": ("admin:password_change_done", ()),
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("look,width", [("light", 1280), ("dark", 360)])
def test_pages_of_accounts_have_no_barriers_and_fit(
    desk: Callable[..., Desk], pages: dict[str, Any], language: str, look: str, width: int
) -> None:
    place = desk(ADMINISTRATOR, language, width=width, color_scheme=look)
    found = []
    for name, (route, args) in pages.items():
        place.open(route, *args)
        expect(place.page.locator("html")).to_have_attribute("dir", direction(language))
        found += barriers(place)
        if name != "list" or width > 360:
            assert too_wide(place) == 0, name
    place.open("admin:nhri_user_link", *pages["link"][1])
    place.click("[name=_show]")
    expect(place.page.locator(".one-time-link")).to_be_visible()
    found += barriers(place)
    assert too_wide(place) == 0
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_before_sign_in_have_no_barriers_and_fit(
    window: Callable[..., Desk], people: dict[str, User], language: str, width: int
) -> None:
    place, found = window(language, width=width), []

    def look() -> None:
        expect(place.page.locator("html")).to_have_attribute("dir", direction(language))
        found.extend(barriers(place))
        assert too_wide(place) == 0, place.page.url

    author = people[AUTHOR]
    User.objects.filter(pk=author.pk).update(language=language)
    author.refresh_from_db()
    place.open("admin:login")
    look()
    place.click(f'a[href="{place.path("admin_password_reset")}"]')
    look()
    place.fill("[name=email]", "nobody@example.org")
    place.click("#content-main [type=submit]")
    look()
    place.go(link_for(author, "")["address"])
    look()
    place.fill("[name=new_password1]", "short")
    place.fill("[name=new_password2]", "short")
    place.click("#content-main [type=submit]")
    expect(place.page.locator(".errorlist").first).to_be_visible()
    look()
    place.fill("[name=new_password1]", PASSWORD)
    place.fill("[name=new_password2]", PASSWORD)
    place.click("#content-main [type=submit]")
    look()
    author.refresh_from_db()
    place.go(f"{link_for(author, '')['address'].rstrip('/')}x/")
    expect(place.page.locator("[name=new_password1]")).to_have_count(0)
    look()
    assert not found, "\n".join(found)


def test_language_of_the_settings_is_that_of_the_admin(
    desk: Callable[..., Desk], people: dict[str, User]
) -> None:
    place = desk(AUTHOR, "ar")
    place.open("admin:index")
    place.click(f'#user-tools a[href="{place.path("admin:my_settings")}"]')
    place.page.locator("[name=language]").select_option("en")
    place.page.locator("form:has([name=language]) [type=submit]").click()
    expect(place.page.locator("html")).to_have_attribute("lang", "en")
    place.go("/admin/")
    expect(place.page.locator("html")).to_have_attribute("lang", "en")

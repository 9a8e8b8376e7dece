"""One Chromium for all browser tests, a window for each reader, and nothing leaves this machine."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Request, expect, sync_playwright

from nhri.accounts.models import User
from tests.browser.desk import Desk
from tests.browser_binary import binary

# Playwright's synchronous interface keeps an event loop in this thread, and Django refuses to
# touch the database beside one. Nothing here is asynchronous: the loop only carries messages.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# The suites of two databases share the machine: what comes late is not what never comes.
expect.set_options(timeout=15_000)

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # What a page might ask of the world finds no address; `window` fails because it asked.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, started once."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def quiet_server(live_server: Any) -> Iterator[Any]:
    """The live server; afterwards, wait until it has answered what closing pages still sent.

    A page that closes sends what was typed. The database must not be emptied under such a request:
    on PostgreSQL the two lock each other out.
    """
    running: list[int] = []
    guard = threading.Lock()

    def begun(**_kwargs: Any) -> None:
        with guard:
            running.append(1)

    def ended(**_kwargs: Any) -> None:
        with guard:
            if running:
                running.pop()

    request_started.connect(begun, weak=False)
    request_finished.connect(ended, weak=False)
    yield live_server
    quiet, limit = 0, time.monotonic() + 15
    while quiet < 5 and time.monotonic() < limit:
        time.sleep(0.1)
        quiet = 0 if running else quiet + 1
    request_started.disconnect(begun)
    request_finished.disconnect(ended)


@pytest.fixture
def window(chromium: Browser, quiet_server: Any) -> Iterator[Callable[..., Desk]]:
    """``window("ar", width=360, colour_scheme="dark")`` → a reader nobody knows yet.

    Each has its own cookies. At the end no page may have asked anything of another host, nor have
    stumbled over an error in a script.
    """
    contexts: list[BrowserContext] = []
    here = urlsplit(quiet_server.url).netloc
    abroad: list[str] = []
    desks: list[Desk] = []

    def asked(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != here:
            abroad.append(request.url)

    def opened(
        language: str = "ar", *, width: int = 1280, height: int = 900, **options: Any
    ) -> Desk:
        context = chromium.new_context(
            locale="ar-AE" if language == "ar" else "en-GB",
            timezone_id="Asia/Riyadh",
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(15_000)
        context.on("request", asked)
        contexts.append(context)
        desks.append(Desk(context.new_page(), quiet_server.url, language))
        return desks[-1]

    yield opened
    for context in contexts:
        context.close()
    assert abroad == []
    assert [stumble for place in desks for stumble in place.stumbles] == []


@pytest.fixture
def desk(window: Callable[..., Desk], people: dict[str, User]) -> Callable[..., Desk]:
    """``desk("editor", "ar")`` → the window of that colleague, signed in without the form."""

    def seated(role: str, language: str = "ar", **options: Any) -> Desk:
        place = window(language, **options)
        client = Client()
        client.force_login(people[role])
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        place.page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": place.site}]
        )
        return place

    return seated

"""Walk a release from the desk to its readers in a running demo, and keep pictures of the way.

    make run                                   in one terminal, on a fresh demo
    python docs/take_pictures.py [ADDRESS]     in another; --fast does not wait as a person would

Every step takes as long as somebody who sees the page for the first time needs: a look at it before
each click, six characters a second while writing. At the end it says how long that was. The walk
leaves one published release and one imported draft in the demo.
"""

import argparse
import io
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser_binary import binary  # noqa: E402 -- the checkout is no installed package

PICTURES = ROOT / "docs" / "pictures"
IMPORTED = ROOT / "tests" / "browser" / "texts" / "release.ar.txt"
PASSWORD = "newsroom-demo"
MOST_BYTES = 120_000
LOOK_SECONDS = 2.0
SECONDS_A_CHARACTER = 1 / 6

TITLE = "المؤسسة تطلق خطًّا ساخنًا لتلقي شكاوى العمال في موسم الصيف"
SUMMARY = "خط مجاني بخمس لغات يعمل على مدار الساعة حتى نهاية سبتمبر."
BODY = (
    "أطلقت المؤسسة اليوم خطًّا ساخنًا مجانيًا لتلقي شكاوى العاملين في الأماكن المكشوفة في الصيف.",
    "ويجيب عن المكالمات مختصون بخمس لغات، وتحال الحالات العاجلة إلى فرق التفتيش في اليوم نفسه.",
)
PLACE = "العاصمة"
RELEASED_ON = "2026-06-01"


class Walker:
    """One colleague at a desk; `pace` is 1 for a person, 0 for no waiting."""

    def __init__(self, page: Page, site: str, pace: float) -> None:
        self.page = page
        self.site = site
        self.pace = pace

    def look(self) -> None:
        """The time to read a page and to find the next thing on it."""
        time.sleep(LOOK_SECONDS * self.pace)

    def go(self, path: str) -> None:
        """Open an address of the site."""
        self.page.goto(f"{self.site}{path}")

    def sign_in(self, username: str, language: str = "ar") -> None:
        """Through the form; not part of the walk's time."""
        self.go(f"/{language}/admin/login/?next=/{language}/admin/")
        self.page.fill("input[name=username]", username)
        self.page.fill("input[name=password]", PASSWORD)
        self.press("#login-form [type=submit]")

    def press(self, selector: str) -> None:
        """Look, click, and wait for the page that follows."""
        self.look()
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def write(self, selector: str, text: str) -> None:
        """Into a field, at the pace of somebody who types with two fingers more than two."""
        self.look()
        self.page.click(selector)
        self.page.locator(selector).press_sequentially(text, delay=self._delay())

    def write_body(self, language: str, paragraphs: tuple[str, ...]) -> None:
        """Into the editor."""
        self.look()
        self.editor(language).click()
        for number, paragraph in enumerate(paragraphs):
            if number:
                self.page.keyboard.press("Enter")
            self.page.keyboard.type(paragraph, delay=self._delay())

    def _delay(self) -> float:
        return SECONDS_A_CHARACTER * 1000 * self.pace

    def editor(self, language: str):  # noqa: ANN201 -- Playwright's Locator
        """The editor's text, once it is there."""
        frame = self.page.frame_locator(f"#cke_id_body_{language} iframe.cke_wysiwyg_frame")
        frame.locator("body").wait_for()
        return frame.locator("body")

    def press_verb(self, verb: str) -> None:
        """A verb's button on the form."""
        self.press(f'button[name=_verb][value="{verb}:ar"]')

    def picture(self, name: str, height: int | None = None) -> None:
        """What the window shows now, in few colours and few bytes; `height` makes it taller."""
        before = self.page.viewport_size
        if height:
            self.page.set_viewport_size({**before, "height": height})
        self.page.evaluate("scrollTo(0, 0)")
        self.page.evaluate("document.fonts.ready.then(() => 0)")
        image = Image.open(io.BytesIO(self.page.screenshot())).convert("RGB")
        for colours in (256, 128, 64, 32):
            written = io.BytesIO()
            image.quantize(colours, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
            if written.tell() <= MOST_BYTES:
                break
        (PICTURES / f"{name}.png").write_bytes(written.getvalue())
        self.page.set_viewport_size(before)
        say(f"{name}.png  {written.tell() / 1000:.0f} kB")


def say(text: str) -> None:
    """To the person at the terminal."""
    sys.stdout.write(f"{text}\n")


def walk(browser: Browser, site: str, pace: float) -> float:
    """From the desk to the public page in Arabic; the seconds it took, sign-in not counted."""
    with (
        colleague(browser, site, pace, "author") as author,
        colleague(browser, site, pace, "editor") as editor,
        colleague(browser, site, pace, "publisher") as publisher,
        visitor(browser, site, pace, "ar", 360) as reader,
    ):
        started = time.monotonic()
        author.picture("01-desk.ar")
        author.press('#content a[href$="/news/newsitem/add/"]')
        author.look()
        author.page.fill("#id_released_on", RELEASED_ON)
        author.write("#id_title_ar", TITLE)
        author.write("#id_summary_ar", SUMMARY)
        author.write_body("ar", BODY)
        author.write("#id_place_ar", PLACE)
        author.picture("02-write.ar", 1560)
        author.press_verb("submit")
        change = author.page.url.removeprefix(site)
        author.picture("03-submit.ar")

        for place, verb, name in (
            (editor, "approve", "04-approve.ar"),
            (publisher, "publish", "05-publish.ar"),
        ):
            place.go("/ar/admin/")
            place.press(f'.desk-list a[href="{change}"]')
            place.press_verb(verb)
            place.picture(name)
            place.press(".verb-actions [type=submit]")

        reader.go("/ar/")
        reader.press(f'main a:has-text("{TITLE}")')
        seconds = time.monotonic() - started
        reader.picture("06-page.ar.360")
        publisher.go(f"{change.removesuffix('change/')}history/")
        publisher.picture("10-history.ar")
    return seconds


def other_pictures(browser: Browser, site: str) -> None:
    """The pages beside the walk."""
    with colleague(browser, site, 0, "author") as author:
        author.go("/ar/admin/news/newsitem/import/")
        author.page.fill("#id_text", IMPORTED.read_text(encoding="utf-8"))
        author.press(".verb-actions [type=submit]")
        author.editor("ar")
        author.picture("08-import.ar", 1100)
    with colleague(browser, site, 0, "translator", "en") as translator:
        translator.go("/en/news/")
        newest = translator.page.locator('main a[href*="/news/"][href*="-"]').first
        number = newest.get_attribute("href").split("/news/")[1].partition("-")[0]
        translator.go(f"/en/admin/news/newsitem/{number}/change/")
        translator.editor("en")
        translator.picture("09-form.en", 1560)
    with colleague(browser, site, 0, "publisher", "ar", 360) as publisher:
        publisher.picture("11-desk.ar.360")
    for language in ("ar", "en"):
        with visitor(browser, site, 0, language, 1280) as reader:
            reader.go(f"/{language}/")
            reader.picture(f"home.{language}")
            if language == "en":
                reader.press("main article a, main .card a")
                reader.picture("07-page.en")


@contextmanager
def visitor(
    browser: Browser, site: str, pace: float, language: str, width: int
) -> Iterator[Walker]:
    """Somebody without an account."""
    context = browser.new_context(
        locale="ar-AE" if language == "ar" else "en-GB",
        viewport={"width": width, "height": 900 if width > 800 else 740},
        reduced_motion="reduce",
    )
    yield Walker(context.new_page(), site, pace)
    context.close()


@contextmanager
def colleague(
    browser: Browser, site: str, pace: float, role: str, language: str = "ar", width: int = 1280
) -> Iterator[Walker]:
    """One of the demo's accounts, signed in and at the desk."""
    with visitor(browser, site, 0, language, width) as place:
        place.sign_in(role, language)
        place.pace = pace
        yield place


def main() -> None:
    """Take them all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("address", nargs="?", default="http://127.0.0.1:8000")
    parser.add_argument("--fast", action="store_true", help="do not wait as a person would")
    options = parser.parse_args()
    site = options.address.rstrip("/")
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary(), args=["--no-sandbox"])
        seconds = walk(browser, site, 0 if options.fast else 1)
        other_pictures(browser, site)
        browser.close()
    pace = "without a person's pauses" if options.fast else "at a newcomer's pace"
    say(f"From the desk to the public page: {seconds:.0f} seconds {pace}.")


if __name__ == "__main__":
    main()

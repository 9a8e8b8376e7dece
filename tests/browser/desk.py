"""What people do in the browser, in the admin's own terms; elements are found by name and value.

Visible words are never looked for: they belong to the catalogue.
"""

from typing import Any

from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import FrameLocator, Locator, Page, Response, expect

from tests.conftest import PASSWORD


class Desk:
    """One person's window: a page, the site, the language of the interface.

    `steps` counts what a person did: clicks, and fields that were filled. `stumbles` are the
    errors of scripts; a test that provokes one clears them.
    """

    def __init__(self, page: Page, site: str, language: str) -> None:
        self.page = page
        self.site = site
        self.language = language
        self.steps = 0
        self.stumbles: list[str] = []
        page.on("pageerror", lambda error: self.stumbles.append(str(error)))

    # Going somewhere ----------------------------------------------------------------------------

    def path(self, name: str, *args: Any, language: str | None = None) -> str:
        """The path of a route in the language of this window."""
        with override(language or self.language):
            return reverse(name, args=args)

    def open(self, name: str, *args: Any, language: str | None = None) -> Response:
        """Open a route by its name."""
        return self.go(self.path(name, *args, language=language))

    def go(self, path: str) -> Response:
        """Open a path of the site."""
        response = self.page.goto(f"{self.site}{path}")
        assert response is not None
        return response

    def sign_in(self, username: str) -> None:
        """Through the form, as everybody does."""
        self.open("admin:login")
        self.fill("input[name=username]", username)
        self.fill("input[name=password]", PASSWORD)
        self.click("#login-form [type=submit]")
        self.page.wait_for_url(f"{self.site}{self.path('admin:index')}")

    def open_item(self, item: Any) -> None:
        """The form of one item."""
        self.open("admin:news_newsitem_change", item.pk)

    def open_verb(self, item: Any, verb: str, language: str = "ar") -> None:
        """The page of one verb, its address typed by hand."""
        self.open("admin:news_newsitem_verb", item.pk, verb, language)

    # Writing ------------------------------------------------------------------------------------

    def click(self, selector: str) -> None:
        """One click."""
        self.steps += 1
        self.page.locator(selector).click()

    def fill(self, selector: str, text: str) -> None:
        """One field."""
        self.steps += 1
        self.page.locator(selector).fill(text)

    def write(self, language: str | None = None, **texts: str) -> None:
        """``write("ar", title="…", body="…")``, or shared fields without a language."""
        for name, text in texts.items():
            if name in ("body", "notes_to_editors"):
                self.type_rich(f"{name}_{language}", text)
            else:
                self.fill(f"#id_{name}_{language}" if language else f"#id_{name}", text)

    def editor(self, field: str) -> FrameLocator:
        """The frame in which the text of a rich field is written."""
        frame = f"#cke_id_{field} iframe.cke_wysiwyg_frame"
        self.page.locator(frame).wait_for()
        return self.page.frame_locator(frame)

    def type_rich(self, field: str, text: str) -> None:
        """At the end of the editor's text; a blank line makes a new paragraph."""
        self.steps += 1
        body = self.editor(field).locator("body")
        body.click()
        self.page.keyboard.press("Control+End")
        for number, paragraph in enumerate(text.split("\n\n")):
            if number:
                self.page.keyboard.press("Enter")
            self.page.keyboard.insert_text(paragraph)
        expect(body).to_contain_text(text.rsplit("\n\n", 1)[-1])

    def rich(self, field: str) -> str:
        """What the editor would send."""
        self.editor(field)
        read = """(field) => new Promise((done) => {
            const editor = CKEDITOR.instances[`id_${field}`];
            const give = () => done(editor.getData());
            if (editor.status === "ready") give();
            else editor.once("instanceReady", give);
        })"""
        found: str = self.page.evaluate(read, field)
        return found

    # Saving and the verbs -----------------------------------------------------------------------

    def save(self) -> None:
        """The first button of the form."""
        self._press("button[name=_continue]")

    def verb_button(self, verb: str, language: str = "ar") -> Locator:
        """The verb's button on the form."""
        return self.page.locator(f'button[name=_verb][value="{verb}:{language}"]')

    def press(self, verb: str, language: str = "ar") -> None:
        """The verb's button on the form; saves, then submits or opens the verb's page."""
        self._press(f'button[name=_verb][value="{verb}:{language}"]')

    def confirm(self) -> None:
        """The button of a verb's page."""
        self._press(".verb-actions [type=submit]")

    def _press(self, selector: str) -> None:
        with self.page.expect_navigation():
            self.click(selector)

    def post_by_hand(self, path: str, **values: Any) -> int:
        """A form sent without the page's buttons; returns the status."""
        token = next(c["value"] for c in self.page.context.cookies() if c["name"] == "csrftoken")
        send = """([path, values]) => fetch(path, {
            method: "POST", body: new URLSearchParams(values),
        }).then((answer) => answer.status)"""
        sent = {"csrfmiddlewaretoken": token, **{k: str(v) for k, v in values.items()}}
        status: int = self.page.evaluate(send, [path, sent])
        return status

    # Reading ------------------------------------------------------------------------------------

    def notes(self, selector: str) -> list[str]:
        """The texts of all elements there, blank space made single."""
        texts = self.page.locator(selector).all_inner_texts()
        return [" ".join(text.split()) for text in texts]

    @property
    def refusals(self) -> list[str]:
        """What a verb's page says against it, in red."""
        return self.notes(".errornote, .verb-page .errorlist li")

    @property
    def messages(self) -> list[str]:
        """What the last act had to say."""
        return self.notes(".messagelist li")

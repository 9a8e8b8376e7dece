"""Somebody who fills the form of an event; what it takes is counted at a person's pace.

A look of two seconds before each act, six letters a second while typing: the pace at which the
pictures of the guide are taken. Nothing waits for it; it is added up.
"""

from typing import Any

from playwright.sync_api import Page

from tests.browser.desk import Desk

LOOK_SECONDS = 2.0
SECONDS_A_LETTER = 1 / 6


class Entry:
    """One window and its clock."""

    def __init__(self, place: Desk) -> None:
        self.place = place
        self.page = place.page
        self.seconds = 0.0

    def _spend(self, text: str = "") -> None:
        self.place.steps += 1
        self.seconds += LOOK_SECONDS + len(text) * SECONDS_A_LETTER

    def click(self, selector: str) -> None:
        """One click."""
        self._spend()
        self.page.locator(selector).click()

    def write(self, selector: str, text: str, *, where: Page | None = None) -> None:
        """Into one field; one that holds it already is left alone."""
        field = (where or self.page).locator(selector)
        if field.input_value() != text:
            self._spend(text)
            field.fill(text)

    def choose(self, selector: str, value: str, *, where: Page | None = None) -> None:
        """From a list; what is chosen already is left alone."""
        field = (where or self.page).locator(selector)
        field.focus()
        if field.input_value() != value:
            self._spend()
            field.select_option(value)

    def find(self, field: str, typed: str, name: str) -> None:
        """A record by a few letters of its name."""
        self._spend(typed)
        self.page.locator(f"#id_{field} ~ .select2 .select2-selection").click()
        self.page.keyboard.type(typed)
        self._spend()
        self.page.locator(".select2-results .select2-results__option", has_text=name).first.click()

    def make(self, field: str, chosen: dict[str, str] | None = None, **texts: str) -> None:
        """A record that nobody has yet, in the small window; it is chosen afterwards."""
        self._spend()
        with self.page.expect_popup() as opened:
            self.page.locator(f"#add_id_{field}").click()
        small = opened.value
        for name, value in (chosen or {}).items():
            if value == "on":
                self._spend()
                small.locator(f"#id_{name}").check()
            else:
                self.choose(f"#id_{name}", value, where=small)
        for name, text in texts.items():
            self.write(f"#id_{name}", text, where=small)
        self._spend()
        with small.expect_event("close"):
            small.locator("[name=_save]").click()

    def card(self, part: str, number: int, **values: Any) -> str:
        """A card of `part`, added where there is none yet; returns its prefix."""
        prefix = f"{part}-{number}"
        cards = self.page.locator(f"#part-{part} .parts-list > .part-card")
        if cards.count() <= number:
            self.click(f"#part-{part} [data-part-add]")
        key = cards.nth(number).locator("[name$='-key']").get_attribute("name") or ""
        prefix = key.removesuffix("-key")
        for name, value in values.items():
            selector = f"#id_{prefix}-{name}"
            if self.page.locator(selector).evaluate("(one) => one.tagName") == "SELECT":
                self.choose(selector, value)
            else:
                self.write(selector, value)
        return prefix

    def key(self, prefix: str) -> str:
        """What other cards call the card of `prefix`."""
        return self.page.locator(f"#id_{prefix}-key").input_value()

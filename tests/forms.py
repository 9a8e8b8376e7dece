"""A rendered form as a browser would send it: read from the page, filled, pressed."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

#: What a browser takes as the value of an input of this type; it shows anything else as empty.
_BROWSER_VALUES = {
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "datetime-local": re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?"),
    "number": re.compile(r"-?\d+(\.\d+)?"),
}


@dataclass
class Button:
    """One submit button."""

    name: str
    value: str
    is_disabled: bool
    label: str = ""


@dataclass
class Form:
    """A form's names and values, its choices and its buttons."""

    method: str = "get"
    action: str = ""
    identifier: str = ""
    values: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[Button] = field(default_factory=list)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """The one value of `name`, as the form holds it."""
        (only,) = self.values[name]
        return only

    def fill(self, **values: Any) -> "Form":
        """Type into fields that the form really has; a list selects several, None clears a tick."""
        for name, value in values.items():
            if name not in self.attributes:
                raise KeyError(f"the form has no field {name!r}, but {sorted(self.attributes)}")
            if value is None:
                self.values.pop(name, None)
            else:
                self.values[name] = value if isinstance(value, list) else [value]
        return self

    def button(self, name: str, value: str | None = None) -> Button:
        """The button of that name (and value)."""
        found = [b for b in self.buttons if b.name == name and value in (None, b.value)]
        if len(found) != 1:
            raise KeyError(f"no button {name}={value}, but {self.buttons}")
        return found[0]

    def send(
        self, client: Client, page: str, button: Button | None = None, **options: Any
    ) -> HttpResponse:
        """Press `button` (or submit without one) as a browser on `page` does."""
        if button is not None and button.is_disabled:
            raise AssertionError(f"the button {button.label!r} cannot be pressed")
        data: dict[str, Any] = dict(self.values)
        if button is not None and button.name:
            data[button.name] = [button.value]
        address = self.action or page
        send = client.post if self.method == "post" else client.get
        return send(address, data, **options)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._textarea = self._select = ""
        self._text: list[str] | None = None
        self._multiple = False
        self._button: Button | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(has.get("method", "get").lower(), has.get("action", ""))
            self._form.identifier = has.get("id", "")
            self.forms.append(self._form)
            return
        form = self._form
        if form is None:
            return
        name = has.get("name", "")
        if tag in ("input", "textarea", "select") and name and "disabled" not in has:
            form.attributes.setdefault(name, has)
        if tag == "input":
            self._input(form, name, has)
        elif tag == "textarea":
            self._textarea, self._text = name, []
        elif tag == "select":
            self._select, self._multiple = name, "multiple" in has
            form.choices[name] = []
        elif tag == "option" and self._select:
            value = has.get("value", "")
            form.choices[self._select].append(value)
            first = not self._multiple and len(form.choices[self._select]) == 1
            if "selected" in has or first:
                kept = form.values.get(self._select, []) if self._multiple else []
                form.values[self._select] = [*kept, value]
        elif tag == "button" and has.get("type", "submit") == "submit":
            self._button = Button(name, has.get("value", ""), "disabled" in has)
            self._text = []
            form.buttons.append(self._button)

    def _input(self, form: Form, name: str, has: dict[str, str]) -> None:
        kind = has.get("type", "text").lower()
        value = has.get("value", "")
        if kind in ("submit", "image"):
            form.buttons.append(Button(name, value, "disabled" in has, value))
        elif not name or "disabled" in has or kind in ("button", "reset", "file"):
            return
        elif kind in ("checkbox", "radio"):
            form.choices.setdefault(name, []).append(value or "on")
            if "checked" in has:
                form.values.setdefault(name, []).append(value or "on")
        else:
            pattern = _BROWSER_VALUES.get(kind)
            shown = value if pattern is None or pattern.fullmatch(value) else ""
            form.values.setdefault(name, []).append(shown)

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        text = "".join(self._text or [])
        if tag == "textarea" and self._form is not None and self._textarea:
            # HTML drops one line break after the opening tag; browsers send \r\n.
            value = text.removeprefix("\r\n").removeprefix("\n")
            self._form.values.setdefault(self._textarea, []).append(value)
            self._textarea, self._text = "", None
        elif tag == "button" and self._button is not None:
            self._button.label = " ".join(text.split())
            self._button, self._text = None, None
        elif tag == "select":
            self._select = ""
        elif tag == "form":
            self._form = None


def forms_in(response: HttpResponse) -> list[Form]:
    """Every form of a rendered page."""
    reader = _Reader()
    reader.feed(response.content.decode())
    return reader.forms


def form_in(response: HttpResponse, *names: str) -> Form:
    """The one posted form of the page that has all the fields (or buttons) `names`."""
    found = [
        form
        for form in forms_in(response)
        if form.method == "post"
        and all(n in form.attributes or any(b.name == n for b in form.buttons) for n in names)
        and "logout" not in form.action
        and "setlang" not in form.action
    ]
    if len(found) != 1:
        raise AssertionError(
            f"{len(found)} forms with {names} on a page that answered {response.status_code}"
        )
    return found[0]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self._skipped += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._skipped -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.words += data.split()


def text_in(response: HttpResponse) -> str:
    """The page's text without its tags, blank space made single."""
    reader = _Words()
    reader.feed(response.content.decode())
    return " ".join(reader.words)

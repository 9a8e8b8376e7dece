"""One form that one person has open: what it showed, what was typed, what was decided."""

from dataclasses import dataclass, field
from typing import Any

from news.models import NewsItem
from nhri.security.html import sanitise
from nhri.workflow.comparisons import ShownClash
from nhri.workflow.readable import plain_lines, readable
from tests.workflow.open_pages import Page, Values

LANGUAGES = ("ar", "en")
STREAMS = (*LANGUAGES, "shared")
RICH = ("body", "notes_to_editors")
COLUMNS = {
    **{code: [f"{name}_{code}" for name in NewsItem.translated_content] for code in LANGUAGES},
    "shared": list(NewsItem.shared_content),
}


def is_rich(name: str) -> bool:
    """A field of HTML."""
    return name.startswith(RICH)


def as_stored(name: str, sent: list[str]) -> Any:
    """What a browser sent of a field, as a revision must hold it."""
    text = (sent or [""])[0].replace("\r\n", "\n")
    if name == "topics":
        return sorted(int(one) for one in sent)
    if name in ("hijri_correction", "press_contact"):
        return int(text) if text else None
    if name in ("released_on", "pinned_until"):
        return text or None
    if is_rich(name):
        return sanitise(text)
    return " ".join(text.split()) if name.startswith("title") else text.strip()


def words_in(name: str, value: Any) -> set[str]:
    """The words of a text."""
    lines = readable(value) if is_rich(name) else plain_lines(value)
    return {word for line in lines for word in line.text.split()}


@dataclass
class Session:
    """One form that one person has open: what it showed, what was typed, what was decided."""

    user: Any
    page: Page
    shown: dict[str, list[Any]] = field(default_factory=dict)
    typed: Values = field(default_factory=dict)
    chosen: dict[str, tuple[str, ShownClash, list[str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for names in COLUMNS.values():
            for name in names:
                if name in self.page.values or name == "topics":
                    self.shown[name] = [as_stored(name, self.page.values.get(name, []))]

    def type(self, name: str, sent: list[str]) -> None:
        """A field is typed into."""
        self.page.values[name] = self.typed[name] = sent

    def is_touched(self, name: str) -> bool:
        """This person wants another value than the page first showed."""
        if name in self.chosen:
            return self.chosen[name][0] != "theirs"
        return name in self.typed and as_stored(name, self.typed[name]) != self.shown[name][0]

    def is_content(self, name: str, value: Any) -> bool:
        """`value` is what this person wanted there."""
        mine = as_stored(name, self.typed[name])
        choice, clash, merged = self.chosen.get(name, ("mine", None, []))
        if choice != "merged" or clash is None:
            return bool(value == mine)
        if isinstance(mine, list):
            return set(value) >= (set(mine) | set(self.shown[name][-1])) - set(self.shown[name][0])
        if is_rich(name):
            return words_in(name, value) >= {
                word for line in merged[0].split("\n") for word in line.split() if word.isalnum()
            }
        return bool(value == as_stored(name, merged))

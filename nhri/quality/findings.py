"""A finding about a text, and the safe replacement that may come with it."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

BLOCK: Final = "block"
WARNING: Final = "warning"

Severity = Literal["block", "warning"]


@dataclass(frozen=True, slots=True)
class Fix:
    """Replace `old`, which stands `start` characters into the field's value, by `new`.

    The value is the field's own: HTML where the field holds HTML.
    """

    start: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that deserves a look.

    `language` is "ar", "en" or "shared"; `field` the column (``"title_ar"``). `told` is a lazy
    message with named placeholders that `about` fills; `message` is both, in the active language.
    """

    code: str
    language: str
    field: str
    told: Any
    excerpt: str = ""
    about: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    fix: Fix | None = None
    severity: Severity = WARNING

    @property
    def message(self) -> str:
        """What is wrong and what to do, for people; names and marks quoted in it are isolated."""
        if not self.about:
            return str(self.told)
        quoted = {
            key: f"\u2068{value}\u2069" if isinstance(value, str) else value
            for key, value in self.about.items()
        }
        return str(self.told) % quoted


def apply(values: Mapping[str, Any], finding: Finding) -> dict[str, Any]:
    """`values` with the finding's replacement made; unchanged when there is none or the text moved.

    Takes and returns column → value; the given mapping is left alone.
    """
    return apply_all(values, [finding])


def apply_all(values: Mapping[str, Any], findings: Iterable[Finding]) -> dict[str, Any]:
    """`values` with every replacement made that still fits.

    Of two that overlap the wider wins: a paragraph that goes needs no comma.
    """
    chosen: dict[str, list[Fix]] = {}
    fixable = [(one.field, one.fix) for one in findings if one.fix is not None]
    for name, fix in sorted(fixable, key=lambda pair: -len(pair[1].old)):
        value, end = values.get(name) or "", fix.start + len(fix.old)
        others = chosen.setdefault(name, [])
        free = all(end <= one.start or one.start + len(one.old) <= fix.start for one in others)
        if free and value[fix.start : end] == fix.old:
            others.append(fix)
    changed = dict(values)
    for name, fixes in chosen.items():
        for fix in sorted(fixes, key=lambda one: -one.start):
            value = changed[name]
            changed[name] = value[: fix.start] + fix.new + value[fix.start + len(fix.old) :]
    return changed

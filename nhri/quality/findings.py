"""A finding about a text, and the safe replacement that may come with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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
    about: Mapping[str, Any] = field(default_factory=dict)
    fix: Fix | None = None
    severity: Severity = WARNING

    @property
    def message(self) -> str:
        """What is wrong and what to do, for people."""
        return str(self.told) % self.about if self.about else str(self.told)


def apply(values: Mapping[str, Any], finding: Finding) -> dict[str, Any]:
    """`values` with the finding's replacement made; unchanged when there is none or the text moved.

    Takes and returns column → value; the given mapping is left alone.
    """
    return apply_all(values, [finding])


def apply_all(values: Mapping[str, Any], findings: Iterable[Finding]) -> dict[str, Any]:
    """`values` with every replacement made that still fits, from the end of each field backwards.

    Of two that overlap the later one in the text wins.
    """
    changed = dict(values)
    limits: dict[str, int] = {}
    fixable = [(one.fix, one.field) for one in findings if one.fix is not None]
    for fix, name in sorted(fixable, key=lambda pair: -pair[0].start):
        value, end = changed.get(name) or "", fix.start + len(fix.old)
        if end <= limits.get(name, end) and value[fix.start : end] == fix.old:
            changed[name] = value[: fix.start] + fix.new + value[end:]
            limits[name] = fix.start
    return changed

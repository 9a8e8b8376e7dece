"""What must be there, and headings that descend one step at a time."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from nhri.arabic.words import words
from nhri.quality.findings import BLOCK, Finding, Fix
from nhri.quality.reading import Block, Field, Text

#: What publishing needs unless the model says otherwise; other columns are the form's own affair.
REQUIRED = ("title", "summary", "released_on")

_MISSING = {
    "title": _(
        "There is no title. Write one in the field “Title”; until then the text can be saved and "
        "reviewed but not published."
    ),
    "summary": _(
        "There is no summary. Copy the first sentence of the body if it says what happened, or "
        "write one or two sentences; until then the text can be saved and reviewed but not "
        "published."
    ),
}
_NO_DATE = _(
    "There is no release date. Choose it above the two columns; when it is not decided yet, leave "
    "it open, save, and set it before publishing."
)
_SAME_AS_TITLE = _(
    "The summary repeats the title. Say in it what the title leaves out: who, where, what next."
)
_HEADING = _(
    "This heading is of level %(level)s where level %(expected)s is next. Choose the level in the "
    "editor's list of formats: readers who listen move from heading to heading."
)
_TOP = 2
_HEADING_TAG = re.compile("h[1-6]")
_TAG = re.compile(r"<(/?)[hH]([2-6])(?=[\s>])")


def check(text: Text, required: Collection[str] = REQUIRED) -> Iterator[Finding]:
    """title_missing and summary_missing (these block), summary_equals_title, heading_order.

    `required` names the fields that publishing needs.
    """
    for stem, told in _MISSING.items():
        if stem in required and not text.get(stem).blocks:
            name = f"{stem}_{text.language}"
            yield Finding(f"{stem}_missing", text.language, name, told, severity=BLOCK)
    title, summary = (text.get(stem) for stem in ("title", "summary"))
    said = words(summary.value)
    if said and said == words(title.value):
        yield Finding(
            "summary_equals_title", text.language, summary.name, _SAME_AS_TITLE, summary.value
        )
    yield from _headings(text)


def check_shared(
    shared: Mapping[str, Any], required: Collection[str] = REQUIRED
) -> Iterator[Finding]:
    """date_missing (blocks), where the item has a release date and needs it."""
    if "released_on" in required and "released_on" in shared and not shared["released_on"]:
        yield Finding("date_missing", "shared", "released_on", _NO_DATE, severity=BLOCK)


def _headings(text: Text) -> Iterator[Finding]:
    """Each level may follow any deeper one, its own, or the one just above it."""
    for field in text.fields:
        current = _TOP - 1
        for place, block in enumerate(field.blocks):
            level = _level(block)
            if level == 0:
                continue
            if level > current + 1:
                about = {"level": level, "expected": current + 1}
                yield Finding(
                    "heading_order", text.language, field.name, _HEADING, block.text.strip(),
                    about, _lifted(field, place, level - current - 1),
                )  # fmt: skip
            current = level


def _level(block: Block) -> int:
    """2 to 6 for a heading (the title is the page's first), 0 for anything else."""
    return max(_TOP, int(block.kind[1])) if _HEADING_TAG.fullmatch(block.kind) else 0


def _lifted(field: Field, place: int, steps: int) -> Fix | None:
    """This heading and those of its level and below it, all lifted, so that their order stays."""
    first = field.blocks[place]
    level, last = _level(first), first
    for block in field.blocks[place:]:
        if 0 < _level(block) < level:
            break
        if _level(block):
            last = block
    if first.element is None or last.element is None:
        return None
    start, end = first.element[0], last.element[1]
    old = field.value[start:end]
    return Fix(start, old, _TAG.sub(lambda tag: f"<{tag[1]}h{int(tag[2]) - steps}", old))

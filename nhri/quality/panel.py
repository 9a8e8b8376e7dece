"""Findings as an editor reads them: by language, one entry for each kind of finding in a field."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from nhri.quality import checking, glossary
from nhri.quality.findings import BLOCK, Finding
from nhri.quality.reading import READ
from nhri.translation.languages import LANGUAGES, OWN_NAMES, direction
from nhri.workflow import streams
from nhri.workflow.models import Publishable

#: So many places are quoted for one entry; the rest is a number.
SHOWN = 3

_LABELS = {
    "title": _("title"),
    "summary": _("summary"),
    "body": _("body"),
    "place": _("place"),
    "issuer": _("issuer line"),
    "notes_to_editors": _("notes to editors"),
    "released_on": _("released on"),
}
#: Columns that the checkers read, as a form names them.
COLUMNS = (*[f"{stem}_{code}" for code in LANGUAGES for stem in READ], "released_on")


@dataclass(frozen=True)
class Entry:
    """One kind of finding in one field: what to say, where, and the edits of its button."""

    field: str
    label: str
    language: str
    direction: str
    message: str
    is_block: bool
    excerpts: list[str]
    rest: int
    edits: list[tuple[int, str, str]]

    @property
    def edits_json(self) -> str:
        """``[[start, old, new], …]``, places counted in characters, for the script."""
        return json.dumps(self.edits, ensure_ascii=False)


@dataclass(frozen=True)
class Section:
    """A language and its entries; "shared" has no name of a language."""

    language: str
    name: Any
    entries: list[Entry]


def required(model: type[Publishable]) -> tuple[str, ...]:
    """Bare names of what publishing needs of `model`."""
    return (*model.required_translated, *model.required_shared)


def sections(found: Iterable[Finding], only: Iterable[str] = LANGUAGES) -> list[Section]:
    """`found`, arranged for the template; what blocks comes first in its language."""
    names = {"shared": _("Both languages"), **{code: OWN_NAMES[code] for code in only}}
    grouped: dict[str, dict[tuple[str, str, str], list[Finding]]] = {code: {} for code in names}
    for one in found:
        if one.language in grouped:
            key = (one.code, one.field, one.message)
            grouped[one.language].setdefault(key, []).append(one)
    arranged = []
    for code, groups in grouped.items():
        entries = sorted((_entry(group) for group in groups.values()), key=lambda e: not e.is_block)
        if entries:
            arranged.append(Section(code, names[code], entries))
    return arranged


def _entry(group: list[Finding]) -> Entry:
    first = group[0]
    stem = first.field.removesuffix(f"_{first.language}")
    excerpts = list(dict.fromkeys(one.excerpt for one in group if one.excerpt))
    return Entry(
        field=first.field,
        label=capfirst(str(_LABELS.get(stem, stem))),
        language=first.language,
        direction=direction(first.language),
        message=first.message,
        is_block=first.severity == BLOCK,
        excerpts=excerpts[:SHOWN],
        rest=len(excerpts[SHOWN:]),
        edits=[(one.fix.start, one.fix.old, one.fix.new) for one in group if one.fix is not None],
    )


def context(model: type[Publishable], values: Mapping[str, Any]) -> dict[str, Any]:
    """What ``admin/quality/panel.html`` shows for plain values of `model` (one query)."""
    found = checking.findings(values, glossary.terms(), required(model))
    arranged = sections(found)
    return {"sections": arranged, "count": sum(len(one.entries) for one in arranged)}


def form_context(form: Any) -> dict[str, Any]:
    """The panel beside a bilingual form, from what the form shows when it opens."""
    model = form._meta.model
    columns = [name for name in COLUMNS if name in form.fields]
    values = {name: form[name].value() for name in columns}
    return {
        **context(model, values),
        "model": model._meta.label_lower,
        "columns": " ".join(columns),
    }


def item_context(item: Publishable, language: str) -> dict[str, Any]:
    """What the newest text in `language` still deserves, for the page of a verb."""
    values: dict[str, Any] = {}
    for stream in (*LANGUAGES, streams.SHARED):
        values |= streams.head_values(item, stream) or {}
    found = checking.findings(values, glossary.terms(), required(type(item)))
    arranged = sections(found, only=(language,))
    return {"sections": arranged, "count": sum(len(one.entries) for one in arranged)}

"""The report about a Word document: what was left out, moved or decided, one line each."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from news.importing.blocks import Block, Note, excerpt
from news.importing.docx_inlines import Found

_ARABIC = re.compile("[\u0621-\u064a]")
_LATIN = re.compile("[A-Za-z]")

#: Count → the line about it. Changes are told apart below: they are one matter in three lines.
_LINES: dict[str, Promise] = {
    "comments": ngettext_lazy(
        "%(count)d comment was left out.", "%(count)d comments were left out.", "count"
    ),
    "images": ngettext_lazy(
        "%(count)d image was left out; add it as an image of the item.",
        "%(count)d images were left out; add them as images of the item.",
        "count",
    ),
    "boxes": ngettext_lazy(
        "%(count)d text box was placed behind the paragraph it belongs to.",
        "%(count)d text boxes were placed behind the paragraphs they belong to.",
        "count",
    ),
    "formulas": ngettext_lazy(
        "%(count)d formula became plain text; compare it with the original.",
        "%(count)d formulas became plain text; compare them with the original.",
        "count",
    ),
    "symbols": ngettext_lazy(
        "%(count)d sign of a symbol font was left out.",
        "%(count)d signs of a symbol font were left out.",
        "count",
    ),
    "hidden": ngettext_lazy(
        "%(count)d piece of hidden text was left out.",
        "%(count)d pieces of hidden text were left out.",
        "count",
    ),
    "struck": ngettext_lazy(
        "%(count)d piece of text is struck through in the original; it was kept.",
        "%(count)d pieces of text are struck through in the original; they were kept.",
        "count",
    ),
    "inserted_files": ngettext_lazy(
        "%(count)d file inserted into the document was left out.",
        "%(count)d files inserted into the document were left out.",
        "count",
    ),
    "contents": ngettext_lazy(
        "%(count)d table of contents was left out.",
        "%(count)d tables of contents were left out.",
        "count",
    ),
    "nested_tables": ngettext_lazy(
        "%(count)d table inside a table became lines of its cell.",
        "%(count)d tables inside a table became lines of their cells.",
        "count",
    ),
}
_FOOTNOTES = ngettext_lazy(
    "%(count)d footnote was placed at the end of the text.",
    "%(count)d footnotes were placed at the end of the text.",
    "count",
)


def notes_of(found: Found, blocks: tuple[Block, ...]) -> tuple[Note, ...]:
    """The report's lines for what the reader met, in a fixed order."""
    notes = _changes(found)
    notes += [
        Note(code, line, {"count": found.counts[code]})
        for code, line in _LINES.items()
        if found.counts[code]
    ]
    if found.references:
        notes.append(Note("footnotes", _FOOTNOTES, {"count": len(found.references)}))
    message = _("A link to “%(address)s” was taken off; its words were kept.")
    for address in dict.fromkeys(found.refused_links):
        notes.append(Note("link", message, {"address": excerpt(address)}))
    notes += _table_directions(found, blocks)
    for block in blocks:
        if block.kind == "subtitle":
            message = _("“%(excerpt)s” is a subtitle; it may serve as the summary.")
            notes.append(Note("subtitle", message, {"excerpt": excerpt(block.text)}))
    return tuple(notes)


def _changes(found: Found) -> list[Note]:
    kept, dropped = found.counts["insertions"], found.counts["deletions"]
    if not kept and not dropped:
        return []
    message = _(
        "The document has tracked changes: insertions (%(kept)d) were kept, deletions "
        "(%(dropped)d) were left out."
    )
    return [Note("tracked_changes", message, {"kept": kept, "dropped": dropped})]


def _table_directions(found: Found, blocks: tuple[Block, ...]) -> list[Note]:
    """A table that runs against its language may have its columns in the wrong order."""
    words = "".join(block.text for block in blocks if block.kind == "table")
    is_arabic = len(_ARABIC.findall(words)) > len(_LATIN.findall(words))
    count = found.counts["tables_ltr" if is_arabic else "tables_rtl"]
    if not count:
        return []
    message = ngettext_lazy(
        "%(count)d table runs against the direction of its language; check its columns.",
        "%(count)d tables run against the direction of their language; check their columns.",
        "count",
    )
    return [Note("table_direction", message, {"count": count})]

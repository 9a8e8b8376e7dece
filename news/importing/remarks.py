"""The report about the text itself: what was cleaned, what looks wrong, what it mentions."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from news.importing import mentions
from news.importing.blocks import Block, Note, Run, excerpt, joined
from news.importing.noise import is_noise, is_wire_piece
from news.importing.repeats import Cleared
from nhri.arabic.marks import clean, suspicions

#: More lines than this about one matter help nobody; the rest is counted.
MAX_LINES = 10

_CLEANED: dict[str, Promise] = {
    "control_characters": ngettext_lazy(
        "%(count)d control character was removed.",
        "%(count)d control characters were removed.",
        "count",
    ),
    "odd_spaces": ngettext_lazy(
        "%(count)d no-break or odd space became a plain one.",
        "%(count)d no-break or odd spaces became plain ones.",
        "count",
    ),
    "direction_marks": ngettext_lazy(
        "%(count)d direction mark was removed.",
        "%(count)d direction marks were removed.",
        "count",
    ),
    "zero_width": ngettext_lazy(
        "%(count)d character of no width was removed.",
        "%(count)d characters of no width were removed.",
        "count",
    ),
    "presentation_forms": ngettext_lazy(
        "%(count)d Arabic presentation form became a letter.",
        "%(count)d Arabic presentation forms became letters.",
        "count",
    ),
    "tatweel": ngettext_lazy(
        "%(count)d tatweel between letters was removed.",
        "%(count)d tatweels between letters were removed.",
        "count",
    ),
    "separate_hamza": ngettext_lazy(
        "%(count)d hamza or madda was joined to its letter.",
        "%(count)d hamzas or maddas were joined to their letters.",
        "count",
    ),
}

_SUSPICIONS: dict[str, str | Promise] = {
    "replacement_character": _("Letters were lost before the text came here: “%(excerpt)s”."),
    "reversed_lam_alef": _("Lam and alef are back to front, as in a PDF: “%(excerpt)s”."),
    "zero_as_full_stop": _("A zero stands where a full stop should be: “%(excerpt)s”."),
    "glued_words": _("Words run together: “%(excerpt)s”."),
    "glued_date": _("A date runs together: “%(excerpt)s”."),
    "digits_outside_brackets": _("Digits stand outside their brackets: “%(excerpt)s”."),
    "persian_letters": _("Persian letters instead of Arabic ones: “%(excerpt)s”."),
}
_SUSPICIOUS = _("Something looks wrong here: “%(excerpt)s”.")
_MORE = ngettext_lazy(
    "%(count)d more place of this kind.", "%(count)d more places of this kind.", "count"
)
_SPACE_BEFORE_MARK = re.compile(r"[^\W\d_][ ]+[،؛؟.,;:!](?!\.)(?=\s|$)|\([ ]+\w")
_ENCODED = re.compile(r"%(?:25)?D[89](?:%(?:25)?[0-9A-F]{2})+", re.IGNORECASE)
_SPACES = re.compile(r"[ \t]+")
_LINE_SPACES = re.compile(r" ?\n ?")


def cleaned(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], list[Note]]:
    """The blocks without invisible noise, and one line per kind of what was removed."""
    removed: Counter[str] = Counter()
    result = []
    for block in blocks:
        rows = tuple(
            tuple(replace(cell, runs=_clean_runs(cell.runs, removed)) for cell in row)
            for row in block.rows
        )
        block = replace(block, runs=_clean_runs(block.runs, removed), rows=rows)
        if block.text.strip():
            result.append(block)
    notes = [
        Note(f"cleaned_{kind}", message, {"count": removed[kind]})
        for kind, message in _CLEANED.items()
        if removed[kind]
    ]
    return tuple(result), notes


def _clean_runs(runs: tuple[Run, ...], removed: Counter[str]) -> tuple[Run, ...]:
    result = []
    for run in runs:
        done = clean(run.text)
        removed.update(done.removed)
        text = _LINE_SPACES.sub("\n", _SPACES.sub(" ", done.text))
        result.append(replace(run, text=text))
    return joined(result)


def about_repeats(cleared: Cleared) -> Iterator[Note]:
    """One line per repeat that was dropped, and per paragraph that looks like one."""
    dropped = _("Paragraph %(position)d repeats paragraph %(first)d; left out: “%(excerpt)s”.")
    kept = _("Paragraph %(position)d looks like paragraph %(first)d; kept: “%(excerpt)s”.")
    for code, message, repeats in (
        ("repeat", dropped, cleared.repeats),
        ("lookalike", kept, cleared.lookalikes),
    ):
        for repeat in repeats:
            values = {
                "position": repeat.position,
                "first": repeat.first_position,
                "excerpt": repeat.excerpt,
            }
            yield Note(code, message, values, repeat.position)


def about_noise(blocks: tuple[Block, ...]) -> Iterator[Note]:
    """Lines that do not seem to belong to the text; they are still in it."""
    noise = _("Paragraph %(position)d looks like noise; remove it if so: “%(excerpt)s”.")
    piece = _("Paragraph %(position)d says that this is a later piece: “%(excerpt)s”.")
    for block in blocks:
        if block.kind == "table":
            continue
        code = "noise" if is_noise(block.text) else "piece" if is_wire_piece(block.text) else ""
        if code:
            values = {"position": block.position, "excerpt": excerpt(block.text)}
            yield Note(code, noise if code == "noise" else piece, values, block.position)


def about_suspicions(blocks: tuple[Block, ...]) -> Iterator[Note]:
    """What looks damaged and cannot be repaired safely."""
    found: dict[str, list[Note]] = defaultdict(list)
    for block in blocks:
        for suspicion in suspicions(block.text):
            message = _SUSPICIONS.get(suspicion.kind, _SUSPICIOUS)
            values = {"excerpt": excerpt(suspicion.excerpt)}
            found[suspicion.kind].append(Note(suspicion.kind, message, values, block.position))
    for kind, notes in found.items():
        yield from notes[:MAX_LINES]
        if len(notes) > MAX_LINES:
            yield Note(kind, _MORE, {"count": len(notes) - MAX_LINES})
    text = "\n".join(block.text for block in blocks)
    spaces = len(_SPACE_BEFORE_MARK.findall(text))
    if spaces:
        message = ngettext_lazy(
            "%(count)d space stands before a punctuation mark or inside a bracket; it was kept.",
            "%(count)d spaces stand before punctuation marks or inside brackets; they were kept.",
            "count",
        )
        yield Note("space_before_mark", message, {"count": spaces})
    if _ENCODED.search(text):
        yield Note("encoded_address", _("An address is written in percent codes; check it."))


def about_mentions(blocks: tuple[Block, ...]) -> Iterator[Note]:
    """Dates, places and agencies that stand in the text, for a person to judge."""
    prose = [block for block in blocks if block.kind != "table" and not is_noise(block.text)]
    when = _("The text mentions a date: “%(date)s”; enter it if it is the release date.")
    seen: dict[str, int] = {}
    for block in blocks:
        for date in mentions.dates(block.text):
            seen.setdefault(date, block.position)
    for date, position in list(seen.items())[:MAX_LINES]:
        yield Note("date", when, {"date": date}, position)
    if len(seen) > MAX_LINES:
        yield Note("date", _MORE, {"count": len(seen) - MAX_LINES})
    places: dict[str, int] = {}
    for block in prose[:3]:
        if place := mentions.dateline_place(block.text):
            places.setdefault(place, block.position)
            break
    for block in prose[-2:]:
        if place := mentions.signed_place(block.text):
            places.setdefault(place, block.position)
    where = _("The text names a place: “%(place)s”; enter it if the release comes from there.")
    for place, position in places.items():
        yield Note("place", where, {"place": place}, position)
    who = _("The text names an agency: “%(agency)s”; enter it if the text comes from there.")
    for block in prose[:3]:
        if agency := mentions.dateline_agency(block.text):
            yield Note("agency_mentioned", who, {"agency": agency}, block.position)
            break

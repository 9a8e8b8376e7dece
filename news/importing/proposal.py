"""From an original to what the newsroom could make of it: a proposal and its report.

Nothing in a proposal is invented. What the text does not say is in `missing`, what it may say is in
`notes`, and a title always waits for somebody to confirm it.
"""

import hashlib
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from news.importing import docx, language, markup, mentions, remarks, text
from news.importing.blocks import Block, Note
from news.importing.endings import take_ending
from news.importing.noise import is_noise
from news.importing.problems import ImportProblem
from news.importing.reading import Original, read
from news.importing.repeats import Repeat, drop_repeats
from nhri.arabic.sentences import first_sentence

TITLE_LENGTH = 140
#: A longer “title” is a paragraph in the title's style.
MAX_TITLE_LENGTH = 200
#: What no import may fill in: fields of an item, per language or shared.
NEVER_INVENTED = ("summary", "released_on", "place")

FIELD_NAMES: dict[str, str | Promise] = {
    "body": _("body"),
    "summary": _("summary"),
    "released_on": _("released on"),
    "place": _("place"),
}


@dataclass(frozen=True)
class Proposal:
    """A draft in the making, in one language.

    `body_html` holds allowed tags only and escaped text. `agency` and `ending_mark` are as written,
    or "". `missing` are names of fields that people must fill. `paragraphs` counts the blocks of
    the body. `repeats` are the dropped ones; they are among the `notes` too.
    """

    language: str
    title: str
    body_html: str
    agency: str
    ending_mark: str
    missing: tuple[str, ...]
    notes: tuple[Note, ...]
    repeats: tuple[Repeat, ...]
    paragraphs: int
    fingerprint: str
    title_to_confirm: bool = True


def propose(original: Original, language_code: str) -> Proposal:
    """What the newsroom could make of an original in the language "ar" or "en".

    Raises ImportProblem, also when the text is mostly in another language.
    """
    reading = read(original)
    try:
        language.check("\n".join(block.text for block in reading.blocks), language_code)
    except ImportProblem as problem:
        raise problem.named(original.name) from None
    blocks, cleaned = remarks.cleaned(reading.blocks)
    cleared = drop_repeats(blocks)
    ending = take_ending(cleared.blocks)
    title, body, title_note = _title(ending.blocks)
    notes = (
        *reading.notes,
        *cleaned,
        *remarks.about_repeats(cleared),
        *language.foreign(cleared.blocks, language_code),
        *remarks.about_noise(body),
        *remarks.about_suspicions(cleared.blocks),
        *_about_ending(ending.agency, ending.mark),
        *remarks.about_mentions(ending.blocks),
        title_note,
    )
    return Proposal(
        language=language_code,
        title=title,
        body_html=markup.body(body),
        agency=ending.agency,
        ending_mark=ending.mark,
        missing=NEVER_INVENTED if body else ("body", *NEVER_INVENTED),
        notes=notes,
        repeats=cleared.repeats,
        paragraphs=len(body),
        fingerprint=fingerprint(original, language_code),
    )


def fingerprint(original: Original, language_code: str) -> str:
    """What a text is known by when it comes a second time: 64 hexadecimal digits.

    The same for a file saved again with another mark, other line ends, other blank space or other
    invisible marks, and for the same text pasted. Independent of how the text is cleaned, so that
    a better importer still knows what came in before. Raises ImportProblem.
    """
    identity = (docx if original.format == "docx" else text).identity(original.data)
    lines = "\n".join(map(text.plain_line, identity.splitlines()))
    return hashlib.sha256(f"{language_code}\n{lines}".encode()).hexdigest()


def _title(blocks: tuple[Block, ...]) -> tuple[str, tuple[Block, ...], Note]:
    """(title, the blocks of the body, the line about where the title is from)."""
    styled = _styled_title(blocks)
    if styled:
        title = " ".join(" ".join(block.text for block in styled).split())
        body = tuple(block for block in blocks if block not in styled)
        message = _("The title is the document's own; confirm it.")
        return title, body, Note("title_styled", message, {}, styled[0].position)
    source = _first_prose(blocks)
    skipped = mentions.dateline_length(source.text)
    words = source.text[skipped:]
    if len(words.split()) < 4:
        words = source.text
    message = _("The title is the first sentence, which also stays in the text; confirm it.")
    note = Note("title_proposed", message, {}, source.position)
    return first_sentence(words.strip(" -–—:/"), TITLE_LENGTH), blocks, note


def _styled_title(blocks: tuple[Block, ...]) -> list[Block]:
    """The first neighbouring paragraphs in the title's style, when they can be a title."""
    styled: list[Block] = []
    for block in blocks:
        if block.kind == "title":
            styled.append(block)
        elif styled:
            break
    length = sum(len(block.text) + 1 for block in styled) - 1
    # A link cannot stand in a title, and must not be lost.
    has_links = any(block.links for block in styled)
    return [] if length > MAX_TITLE_LENGTH or has_links else styled


def _first_prose(blocks: tuple[Block, ...]) -> Block:
    """The first block that reads like a sentence or a headline."""
    for block in blocks:
        is_prose = block.kind != "table" and len(block.text.split()) >= 3
        if is_prose and not is_noise(block.text):
            return block
    return next((b for b in blocks if any(c.isalpha() for c in b.text)), blocks[0])


def _about_ending(agency: str, mark: str) -> list[Note]:
    notes = []
    if mark:
        message = _("The ending mark “%(mark)s” was moved from the text to its field.")
        notes.append(Note("ending_mark", message, {"mark": mark}))
    if agency:
        message = _("The agency “%(agency)s” was moved from the end of the text to its field.")
        notes.append(Note("agency", message, {"agency": agency}))
    return notes


def report_lines(proposal: Proposal) -> list[str]:
    """The report in the active language: the title, the size, every note, and what is missing."""
    lines = [
        gettext("Title, to confirm: %(title)s") % {"title": proposal.title},
        ngettext(
            "%(count)d paragraph for the body.",
            "%(count)d paragraphs for the body.",
            proposal.paragraphs,
        )
        % {"count": proposal.paragraphs},
        *map(str, proposal.notes),
    ]
    if proposal.missing:
        names = gettext("; ").join(str(FIELD_NAMES[name]) for name in proposal.missing)
        lines.append(gettext("Still needed before publishing: %(names)s.") % {"names": names})
    return lines

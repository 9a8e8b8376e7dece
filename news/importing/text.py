"""Plain text to paragraphs and lists.

Three habits meet here: one line per paragraph (a scraped release), blank lines between paragraphs
whose lines somebody's mail program wrapped, and lists typed with dashes or numbers. Which one a
file has is measured, not asked.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from news.importing import html
from news.importing.blocks import Block, Note, Reading, Run
from news.importing.problems import ImportProblem

#: A wrapped file's lines are this long; longer ones are paragraphs, shorter ones are verse.
WRAP_WIDTHS = range(40, 131)
_FULL_SHARE = 0.8
_OPEN_SHARE = 0.6
_CONTROLS_ALLOWED = set("\t\n\r\v\f\x1c\x1d\x1e\x85")
_SENTENCE_ENDS = tuple('.!?؟:؛…»"”)')

_BULLET = re.compile(r"^(?:[•●▪■◦‣⁃∙*·–—-])[ \t\u00a0]+(?=\S)")
_NUMBER = re.compile(r"^\(?(\d{1,2})[.)\-–ـ](?!\d)[ \t\u00a0]*(?=\S)")


def decode(data: bytes) -> str:
    """The text of the bytes: UTF-8, with or without a mark, or UTF-16 with one.

    Byte and line of a fault count from 1. Raises ImportProblem.
    """
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise ImportProblem("not_utf8", byte=1, line=1)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _decode_utf16(data)
    else:
        text = _decode_utf8(data)
    controls = sum(unicodedata.category(c) == "Cc" and c not in _CONTROLS_ALLOWED for c in text)
    if "\x00" in text or controls > max(8, len(text) // 100):
        raise ImportProblem("binary", kind=_("data for a program"))
    if not _has_ink(text):
        raise ImportProblem("only_whitespace" if text else "empty")
    return text


def _decode_utf8(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\x00" in data:
            raise ImportProblem("binary", kind=_("data for a program")) from error
        # The codec counts from after the mark it took off.
        offset = len(data) - len(error.object) + error.start
        line = data.count(b"\n", 0, offset) + 1
        raise ImportProblem("not_utf8", byte=offset + 1, line=line) from error


def _decode_utf16(data: bytes) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise ImportProblem("not_utf16", byte=error.start + 1) from error


def _has_ink(text: str) -> bool:
    return any(not c.isspace() and unicodedata.category(c)[0] not in "CZ" for c in text)


def read(data: bytes) -> Reading:
    """The blocks of a text file. Raises ImportProblem."""
    text = decode(data)
    notes: list[Note] = []
    if html.is_marked_up(text):
        text, removed = html.plain(text)
        message = ngettext_lazy(
            "%(count)d HTML tag was turned into plain text.",
            "%(count)d HTML tags were turned into plain text.",
            "count",
        )
        notes.append(Note("markup", message, {"count": removed}))
    groups = _groups(text)
    width = _wrap_width(groups)
    if width:
        message = _("The lines were wrapped at %(width)d characters; they are joined again.")
        notes.append(Note("wrapped", message, {"width": width}))
        groups = [_unwrapped(group, width) for group in groups]
    blocks = _listed([line for group in groups for line in group])
    if not blocks:
        raise ImportProblem("only_whitespace")
    return Reading(tuple(blocks), tuple(notes))


def _groups(text: str) -> list[list[str]]:
    """Lines, parted where lines are blank. `str.splitlines` knows every line break there is."""
    groups: list[list[str]] = [[]]
    for line in text.splitlines():
        if _has_ink(line):
            groups[-1].append(line.strip())
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _first_word(line: str) -> str:
    return line.split(maxsplit=1)[0]


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this one, give or take a bit."""
    return len(line) + 1 + len(_first_word(following)) > width * 0.92


def _wrap_width(groups: list[list[str]]) -> int:
    """At which width the file's lines were wrapped; 0 when its lines are paragraphs.

    A wrapped line ends because the next word had no room, and rarely where a sentence ends.
    """
    if len(groups) < 2:
        return 0
    width = max(len(line) for group in groups for line in group)
    pairs = [
        pair
        for group in groups
        for pair in zip(group, group[1:], strict=False)
        if not _is_item(pair[1])
    ]
    if not pairs or width not in WRAP_WIDTHS:
        return 0
    full = [line for line, following in pairs if _is_full(line, following, width)]
    unfinished = [line for line in full if not line.endswith(_SENTENCE_ENDS)]
    is_wrapped = len(full) >= _FULL_SHARE * len(pairs) and len(unfinished) >= (
        _OPEN_SHARE * len(pairs)
    )
    return width if is_wrapped else 0


def _unwrapped(group: list[str], width: int) -> list[str]:
    lines = [group[0]]
    last = group[0]
    for line in group[1:]:
        if _is_full(last, line, width) and not _is_item(line):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
        last = line
    return lines


def _is_item(line: str) -> bool:
    return bool(_BULLET.match(line) or _NUMBER.match(line))


@dataclass(frozen=True)
class _Mark:
    """What a line begins with: a bullet, a number (counting from 1), or nothing."""

    ordered: bool
    number: int
    length: int


def _mark(line: str) -> _Mark | None:
    if found := _BULLET.match(line):
        return _Mark(False, 0, found.end())
    if found := _NUMBER.match(line):
        return _Mark(True, int(found[1]), found.end())
    return None


def _listed(lines: list[str]) -> list[Block]:
    """Blocks of the lines. Two marked lines in a row are a list; one alone stays as it was typed.

    Numbers must run on from 1, else they are part of the text and stay.
    """
    blocks = [
        Block("paragraph", (Run(line),), position) for position, line in enumerate(lines, start=1)
    ]
    marks = [_mark(line) for line in lines]
    at = 0
    while at < len(lines):
        length = _list_length(marks, at)
        for index in range(at, at + length if length > 1 else at):
            mark = marks[index]
            if mark:
                blocks[index] = replace(
                    blocks[index],
                    kind="item",
                    runs=(Run(lines[index][mark.length :]),),
                    ordered=mark.ordered,
                    series=f"text-{at}",
                )
        at += max(length, 1)
    return blocks


def _list_length(marks: list[_Mark | None], at: int) -> int:
    first = marks[at]
    if first is None or (first.ordered and first.number != 1):
        return 0
    length = 1
    while at + length < len(marks):
        mark = marks[at + length]
        if mark is None or mark.ordered != first.ordered:
            break
        if mark.ordered and mark.number != length + 1:
            break
        length += 1
    return length


def identity(data: bytes) -> str:
    """The text without anything that a re-saved file may differ in: mark, line ends, blank space.

    Raises ImportProblem.
    """
    text = unicodedata.normalize("NFC", decode(data))
    lines = (line for group in _groups(text) for line in group)
    return "\n".join(plain_line(line) for line in lines)


def plain_line(line: str) -> str:
    """A line with single spaces and no invisible marks."""
    visible = (c for c in line if c.isspace() or unicodedata.category(c) != "Cf")
    return " ".join("".join(visible).split())

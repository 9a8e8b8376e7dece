"""How a news agency ends a story: «// انتهى //», a time with initials, the agency's own sign."""

import re
from dataclasses import dataclass, replace

from news.importing.blocks import Block, without_end

#: Signs under which the region's agencies are read, as they stand in texts.
AGENCIES = (
    *("واس", "وام", "كونا", "بنا", "قنا", "العمانية", "وال", "بترا", "وفا", "أ ش أ", "أ.ش.أ"),
    *("واج", "وات", "ومع", "سبأ", "سانا", "نينا", "واع", "سونا", "الأناضول"),
    *("SPA", "WAM", "KUNA", "BNA", "QNA", "ONA", "LANA", "PETRA", "WAFA", "MENA", "APS", "TAP"),
    *("MAP", "SABA", "SANA", "SUNA", "INA"),
)
AGENCY = "|".join(re.escape(name) for name in sorted(AGENCIES, key=len, reverse=True))
_DIGIT = "[0-9٠-٩]"

_MARK = re.compile(
    r"(?:[/\-—–*#(\[]{1,4}\s*(?:[اإ]نته[ىي]|النهاية|end|ends)\s*[/\-—–*#)\]]{1,4}|(?<!\S)#{3})$",
    re.IGNORECASE,
)
_TIME = re.compile(rf"(?<![^\s/]){_DIGIT}{{1,2}}:{_DIGIT}{{2}}\s*[ء-ي]\s?[ء-ي]$")
_AGENCY = re.compile(rf"(?:^|(?<=\s)(?=[(/]))[(/\[]?\s*({AGENCY})\s*[)/\]]?$")
#: The number the wire counts its items by. Alone it is any number.
_SERIAL = re.compile(rf"^{_DIGIT}{{4}}$")


@dataclass(frozen=True)
class Ending:
    """The blocks without their ending; `agency` and `mark` as they were written, or ""."""

    blocks: tuple[Block, ...]
    agency: str = ""
    mark: str = ""


def take_ending(blocks: tuple[Block, ...]) -> Ending:
    """Take a wire's ending off the last paragraphs.

    An agency's name in brackets may be any abbreviation: it counts on a line of its own or where a
    mark or a time stands with it. Without one of these nothing is taken.
    """
    rest = list(blocks)
    pieces: list[tuple[str, str]] = []
    alone = False
    while rest and rest[-1].kind == "paragraph":
        last = rest[-1]
        piece = _last_piece(last.text)
        if piece is None:
            break
        name, start, words = piece
        alone = alone or (name == "agency" and start == 0)
        pieces.insert(0, (name, words))
        runs = without_end(last.runs, len(last.text) - start)
        rest.pop()
        if runs:
            rest.append(replace(last, runs=runs))
    names = {name for name, _words in pieces}
    if not rest or not (names & {"mark", "time"} or alone):
        return Ending(blocks)
    agency = " ".join(words for name, words in pieces if name == "agency")
    mark = " ".join(words for name, words in pieces if name != "agency")
    return Ending(tuple(rest), agency, mark)


def _last_piece(text: str) -> tuple[str, int, str] | None:
    """(name, where it starts, its words) of the piece of an ending that a text ends with."""
    for name, pattern in (("mark", _MARK), ("time", _TIME), ("serial", _SERIAL)):
        if found := pattern.search(text):
            return name, found.start(), found[0]
    if found := _AGENCY.search(text):
        return "agency", found.start(), found[1]
    return None

"""Where sentences end, in Arabic and English press prose; titles proposed from the first one."""

import re
from collections.abc import Iterator

from nhri.arabic import letters


def _word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_L = letters.LETTER
_CLOSERS = "»”’\"')\\]}"
_OPENERS = "«“‘\"'(\\[{"
_STOP = re.compile(rf"[.!?؟…]+[{_CLOSERS}]*")
_LAST_TOKEN = re.compile(rf"([^\s{_OPENERS}]*)$")
_BEFORE_TOKEN = re.compile(rf"(\S+)\s+[{_OPENERS}]*$")
# م. د. أ.د. ص.ب. J. H.E. U.N., and titles with a particle written onto them: ود. لأ.د.
_INITIALS = re.compile(rf"^(?:[وفبل][مدأ]|[{_L}]|[A-Za-z])(?:\.(?:[{_L}]|[A-Za-z]))*$")
_ERA = re.compile(rf"^(\d*)(?:م|ه{letters.TATWEEL}?)$")
_NUMBER = re.compile(r"^[\d/\-–]*\d$")
_LATIN_ABBREVIATIONS = _word_set(
    "mr mrs ms dr prof hon rev st eng gen col vs cf e.g i.e "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
_NUMBERED = _word_set("no nos art arts para paras p pp vol fig")
# "الفئة أ." and "status A." end a sentence although one letter stands before the stop.
_GRADES = _word_set(
    "الفئة فئة والفئة للفئة بالفئة التصنيف بالتصنيف الدرجة بالدرجة المرفق الملحق "
    "status class category grade annex appendix group"
)
_AFTER_ERA = re.compile(r"\s*(?:الموافق|[\d/،,؛])")
_GLUED_START = re.compile(rf"[{_OPENERS}]*[{_L}]{{2,}}")
_LONG_WORD_END = re.compile(rf"[{_L}{letters.MARK}]{{3,}}$")

# Words that open a clause: a title may stop before them.
_CLAUSE_OPENERS = _word_set(
    "الذي التي الذين اللذين اللتين والذي والتي والذين حيث وحيث وذلك كما فيما بينما بحضور وبحضور "
    "بمشاركة وبمشاركة مؤكدا مؤكدًا مؤكداً مؤكدة مشيرا مشيرًا مشيراً مشيرة موضحا موضحًا موضحاً موضحة "
    "وقد وأكد وأكدت وأشار وأشارت وأوضح وأوضحت وأضاف وأضافت ودعا ودعت "
    "which who whose where while when whereas after before following"
)
# Words that cannot be the last of a title.
_DANGLING = _word_set(
    "و في من على إلى الى عن مع بين أن إن أو ثم لا لم لن ما هذا هذه ذلك تلك خلال حول ضد بعد قبل عند "
    "وفي ومن وعلى وإلى وعن ومع بشأن لدى كل عبر منذ حتى حقوق لحقوق وحقوق بحقوق رئيس مجلس مكتب "
    "a an the of to in on at for by with and or from as into"
)
_NEAR = 80
_CLAUSE_END = "،؛,;:–—"


def sentences(text: str) -> list[str]:
    """Return the sentences of plain text in order, each with its final mark, trimmed.

    A line end always ends a sentence; . ! ? ؟ … do before a space. No end: decimals, addresses,
    titles and initials (م.، د.، أ.د.، ص.ب.، Dr.، J.), item numbers at the start of a line, and the
    era marks "هـ." and "م." when the date goes on ("1446 هـ. الموافق"). A full stop without a
    space between two Arabic words ends a sentence.
    """
    return [
        sentence
        for line in text.splitlines()
        for piece in _pieces(line)
        if (sentence := " ".join(piece.split()))
    ]


def first_sentence(text: str, max_length: int = 140) -> str:
    """Return the first sentence as a *proposal* for a title, without its full stop.

    When longer than `max_length` characters it is cut and ends in "…", which counts: at the last
    clause (a comma, or a word such as حيث or which) of the second half, else at a word, never with
    a preposition or an open bracket left hanging, and inside a word only when the first word alone
    is too long. Empty for a text without words. Raises ValueError for a length below 2.
    """
    if max_length < 2:
        raise ValueError(f"a title needs room for a letter and its ellipsis, not {max_length}")
    first = next((one for one in sentences(text) if re.search(r"\w", one)), "")
    first = re.sub(rf"(?<![.…])\.([{_CLOSERS}]*)$", r"\1", first)
    if len(first) <= max_length:
        return first
    return _cut(first, max_length - 1) + "…"


def _pieces(line: str) -> Iterator[str]:
    start = 0
    for stop in _STOP.finditer(line):
        if _ends(line, start, stop):
            yield line[start : stop.end()]
            start = stop.end()
    yield line[start:]


def _ends(line: str, start: int, stop: re.Match[str]) -> bool:
    # What decides stands close by; a longer look would make a line of initials quadratic.
    before = line[max(start, stop.start() - _NEAR) : stop.start()]
    after = line[stop.end() : stop.end() + _NEAR]
    if not after.strip():
        return True
    mark = stop[0].rstrip("»”’\"')]}")
    spaced = after[0].isspace()
    if not spaced:
        glued = _GLUED_START.match(after) is not None
        return glued and (mark != "." or _LONG_WORD_END.search(before) is not None)
    if re.match(rf"\s+[{_OPENERS}]*[a-z]", after):
        return False
    return mark != "." or stop[0] != "." or not _is_abbreviation(before, after)


def _is_abbreviation(before: str, after: str) -> bool:
    """Tell whether a full stop after `before` and in front of a space belongs to its word."""
    token_match = _LAST_TOKEN.search(before)
    token = token_match[1] if token_match else ""
    previous_match = _BEFORE_TOKEN.search(before[: len(before) - len(token)])
    previous = previous_match[1] if previous_match else ""
    era = _ERA.match(token)
    if era and (era[1] or _NUMBER.match(previous)):
        return _AFTER_ERA.match(after) is not None
    if not previous and token.isdecimal():
        return True
    word = token.casefold()
    if word in _LATIN_ABBREVIATIONS or (word in _NUMBERED and re.match(r"\s+\d", after)):
        return True
    return bool(_INITIALS.match(token)) and previous.casefold() not in _GRADES


def _cut(sentence: str, room: int) -> str:
    """The longest good beginning of `sentence` of at most `room` characters."""
    window = sentence[: room + 1]
    ends = [gap.start() for gap in re.finditer(r"\s", window)]
    if not ends:
        return sentence[:room]
    late = [end for end in ends if end >= room // 2]
    clauses = [end for end in late if _is_clause_end(sentence, end)]
    for end in [*reversed(clauses), *reversed(ends)]:
        kept = window[:end].rstrip(_CLAUSE_END + " ")
        if kept and _balanced(kept) and kept.split()[-1].casefold() not in _DANGLING:
            return kept
    return window[: ends[-1]]


def _is_clause_end(sentence: str, end: int) -> bool:
    following = sentence[end:].split(maxsplit=1)
    return sentence[end - 1] in _CLAUSE_END or (
        bool(following) and following[0].casefold() in _CLAUSE_OPENERS
    )


def _balanced(text: str) -> bool:
    return all(text.count(left) == text.count(right) for left, right in ("()", "«»", "“”", "[]"))

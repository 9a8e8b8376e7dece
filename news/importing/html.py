"""Text that was copied as HTML: its tags are taken off, its lists and line breaks stay."""

import re
from html import unescape

_BLOCKS = "p|div|br|h[1-6]|ul|ol|table|thead|tbody|tr|blockquote|section|article|header|footer"
_INLINE = "a|b|i|u|em|strong|span|font|small|sup|sub|td|th|html|body|img|hr|meta|link|figure"
_TAG = re.compile(rf"</?(?:{_BLOCKS}|{_INLINE}|li)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_CLOSING = re.compile(rf"</(?:{_BLOCKS}|{_INLINE}|li)\s*>|<br\s*/?>", re.IGNORECASE)
_BLOCK = re.compile(rf"</?(?:{_BLOCKS}|hr)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ITEM = re.compile(r"<li(?:\s[^<>]*)?>", re.IGNORECASE)
_CELL = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
# Every repetition stops where the same beginning comes again: a hostile file costs one pass.
_UNSEEN = re.compile(
    r"<!--(?:[^<]|<(?!!--)){0,4000}-->|<!doctype[^<>]*>"
    r"|<(script|style|title)\b(?:[^<]|<(?!/?(?:script|style|title)\b)){0,40000}</\1\s*>",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"""<a\s[^<>]*?href\s*=\s*["']((?:https?://|mailto:)[^"'<>]*)["'][^<>]*>((?:[^<]|<(?!/?a\b)){0,1000})</a\s*>""",
    re.IGNORECASE,
)


def is_marked_up(text: str) -> bool:
    """Whether the text holds tags that are meant as tags: at least one closes, or breaks a line."""
    return bool(_CLOSING.search(text))


def plain(text: str) -> tuple[str, int]:
    """The text without its tags, and how many were there.

    Blocks become lines, items get a bullet, a link keeps its address in brackets behind its words.
    """
    count = len(_TAG.findall(text))
    text = _UNSEEN.sub("", text)
    text = _LINK.sub(_with_address, text)
    if text.strip().startswith("<") and text.strip().endswith(">"):
        # HTML from end to end: its line breaks are the typist's, not the text's.
        text = " ".join(text.split())
    text = _ITEM.sub("\n• ", text)
    text = _CELL.sub(" \t", text)
    text = _BLOCK.sub("\n", text)
    return unescape(_TAG.sub("", text)), count


def _with_address(found: re.Match[str]) -> str:
    address, words = unescape(found[1]), found[2]
    return words if address in unescape(words) else f"{words} ({address})"

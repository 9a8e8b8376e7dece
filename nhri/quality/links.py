"""Links that do not say where they lead."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from nhri.arabic.words import words
from nhri.quality.findings import Finding
from nhri.quality.reading import Text

_TOLD = _(
    "This link does not say where it leads. Readers who listen hear links out of their sentence: "
    "write the name of the page or the file as the link's text."
)


def _phrases(*lines: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(words(line)) for line in lines)


#: The whole text of a link.
_EMPTY = _phrases(
    "هنا", "من هنا", "المزيد", "للمزيد", "اقرأ المزيد", "قراءة المزيد",
    "لمعرفة المزيد", "اعرف المزيد",
    "الرابط", "رابط", "هذا الرابط", "عبر هذا الرابط", "على هذا الرابط",
    "الرابط التالي", "عبر الرابط",
    "التفاصيل", "للتفاصيل", "تابع القراءة", "تحميل", "للتحميل", "اضغط", "انقر",
    "here", "more", "read more", "learn more", "see more", "find out more", "link", "this link",
    "this page", "details", "download", "continue reading", "go",
)  # fmt: skip
#: Anywhere in the text of a link.
_ORDERS = _phrases(
    "اضغط هنا", "إضغط هنا", "انقر هنا", "أنقر هنا", "بالضغط هنا", "بالنقر هنا", "اضغطوا هنا",
    "انقروا هنا", "الضغط هنا", "النقر هنا", "اضغط على الرابط", "click here",
    "press here", "tap here",
)  # fmt: skip
_SPACE = re.compile(r"\s+")


def check(text: Text) -> Iterator[Finding]:
    """link_text: «اضغط هنا», "click here", «للمزيد» and their like."""
    for field, block in text.blocks():
        for start, end in block.links:
            shown = _SPACE.sub(" ", block.text[start:end]).strip()
            said = tuple(words(shown))
            if said in _EMPTY or any(_holds(said, order) for order in _ORDERS):
                yield Finding("link_text", text.language, field.name, _TOLD, shown)


def _holds(said: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(said[i : i + len(part)] == part for i in range(len(said) - len(part) + 1))

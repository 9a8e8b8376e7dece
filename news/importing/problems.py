"""Why a file cannot be imported: one exception, one line per reason."""

import unicodedata
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Code → the line people read. Placeholders are named; every value arrives ready to print.
REASONS: dict[str, str | Promise] = {
    "not_found": _("there is no such file"),
    "no_permission": _("you may not read this file"),
    "unreadable": _("the file cannot be read (%(detail)s)"),
    "folder": _("this is a folder; name the files in it"),
    "not_a_file": _("this is not an ordinary file"),
    "too_large": _("the file has %(size)s MB; at most %(limit)s MB are allowed"),
    "empty": _("the file is empty"),
    "only_whitespace": _("the file holds nothing but blank space"),
    "no_words": _("the text has no words, only signs or digits"),
    "binary": _("this is not text; it seems to be: %(kind)s"),
    "not_utf8": _("the text is not UTF-8 (byte %(byte)s, line %(line)s); save it as UTF-8"),
    "not_utf16": _("the text says it is UTF-16 but breaks off at byte %(byte)s; save it as UTF-8"),
    "wrong_language": _("the text is in %(found)s, not in %(expected)s"),
    "unknown_language": _("“%(language)s” is not a language of this site"),
    "old_word": _("this is an old Word document (.doc); save it as .docx"),
    "encrypted": _("the document is protected by a password; save it without one"),
    "word_macros": _("this is a Word template or holds macros; save it as an ordinary .docx"),
    "word_strict": _("this is a “Strict Open XML” document; save it as an ordinary .docx"),
    "word_damaged": _("the Word document is damaged (%(detail)s)"),
    "word_unsafe": _("the Word document is not safe to open (%(detail)s)"),
    "word_empty": _("the Word document has no text"),
}

DAMAGES: dict[str, str | Promise] = {
    "zip": _("it is not a whole ZIP archive"),
    "no_text_part": _("its text part is missing"),
    "xml": _("its text part is not well formed"),
    "not_word": _("its content is not Word's"),
    "entities": _("it declares entities"),
    "encoding": _("it hides its text in an unusual encoding"),
    "bomb": _("it unpacks to far more than it should"),
    "parts": _("it has too many parts"),
    "depth": _("it is nested too deeply"),
}


class ImportProblem(Exception):
    """A file that cannot come in. `str()` is the one line to show: the name, then the reason.

    `code` is a key of `REASONS`; the values fill its placeholders. Translated when it is shown,
    in the language then active.
    """

    def __init__(self, code: str, name: str = "", **values: Any) -> None:
        self.code = code
        self.name = name
        self.values = values
        self._line = REASONS[code]
        super().__init__(code, name)

    @property
    def reason(self) -> str:
        """The reason alone, in the active language."""
        return str(self._line) % {key: str(value) for key, value in self.values.items()}

    def named(self, name: str) -> "ImportProblem":
        """The same problem of the file called `name`, unless it has a name already."""
        self.name = self.name or name
        return self

    def __str__(self) -> str:
        return f"{printable(self.name)}: {self.reason}" if self.name else self.reason


def printable(name: str) -> str:
    """A file's name fit for one line: no line breaks, no invisible marks that turn it round."""
    return "".join("�" if unicodedata.category(c)[0] == "C" else c for c in name)

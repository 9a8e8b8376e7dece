"""The parts of a Word document's archive, opened with every door of its attacks shut.

Sizes are judged from the archive's index before a byte is unpacked. Python never unpacks more of a
part than the index promises, so what the index says is also what memory will hold.
"""

import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.utils.functional import Promise
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from lxml import etree

from news.importing import signatures
from news.importing.problems import DAMAGES, ImportProblem

MAX_PARTS = 2_000
MAX_UNPACKED = 60 * 1024 * 1024
MAX_TEXT_PART = 20 * 1024 * 1024
MAX_RATIO = 100
#: Below this, a high ratio is only a very regular small part.
RATIO_FLOOR = 1024 * 1024
MAX_DEPTH = 200

_STRICT = b"purl.oclc.org/ooxml"
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"utf-16"}
_TYPE = {"ct": "http://schemas.openxmlformats.org/package/2006/content-types"}


def damage(detail: str) -> str | Promise:
    """The words for one kind of damage."""
    return DAMAGES[detail]


def _damaged(detail: str) -> ImportProblem:
    return ImportProblem("word_damaged", detail=damage(detail))


def _unsafe(detail: str) -> ImportProblem:
    return ImportProblem("word_unsafe", detail=damage(detail))


@dataclass(frozen=True)
class Relation:
    """What one id in a part points to: a part's name, or an address outside."""

    kind: str
    target: str
    is_external: bool


class Package:
    """An archive whose index has been judged; parts are parsed one by one, on demand."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
            entries = self._archive.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise _damaged("zip") from error
        if len(entries) > MAX_PARTS:
            raise _unsafe("parts")
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > MAX_UNPACKED or _is_bomb(unpacked, len(data)):
            raise _unsafe("bomb")
        if any(_is_bomb(entry.file_size, entry.compress_size) for entry in entries):
            raise _unsafe("bomb")
        if any(entry.flag_bits & 1 for entry in entries):
            raise ImportProblem("encrypted")
        self.names = {entry.filename for entry in entries}

    def main(self) -> str:
        """The name of the part that holds the text.

        Raises ImportProblem when the archive has none or is no ordinary Word document.
        """
        named = [
            relation.target
            for relation in self.relations("").values()
            if relation.kind in {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, "officeDocument"}
        ]
        name = next((name for name in named if name in self.names), None)
        if name is None:
            raise _damaged("no_text_part")
        self._check_type(name)
        return name

    def _check_type(self, name: str) -> None:
        types = self.part("[Content_Types].xml")
        if types is None:
            raise _damaged("not_word")
        found = [
            item.get("ContentType", "")
            for item in types.iterfind("ct:Override", _TYPE)
            if item.get("PartName", "").lstrip("/").lower() == name.lower()
        ]
        if found and found[0] != CONTENT_TYPE.WML_DOCUMENT_MAIN:
            is_word = "word" in found[0]
            raise ImportProblem("word_macros") if is_word else _damaged("not_word")

    def relations(self, source: str) -> dict[str, Relation]:
        """Id → relation of one part; of the whole archive for ""."""
        folder, base = posixpath.split(source)
        root = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        if root is None:
            return {}
        return {
            item.get("Id", ""): _relation(item, folder)
            for item in root
            if isinstance(item.tag, str)
        }

    def part(self, name: str) -> Any | None:
        """The root element of an XML part, None when the archive has no such part.

        Raises ImportProblem for XML that is broken, hides its text or declares entities.
        """
        if name not in self.names:
            return None
        try:
            if self._archive.getinfo(name).file_size > MAX_TEXT_PART:
                raise _unsafe("bomb")
            data = self._archive.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise _damaged("zip") from error
        return _parse(data)


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > RATIO_FLOOR and unpacked > MAX_RATIO * max(packed, 1)


def _relation(item: Any, folder: str) -> Relation:
    target = item.get("Target", "")
    is_external = item.get("TargetMode") == "External"
    if not is_external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(item.get("Type", ""), target, is_external)


def _parse(data: bytes) -> Any:
    # UTF-16 is ASCII with NULs between for everything that matters here.
    plain = data.replace(b"\x00", b"")
    declared = _ENCODING.search(plain[:200])
    known = declared is None or declared[1].lower() in _ENCODINGS
    if not known or not plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
        raise _unsafe("encoding") if not known else _damaged("xml")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise _unsafe("entities")
    if _STRICT in plain[:4000]:
        raise ImportProblem("word_strict")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _damaged("xml") from error
    if _depth(root) > MAX_DEPTH:
        raise _unsafe("depth")
    return root


def _depth(root: Any) -> int:
    deepest = depth = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def check(data: bytes, *, expected: bool) -> None:
    """Whether these ZIP bytes are a Word document that may be opened.

    `expected` says that the name promised one. Raises ImportProblem.
    """
    try:
        package = Package(data)
    except ImportProblem as problem:
        if expected or problem.code != "word_damaged":
            raise
        kind = signatures.package_kind(set())
        raise ImportProblem("binary", kind=kind) from problem.__cause__
    is_word = any(name.startswith("word/") for name in package.names)
    if not is_word and not expected:
        raise ImportProblem("binary", kind=signatures.package_kind(package.names))
    package.part(package.main())

"""Builds Word documents for the tests: python-docx for what it can, raw XML for what it cannot."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from PIL import Image

NAMESPACES = (
    f"{nsdecls('w', 'r', 'wp', 'a', 'pic')} "
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def saved(document: Any) -> bytes:
    """The bytes of a python-docx document."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def word(*paragraphs: str) -> bytes:
    """A document of plain paragraphs."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def add_xml(document: Any, xml: str) -> Any:
    """Append a block given as WordprocessingML, its namespaces left out."""
    head, rest = xml.split(">", 1) if "/>" not in xml.split(">", 1)[0] + ">" else (xml[:-2], "")
    element = parse_xml(f"{head} {NAMESPACES}>{rest}" if rest else f"{head} {NAMESPACES}/>")
    body = document.element.body
    body.insert(len(body) - 1, element)
    return element


def raw(body: str) -> bytes:
    """A document whose body is exactly this WordprocessingML."""
    document = Document()
    for child in list(document.element.body):
        if child.tag != qn("w:sectPr"):
            document.element.body.remove(child)
    root = parse_xml(f"<w:body {NAMESPACES}>{body}</w:body>")
    for at, child in enumerate(list(root)):
        document.element.body.insert(at, child)
    return saved(document)


def paragraph(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def add_link(document: Any, words: str, address: str) -> None:
    """A paragraph that is one link to an address outside."""
    link = document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    add_xml(document, paragraph(f'<w:hyperlink r:id="{link}">{run(words)}</w:hyperlink>'))


def image() -> BytesIO:
    """A small picture."""
    file = BytesIO()
    Image.new("RGB", (8, 8), "navy").save(file, "PNG")
    file.seek(0)
    return file


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The archive with every part passed through `change(name, bytes)`; None leaves it out."""
    file = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as source,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = change(name, source.read(name))
            if part is not None:
                target.writestr(name, part)
    return file.getvalue()


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    """The archive with one part replaced or added."""
    without = repacked(data, lambda known, found: None if known == name else found)
    file = BytesIO(without)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as target:
        target.writestr(name, part)
    return file.getvalue()

"""Every kind of bad input gives one clear line, and none is read further than it must be."""

import os
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from news.importing import package
from news.importing.problems import ImportProblem
from news.importing.proposal import propose
from news.importing.reading import Original, read, read_bytes, read_paste, read_path
from tests.news.importing.texts import ENGLISH, RELEASE, lines
from tests.news.importing.word_files import paragraph, raw, repacked, run, with_part, word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512
GOOD = word(*RELEASE)
DOCUMENT = "word/document.xml"


def _renamed_type(name: str, part: bytes) -> bytes:
    return part.replace(
        b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml"
    )


def _flagged(data: bytes) -> bytes:
    """The archive with the bit set that says a part is encrypted."""
    at = data.index(b"PK\x01\x02") + 8
    return data[:at] + struct.pack("<H", 1) + data[at + 2 :]


def _other_package(part: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(part, "x")
    return file.getvalue()


def _entities(data: bytes, encoding: str) -> bytes:
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY a "b">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    )
    return with_part(data, DOCUMENT, xml.encode(encoding))


def _many_parts() -> bytes:
    file = BytesIO(GOOD)
    with zipfile.ZipFile(file, "a") as archive:
        for number in range(package.MAX_PARTS):
            archive.writestr(f"word/media/{number}", b"")
    return file.getvalue()


def _overwritten(data: bytes) -> bytes:
    """The archive with the compressed bytes of its text part spoiled."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        info = archive.getinfo(DOCUMENT)
    start = info.header_offset + 30 + len(DOCUMENT)
    return data[:start] + b"\xff" * info.compress_size + data[start + info.compress_size :]


CASES = {
    "empty": ("a.txt", b"", "a.txt: the file is empty"),
    "mark alone": ("a.txt", b"\xef\xbb\xbf", "a.txt: the file is empty"),
    "blank": (
        "a.txt",
        " \r\n\t\u00a0\u200f\n".encode(),
        "a.txt: the file holds nothing but blank space",
    ),
    "windows": (
        "a.txt",
        "سطر\n".encode() + "بيان".encode("cp1256"),
        "a.txt: the text is not UTF-8 (byte 8, line 2); save it as UTF-8",
    ),
    "cut after mark": (
        "a.txt",
        b"\xef\xbb\xbfab\n\xd8",
        "a.txt: the text is not UTF-8 (byte 7, line 2); save it as UTF-8",
    ),
    "utf-16 cut": (
        "a.txt",
        "بيان".encode("utf-16")[:-1],
        "a.txt: the text says it is UTF-16 but breaks off at byte 9; save it as UTF-8",
    ),
    "utf-32": (
        "a.txt",
        "بيان".encode("utf-32"),
        "a.txt: the text is not UTF-8 (byte 1, line 1); save it as UTF-8",
    ),
    "nul": ("a.txt", b"abc\x00def", "a.txt: this is not text; it seems to be: data for a program"),
    "controls": (
        "a.txt",
        bytes(range(1, 9)) * 4,
        "a.txt: this is not text; it seems to be: data for a program",
    ),
    "pdf": ("a.txt", b"%PDF-1.7\n", "a.txt: this is not text; it seems to be: a PDF"),
    "pdf as docx": ("a.docx", b"%PDF-1.7\n", "a.docx: this is not text; it seems to be: a PDF"),
    "png": ("a.txt", b"\x89PNG\r\n\x1a\n", "a.txt: this is not text; it seems to be: an image"),
    "jpeg": ("a.jpg", b"\xff\xd8\xff\xe0", "a.jpg: this is not text; it seems to be: an image"),
    "heic": ("a", b"\0\0\0\x18ftypheic", "a: this is not text; it seems to be: an image"),
    "film": (
        "a",
        b"\0\0\0\x18ftypmp42",
        "a: this is not text; it seems to be: a sound or a film",
    ),
    "rtf": ("a.rtf", b"{\\rtf1 x}", "a.rtf: this is not text; it seems to be: an RTF document"),
    "gzip": (
        "a.gz",
        b"\x1f\x8b\x08",
        "a.gz: this is not text; it seems to be: a compressed archive",
    ),
    "zip": (
        "a.zip",
        _other_package("a.txt"),
        "a.zip: this is not text; it seems to be: a ZIP archive",
    ),
    "excel": (
        "a.xlsx",
        _other_package("xl/workbook.xml"),
        "a.xlsx: this is not text; it seems to be: an Excel workbook",
    ),
    "large": (
        "a.txt",
        b"a" * (5 * 2**20 + 1),
        "a.txt: the file has 5.0 MB; at most 5 MB are allowed",
    ),
    "large docx": (
        "a.docx",
        b"PK\x03\x04" + b"a" * (50 * 2**20),
        "a.docx: the file has 50.0 MB; at most 10 MB are allowed",
    ),
    "text as docx": (
        "a.docx",
        lines(*RELEASE),
        "a.docx: the Word document is damaged (it is not a whole ZIP archive)",
    ),
    "half a docx": (
        "a.docx",
        GOOD[: len(GOOD) // 2],
        "a.docx: the Word document is damaged (it is not a whole ZIP archive)",
    ),
    "spoiled docx": (
        "a.docx",
        _overwritten(GOOD),
        "a.docx: the Word document is damaged (it is not a whole ZIP archive)",
    ),
    "no document.xml": (
        "a.docx",
        repacked(GOOD, lambda name, part: None if name == DOCUMENT else part),
        "a.docx: the Word document is damaged (its text part is missing)",
    ),
    "broken xml": (
        "a.docx",
        with_part(GOOD, DOCUMENT, b"<w:document>"),
        "a.docx: the Word document is damaged (its text part is not well formed)",
    ),
    "entities": (
        "a.docx",
        _entities(GOOD, "UTF-8"),
        "a.docx: the Word document is not safe to open (it declares entities)",
    ),
    "entities in utf-16": (
        "a.docx",
        _entities(GOOD, "UTF-16"),
        "a.docx: the Word document is not safe to open (it declares entities)",
    ),
    "odd encoding": (
        "a.docx",
        with_part(GOOD, DOCUMENT, b'<?xml version="1.0" encoding="UTF-7"?><a/>'),
        "a.docx: the Word document is not safe to open (it hides its text in an unusual encoding)",
    ),
    "bomb": (
        "a.docx",
        with_part(GOOD, DOCUMENT, b" " * (40 * 2**20)),
        "a.docx: the Word document is not safe to open (it unpacks to far more than it should)",
    ),
    "many parts": (
        "a.docx",
        _many_parts(),
        "a.docx: the Word document is not safe to open (it has too many parts)",
    ),
    "deep": (
        "a.docx",
        with_part(
            GOOD,
            DOCUMENT,
            b"<a>" * (package.MAX_DEPTH + 1) + b"</a>" * (package.MAX_DEPTH + 1),
        ),
        "a.docx: the Word document is not safe to open (it is nested too deeply)",
    ),
    "encrypted part": (
        "a.docx",
        _flagged(GOOD),
        "a.docx: the document is protected by a password; save it without one",
    ),
    "password": (
        "a.docx",
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "a.docx: the document is protected by a password; save it without one",
    ),
    "old word": (
        "a.doc",
        OLE + "WordDocument".encode("utf-16-le"),
        "a.doc: this is an old Word document (.doc); save it as .docx",
    ),
    "template": (
        "a.docx",
        repacked(GOOD, _renamed_type),
        "a.docx: this is a Word template or holds macros; save it as an ordinary .docx",
    ),
    "strict": (
        "a.docx",
        with_part(GOOD, DOCUMENT, b'<w:document xmlns:w="http://purl.oclc.org/ooxml/x"/>'),
        "a.docx: this is a “Strict Open XML” document; save it as an ordinary .docx",
    ),
    "docx without text": (
        "a.docx",
        raw(paragraph(run(" "))),
        "a.docx: the Word document has no text",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_bad_input_gives_its_one_line(case: str) -> None:
    name, data, expected = CASES[case]
    with pytest.raises(ImportProblem) as caught:
        read(read_bytes(name, data))
    assert str(caught.value) == expected


def test_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ImportProblem) as caught:
        read_path(tmp_path / "none.txt")
    assert str(caught.value) == "none.txt: there is no such file"


def test_folder_is_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "releases"
    folder.mkdir()
    with pytest.raises(ImportProblem) as caught:
        read_path(folder)
    assert str(caught.value) == "releases: this is a folder; name the files in it"


def test_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ImportProblem) as caught:
        read_path(tmp_path / "pipe")
    assert str(caught.value) == "pipe: this is not an ordinary file"


def test_large_file_is_refused_before_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50 * 2**20)

    def opened(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("the file was opened")

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(ImportProblem) as caught:
        read_path(path)
    assert str(caught.value) == "large.txt: the file has 50.0 MB; at most 5 MB are allowed"


def test_file_without_permission_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_bytes(b"x")

    # The tests may run as root, who may read everything.
    def refused(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(ImportProblem) as caught:
        read_path(path)
    assert str(caught.value) == "secret.txt: you may not read this file"


def test_name_with_line_break_and_direction_mark_stays_one_line() -> None:
    with pytest.raises(ImportProblem) as caught:
        read_bytes("a\nb\u202e.txt", b"")
    assert str(caught.value) == "a�b�.txt: the file is empty"


def test_paste_without_name_gives_the_reason_alone() -> None:
    with pytest.raises(ImportProblem) as caught:
        read_paste(" \n ")
    assert str(caught.value) == "the file holds nothing but blank space"


@pytest.mark.parametrize(
    ("data", "language", "expected"),
    [
        (lines(*RELEASE), "en", "r.txt: the text is in Arabic, not in English"),
        (lines(*ENGLISH), "ar", "r.txt: the text is in English, not in Arabic"),
        (
            "Национальное учреждение".encode(),
            "ar",
            "r.txt: the text is in another language, not in Arabic",
        ),
        (b"2021 - 2022 ...", "en", "r.txt: the text has no words, only signs or digits"),
        (lines(*ENGLISH), "fr", "r.txt: “fr” is not a language of this site"),
    ],
)
def test_text_in_the_wrong_language_is_refused(data: bytes, language: str, expected: str) -> None:
    with pytest.raises(ImportProblem) as caught:
        propose(read_bytes("r.txt", data), language)
    assert str(caught.value) == expected


def test_original_keeps_every_byte_and_its_hash() -> None:
    assert read_bytes("a.txt", b"abc") == Original(
        "a.txt",
        b"abc",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "text",
    )

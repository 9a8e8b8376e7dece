"""What a file seems to be, from its first bytes; its name is never believed."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

_IMAGE = _("an image")
_ARCHIVE = _("a compressed archive")
_RECORDING = _("a sound or a film")

_SIGNATURES: tuple[tuple[bytes, str | Promise], ...] = (
    (b"%PDF-", _("a PDF")),
    (b"\x89PNG\r\n", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"GIF87a", _IMAGE),
    (b"GIF89a", _IMAGE),
    (b"II*\x00", _IMAGE),
    (b"MM\x00*", _IMAGE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"Rar!\x1a\x07", _ARCHIVE),
    (b"BZh", _ARCHIVE),
    (b"\xfd7zXZ\x00", _ARCHIVE),
    (b"ID3", _RECORDING),
    (b"OggS", _RECORDING),
    (b"{\\rtf", _("an RTF document")),
    (b"SQLite format 3\x00", _("a database")),
    (b"\x7fELF", _("a program")),
    (b"MZ\x90\x00", _("a program")),
)

#: A part by which a ZIP shows which kind of document it is.
_PACKAGES: tuple[tuple[str, str | Promise], ...] = (
    ("xl/workbook.xml", _("an Excel workbook")),
    ("ppt/presentation.xml", _("a PowerPoint presentation")),
    ("mimetype", _("an OpenDocument or e-book file")),
)


def seems(data: bytes) -> str | Promise | None:
    """What known binary kind the bytes begin like, or None. ZIP and OLE are judged elsewhere."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF":
        return _IMAGE if data[8:12] == b"WEBP" else _RECORDING
    if data[4:8] == b"ftyp":
        return _IMAGE if data[8:12] in {b"avif", b"heic", b"heix", b"mif1"} else _RECORDING
    if data[:2] == b"BM" and b"\x00" in data[:32]:
        return _IMAGE
    return None


def package_kind(names: set[str]) -> str | Promise:
    """What a ZIP with these part names is, when it is not a Word document."""
    for part, kind in _PACKAGES:
        if part in names:
            return kind
    return _("a ZIP archive")

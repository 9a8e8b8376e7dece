"""From a path, an upload or a paste to blocks; everything that can be wrong is said in one line."""

import errno
import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from news.importing import docx, package, signatures, text
from news.importing.blocks import Block, Reading
from news.importing.problems import ImportProblem

MEGABYTE = 1024 * 1024
MAX_TEXT_BYTES = 5 * MEGABYTE
MAX_DOCX_BYTES = 10 * MEGABYTE

Format = Literal["text", "docx"]


@dataclass(frozen=True)
class Original:
    """What came in, byte for byte, to be kept beside the item made of it."""

    name: str
    data: bytes
    sha256: str
    format: Format


def size_limit(name: str) -> int:
    """How many bytes a file of this name may have."""
    return MAX_DOCX_BYTES if name.lower().endswith(".docx") else MAX_TEXT_BYTES


def check_size(name: str, size: int) -> None:
    """Refuse a file by its size alone, before anything of it is read.

    Raises ImportProblem `too_large` or `empty`.
    """
    limit = size_limit(name)
    if size > limit:
        shown = f"{size / MEGABYTE:.1f}"
        raise ImportProblem("too_large", name, size=shown, limit=limit // MEGABYTE)
    if size == 0:
        raise ImportProblem("empty", name)


def read_path(path: str | Path) -> Original:
    """Read one file. Its size and kind are asked before it is opened.

    Raises ImportProblem.
    """
    path = Path(path)
    name = path.name or str(path)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise ImportProblem("folder", name)
        if not stat.S_ISREG(found.st_mode):
            raise ImportProblem("not_a_file", name)
        check_size(name, found.st_size)
        with path.open("rb") as file:
            # A file can grow between the question and the answer.
            data = file.read(size_limit(name) + 1)
    except ValueError:
        # A NUL inside a name: no file can be called so.
        raise ImportProblem("not_found", name) from None
    except OSError as error:
        raise _system_problem(error, name) from error
    return read_bytes(name, data)


def _system_problem(error: OSError, name: str) -> ImportProblem:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return ImportProblem("not_found", name)
    if isinstance(error, PermissionError):
        return ImportProblem("no_permission", name)
    detail = errno.errorcode.get(error.errno or 0, type(error).__name__)
    return ImportProblem("unreadable", name, detail=detail)


def read_bytes(name: str, data: bytes) -> Original:
    """Judge what an upload or a file holds, by its content and not by its name.

    Raises ImportProblem.
    """
    check_size(name, len(data))
    try:
        kind = _format(name, data)
    except ImportProblem as problem:
        raise problem.named(name) from problem.__cause__
    if kind == "text" and len(data) > MAX_TEXT_BYTES:
        shown = f"{len(data) / MEGABYTE:.1f}"
        limit = MAX_TEXT_BYTES // MEGABYTE
        raise ImportProblem("too_large", name, size=shown, limit=limit)
    return Original(name, data, hashlib.sha256(data).hexdigest(), kind)


def read_paste(pasted: str, name: str = "") -> Original:
    """Judge text that somebody pasted. Raises ImportProblem."""
    return read_bytes(name, pasted.encode("utf-8", "replace"))


def _format(name: str, data: bytes) -> Format:
    if data.startswith(signatures.OLE):
        raise ImportProblem(_ole_kind(data))
    if data.startswith(signatures.ZIP):
        package.check(data, expected=name.lower().endswith(".docx"))
        return "docx"
    kind = signatures.seems(data)
    if kind is not None:
        raise ImportProblem("binary", kind=kind)
    if name.lower().endswith(".docx"):
        raise ImportProblem("word_damaged", detail=package.damage("zip"))
    text.decode(data)
    return "text"


def _ole_kind(data: bytes) -> str:
    """Word wraps a protected .docx in the container that old .doc files use."""
    return "encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "old_word"


def read(original: Original) -> Reading:
    """The blocks of an original and what its reader has to report. Raises ImportProblem."""
    try:
        reader = docx.read if original.format == "docx" else text.read
        return reader(original.data)
    except ImportProblem as problem:
        raise problem.named(original.name) from problem.__cause__


def paragraphs(original: Original) -> tuple[Block, ...]:
    """The blocks of an original alone. Raises ImportProblem."""
    return read(original).blocks

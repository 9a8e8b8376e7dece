"""The numbered objects of a PDF as Typst writes it: read, replaced, written again.

Enough of the format (ISO 32000-1, 7.5) for files of one shape: a plain cross-reference table, no
object streams, streams packed by Flate. Anything else is a ValueError, and the caller's to handle.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Final

_LENGTH: Final = re.compile(rb"/Length (\d+)")
_STREAM: Final = re.compile(rb"stream\r?\n")


class Objects:
    """The numbered objects of a file with one plain cross-reference table."""

    def __init__(self, pdf: bytes) -> None:
        start = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
        table, self.trailer = pdf[start:].split(b"trailer", 1)
        rows = re.findall(rb"(\d{10}) \d{5} n", table)
        offsets = [int(row) for row in rows]
        ends = dict(zip(sorted(offsets), [*sorted(offsets)[1:], start], strict=True))
        self.head = pdf[: min(offsets)]
        self.bodies = {n: pdf[at : ends[at]] for n, at in enumerate(offsets, 1)}
        self.order = sorted(self.bodies, key=lambda number: offsets[number - 1])

    def stream(self, number: int) -> bytes:
        """The unpacked content of a stream."""
        body = self.bodies[number]
        found = _LENGTH.search(body)
        if found is None or b"/FlateDecode" not in body[: body.index(b"stream")]:
            raise ValueError("not a compressed stream")
        start = _STREAM.search(body, found.end())
        if start is None:
            raise ValueError("not a stream")
        return zlib.decompress(body[start.end() : start.end() + int(found[1])])

    def write(self, number: int, content: bytes) -> None:
        """Puts `content`, packed, in place of a stream's own."""
        head = self.bodies[number].split(b"stream", 1)[0]
        packed = zlib.compress(content, 6)
        head = _LENGTH.sub(b"/Length %d" % len(packed), head, count=1)
        self.bodies[number] = head + b"stream\n" + packed + b"\nendstream\nendobj\n"

    def fonts(self) -> Iterator[tuple[int, int, bytes]]:
        """Every font with a glyph mapping: its number, that of its ToUnicode, its widths."""
        for number, body in self.bodies.items():
            if b"/Subtype/Type0" not in body[:60]:
                continue
            inner = re.search(rb"/DescendantFonts\[(\d+) 0 R\]", body)
            mapping = re.search(rb"/ToUnicode (\d+) 0 R", body)
            if inner and mapping:
                widths = re.search(rb"/W\[([\d. ]*)\]", self.bodies[int(inner[1])])
                yield number, int(mapping[1]), widths[1] if widths else b""

    def contents(self) -> Iterator[tuple[int, bytes, dict[str, int]]]:
        """What each page draws: number of the stream, its operators, its names for fonts."""
        for body in list(self.bodies.values()):
            page = re.search(
                rb"/Type/Page/Resources (\d+) 0 R.*?/Contents (\d+) 0 R",
                body.split(b"stream", 1)[0],
            )
            if page:
                fonts = re.search(rb"/Font<<(.*?)>>", self.bodies[int(page[1])])
                names = {
                    name.decode(): int(number)
                    for name, number in re.findall(
                        rb"/(f\d+) (\d+) 0 R", fonts[1] if fonts else b""
                    )
                }
                yield int(page[2]), self.stream(int(page[2])), names

    def file(self) -> bytes:
        """The whole file again, its cross-reference table made new."""
        out = bytearray(self.head)
        offsets = {}
        for number in self.order:
            offsets[number] = len(out)
            out += self.bodies[number]
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(offsets) + 1)
        for number in sorted(offsets):
            out += b"%010d 00000 n\r\n" % offsets[number]
        trailer = re.sub(rb"startxref\s+\d+", b"startxref\n%d" % start, self.trailer)
        return bytes(out + b"trailer" + trailer)

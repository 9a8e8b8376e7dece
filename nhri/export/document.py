"""The tree of an exported item and how to make one: the door for builders and writers."""

from nhri.export.reading import parse
from nhri.export.runs import runs, with_marks
from nhri.export.tree import (
    Block,
    Cell,
    Correction,
    Direction,
    Document,
    Head,
    Heading,
    Letterhead,
    Listing,
    Paragraph,
    Quote,
    Run,
    Table,
    direction_of,
)

__all__ = [
    "Block",
    "Cell",
    "Correction",
    "Direction",
    "Document",
    "Head",
    "Heading",
    "Letterhead",
    "Listing",
    "Paragraph",
    "Quote",
    "Run",
    "Table",
    "direction_of",
    "parse",
    "runs",
    "with_marks",
]

"""The fixtures and the shipped glossary, read once."""

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from nhri.quality.checking import findings
from nhri.quality.findings import Finding
from nhri.quality.glossary import shipped
from nhri.quality.names import Term

FIXTURES = Path(__file__).parent / "fixtures"


@cache
def terms() -> tuple[Term, ...]:
    return tuple(row.term for row in shipped())


def fixtures(kind: str) -> list[Path]:
    """The files of ``faulty`` or ``clean``, in order."""
    return sorted((FIXTURES / kind).glob("*.json"))


def text_of(path: Path) -> dict[str, Any]:
    text: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return text


def found_in(values: dict[str, Any]) -> list[Finding]:
    return findings(values, terms())


def codes(values: dict[str, Any]) -> list[str]:
    """``tatweel:ar`` for each kind of finding, sorted, each once."""
    return sorted({f"{one.code}:{one.language}" for one in found_in(values)})


def counted(values: dict[str, Any]) -> Counter[tuple[str, str]]:
    """How many findings of each code each field has."""
    return Counter((one.code, one.field) for one in found_in(values))


def arabic(body: str, **more: Any) -> dict[str, Any]:
    """A text with nothing to remark but what `body` holds."""
    return {
        "title_ar": "عنوان الخبر",
        "summary_ar": "ملخص من جملة واحدة.",
        "body_ar": body,
        "released_on": "2026-03-11",
        **more,
    }


def english(body: str, **more: Any) -> dict[str, Any]:
    """The same in English."""
    return {
        "title_en": "A heading",
        "summary_en": "A summary of one sentence.",
        "body_en": body,
        "released_on": "2026-03-11",
        **more,
    }

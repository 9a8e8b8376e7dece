"""Texts by somebody who had not seen the checker: what it finds, and what it is known to miss."""

import json
from pathlib import Path
from typing import Any

from tests.quality.texts import found_in

SECOND = Path(__file__).parent / "second"

#: A family of faults, and how the codes of its findings begin.
FAMILIES = {
    "heading": "heading",
    "link": "link",
    "digits": "mixed_digits",
    "direction_mark": "invisible",
    "tatweel": "tatweel",
    "doubled_word": "doubled_word",
    "doubled_paragraph": "doubled_paragraph",
    "unbalanced": "unbalanced",
    "latin_mark": "latin",
    "space": "space",
    "long_sentence": "sentence_long",
    "summary": "summary",
    "title": "title",
    "date": "date",
    "name": "name",
}
#: A date that the form never sent at all; an English plural of an official name.
KNOWN_MISSES = {("09-sent-before-ready", "date"), ("16-visiting-delegation", "name")}
#: Lettered points, «أ)», close brackets that nothing opened.
KNOWN_FALSE_ALARMS = {("14-lettered-points", "unbalanced_marks")}


def read(kind: str) -> list[tuple[str, dict[str, Any]]]:
    """(name, text) of ``faulty`` or ``clean``."""
    paths = sorted((SECOND / kind).glob("*.json"))
    return [(p.name.split(".")[0], json.loads(p.read_text(encoding="utf-8"))) for p in paths]


def test_faults_are_found_but_for_two() -> None:
    missed, expected = set(), 0
    for name, text in read("faulty"):
        codes = {finding.code for finding in found_in(text["values"])}
        for one in text["expected"]:
            expected += 1
            if not any(_is_of(code, one["family"]) for code in codes):
                missed.add((name, one["family"]))
    assert expected == 35
    assert missed == KNOWN_MISSES


def test_nothing_else_is_found_in_faulty_texts() -> None:
    extra = {
        (name, finding.code)
        for name, text in read("faulty")
        for finding in found_in(text["values"])
        if not any(_is_of(finding.code, one["family"]) for one in text["expected"])
    }
    assert extra == set()


def test_clean_texts_are_left_alone_but_for_one() -> None:
    alarms = {
        (name, finding.code) for name, text in read("clean") for finding in found_in(text["values"])
    }
    assert alarms == KNOWN_FALSE_ALARMS


def _is_of(code: str, family: str) -> bool:
    return FAMILIES[family] in code

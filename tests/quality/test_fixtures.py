"""What the checker finds in texts that were written before it."""

from pathlib import Path

import pytest

from nhri.quality.findings import BLOCK
from tests.quality.texts import codes, fixtures, found_in, text_of

BLOCKING = {"title_missing", "summary_missing", "date_missing"}


@pytest.mark.parametrize("path", fixtures("faulty"), ids=lambda path: path.stem)
def test_faulty_text_yields_exactly_its_faults(path: Path) -> None:
    text = text_of(path)
    expected = sorted(f"{one['code']}:{one['language']}" for one in text["expected"])
    assert codes(text["values"]) == expected


@pytest.mark.parametrize("path", fixtures("clean"), ids=lambda path: path.stem)
def test_clean_text_yields_nothing(path: Path) -> None:
    assert codes(text_of(path)["values"]) == []


def test_fixtures_are_forty_and_forty() -> None:
    assert (len(fixtures("faulty")), len(fixtures("clean"))) == (40, 40)


def test_only_title_summary_and_date_block() -> None:
    for path in fixtures("faulty"):
        for one in found_in(text_of(path)["values"]):
            assert (one.severity == BLOCK) == (one.code in BLOCKING)


def test_every_finding_is_told_in_words_with_its_numbers() -> None:
    for path in fixtures("faulty"):
        for one in found_in(text_of(path)["values"]):
            assert one.message.strip()
            assert "%(" not in one.message

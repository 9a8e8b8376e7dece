"""A replacement takes its own finding away and brings no other."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhri.quality.findings import Finding, Fix, apply, apply_all
from tests.quality.texts import arabic, codes, counted, english, fixtures, found_in, text_of

#: Pieces whose neighbours make trouble: marks, spaces, tatweel, digits of both systems, names.
PIECES = [
    "من", "على", "علَى", "الـ", "هـ", "المؤسســة", "1436", "٣", "3.5", ",", "،", ";", "?", ".", ":",
    " ", "  ", "\u00a0", "\u200b", "\u200f", "(", ")", "«", "»", "“", "”", '"', "\ufffd", "&amp;",
    "&nbsp;", "<p>", "</p>", "<h2>", "</h2>", "<h4>", "</h4>", "<strong>", "</strong>", "<br>",
    "<li>", "<a href='/'>", "</a>", "اضغط هنا", "the", "GANHRI", "الأمم المتحدة", "COVID-19",
    "المراجعة الدورية الشاملة", "لليونيسيف", "\n", "…", "...", "😀", "<", "&",
]  # fmt: skip
noise = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


def fixed(values: dict[str, Any], one: Finding) -> None:
    before, after = counted(values), counted(apply(values, one))
    assert after[one.code, one.field] < before[one.code, one.field]
    assert after - before == {}


@pytest.mark.parametrize("path", fixtures("faulty"), ids=lambda path: path.stem)
def test_each_fix_removes_its_finding_and_adds_none(path: Any) -> None:
    values = text_of(path)["values"]
    for one in found_in(values):
        if one.fix is not None:
            fixed(values, one)


@pytest.mark.parametrize("path", fixtures("faulty"), ids=lambda path: path.stem)
def test_fixing_all_leaves_only_what_needs_a_person(path: Any) -> None:
    values = text_of(path)["values"]
    by_hand = sorted({f"{one.code}:{one.language}" for one in found_in(values) if one.fix is None})
    assert codes(apply_all(values, found_in(values))) == by_hand


@settings(max_examples=150, deadline=None)
@given(noise, noise, noise)
def test_any_text_can_be_checked(title: str, summary: str, body: str) -> None:
    values = {
        f"{stem}_{code}": value
        for code in ("ar", "en")
        for stem, value in (("title", title), ("summary", summary), ("body", body))
    }
    for one in found_in(values):
        if one.fix is not None:
            start, end = one.fix.start, one.fix.start + len(one.fix.old)
            assert values[one.field][start:end] == one.fix.old
            assert apply(values, one) != values


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_characters_of_every_kind_can_be_checked(anything: str) -> None:
    found_in(arabic(anything, title_ar=anything))
    found_in(english(anything, summary_en=anything))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([p for p in PIECES if p[0] not in "<&\n"]), max_size=20))
def test_fixing_any_noise_comes_to_an_end(pieces: list[str]) -> None:
    """Pressing every button again and again stops: no two replacements chase each other."""
    values = arabic(f"<p>{' '.join(pieces)}</p>")
    for _round in range(6):
        fixes = [one for one in found_in(values) if one.fix is not None]
        if not fixes:
            return
        changed = apply_all(values, fixes)
        assert changed != values
        values = changed
    raise AssertionError(values["body_ar"])


def test_fix_that_no_longer_fits_changes_nothing() -> None:
    stale = Finding("tatweel", "ar", "body_ar", "told", fix=Fix(3, "قـال", "قال"))
    values = {"body_ar": "<p>جملة أخرى</p>"}
    assert apply(values, stale) == values


def test_given_values_are_left_alone() -> None:
    values = arabic("<p>قالت المؤسســة</p>")
    (one,) = found_in(values)
    assert apply(values, one)["body_ar"] == "<p>قالت المؤسسة</p>"
    assert values["body_ar"] == "<p>قالت المؤسســة</p>"


def test_fix_is_not_offered_across_markup() -> None:
    (one,) = found_in(arabic("<p>العمل من <strong>من</strong> أجل الناس</p>"))
    assert (one.code, one.fix) == ("doubled_word", None)


def test_fix_counts_entities_as_they_are_written() -> None:
    values = english("<p>Food &amp; water , and and shelter</p>")
    body = apply_all(values, found_in(values))["body_en"]
    assert body == "<p>Food &amp; water, and shelter</p>"


def test_headings_are_lifted_together() -> None:
    values = english("<h2>One</h2><h4>Two</h4><p>Text.</p><h4>Three</h4><h2>Four</h2>")
    (one,) = found_in(values)
    lifted = "<h2>One</h2><h3>Two</h3><p>Text.</p><h3>Three</h3><h2>Four</h2>"
    assert apply(values, one)["body_en"] == lifted

"""Readable text, the word diff of two texts, and two changes of one text put together."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhri.workflow.diff import (
    WORD_LIMIT,
    Row,
    Side,
    compare,
    compare_plain,
    compare_rich,
    folded,
    tokens,
    words,
)
from nhri.workflow.readable import Line

#: Arabic with marks, tatweel and attached letters, Latin, digits of both kinds, direction marks.
MIXED = st.text(alphabet="والبتـَّ abc’-.,،؟()12٣٤\u200f\u200e\u200c ", max_size=80)
TEXTS = st.lists(MIXED, max_size=8).map("\n".join)
PARAGRAPHS = st.lists(
    st.sampled_from([f"<p>فقرة {n} about <strong>rights</strong></p>" for n in range(6)]),
    max_size=6,
)


def text_of(rows: list[Row], side: str) -> str:
    sides = [getattr(row, side) for row in rows]
    return "\n".join("".join(s.text for s in found.segments) for found in sides if found)


def marked(segments: Any) -> str:
    """Segments in one string: [-removed-], {+added+}."""
    signs = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(signs[segment.kind].format(segment.text) for segment in segments)


def both(old: str, new: str) -> tuple[str, str]:
    left, right = words(old, new)
    return marked(left), marked(right)


# Words -------------------------------------------------------------------------------------------


@given(TEXTS)
def test_tokens_lose_nothing(text: str) -> None:
    assert "".join(tokens(text)) == text


@given(TEXTS, TEXTS)
def test_sides_are_the_texts_again(old: str, new: str) -> None:
    rows = compare_plain(old, new)
    assert (text_of(rows, "left"), text_of(rows, "right")) == (old, new)


@given(TEXTS)
def test_identical_texts_have_no_change(text: str) -> None:
    assert {row.kind for row in compare_plain(text, text)} <= {"same"}


@given(MIXED, MIXED)
def test_different_paragraphs_show_a_change(old: str, new: str) -> None:
    left, right = words(old, new)
    changed = {segment.kind for segment in (*left, *right)} - {"same"}
    assert bool(changed) == (old != new)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("والمؤسسةُ زارت", ["والمؤسسةُ", " ", "زارت"]),
        ("الـ38، و«التحالف»", ["الـ38", "،", " ", "و", "«", "التحالف", "»"]),
        ("1,200 و3.5%", ["1,200", " ", "و3", ".", "5", "%"]),
        ("12/3/2026.", ["12/3/2026", "."]),
        ("see https://a.org/x?y=1 now", ["see", " ", "https://a.org/x?y=1", " ", "now"]),
        ("it's state-run", ["it's", " ", "state-run"]),
        ("الى\u200fهنا", ["الى\u200fهنا"]),
    ],
)
def test_words_of_both_languages(text: str, found: list[str]) -> None:
    assert tokens(text) == found


def test_one_word_changes_alone() -> None:
    assert both("زار فريق من المؤسسة المركز.", "زار وفد من المؤسسة المركز.") == (
        "زار [-فريق-] من المؤسسة المركز.",
        "زار {+وفد+} من المؤسسة المركز.",
    )


def test_prefixed_letter_changes_its_word() -> None:
    assert both("ثم والتقى الفريق", "ثم فالتقى الفريق")[1] == "ثم {+فالتقى+} الفريق"


def test_added_and_removed_words_stand_on_their_side_alone() -> None:
    assert both("one two four", "one two three four") == ("one two four", "one two {+three+} four")
    assert both("one two three four", "one two four")[0] == "one two [-three-] four"


def test_mixed_directions_keep_their_order() -> None:
    old = "اعتمدت GANHRI الخطة في Geneva اليوم"
    new = "اعتمدت ENNHRI الخطة في Geneva أمس"
    assert both(old, new) == (
        "اعتمدت [-GANHRI-] الخطة في Geneva [-اليوم-]",
        "اعتمدت {+ENNHRI+} الخطة في Geneva {+أمس+}",
    )


def test_comma_between_two_changes_is_no_island() -> None:
    old = "the team met one, two in the main hall today"
    new = "the team met three, four in the main hall today"
    assert both(old, new)[0] == "the team met [-one, two-] in the main hall today"


def test_other_text_altogether_is_not_crumbled() -> None:
    old, new = "the cat of the house", "a visit to all of those prisons yesterday"
    assert both(old, new) == (f"[-{old}-]", f"{{+{new}+}}")


def test_blank_space_alone_is_a_change_that_can_be_seen() -> None:
    left, _right = words("one  two", "one two")
    assert [(s.kind, s.is_unseen) for s in left] == [
        ("same", False),
        ("removed", True),
        ("same", False),
    ]


# Paragraphs --------------------------------------------------------------------------------------


def kinds(rows: list[Row]) -> list[str]:
    return [row.kind for row in rows]


def test_paragraphs_are_paired_with_what_they_were() -> None:
    old = "first paragraph stands\nthe second one is about prisons\nlast"
    new = "first paragraph stands\na new one\nthe second one is about schools\nlast"
    assert kinds(compare_plain(old, new)) == ["same", "added", "changed", "same"]


def test_moved_paragraph_says_so() -> None:
    paragraphs = [f"paragraph number {n} speaks of {word}" for n, word in enumerate("abcde")]
    rows = compare_plain("\n".join(paragraphs), "\n".join([*paragraphs[1:], paragraphs[0]]))
    assert [(row.kind, row.is_moved) for row in rows] == [
        ("removed", True), *[("same", False)] * 4, ("added", True),
    ]  # fmt: skip


def test_text_from_nothing_is_added() -> None:
    assert kinds(compare_plain("", "one\ntwo")) == ["added", "added"]
    assert kinds(compare_plain("one", "")) == ["removed"]


def test_heading_made_a_paragraph_is_a_change_without_changed_words() -> None:
    (row,) = compare_rich("<h2>المقدمة</h2>", "<p>المقدمة</p>")
    assert (row.kind, row.is_reshaped) == ("changed", True)
    assert row.left is not None and marked(row.left.segments) == "المقدمة"


def test_bold_type_is_no_change_of_words() -> None:
    assert kinds(compare_rich("<p>one two</p>", "<p>one <strong>two</strong></p>")) == ["same"]


def test_item_put_into_a_numbered_list_leaves_the_others_alone() -> None:
    rows = compare_rich(
        "<ol><li>one</li><li>two</li></ol>", "<ol><li>zero</li><li>one</li><li>two</li></ol>"
    )
    assert kinds(rows) == ["added", "same", "same"]


def test_huge_texts_are_compared_by_paragraph() -> None:
    old = [f"paragraph {n} " + "word " * 20 for n in range(WORD_LIMIT // 20)]
    new = [*old[:100], "paragraph 100 " + "word " * 19 + "other", *old[101:]]
    rows = compare_plain("\n".join(old), "\n".join(new))
    assert kinds(rows) == ["same"] * 100 + ["changed"] + ["same"] * (len(old) - 101)
    assert rows[100].left is not None
    assert [segment.kind for segment in rows[100].left.segments] == ["removed"]


@pytest.mark.parametrize("many", ["a\n" * 6000, "a " * 6000, "\n" * 6000])
def test_texts_of_one_word_come_back_whole(many: str) -> None:
    """Every element like every other: the worst case of the search, which gives up early."""
    other = f"b\n{many[:4000]}c\n{many[:1500]}"
    rows = compare_plain(many, other)
    assert (text_of(rows, "left"), text_of(rows, "right")) == (many, other)


def test_long_unchanged_stretches_are_folded() -> None:
    old = [str(n) for n in range(12)]
    new = [*old[:6], "six", *old[7:]]
    stretches = folded(compare([Line(text) for text in old], [Line(text) for text in new]))
    assert [(len(s.rows), s.is_folded) for s in stretches] == [(5, True), (3, False), (4, True)]


def test_single_unchanged_paragraph_is_not_folded() -> None:
    stretches = folded(compare_plain("a\nb\nc", "a\nb\nx"))
    assert [(len(s.rows), s.is_folded) for s in stretches] == [(1, False), (2, False)]


def test_changed_address_is_a_change() -> None:
    old, new = (f'<p>see <a href="https://a.org/{n}">it</a></p>' for n in "12")
    (row,) = compare_rich(old, new)
    assert row.right is not None
    assert marked(row.right.segments) == "see it ({+https://a.org/2+})"


def test_side_holds_its_line() -> None:
    (row,) = compare_plain("a", "a")
    assert row.left == Side(Line("a"), row.left.segments if row.left else ())

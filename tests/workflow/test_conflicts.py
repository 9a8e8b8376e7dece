"""Two changes of one field: put together, chosen, and shown on the page of the conflict."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from news.models import Topic
from nhri.accounts.models import User
from nhri.workflow import comparisons, conflicts, drafts
from nhri.workflow.conflicts import merge, resolve, settled, three_way
from nhri.workflow.diff import Row, Stretch

PARAGRAPHS = st.lists(
    st.sampled_from([f"<p>فقرة {n} about <strong>rights</strong></p>" for n in range(6)]),
    max_size=6,
)


def new_words(stretches: tuple[Stretch, ...]) -> list[str]:
    """What is marked as added on the right side."""
    rows: list[Row] = [row for stretch in stretches for row in stretch.rows]
    return [s.text for row in rows if row.right for s in row.right.segments if s.kind == "added"]


def clash(base: Any, theirs: Any, mine: Any, name: str = "body_ar") -> Any:
    newest = SimpleNamespace(pk=7)
    return SimpleNamespace(name=name, base=base, theirs=theirs, mine=mine, revision=newest)


@given(PARAGRAPHS, PARAGRAPHS)
def test_merging_with_an_unchanged_side_gives_the_other(origin: Any, other: Any) -> None:
    assert merge(origin, other, origin) == (other, True)
    assert merge(origin, origin, other) == (other, True)
    assert merge(origin, other, other) == (other, True)


@given(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS)
def test_merging_loses_no_paragraph_that_somebody_wrote(
    origin: Any, theirs: Any, mine: Any
) -> None:
    found, _clean = merge(origin, theirs, mine)
    assert (set(theirs) | set(mine)) - set(origin) <= set(found)


def test_changes_of_neighbouring_paragraphs_go_together() -> None:
    assert merge(["a", "b", "c"], ["A", "b", "c"], ["a", "B", "c"]) == (["A", "B", "c"], True)


def test_two_changes_of_one_paragraph_stand_after_each_other() -> None:
    assert merge(["a", "b"], ["a", "x"], ["a", "y"]) == (["a", "x", "y"], False)


def test_two_insertions_at_one_place_are_both_kept() -> None:
    assert merge(["a"], ["a", "x"], ["a", "y"]) == (["a", "x", "y"], False)


def test_paragraph_put_in_beside_a_changed_one_goes_together() -> None:
    assert merge(["a", "b"], ["a", "b", "x"], ["a", "B"]) == (["a", "B", "x"], True)
    assert merge(["a", "b"], ["x", "a", "b"], ["A", "b"]) == (["x", "A", "b"], True)
    assert merge(["a", "b"], ["a", "b", "x"], ["a", "B"], strict=True)[1] is False


def test_change_without_a_changed_word_is_said() -> None:
    three = three_way(clash("<p>a b</p>", "<p>a c</p>", "<p>a <em>b</em></p>"), rich=True)
    assert (three.is_their_format, three.is_my_format) == (False, True)


def test_paragraph_removed_by_one_and_changed_by_the_other_is_kept() -> None:
    assert merge(["a", "b", "c"], ["a", "c"], ["a", "B", "c"]) == (["a", "B", "c"], False)


def test_three_way_of_a_body_proposes_both_changes() -> None:
    three = three_way(
        clash("<p>one</p><p>two</p>", "<p>ONE</p><p>two</p>", "<p>one</p><p>TWO</p>"), rich=True
    )
    assert (three.merged, three.is_clean, three.can_merge) == ("ONE\n\nTWO", True, True)
    assert (new_words(three.theirs), new_words(three.mine)) == (["ONE"], ["TWO"])


def test_three_way_of_a_title_proposes_mine_when_changes_touch() -> None:
    three = three_way(clash("old title", "their title", "my title", "title_en"))
    assert (three.merged, three.is_clean) == ("my title", False)
    three = three_way(clash("the old title here", "a old title here", "the old title there"))
    assert (three.merged, three.is_clean) == ("a old title there", True)


def test_three_way_of_links_puts_both_changes_together() -> None:
    three = three_way(clash([1, 2], [2, 3], [1, 2, 4]), say=lambda ids: "\n".join(map(str, ids)))
    assert (three.merged, three.can_merge, three.is_text) == ("2\n3\n4", True, False)


def test_three_way_of_a_date_offers_no_mixture() -> None:
    three = three_way(clash(None, "2026-01-01", "2026-01-02"), say=lambda day: day or "")
    assert (three.can_merge, three.is_text, three.merged) == (False, False, "")


def test_choice_decides() -> None:
    own = clash("<p>a</p>", "<p><em>b</em></p>", "<p>c</p>")
    assert resolve("theirs", own) == "<p><em>b</em></p>"
    assert resolve("mine", own) == "<p>c</p>"
    assert resolve("merged", own, "b\r\n\r\nd", rich=True) == "<p><em>b</em></p><p>d</p>"
    assert resolve("merged", clash("a", "b", "c"), " b\r\nc ") == "b\nc"
    assert resolve("merged", clash([1], [], [1, 2])) == [2]


@pytest.mark.parametrize("choice", ["", "both", "merged"])
def test_choice_that_is_not_offered_is_refused(choice: str) -> None:
    with pytest.raises(ValueError):
        resolve(choice, clash(1, 2, 3))


def test_unanswered_clash_is_asked_again() -> None:
    found = [clash("a", "b", "c", name) for name in ("title_ar", "title_en", "released_on", "kind")]
    posted = {
        "choose_title_ar": "theirs",
        "choose_released_on": "merged",
        "choose_kind": "anything",
    }
    assert settled(found, posted, kind_of=kind_of) == {"title_ar": "b"}


def kind_of(name: str) -> conflicts.Kind:
    return "value" if name in ("released_on", "kind") else "text"


def test_choices_have_the_names_of_the_page() -> None:
    assert (conflicts.THEIRS, conflicts.MINE, conflicts.MERGED) == ("theirs", "mine", "merged")


# The conflict page -------------------------------------------------------------------------------


OTHER_BODY = "<p>زار وفد من المؤسسة مركز التوقيف أمس.</p><p>والتقى الموقوفين على انفراد.</p>"


@pytest.fixture
def clashes(draft: Any, people: dict[str, User]) -> tuple[Any, list[drafts.Clash]]:
    """Two people changed the body, the English title, the topics and the date."""
    topics = [Topic.objects.create(slug=s, name_ar=s) for s in ("one", "two", "three")]
    item = draft(topics=topics[:1])
    bases = {stream: getattr(item, f"head_{stream}_id") for stream in ("ar", "en", "shared")}
    theirs = {
        "body_ar": OTHER_BODY, "title_en": "Team visits the centre", "released_on": "2026-04-01",
        "topics": topics[:2],
    }  # fmt: skip
    mine = {
        "body_ar": item.body_ar.replace("انفراد", "حدة"),
        "title_en": "Institution inspects a centre",
        "released_on": "2026-05-01", "topics": [topics[0], topics[2]],
    }  # fmt: skip
    item = drafts.save(item, theirs, by=people["editor"], bases=bases)
    item = drafts.save(item, {"summary_ar": "ملخص آخر."}, by=people["publisher"])
    with pytest.raises(drafts.Conflict) as raised:
        drafts.save(item, mine, by=people["author"], bases=bases)
    return item, raised.value.clashes


def test_conflict_names_who_changed_the_field_not_who_saved_last(clashes: Any) -> None:
    shown = {s.three.name: s for s in comparisons.shown_clashes(*clashes)}
    assert {name: str(s.who) for name, s in shown.items()} == dict.fromkeys(
        ("body_ar", "title_en", "released_on", "topics"), "Colleague editor"
    )
    body = shown["body_ar"]
    assert (body.language, body.direction, body.choice) == ("ar", "rtl", "merged")
    assert body.merged == ("زار وفد من المؤسسة مركز التوقيف أمس.\n\nوالتقى الموقوفين على حدة.")
    assert (shown["released_on"].choice, shown["topics"].three.merged) == ("", "one\ntwo\nthree")


def conflict_page(shown: list[comparisons.ShownClash]) -> str:
    return render_to_string("admin/workflow/conflict.html", {"conflicts": shown})


def test_conflict_page_offers_what_can_be_chosen(clashes: Any) -> None:
    html = f"<form>{conflict_page(comparisons.shown_clashes(*clashes))}</form>"
    offered = re.findall(r'name="choose_(\w+)" value="(\w+)"', html)
    assert sorted(offered) == sorted(
        [
            *[(name, c) for name in ("body_ar", "title_en", "topics")
              for c in ("theirs", "mine", "merged")],
            ("released_on", "theirs"), ("released_on", "mine"),
        ]
    )  # fmt: skip
    assert re.findall(r'name="merged_(\w+)"', html) == ["body_ar", "title_en"]
    areas = dict(
        re.findall(r'<textarea name="merged_(\w+)" rows="\d+" (lang="\w+" dir="\w+")', html)
    )
    assert areas == {"body_ar": 'lang="ar" dir="rtl"', "title_en": 'lang="en" dir="ltr"'}


def test_conflict_page_keeps_what_was_chosen_and_typed(clashes: Any) -> None:
    posted = {"choose_body_ar": "mine", "merged_body_ar": "<b>كُتب", "origin_body_ar": "5"}
    found = comparisons.shown_clashes(*clashes, posted, {"body_ar": 5})
    shown = {one.three.name: one for one in found}
    assert (shown["body_ar"].choice, shown["body_ar"].merged) == ("mine", "<b>كُتب")
    html = conflict_page(found)
    assert "&lt;b&gt;كُتب</textarea>" in html
    assert re.findall(r'name="origin_body_ar" value="(\d+)"', html) == ["5"]


def test_choice_is_made_anew_when_they_changed_it_again(clashes: Any) -> None:
    posted = {"choose_body_ar": "theirs", "merged_body_ar": "كُتب", "origin_body_ar": "1"}
    found = comparisons.shown_clashes(*clashes, posted, {"body_ar": 5})
    body = next(one for one in found if one.three.name == "body_ar")
    assert (body.choice, body.merged) == ("", "كُتب")


def test_posted_page_names_its_clashes_again(clashes: Any) -> None:
    """The form is posted on their revision; the common origin comes from the page."""
    item, found = clashes
    first = item.revisions.get(stream="ar", number=1).pk
    bases = {"ar": item.head_ar_id, "en": item.head_en_id}
    mine = {clash.name: clash.mine for clash in found}
    again, origins = comparisons.posed_clashes(item, {"origin_body_ar": str(first)}, bases, mine)
    body = next(one for one in found if one.name == "body_ar")
    assert (again, origins) == ([body], {"body_ar": first})


def test_posted_origin_of_another_item_is_not_read(clashes: Any, draft: Any) -> None:
    item, found = clashes
    foreign = draft(title_ar="غيره").head_ar_id
    mine = {clash.name: clash.mine for clash in found}
    bases = {"ar": item.head_ar_id}
    (own,), origins = comparisons.posed_clashes(item, {"origin_body_ar": str(foreign)}, bases, mine)
    assert (own.base, origins) == ("", {"body_ar": None})

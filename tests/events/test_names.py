"""Names are found by any spelling, and two that differ are not taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.names import are_near, key, pieces, query_words, search_text
from tests.events import hard_names


def is_found(names: tuple[str, ...], typed: str) -> bool:
    text = search_text(names)
    words = query_words(typed)
    return bool(words) and all(word in text for word in words)


@pytest.mark.parametrize("one,other", hard_names.SAME)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert key(one) == key(other) != ""


@pytest.mark.parametrize("one,other", hard_names.DIFFERENT)
def test_two_names_keep_two_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize("names,typed", hard_names.FOUND)
def test_name_is_found_as_typed(names: tuple[str, ...], typed: str) -> None:
    assert is_found(names, typed)


@pytest.mark.parametrize("names,typed", hard_names.NOT_FOUND)
def test_other_names_are_not_found(names: tuple[str, ...], typed: str) -> None:
    assert not is_found(names, typed)


@pytest.mark.parametrize("other", ["sraa", "saar", "asra", "saara", "sara", "sarax"])
def test_single_word_with_one_edit_is_looked_at(other: str) -> None:
    assert any(all(piece in other for piece in group) for group in pieces("sara"))


@pytest.mark.parametrize("one,other", hard_names.NEAR)
def test_near_names_are_asked_about_in_both_directions(one: str, other: str) -> None:
    assert are_near(key(one), key(other))
    assert are_near(key(other), key(one))


@pytest.mark.parametrize("one,other", hard_names.NOT_NEAR)
def test_other_names_are_not_asked_about(one: str, other: str) -> None:
    assert not are_near(key(one), key(other))


@pytest.mark.parametrize("one,other", hard_names.NEAR)
def test_a_group_of_pieces_stands_whole_in_every_near_name(one: str, other: str) -> None:
    assert any(all(piece in key(other) for piece in group) for group in pieces(key(one)))


@pytest.mark.parametrize("name", ["م. علي", "Dr. Ali", "الدكتور", "HE", "د.", "عبد", "ال", "بن"])
def test_name_that_is_only_a_title_keeps_a_key(name: str) -> None:
    assert key(name)


@given(
    st.lists(st.sampled_from(["علي", "احمد", "عبد", "الله", "ال", "م", "abd", "al"]), max_size=6)
)
def test_every_name_finds_itself(words: list[str]) -> None:
    name = " ".join(words)
    assert is_found((name,), name) or key(name) == ""

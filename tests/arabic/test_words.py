import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhri.arabic.words import reading_minutes, shingle_similarity, words

RELEASE = (
    "استقبل رئيس المؤسسة الوطنية لحقوق الإنسان وفدًا من الشبكة العربية، وبحث معه سبل التعاون في "
    "مجال التدريب وبناء القدرات، وأكد أهمية تبادل الخبرات بين المؤسسات الوطنية في المنطقة."
)
OTHER = "أصدرت اللجنة تقريرها السنوي عن أوضاع السجون وأماكن الاحتجاز خلال العام الماضي في المملكة."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال: «حقوقُ الإنسان»، للجميع!", ["قال", "حقوق", "الانسان", "للجميع"]),
        ("People’s Rights — 2025", ["peoples", "rights", "2025"]),
        ("في 1436 هـ", ["في", "1436", "ه"]),
        ("A_B", ["a", "b"]),
        ("…", []),
    ],
)
def test_words_are_folded_and_bare(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_similarity_of_a_text_with_its_other_spelling_is_whole() -> None:
    assert shingle_similarity(RELEASE, RELEASE.replace("أ", "ا").replace("،", "")) == 1.0


def test_similarity_tells_copies_from_other_texts() -> None:
    copy = "المنامة - " + RELEASE + " (بنا)"
    shortened = RELEASE[: len(RELEASE) // 2]
    assert shingle_similarity(RELEASE, copy) > 0.72
    assert 0.3 < shingle_similarity(RELEASE, shortened) < 0.6
    assert shingle_similarity(RELEASE, OTHER) == 0.0


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [
        ("بيان صحفي", "بيان صحفي", 1.0),
        ("بيان صحفي", "بيان صحفي عاجل", 0.5),
        ("بيان", "خبر", 0.0),
        ("", "", 0.0),
        ("بيان", "؟", 0.0),
    ],
)
def test_similarity_of_short_texts(a: str, b: str, alike: float) -> None:
    assert shingle_similarity(a, b) == alike


def test_similarity_refuses_an_empty_shingle() -> None:
    with pytest.raises(ValueError, match="at least one word"):
        shingle_similarity("بيان", "بيان", size=0)


@given(st.text("ابت م", max_size=40), st.text("ابت م", max_size=40), st.integers(1, 5))
def test_similarity_is_symmetric_and_bounded(a: str, b: str, size: int) -> None:
    alike = shingle_similarity(a, b, size)
    assert alike == shingle_similarity(b, a, size)
    assert 0.0 <= alike <= 1.0


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", 0),
        ("؟!", 0),
        ("كلمة", 1),
        ("كلمة " * 138 * 3, 3),
        ("word " * 228 * 3, 3),
        ("كلمة " * 138 + "word " * 228, 2),
    ],
)
def test_reading_minutes_follow_the_language(text: str, minutes: int) -> None:
    assert reading_minutes(text) == minutes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhri.arabic.joining import join


@pytest.mark.parametrize(
    ("items", "phrase"),
    [
        ([], ""),
        (["المغرب"], "المغرب"),
        (["المغرب", "قطر"], "المغرب وقطر"),
        (["المغرب", "قطر", "الأردن"], "المغرب، وقطر، والأردن"),
        (["وزارة العدل", "وزارة الصحة"], "وزارة العدل ووزارة الصحة"),
        (["الشبكة العربية", "GANHRI"], "الشبكة العربية وGANHRI"),
        (["الشبكات الأربع", "12 مؤسسة"], "الشبكات الأربع و12 مؤسسة"),
        (["صحيفة «الوطن»", "«الأيام»"], "صحيفة «الوطن» و«الأيام»"),
        (["الأمين العام، رئيسًا", "المفوض", "المقرر"], "الأمين العام، رئيسًا؛ والمفوض؛ والمقرر"),
        (["  قطر ", "", "   ", "تونس"], "قطر وتونس"),
    ],
)
def test_join_in_arabic(items: list[str], phrase: str) -> None:
    assert join(items, "ar") == phrase


@pytest.mark.parametrize(
    ("items", "phrase"),
    [
        ([], ""),
        (["Morocco"], "Morocco"),
        (["Morocco", "Qatar"], "Morocco and Qatar"),
        (["Morocco", "Qatar", "Jordan"], "Morocco, Qatar and Jordan"),
        (["Rabat, Morocco", "Doha, Qatar"], "Rabat, Morocco; and Doha, Qatar"),
        (["A, B", "C", "D"], "A, B; C; and D"),
    ],
)
def test_join_in_english(items: list[str], phrase: str) -> None:
    assert join(items, "en") == phrase


def test_join_refuses_an_unknown_language() -> None:
    with pytest.raises(ValueError, match="unknown language 'fr'"):
        join(["a"], "fr")


@given(
    st.lists(st.text("ابتABC12, ،«»", max_size=8)),
    st.sampled_from(["ar", "en"]),
)
def test_join_never_loses_an_item(items: list[str], language: str) -> None:
    phrase, place = join(items, language), 0
    for item in items:
        found = phrase.find(item.strip(), place)
        assert found >= place
        place = found + len(item.strip())
    assert phrase[place:] == ""

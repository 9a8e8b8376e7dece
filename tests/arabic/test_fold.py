import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nhri.arabic.fold import fold

ARABIC = st.text(
    st.one_of(
        st.characters(min_codepoint=0x600, max_codepoint=0x6FF),
        st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFF),
        st.sampled_from(" \u200c\u200d\u200f\u00a0\u0300\u0345abIİßﬁ1٣"),
    )
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("أحمد إيمان آمنة ٱلحق", "احمد ايمان امنه الحق"),
        ("مستشفى", "مستشفي"),
        ("المفوضية السامية", "المفوضيه الساميه"),
        ("مسؤول", "مسوول"),
        ("بيئة", "بييه"),
        ("کمیته", "كميته"),
        ("خانۀ", "خانه"),
        ("ڤيينا", "فيينا"),
        ("أڭادير", "اكادير"),
        ("٢٠٢٥ و۲۰۲۵", "2025 و2025"),
        ("٣٫٥٪ من ١٬٠٠٠", "3.5% من 1,000"),
        ("الحُقُوقُ والحُرِّيّاتُ", "الحقوق والحريات"),
        ("الرحمٰن", "الرحمن"),
        ("قُلۡ۝", "قل"),
        ("المـــؤسسة", "الموسسه"),
        ("1436 هـ", "1436 ه"),
        ("ﺍﻟﻤﺆﺳﺴﺔ", "الموسسه"),
        ("ﻻ ﻷ ﻹ ﻵ", "لا لا لا لا"),
        ("محمدﷺ قال", "محمد صلي الله عليه وسلم قال"),
        ("عبد ﷲ", "عبد الله"),
        ("اﷲ أكبر", "الله اكبر"),
        ("كتابﹰ جديد", "كتاب جديد"),
        ("\u202bالمنامة\u202c \u200fGANHRI\u200e", "المنامه ganhri"),
        ("می\u200cشود", "ميشود"),
        ("حقوق\u00a0 \n\tالإنسان ", "حقوق الانسان"),
        ("Réseau ÉLAN Straße", "reseau elan strasse"),
        ("a\x00b", "a b"),
        ("", ""),
    ],
)
def test_fold_gives_one_spelling(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مسؤول", "مسئول"),
        ("شؤون", "شئون"),
        ("رؤوس", "رءوس"),
        ("جاؤوا", "جاءوا"),
        ("حقوق الإنسان", "حقوق الانسان"),
        ("اللجنة الوطنيّة", "اللجنه الوطنيه"),
        ("ا\u0654حمد", "أحمد"),
        ("جمادى الأولى", "جمادي الاولي"),
    ],
)
def test_fold_makes_rival_spellings_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("علم", "عمل"), ("سلام", "سلم"), ("ذكر", "دكر")])
def test_fold_keeps_different_words_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@settings(max_examples=400)
@given(st.one_of(st.text(), ARABIC))
@example("ءٷ")
def test_fold_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_fold_is_idempotent_for_every_character_between_letters() -> None:
    once = [fold(f"ي{chr(point)}و") for point in range(0x20000) if not 0xD800 <= point < 0xE000]
    assert [fold(text) for text in once] == once

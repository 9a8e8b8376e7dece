import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhri.arabic.marks import KINDS, Cleaned, clean

NOISY = st.text(
    st.one_of(
        st.sampled_from(
            "اأهمي لبـًَُّٓٔٓٔٔ 01٣1.«»"
            "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u2066\u2069\u061c\ufeff\u00ad\u00a0\u2009"
            "\r\n\x0b\x0c\u2028\u0085\x00ﷲﷺﻻﻷﹰﹱﱞ\ufefba😀\u0915\u094d"
        ),
        st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFF),
    )
)


@pytest.mark.parametrize(
    ("raw", "text", "removed"),
    [
        ("\u202bقال\u202c المتحدث\u200f.", "قال المتحدث.", {"direction_marks": 3}),
        ("\u2067المنامة\u2069\u061c", "المنامة", {"direction_marks": 3}),
        ("\ufeffبيان\u200b صحفي", "بيان صحفي", {"zero_width": 2}),
        ("12\u00a0مارس\u20092025", "12 مارس 2025", {"odd_spaces": 2}),
        ("ﺑﻴﺎﻥ", "بيان", {"presentation_forms": 4}),
        ("ﻻ", "لا", {"presentation_forms": 1}),
        ("اﷲ", "الله", {"presentation_forms": 1}),
        ("ﷲ", "الله", {"presentation_forms": 1}),
        ("لﷲ", "لله", {"presentation_forms": 1}),
        ("النبي ﷺ و﷽", "النبي ﷺ و﷽", {}),
        ("﴿اقرأ﴾ ٥٠ ﷼", "﴿اقرأ﴾ ٥٠ ﷼", {}),
        ("oﬃce", "office", {"presentation_forms": 1}),
        ("سطر\r\nثان\rثالث\u2028رابع", "سطر\nثان\nثالث\nرابع", {"line_endings": 3}),
        ("نص\x00 تالف", "نص تالف", {"control_characters": 1}),
        ("ا\u0654كد المسو\u0654ول", "أكد المسؤول", {"separate_hamza": 2}),
        ("جدول\tأول", "جدول\tأول", {}),
        ("أكَّدَ المُتحدِّثُ ٣ مرات", "أكَّدَ المُتحدِّثُ ٣ مرات", {}),
        ("", "", {}),
    ],
)
def test_clean_removes_noise_and_names_it(raw: str, text: str, removed: dict[str, int]) -> None:
    assert clean(raw) == Cleaned(text, removed)


@pytest.mark.parametrize(
    "text",
    [
        "12 رمضان 1436 هـ الموافق",
        "عام 1436هـ.",
        "1436هـالموافق 2015",
        "1436 هـالموافق 2015",
        "الـ 38 دولة",
        "الـ38 دولة",
        "لـ«الوطن»",
        "بـGANHRI",
        "لـ 12 مؤسسة",
        "أ ـ المقدمة",
        "ــــــــ",
        "اهـ",
    ],
)
def test_clean_keeps_tatweel_that_is_spelling(text: str) -> None:
    assert clean(text) == Cleaned(text, {})


@pytest.mark.parametrize(
    ("raw", "text", "count"),
    [
        ("المـــؤسسة", "المؤسسة", 3),
        ("هـذا بيـان", "هذا بيان", 2),
        ("الرحمـٰن", "الرحمٰن", 1),
        ("مُـحمد", "مُحمد", 1),
        ("لـلأمم", "للأمم", 1),
        ("الـمادة 5 من الـ 38 مادة", "المادة 5 من الـ 38 مادة", 1),
    ],
)
def test_clean_strips_tatweel_between_letters(raw: str, text: str, count: int) -> None:
    assert clean(raw) == Cleaned(text, {"tatweel": count})


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("1446 ه\u200d", "1446 هـ"),
        ("1446 ه\u200d الموافق", "1446 هـ الموافق"),
        ("می\u200cشود", "می\u200cشود"),
        ("دار\u200cالسلام", "دارالسلام"),
        ("بيا\u200dن", "بيان"),
        ("نص \u200cجديد", "نص جديد"),
        ("👩\u200d⚖", "👩\u200d⚖"),
        ("क्\u200dष", "क्\u200dष"),
    ],
)
def test_clean_keeps_a_joiner_only_where_it_shows(raw: str, text: str) -> None:
    assert clean(raw).text == text


def test_clean_counts_each_kind_separately() -> None:
    raw = "\u200fالمـؤسسة\u00a0الوطنية\r\nﻻ\u200b"
    assert clean(raw) == Cleaned(
        "المؤسسة الوطنية\nلا",
        {
            "line_endings": 1,
            "odd_spaces": 1,
            "direction_marks": 1,
            "zero_width": 1,
            "presentation_forms": 1,
            "tatweel": 1,
        },
    )


@settings(max_examples=500)
@given(st.one_of(st.text(), NOISY))
def test_clean_twice_changes_nothing(text: str) -> None:
    once = clean(text).text
    assert clean(once) == Cleaned(once, {})


@given(NOISY)
def test_clean_reports_exactly_when_it_changes(text: str) -> None:
    cleaned = clean(text)
    assert (cleaned.text != text) == bool(cleaned.removed)
    assert set(cleaned.removed) <= set(KINDS)

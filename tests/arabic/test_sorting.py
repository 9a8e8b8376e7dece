import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhri.arabic.sorting import KEY_LENGTH, sort_key

ORDERED = [
    "9 مبادئ",
    "10 مبادئ",
    "الأردن",
    "ألبانيا",
    "الله ولي التوفيق",
    "ألمانيا",
    "إيطاليا",
    "البحرين",
    "تونس",
    "الجزائر",
    "السعودية",
    "السودان",
    "عُمان",
    "لجنة الشكاوى",
    "اللجنة الوطنية",
    "ليبيا",
    "مصر",
    "المغرب",
    "مؤسسة قطر",
    "هولندا",
    "اليمن",
    "Åland",
    "The Danish Institute",
    "École",
    "ganhri",
    "Øresund",
    "Ὀλυμπία",
]


def test_sort_key_orders_as_a_reader_expects() -> None:
    shuffled = ORDERED.copy()
    random.Random(7).shuffle(shuffled)
    assert sorted(shuffled, key=sort_key) == ORDERED


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الأردن", "اردن"),
        ("الإمارات", "امارات"),
        ("«المؤسسة الوطنية»", "مؤسسة الوطنية"),
        ("مُؤسَّسة", "مؤسسه"),
        ("شبكـة", "شبكة"),
        ("الدورة ٩", "الدورة 9"),
        ("The Hague", "hague"),
        ("People’s Advocate", "Peoples Advocate"),
        ("آسيا والمحيط الهادئ", "اسيا والمحيط الهادي"),
        ("\u200fالمغرب", "المغرب"),
    ],
)
def test_sort_key_ignores_article_hamza_and_marks(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("التزام", "باب"),
        ("الله", "باب"),
        ("إلهام", "باب"),
        ("ألمانيا", "باب"),
        ("المانيا", "باب"),
        ("مكتب أ", "مكتبان"),
        ("الدورة 9", "الدورة 10"),
        ("حقوق الطفل", "حقوقي"),
    ],
)
def test_sort_key_knows_words_and_numbers(first: str, second: str) -> None:
    assert sort_key(first) < sort_key(second)


def test_a_lone_article_is_a_word() -> None:
    assert sort_key("ال") == sort_key("أل")


@given(st.text())
def test_sort_key_is_digits_that_fit_their_column(text: str) -> None:
    key = sort_key(text)
    assert set(key) <= set("0123456789")
    assert len(key) <= KEY_LENGTH


@given(st.lists(st.tuples(st.sampled_from(["لجنة", "اللجنة", "لَجنة", "مكتب"]), st.integers())))
def test_names_with_one_key_keep_their_order(rows: list[tuple[str, int]]) -> None:
    ordered = sorted(rows, key=lambda row: sort_key(row[0]))
    same = [row for row in rows if row[0] != "مكتب"]
    assert ordered == same + [row for row in rows if row[0] == "مكتب"]

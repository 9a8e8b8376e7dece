import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nhri.arabic.slugs import slug


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("المؤسسة الوطنية تشارك في الاجتماع", "المؤسسة-الوطنية-تشارك-في-الاجتماع"),
        ("الحُقُوقُ أوّلًا: بيانٌ!", "الحقوق-أولا-بيان"),
        ("المـــؤسسة", "المؤسسة"),
        ("الـ38 دولة", "ال-38-دولة"),
        ("تقرير لـGANHRI", "تقرير-ل-ganhri"),
        ("«اليوم العالمي» ١٠ ديسمبر، ٢٠٢٤", "اليوم-العالمي-10-ديسمبر-2024"),
        ("  --بيان__صحفي--  ", "بيان-صحفي"),
        ("ﺑﻴﺎﻥ", "بيان"),
        ("Réseau africain: l'État & Straße", "reseau-africain-letat-strasse"),
        ("People’s Rights in 2025", "peoples-rights-in-2025"),
        ("COVID-19", "covid-19"),
        ("\u200fبيان\u200f", "بيان"),
        ("Права человека", "права-человека"),
        ("…!؟", ""),
        ("ـ", ""),
        ("", ""),
    ],
)
def test_slug_is_a_readable_address(title: str, address: str) -> None:
    assert slug(title) == address


def test_slug_is_cut_at_a_word() -> None:
    assert slug("حقوق الإنسان للجميع", max_length=12) == "حقوق-الإنسان"
    assert slug("حقوق الإنسان للجميع", max_length=15) == "حقوق-الإنسان"
    assert slug("حقوق الإنسان للجميع", max_length=11) == "حقوق"


def test_slug_cuts_inside_a_first_word_that_is_too_long() -> None:
    assert slug("أفاستسقيناكموها اليوم", max_length=5) == "أفاست"


def test_slug_refuses_no_room() -> None:
    with pytest.raises(ValueError, match="at least one character"):
        slug("بيان", max_length=0)


@given(st.text(), st.integers(1, 40))
@example("Ù\U00011070", 1)
def test_slug_is_valid_short_and_stable(text: str, max_length: int) -> None:
    made = slug(text, max_length)
    assert re.fullmatch(r"(?:[^\W_]+(?:-[^\W_]+)*)?", made)
    assert len(made) <= max_length
    assert slug(made, max_length) == made


@given(st.text())
def test_slug_is_never_empty_when_there_is_a_letter_or_digit(text: str) -> None:
    if any(unicodedata.category(one) in ("Lu", "Ll", "Lo", "Nd") for one in text):
        assert slug(text) != ""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhri.arabic.digits import localize, to_arabic_indic, to_western


@pytest.mark.parametrize(
    ("text", "western"),
    [
        ("٢٠٢٥", "2025"),
        ("۱۲", "12"),
        ("٣٫٥ و١٬٠٠٠", "3.5 و1,000"),
        ("نص ٫ بلا رقم", "نص ٫ بلا رقم"),
        ("12 مارس", "12 مارس"),
    ],
)
def test_to_western(text: str, western: str) -> None:
    assert to_western(text) == western


@pytest.mark.parametrize(
    ("text", "indic"), [("2025", "٢٠٢٥"), ("۱۲ مارس", "١٢ مارس"), ("A4", "A٤"), ("٧", "٧")]
)
def test_to_arabic_indic(text: str, indic: str) -> None:
    assert to_arabic_indic(text) == indic


@pytest.mark.parametrize(
    ("text", "system", "shown"),
    [
        ("12 مارس 2025 م", "arabic_indic", "١٢ مارس ٢٠٢٥ م"),
        ("١٢ مارس", "western", "12 مارس"),
        ("جائحة COVID-19 في 2020", "arabic_indic", "جائحة COVID-19 في ٢٠٢٠"),
        ("راسلوا desk2@nhri.example", "arabic_indic", "راسلوا desk2@nhri.example"),
        ("السطر 1\n  السطر 2", "arabic_indic", "السطر ١\n  السطر ٢"),
    ],
)
def test_localize(text: str, system: str, shown: str) -> None:
    assert localize(text, system) == shown


def test_localize_refuses_an_unknown_system() -> None:
    with pytest.raises(ValueError, match="unknown digit system 'roman'"):
        localize("12", "roman")


@given(st.text(string.digits + string.ascii_letters + " .,؟ابت"))
def test_digits_round_trip(text: str) -> None:
    assert to_western(to_arabic_indic(text)) == text


@given(st.text())
def test_both_systems_name_the_same_number(text: str) -> None:
    assert to_western(to_arabic_indic(text)) == to_western(text)
    assert localize(localize(text, "arabic_indic"), "western") == to_western(text)

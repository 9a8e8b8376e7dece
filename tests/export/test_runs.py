"""Runs of the other script inside a text, and the marks that keep them in place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhri.export.document import Run, runs, with_marks
from nhri.export.runs import INVISIBLE

LRM, RLM = "\u200e", "\u200f"


def foreign(text: str, language: str) -> list[str]:
    base = "rtl" if language == "ar" else "ltr"
    return [run.text for run in runs(text, language) if run.direction != base]


def test_runs_brackets_stay_with_the_arabic_sentence():
    assert runs("التحالف (GANHRI) في", "ar") == (
        Run("التحالف (", "ar", "rtl"),
        Run("GANHRI", "en", "ltr"),
        Run(") في", "ar", "rtl"),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("الوثيقة HRC/61/2، ثم", ["HRC/61/2"]),
        ("القراران A/HRC/RES/48/13 و48/134", ["A/HRC/RES/48/13"]),
        ("الهاتف +973 1700 0000 أو 1700 0000.", ["+973 1700 0000", "1700 0000"]),
        ("الهاتف +٩٧٣ ١٧٠٠ ٠٠٠٠.", ["+٩٧٣ ١٧٠٠ ٠٠٠٠"]),
        ("راسل press@nhri.example.", ["press@nhri.example"]),
        ("في https://nhri.example/ar/news/12/، هنا", ["https://nhri.example/ar/news/12/"]),
        ("(https://nhri.example/a_(b))", ["https://nhri.example/a_(b)"]),
        ("مع Global Alliance (GANHRI) في", ["Global Alliance (GANHRI)"]),
        ("خطة Agenda 2030 في", ["Agenda 2030"]),
        ("اجتماع GANHRI 16 مارس 2026", ["GANHRI"]),
        ("كوفيد (COVID-19) وبـGANHRI", ["COVID-19", "GANHRI"]),
        ("الفئتان A، B", ["A", "B"]),
        ("قرار U.N. ثم", ["U.N."]),
        ("من 16/01/2026 إلى 2026-02-01", ["2026-02-01"]),
        ("عامي 2019 2020 وبنسبة 12.5%", []),
    ],
)
def test_runs_latin_in_arabic(text: str, expected: list[str]):
    assert foreign(text, "ar") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The «الكرامة أولًا» report", ["الكرامة أولًا"]),
        ("see قرار رقم 48 of 2026", ["قرار رقم 48"]),
        ("call +973 1700 0000 (HRC/61/2)", []),
    ],
)
def test_runs_arabic_in_english(text: str, expected: list[str]):
    assert foreign(text, "en") == expected


def test_runs_a_telephone_number_keeps_the_language_of_its_sentence():
    assert runs("هاتف +973 1700 0000", "ar")[1] == Run("+973 1700 0000", "ar", "ltr")


@given(st.text(alphabet="اب جGA1/.(),،«»+-@\n\u0651\u200f 0", max_size=60))
def test_runs_lose_nothing_but_invisible_marks(text: str):
    for language in ("ar", "en"):
        assert "".join(run.text for run in runs(text, language)) == INVISIBLE.sub("", text)


def marked(text: str, language: str) -> str:
    base = "rtl" if language == "ar" else "ltr"
    return "".join(run.text for run in with_marks(runs(text, language), base))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("التحالف (GANHRI) في 2026", "التحالف (GANHRI) في 2026"),
        ("الوثيقة HRC/61/2 هنا", "الوثيقة HRC/61/2 هنا"),
        ("هاتف: +973 1700 0000", f"هاتف: {LRM}+973 1700 0000"),
        ("مع GANHRI، 16 مارس", f"مع GANHRI{RLM}، 16 مارس"),
        ("الفئتان A، B", f"الفئتان A{RLM}، B"),
        ("قرار U.N. ثم", f"قرار U.N.{LRM} ثم"),
    ],
)
def test_with_marks_only_where_arabic_needs_them(text: str, expected: str):
    assert marked(text, "ar") == expected


def test_with_marks_keeps_a_number_after_arabic_in_an_english_sentence():
    assert marked("in «المؤسسة», 2026", "en") == f"in «المؤسسة{LRM}», 2026"

"""Where each checker draws its line."""

import pytest

from nhri.quality.findings import apply_all
from nhri.quality.length import SENTENCE_WORDS, SUMMARY_CHARACTERS
from tests.quality.texts import arabic, codes, english, found_in


@pytest.mark.parametrize(
    "kept",
    [
        "عام 1436 هـ الموافق", "عام 1436هـ", "1436هـالموافق", "الـ 38", "الـ38", "لـ«الوطن»",
        "بـ 90 ثانية", "لـ GANHRI", "من، على. ثم: هنا؛ ماذا؟", "3,400 شخص", "بنسبة 3.5% و٪",
        "وفق ICCPR, ICESCR معًا", "قال ... ثم مضى", "محمد محمد سالم", "يومًا يومًا", "آن أن نمضي",
        "على علي أن يحضر", "«قال: \"نعم\"»", "(أ) و(ب)", "أ) الأول ب) الثاني", "”بين قوسين“",
        "أ.د. سلمى",
    ],
)  # fmt: skip
def test_arabic_spelling_is_left_alone(kept: str) -> None:
    assert codes(arabic(f"<p>كلمة {kept} كلمة</p>")) == []


@pytest.mark.parametrize(
    ("typed", "code", "meant"),
    [
        ("المؤسســة", "tatweel", "المؤسسة"),
        ("الـمؤسسة", "tatweel", "المؤسسة"),
        ("الناس, والدولة", "latin_punctuation", "الناس، والدولة"),
        ("عام 2026, وفيه", "latin_punctuation", "عام 2026، وفيه"),
        ("GANHRI, وقال", "latin_punctuation", "GANHRI، وقال"),
        ("لماذا? نسأل", "latin_punctuation", "لماذا؟ نسأل"),
        ("الناس ، والدولة", "space_before_mark", "الناس، والدولة"),
        ("( الناس)", "space_inside_brackets", "(الناس)"),
        ("« الناس»", "space_inside_brackets", "«الناس»"),
        ("الناس  والدولة", "double_space", "الناس والدولة"),
        ("النا\u200fس", "invisible_marks", "الناس"),
        ("حقوق حقوق الناس", "doubled_word", "حقوق الناس"),
        ("من من من الناس", "doubled_word", "من الناس"),
    ],
)
def test_arabic_fault_is_found_and_mended(typed: str, code: str, meant: str) -> None:
    values = arabic(f"<p>كلمة {typed} كلمة</p>")
    found = found_in(values)
    assert {one.code for one in found} == {code}
    assert apply_all(values, found)["body_ar"] == f"<p>كلمة {meant} كلمة</p>"


@pytest.mark.parametrize(
    "kept",
    [
        "had had enough", "that that was", "data.example.org and .csv", "9'6\" long", "e.g. this",
        "“one ‘two’ three”", "(a) and (b)", "1) first 2) second", "it cost $1,050.75",
    ],
)  # fmt: skip
def test_english_writing_is_left_alone(kept: str) -> None:
    assert codes(english(f"<p>Here {kept} stands</p>")) == []


def test_zero_width_between_words_is_told_without_a_fix() -> None:
    """Taking it away would run two words together."""
    (one,) = found_in(arabic("<p>حقوق\u200bالإنسان</p>"))
    assert (one.code, one.fix) == ("invisible_marks", None)


def test_most_digits_decide() -> None:
    values = arabic("<p>في ٣ مدن و٤ قرى و5 مراكز، منها COVID-19 وstudy2022@example.org</p>")
    (one,) = found_in(values)
    assert one.code == "mixed_digits"
    fixed = "<p>في ٣ مدن و٤ قرى و٥ مراكز، منها COVID-19 وstudy2022@example.org</p>"
    assert apply_all(values, [one])["body_ar"] == fixed


def test_digits_of_title_and_body_are_one_text() -> None:
    assert codes(arabic("<p>في 3 مدن و4 قرى</p>", title_ar="٣ مدن")) == ["mixed_digits:ar"]


def test_short_paragraph_may_return() -> None:
    assert codes(arabic("<p>شكرًا لكم.</p><p>نص آخر.</p><p>شكرًا لكم.</p>")) == []


def test_repeated_paragraph_goes_whole() -> None:
    said = "<p>زار وفد المؤسسة المركز واستمع إلى المقيمين.</p>"
    values = arabic(f"{said}<p>نص آخر.</p>{said}")
    assert apply_all(values, found_in(values))["body_ar"] == f"{said}<p>نص آخر.</p>"


def test_quotation_may_run_over_paragraphs() -> None:
    assert codes(arabic("<p>قال: «أول الكلام.</p><p>«آخر الكلام».</p>")) == []
    assert codes(arabic("<p>قال: «أول الكلام.</p><p>آخر الكلام».</p>")) == []
    assert codes(arabic("<p>قال: «أول الكلام.</p><p>آخر الكلام.</p>")) == ["unbalanced_marks:ar"]


def test_bracket_closes_in_its_own_paragraph() -> None:
    found = found_in(arabic("<p>أول (الكلام.</p><p>آخر) الكلام.</p>"))
    assert [one.code for one in found] == ["unbalanced_marks", "unbalanced_marks"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_sentence_is_long_above_its_limit(language: str) -> None:
    word, make = ("كلمة", arabic) if language == "ar" else ("word", english)
    limit = SENTENCE_WORDS[language]
    words = [f"{word}{'ab'[place % 2]}" for place in range(limit + 1)]
    assert codes(make(f"<p>{' '.join(words[:limit])}.</p>")) == []
    assert codes(make(f"<p>{' '.join(words)}.</p>")) == [f"sentence_long:{language}"]


def test_summary_is_long_above_its_limit() -> None:
    fits = "جمل. " * (SUMMARY_CHARACTERS // 5 - 1) + "جمل."
    assert codes(arabic("<p>نص.</p>", summary_ar=fits)) == []
    assert codes(arabic("<p>نص.</p>", summary_ar=f"{fits} جملة.")) == ["summary_long:ar"]


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("اضغط هنا للتسجيل", ["link_text:ar"]), ("هنا", ["link_text:ar"]),
        ("التسجيل في الدورة", []), ("هنا القدس (إذاعة)", []),
    ],
)  # fmt: skip
def test_link_says_where_it_leads(link: str, expected: list[str]) -> None:
    assert codes(arabic(f'<p>كلمة <a href="/ar/">{link}</a> كلمة</p>')) == expected


def test_language_that_is_not_begun_is_left_alone() -> None:
    assert codes(arabic("<p>نص.</p>", title_en="", summary_en="", body_en="")) == []
    assert codes({"title_ar": "", "body_ar": "", "released_on": None}) == []


def test_item_without_a_date_field_needs_none() -> None:
    assert codes({"title_ar": "عنوان", "summary_ar": "ملخص", "body_ar": "<p>نص</p>"}) == []

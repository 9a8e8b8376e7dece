"""Official names: found whole, with particles, in both directions."""

import pytest

from nhri.quality.findings import apply
from tests.quality.texts import arabic, codes, english, found_in, terms

ARABIC = "ناقشت المؤسسة الأمر مع الجمعيات."
ENGLISH = "<p>The Institution discussed the matter with associations.</p>"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("المراجعة الدورية الشاملة", "الاستعراض الدوري الشامل"),
        ("والمراجعة الدورية الشاملة", "والاستعراض الدوري الشامل"),
        ("للمراجعة الدورية الشاملة", "للاستعراض الدوري الشامل"),
        ("بمحكمة الجنايات الدولية", "بالمحكمة الجنائية الدولية"),
        ("لمحكمة الجنايات الدولية", "للمحكمة الجنائية الدولية"),
        ("وللتحالف الدولي للمؤسسات الوطنية لحقوق الانسان",
         "وللتحالف العالمي للمؤسسات الوطنية لحقوق الإنسان"),
        ("للجنة الاعتماد الثانوية", "للجنة الفرعية المعنية بالاعتماد"),
    ],
)  # fmt: skip
def test_wrong_name_is_replaced_with_its_particle(written: str, meant: str) -> None:
    values = arabic(f"<p>استعدت المؤسسة {written} أمس.</p>")
    (one,) = found_in(values)
    assert one.code == "wrong_name"
    assert apply(values, one)["body_ar"] == f"<p>استعدت المؤسسة {meant} أمس.</p>"


@pytest.mark.parametrize(
    "written",
    [
        "الاستعراض الدوري الشامل",
        "شبكة المؤسسات الوطنية الافريقية لحقوق الانسان",
        "المراجعة الدورية لحسابات الصندوق",
        "لجنة حقوق الطفل في المدرسة",
        "المراجعة الدورية. الشاملة",
    ],
)
def test_right_and_other_words_are_left_alone(written: str) -> None:
    assert codes(arabic(f"<p>استعدت المؤسسة {written} أمس.</p>")) == []


def test_english_name_is_matched_whatever_its_case_and_hyphens() -> None:
    body = "<p>The Asia-Pacific forum of national human rights institutions met.</p>"
    assert codes(english(body)) == []


def test_english_wrong_name_is_replaced() -> None:
    values = english("<p>The Arab Network of National Human Rights Institutions met.</p>")
    (one,) = found_in(values)
    fixed = "<p>The Arab Network for National Human Rights Institutions met.</p>"
    assert apply(values, one)["body_en"] == fixed


def test_wrong_name_keeps_its_possessive() -> None:
    values = english("<p>The International Labor Organization's report.</p>")
    (one,) = found_in(values)
    fixed = "<p>The International Labour Organization's report.</p>"
    assert apply(values, one)["body_en"] == fixed


def test_name_in_one_language_is_asked_of_the_other() -> None:
    ours = arabic("<p>التقت المؤسسة وفد الاتحاد الأفريقي.</p>")
    theirs = english("<p>The Institution met a delegation.</p>")
    (one,) = found_in({**ours, **theirs})
    assert (one.code, one.language, one.fix) == ("official_name_missing", "en", None)
    assert dict(one.about) == {"source": "الاتحاد الأفريقي", "name": "African Union"}


def test_missing_name_waits_for_a_body_in_the_other_language() -> None:
    ours = arabic("<p>التقت المؤسسة وفد الاتحاد الأفريقي.</p>")
    assert codes({**ours, "title_en": "A heading", "summary_en": "A summary."}) == []


@pytest.mark.parametrize("there", ["AU", "African Union", "the African Union’s"])
def test_name_or_initials_satisfy(there: str) -> None:
    ours = arabic("<p>التقت المؤسسة وفد الاتحاد الأفريقي.</p>")
    assert codes({**ours, **english(f"<p>The Institution met {there} delegates.</p>")}) == []


def test_initials_inside_a_word_do_not_satisfy() -> None:
    ours = arabic("<p>التقت المؤسسة وفد الاتحاد الأفريقي.</p>")
    theirs = english("<p>The AUDIT office met the Institution.</p>")
    assert codes({**ours, **theirs}) == ["official_name_missing:en"]


def test_longer_name_is_no_mention_of_the_shorter() -> None:
    """An Arabic text on the Assembly does not ask for the Organisation by itself."""
    ours = arabic("<p>اعتمدت الجمعية العامة للأمم المتحدة القرار.</p>")
    theirs = english("<p>UNGA adopted the resolution.</p>")
    assert codes({**ours, **theirs}) == []


def test_wrong_form_is_told_once_and_not_as_missing() -> None:
    ours = arabic("<p>استعدت المؤسسة للاستعراض الدوري الشامل.</p>")
    theirs = english("<p>The Institution prepared for the Universal Periodical Review.</p>")
    assert codes({**ours, **theirs}) == ["wrong_name:en"]


def test_words_of_the_trade_are_not_asked_for() -> None:
    ours = arabic("<p>عُرض جدول الأعمال والتقرير السنوي على الجمعية العامة.</p>")
    assert codes({**ours, **english(ENGLISH)}) == []


def test_no_shipped_form_is_right_and_wrong_at_once() -> None:
    for language in ("ar", "en"):
        right = {form for term in terms() for form in term.forms(language)}
        assert [form for term in terms() for form in term.wrong(language) if form in right] == []


def test_every_official_name_is_found_where_it_is_written() -> None:
    for term in terms():
        if term.is_official:
            both = {
                **arabic(f"<p>{ARABIC} {term.name('ar')}.</p>"),
                **english(f"{ENGLISH}<p>See the {term.name('en')}.</p>"),
            }
            assert (term.name_en, codes(both)) == (term.name_en, [])

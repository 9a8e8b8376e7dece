"""Noise, endings, dates and places: recognised where press texts have them, and only there."""

import pytest

from news.importing import mentions
from news.importing.blocks import Block, Run
from news.importing.endings import take_ending
from news.importing.noise import is_noise, is_wire_piece
from tests.news.importing.texts import ENGLISH, FIRST, RELEASE, SECOND


@pytest.mark.parametrize(
    "line",
    [
        "المصدر: صحيفة الغد",
        "Source: The Daily",
        "عدد المشاهدات: 1,204",
        "312 مشاهدة",
        "التعليقات (0)",
        "Views: 88",
        "شارك",
        "طباعة",
        "إرسال لصديق",
        "اقرأ أيضًا: ورشة أخرى",
        "Read more",
        "الرئيسية » الأخبار » بيانات",
        "Home > News > Statements",
        "آخر تحديث: 3 مايو 2024",
        "صفحة 1 من 3",
        "العدد ( )١",
        "جميع الحقوق محفوظة",
        "12",
    ],
)
def test_furniture_of_a_page_is_noise(line: str) -> None:
    assert is_noise(line)


@pytest.mark.parametrize(
    "line",
    [
        *RELEASE,
        *ENGLISH,
        "شاركت المؤسسة في الاجتماع",
        "قراءة في تقرير المؤسسة السنوي",
        "مشاركة المجتمع المدني في الحوار",
        "Comments on the draft law",
        "Shared responsibility for rights",
        "Home detention must stay an exception",
        "وشكرًا",
        "التوصيات",
    ],
)
def test_sentences_and_headlines_are_no_noise(line: str) -> None:
    assert not is_noise(line)


def test_piece_of_a_wire_story_is_told() -> None:
    lines = ["سياسي / ورشة عمل / إضافة أولى", "إضافة خامسة وأخيرة", "إضافة أولى للورشة", FIRST]
    assert [is_wire_piece(line.split("/")[-1]) for line in lines] == [True, True, True, False]


def _ending(*texts: str) -> tuple[list[str], str, str]:
    blocks = tuple(Block("paragraph", (Run(text),), at) for at, text in enumerate(texts, 1))
    ending = take_ending(blocks)
    return [block.text for block in ending.blocks], ending.agency, ending.mark


@pytest.mark.parametrize(
    ("tail", "agency", "mark"),
    [
        (["// انتهى //"], "", "// انتهى //"),
        (["// انتهى //", "19:52 ت م"], "", "// انتهى // 19:52 ت م"),
        (["// انتهى //19:52 ت م", "0059"], "", "// انتهى // 19:52 ت م 0059"),
        (["// انتهى // 19:52 ت م"], "", "// انتهى // 19:52 ت م"),
        (["١٩:٥٢ ت م"], "", "١٩:٥٢ ت م"),
        (["واس", "-- انتهى --"], "واس", "-- انتهى --"),
        (["(بنا)"], "بنا", ""),
        (["- END -"], "", "- END -"),
        (["###"], "", "###"),
    ],
)
def test_ending_is_taken_off_as_it_was_written(tail: list[str], agency: str, mark: str) -> None:
    assert _ending(FIRST, *tail) == ([FIRST], agency, mark)


def test_ending_inside_the_last_paragraph_is_taken_off() -> None:
    assert _ending(FIRST, f"{SECOND} // انتهى //") == ([FIRST, SECOND], "", "// انتهى //")


@pytest.mark.parametrize(
    "text",
    [
        "وقال إن العمل انتهى.",
        "نُشرت خطة العمل الوطنية (MAP)",
        "ويبدأ اللقاء الساعة 19:52",
        "وصدر التقرير عام 2024",
        "2024",
    ],
)
def test_last_words_that_are_no_ending_stay(text: str) -> None:
    assert _ending(FIRST, text) == ([FIRST, text], "", "")


def test_text_that_is_only_an_ending_stays() -> None:
    assert _ending("// انتهى //") == (["// انتهى //"], "", "")


@pytest.mark.parametrize(
    ("text", "place", "dates"),
    [
        (
            "جنيف 25 شوال 1436 هـ الموافق 10 اغسطس 2015 م واس شاركت المؤسسة",
            "جنيف",
            ["25 شوال 1436 هـ الموافق 10 اغسطس 2015 م"],
        ),
        (
            "المنامة 3 رجب 1446هـ الموافق3 يناير 2025 افتتحت",
            "المنامة",
            ["3 رجب 1446هـ الموافق3 يناير 2025"],
        ),
        ("فيجي في 11 نوفمبر/ وام / شاركت", "فيجي", ["11 نوفمبر"]),
        ("الدوحة: نظمت المؤسسة ورشة", "الدوحة", []),
        ("رام الله/ نظمت المؤسسة ورشة", "رام الله", []),
        ("إربد – 16 تشرين الأول 2025 نظمت", "إربد", ["16 تشرين الأول 2025"]),
        (
            "جنيف (7 تشرين الثاني/نوفمبر 2023) – قال",
            "جنيف",
            ["7 تشرين الثاني/نوفمبر 2023"],
        ),
        ("GENEVA (5 April 2016) – Experts said", "GENEVA", ["5 April 2016"]),
        ("New Delhi, 11th October, 2019 The commission", "New Delhi", ["11th October, 2019"]),
        ("Geneva, March 11, 2025 – The network", "Geneva", ["March 11, 2025"]),
        ("جنيف — شاركت المؤسسة", "جنيف", []),
        ("مسقط ٠٧ نوفمبر ٢٠٢٣ افتتح", "مسقط", ["٠٧ نوفمبر ٢٠٢٣"]),
        ("الدوحة: (8/11/2009): نظمت", "الدوحة", ["8/11/2009"]),
        ("وقال: إن العمل مستمر", "", []),
        (FIRST, "", []),
        (ENGLISH[0], "", []),
    ],
)
def test_dateline_is_recognised(text: str, place: str, dates: list[str]) -> None:
    assert (mentions.dateline_place(text), mentions.dates(text)) == (place, dates)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("حرر في الرباط بتاريخ 2025/06/20", "الرباط"),
        ("حرر بالرباط، في 20 يونيو 2025", "الرباط"),
        ("جنيف، 22 سبتمبر 2026", "جنيف"),
        (FIRST, ""),
    ],
)
def test_place_of_signature_is_recognised(text: str, place: str) -> None:
    assert mentions.signed_place(text) == place


@pytest.mark.parametrize(
    "text",
    ["خطة عمل 2021", "المادة 12 من القانون", "May we meet 3 times", "1/2 و3/4", "192.168.1.1"],
)
def test_numbers_that_are_no_dates_are_not_dates(text: str) -> None:
    assert mentions.dates(text) == []

"""Plain text as a journalist pastes it."""

from dataclasses import replace

from nhri.export import text
from nhri.export.document import Correction, Document, parse
from nhri.export.labels import labels
from tests.export.conftest import arabic_document, english_document


def body(html: str, language: str) -> str:
    """The text of blocks alone."""
    make = arabic_document if language == "ar" else english_document
    bare = {"title": "", "kind": "", "place": "", "date_line": "", "contact": ()}
    bare |= {"reference": "", "summary": "", "address": "", "revision": 0, "ending_mark": ""}
    document = make(**bare, notes_to_editors=())
    letterhead = replace(document.letterhead, boilerplate="")
    return text.write(Document(document.head, letterhead, parse(html, language)))


def test_text_opens_with_kind_title_and_the_date_line_of_the_first_paragraph(english: Document):
    assert text.write(english).split("\n\n")[:2] == [
        "Press release\n"
        "National institution presents its parallel report to the Human Rights Council",
        "Geneva – 10 March 2026: The National Institution for Human Rights (NIHR) took part in the"
        " sixty-first session of the Human Rights Council, presenting its parallel report"
        " (HRC/61/2) and meeting 14 delegations.",
    ]


def test_text_ends_with_contact_boilerplate_and_origin(english: Document):
    assert text.write(english).split("\n\n")[-4:] == [
        "– ENDS –",
        "Press contact\nMedia office\n+973 1700 0000",
        "An independent body established under the Paris Principles.",
        "Published at:\nhttps://nhri.example/en/news/12-release/\nRevision 3\n",
    ]


def test_text_says_its_own_words_in_the_language_of_the_document(arabic: Document):
    parts = text.write(arabic).split("\n\n")
    assert parts[-2:] == [
        "مؤسسة مستقلة أُنشئت وفق مبادئ باريس، تعزز حقوق الإنسان وتحميها.",
        f"{labels('ar')['address']}:\nhttps://nhri.example/ar/news/12-release/\n"
        f"{labels('ar')['revision'] % {'revision': 3}}\n",
    ]


def test_text_warns_of_a_notice_an_embargo_and_a_correction_first():
    document = english_document(
        notice="Not published",
        embargo="10 March 2026, 14:00",
        corrections=(Correction("12 March 2026", "There were 14."),),
    )
    parts = text.write(document).split("\n\n")
    assert parts[:2] == ["Not published", "Embargoed until 10 March 2026, 14:00"]
    assert parts[3] == "Correction (12 March 2026): There were 14."


def test_text_writes_nested_lists():
    html = "<ul><li>one<ol><li>first</li><li>second</li></ol></li><li>two</li></ul>"
    assert body(html, "en") == "- one\n  1. first\n  2. second\n- two\n"


def test_text_puts_quotes_in_the_marks_of_their_language():
    html = "<blockquote><p>{}</p></blockquote>"
    assert body(html.format("Dignity."), "en") == "“Dignity.”\n"
    assert body(html.format("الكرامة."), "ar") == "«الكرامة.»\n"
    assert body(html.format("«الكرامة.»"), "ar") == "«الكرامة.»\n"


def test_text_reads_a_table_row_by_row():
    html = (
        "<table><tr><th>المحور</th><th>العدد</th></tr><tr><td>العدالة</td><td>4</td></tr></table>"
    )
    assert body(html, "ar") == "- المحور: العدالة؛ العدد: 4\n"
    assert body("<table><tr><td>a</td><td>b</td></tr></table>", "en") == "- a; b\n"


def test_text_gives_the_address_of_a_link_clean():
    html = '<p>اقرأ <a href="https://nhri.example/a/">النص</a></p>'
    assert body(html, "ar") == "اقرأ النص (https://nhri.example/a/)\n"


def test_text_marks_only_what_an_editor_would_show_out_of_order():
    assert body("<p>التحالف (GANHRI) رقم HRC/61/2</p>", "ar") == "التحالف (GANHRI) رقم HRC/61/2\n"
    assert body("<p>هاتف +973 1700 0000</p>", "ar") == "هاتف \u200e+973 1700 0000\n"
    assert body("<p>GANHRI تجتمع</p>", "ar") == "\u200fGANHRI تجتمع\n"

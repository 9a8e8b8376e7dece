"""From a file to a proposal: nothing is lost, nothing is invented, everything is reported."""

from html import unescape
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from news.importing.proposal import fingerprint, propose, report_lines
from news.importing.reading import read_bytes, read_paste, read_path
from news.importing.repeats import Repeat
from tests.news.importing.texts import ENGLISH, FIRST, RELEASE, SECOND, THIRD, lines
from tests.news.importing.word_files import saved, word

REAL_RELEASE = Path(__file__).resolve().parents[4] / "shared/data/ganhri-annual-meeting.ar.txt"


def _notes(text: str, language: str = "ar") -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for note in propose(read_paste(text), language).notes:
        found.setdefault(note.code, []).append(str(note))
    return found


def test_release_becomes_a_proposal_that_invents_nothing() -> None:
    proposal = propose(read_bytes("r.txt", lines(*RELEASE)), "ar")
    assert proposal.title == FIRST.removesuffix(".")
    assert proposal.title_to_confirm
    assert proposal.body_html == "\n".join(f"<p>{text}</p>" for text in RELEASE)
    assert (proposal.agency, proposal.ending_mark) == ("", "")
    assert proposal.missing == ("summary", "released_on", "place")
    assert proposal.paragraphs == 3


def test_real_release_gives_four_paragraphs_and_three_repeats() -> None:
    if not REAL_RELEASE.exists():
        pytest.skip("the real release is not beside this checkout")
    proposal = propose(read_path(REAL_RELEASE), "ar")
    assert proposal.paragraphs == 4
    assert [(repeat.position, repeat.first_position) for repeat in proposal.repeats] == [
        (5, 2),
        (6, 3),
        (7, 4),
    ]
    codes = [note.code for note in proposal.notes]
    assert codes == ["repeat", "repeat", "repeat", "title_proposed"]
    assert proposal.missing == ("summary", "released_on", "place")


def test_report_says_everything_in_order() -> None:
    text = "\n".join((f"جنيف، 3 مايو 2024 – {FIRST}", SECOND, SECOND, "طباعة", "// انتهى //"))
    proposal = propose(read_paste(text), "ar")
    assert report_lines(proposal) == [
        f"Title, to confirm: {FIRST.removesuffix('.')}",
        "3 paragraphs for the body.",
        "Paragraph 3 repeats paragraph 2; left out: “وتناولت الورشة آليات تلقي الشكاوى "
        "ومتابعتها، وسبل التعاون مع…”.",
        "Paragraph 4 looks like noise; remove it if so: “طباعة”.",
        "The ending mark “// انتهى //” was moved from the text to its field.",
        "The text mentions a date: “3 مايو 2024”; enter it if it is the release date.",
        "The text names a place: “جنيف”; enter it if the release comes from there.",
        "The title is the first sentence, which also stays in the text; confirm it.",
        "Still needed before publishing: summary; released on; place.",
    ]
    assert proposal.repeats == (
        Repeat(3, 2, "وتناولت الورشة آليات تلقي الشكاوى ومتابعتها، وسبل التعاون مع…"),
    )
    assert proposal.ending_mark == "// انتهى //"


def test_agency_in_a_dateline_is_reported_and_not_entered() -> None:
    text = f"جنيف 25 شوال 1436 هـ الموافق 10 اغسطس 2015 م واس\n{FIRST}"
    proposal = propose(read_paste(text), "ar")
    assert proposal.agency == ""
    assert [str(note) for note in proposal.notes if note.code == "agency_mentioned"] == [
        "The text names an agency: “واس”; enter it if the text comes from there."
    ]


def test_title_in_its_style_leaves_the_body() -> None:
    document = Document()
    document.add_paragraph("ورشة عمل حول", style="Title")
    document.add_paragraph("حقوق العمال", style="Title")
    document.add_paragraph(FIRST)
    proposal = propose(read_bytes("r.docx", saved(document)), "ar")
    assert proposal.title == "ورشة عمل حول حقوق العمال"
    assert proposal.title_to_confirm
    assert proposal.body_html == f"<p>{FIRST}</p>"


def test_title_style_on_a_whole_paragraph_is_no_title() -> None:
    document = Document()
    document.add_paragraph(" ".join(RELEASE), style="Title")
    proposal = propose(read_bytes("r.docx", saved(document)), "ar")
    assert proposal.title == FIRST.removesuffix(".")
    assert proposal.body_html == f"<h2>{' '.join(RELEASE)}</h2>"


def test_document_of_a_title_alone_lacks_its_body() -> None:
    document = Document()
    document.add_paragraph("عنوان بلا نص", style="Title")
    proposal = propose(read_bytes("r.docx", saved(document)), "ar")
    assert proposal.missing == ("body", "summary", "released_on", "place")


def test_noise_of_typing_is_cleaned_and_counted() -> None:
    text = (
        "نظمت\u00a0المؤســسة \u200fورشة عمل \u202aعن\u202c ﺣﻘﻮق العمال عام 1436 هـ، وحضرها "
        "الـ 38 متدربًا\u200b وصلّى ﷺ."
    )
    proposal = propose(read_paste(text), "ar")
    assert proposal.body_html == (
        "<p>نظمت المؤسسة ورشة عمل عن حقوق العمال عام 1436 هـ، وحضرها الـ 38 متدربًا وصلّى ﷺ.</p>"
    )
    assert [str(note) for note in proposal.notes if note.code.startswith("cleaned")] == [
        "1 no-break or odd space became a plain one.",
        "3 direction marks were removed.",
        "1 character of no width was removed.",
        "3 Arabic presentation forms became letters.",
        "2 tatweels between letters were removed.",
    ]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("replacement_character", "نظمت المؤسسة ور�ة عمل للمتدربين"),
        ("reversed_lam_alef", "نظمت المؤسسة ورشة عن حقوق اإلنسان"),
        ("zero_as_full_stop", "نظمت المؤسسة ورشة عن حقوق العمال0 وحضرها كثيرون"),
        ("glued_words", "نظمت الأممالمتحدة ورشة عن حقوق العمال"),
        ("glued_date", "نظمت المؤسسة ورشة في 3مايو عن الحقوق"),
        ("digits_outside_brackets", "نظمت المؤسسة ورشة بقرارها رقم ( )١ هذا"),
        ("persian_letters", "نظمت المؤسسة ورشة عن حقوق العمال في تونس کلها"),
        ("space_before_mark", "نظمت المؤسسة ورشة عن الحقوق ، وحضرها كثيرون"),
        ("encoded_address", "انظر نص التقرير في https://nhri.example/%D8%A8%D9%8A"),
    ],
)
def test_damage_is_reported_and_the_text_is_not_changed(code: str, text: str) -> None:
    proposal = propose(read_paste(text), "ar")
    assert [note.code for note in proposal.notes].count(code) == 1
    assert proposal.body_html == f"<p>{text}</p>"


def test_noise_and_later_pieces_stay_in_the_body() -> None:
    text = "\n".join(("الرئيسية » الأخبار", "إضافة أولى", *RELEASE, "المصدر: صحيفة"))
    proposal = propose(read_paste(text), "ar")
    positions = [(n.code, n.position) for n in proposal.notes if n.code in {"noise", "piece"}]
    assert positions == [("noise", 1), ("piece", 2), ("noise", 6)]
    assert proposal.paragraphs == 6
    assert proposal.title == FIRST.removesuffix(".")


def test_paragraphs_of_the_other_language_are_kept_and_named() -> None:
    assert _notes("\n".join((*RELEASE, ENGLISH[0])))["foreign"] == [
        "1 paragraph is not in Arabic; it was kept: 4."
    ]


def test_many_places_of_one_kind_are_counted() -> None:
    text = "\n".join(f"نظمت الأممالمتحدة ورشة العمل رقم {number}" for number in range(13))
    found = _notes(text)["glued_words"]
    assert (len(found), found[-1]) == (11, "3 more places of this kind.")


def test_english_release_is_read_like_an_arabic_one() -> None:
    proposal = propose(read_bytes("r.txt", lines(*ENGLISH)), "en")
    assert proposal.title == ENGLISH[0].removesuffix(".")
    assert [note.code for note in proposal.notes] == ["title_proposed"]


def test_fingerprint_knows_a_text_saved_again() -> None:
    text = "\n".join(RELEASE)
    again = [
        text.encode(),
        b"\xef\xbb\xbf" + text.encode(),
        text.replace("\n", "\r\n").encode(),
        text.replace("\n", "\n\n").encode(),
        text.encode("utf-16"),
        text.replace(" ", "\u00a0").encode() + b"  \n",
        f"\u200f{text}".encode(),
    ]
    prints = {fingerprint(read_bytes("a.txt", data), "ar") for data in again}
    assert prints == {propose(read_paste(text), "ar").fingerprint}


def test_fingerprint_tells_texts_and_languages_apart() -> None:
    original = read_paste("\n".join(RELEASE))
    other = read_paste("\n".join((FIRST, SECOND, THIRD.replace("ثلاثة", "أربعة"))))
    prints = {
        fingerprint(original, "ar"),
        fingerprint(original, "en"),
        fingerprint(other, "ar"),
        fingerprint(read_paste(" ".join(RELEASE)), "ar"),
    }
    assert len(prints) == 4


def test_fingerprint_of_a_document_does_not_depend_on_its_archive() -> None:
    first = read_bytes("a.docx", word(*RELEASE))
    second = read_bytes("b.docx", word("", *RELEASE))
    assert first.data != second.data
    assert fingerprint(first, "ar") == fingerprint(second, "ar")


WORDS = st.sampled_from("حق عدل لجنة <b & > قانون تقرير 12 وشكرًا انتهى 2024 المصدر: ، - •".split())
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=8)


@given(TEXTS)
def test_no_word_is_lost_whatever_the_text(texts: list[str]) -> None:
    text = "\n".join(["نص عربي واضح للبداية", *texts])
    proposal = propose(read_paste(text), "ar")
    shown = unescape(" ".join(proposal.body_html.replace("<", " <").replace(">", "> ").split()))
    # A sign alone is no word: paragraphs that differ in one are taken for repeats, and reported.
    words = {word for word in text.split() if any(letter.isalnum() for letter in word)}
    left_out = " ".join((shown, proposal.agency, proposal.ending_mark))
    assert {word for word in words if word not in left_out} == set()

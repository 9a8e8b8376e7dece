"""The PDF: read back, tagged, literal, and the same bytes for the same document."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from nhri.export import pdf
from nhri.export.document import Document, parse
from nhri.export.labels import labels
from tests.export.conftest import ARABIC, ENGLISH, arabic_document, english_document
from tests.export.read_back import found_and_in_order, pages, words

RELEASE = Path(__file__).resolve().parents[3] / "shared/data/ganhri-annual-meeting.ar.txt"

VOCALISED = """<p>بصفتها عضوًا ومع وفدًا وفقًا لمبادئ باريس، شكرًا جزيلًا، دعمًا وتعزيزًا لحقوقٍ أُقرّت،
مؤكدًا أنّ المقرِّرة وقّعت مسؤولًا أولًا، وتُعدّ المؤسسة تقريرًا سنويًا، ولم يُذكر أيٌّ منها سابقًا.</p>"""


def plain(html: str) -> str:
    return re.sub(r"<[^>]+>", " ", html)


def test_pdf_gives_back_every_arabic_word_of_a_release(arabic: Document):
    found, in_order = found_and_in_order(plain(ARABIC), pdf.write(arabic))
    assert found == 1
    assert in_order > 0.9


def test_pdf_gives_back_every_english_word_in_order(english: Document):
    source = ENGLISH.replace("«الكرامة أولًا»", "")
    assert found_and_in_order(plain(source), pdf.write(english)) == (1, 1)


def test_pdf_gives_back_vocalised_words(arabic: Document):
    document = replace(arabic, blocks=parse(VOCALISED, "ar"))
    found, in_order = found_and_in_order(plain(VOCALISED), pdf.write(document))
    assert found > 0.95
    assert in_order > 0.85


@pytest.mark.skipif(not RELEASE.exists(), reason="the real release is not beside the checkout")
def test_pdf_gives_back_every_word_of_the_real_release(arabic: Document):
    source = RELEASE.read_text(encoding="utf-8")
    html = "".join(f"<p>{line}</p>" for line in source.splitlines())
    document = replace(arabic, blocks=parse(html, "ar"))
    assert found_and_in_order(source, pdf.write(document)) == (1, 1)


def test_pdf_separates_marks_without_changing_a_pixel(
    arabic: Document, monkeypatch: pytest.MonkeyPatch
):
    document = replace(arabic, blocks=parse(VOCALISED + ARABIC * 3, "ar"))
    separated = pictures(pdf.write(document))
    monkeypatch.setattr(pdf, "readable", lambda written: written)
    assert separated == pictures(pdf.write(document))


def pictures(written: bytes) -> list[bytes]:
    return [page.render(scale=2).to_pil().tobytes() for page in pypdfium2.PdfDocument(written)]


def test_pdf_is_tagged_and_says_its_language_title_and_author(arabic: Document):
    written = pdf.write(arabic)
    catalogue = re.search(rb"<</Type/Catalog.*?endobj", written, re.DOTALL)[0]
    assert b"/Lang(ar)" in catalogue
    assert b"/MarkInfo<</Marked true" in catalogue
    assert b"/StructTreeRoot" in catalogue
    assert b"/DisplayDocTitle true/Direction/R2L" in catalogue
    assert b"<pdfuaid:part>1</pdfuaid:part>" in written
    for tag in (
        b"/H1",
        b"/H2",
        b"/H3",
        b"/L/",
        b"/LI",
        b"/BlockQuote",
        b"/Table",
        b"/TH",
        b"/Link",
    ):
        assert re.search(rb"/S" + tag + rb"\b", written) or b"/S" + tag in written, tag
    about = pypdfium2.PdfDocument(written).get_metadata_dict()
    assert (about["Title"], about["Author"]) == (arabic.head.title, arabic.letterhead.name_ar)
    assert about["CreationDate"] == "D:20260310000000Z"


def test_pdf_outline_holds_title_and_headings(arabic: Document):
    outline = pypdfium2.PdfDocument(pdf.write(arabic)).get_toc()
    assert [(entry.level, entry.get_title()) for entry in outline] == [
        (0, arabic.head.title),
        (1, "أبرز ما تضمنه التقرير"),
        (2, "المساهمات حسب المحور"),
        (1, labels("ar")["notes"]),
        (1, labels("ar")["contact"]),
        (1, labels("ar")["about"]),
    ]


@pytest.mark.parametrize("make", [arabic_document, english_document])
def test_pdf_of_the_same_document_is_the_same_bytes(make):
    assert pdf.write(make()) == pdf.write(make())


def test_pdf_takes_a_timestamp_and_does_without_a_date():
    moment = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
    about = pypdfium2.PdfDocument(pdf.write(english_document(), moment)).get_metadata_dict()
    assert about["CreationDate"] == "D:20260504030201Z"
    undated = pypdfium2.PdfDocument(pdf.write(english_document(date=None))).get_metadata_dict()
    assert undated["CreationDate"] == ""


def test_pdf_takes_typst_markup_literally():
    markup = (
        r"""#panic("x") *bold* _it_ $x$ = y \ @ref <a> #{1+1} "quote" // no /* no */ `raw` [b]"""
    )
    fields = ("title", "kind", "date_line", "place", "issuer", "reference", "summary")
    document = english_document(
        **{field: f"{field} {markup}" for field in fields},
        contact=(markup,),
        ending_mark=markup,
        embargo=markup,
        notice=markup,
        address="https://nhri.example/#panic()",
    )
    written = pdf.write(replace(document, blocks=parse("<p>" + markup.replace("<", "&lt;"), "en")))
    text = " ".join(" ".join(pages(written)).split())
    assert text.count(markup) >= len(fields) + 4


def test_pdf_numbers_its_pages(arabic: Document):
    written = pages(pdf.write(replace(arabic, blocks=arabic.blocks * 5)))
    assert len(written) >= 5
    for number, text in enumerate(written, 1):
        label = labels("ar")["page"] % {"page": number, "total": len(written)}
        assert set(words(label)) <= set(words(text))


@pytest.mark.parametrize(
    "html",
    [
        "<p>emoji 😀👍🏽 漢字 \u0001 عربي</p>",
        "<h2>\u200d</h2><h2>\ud7ff</h2><p>x</p>",
        "<h4>first</h4><h2>second</h2><h4>third</h4>",
        "<ul><li><table><tr><td>a</td><td>b</td></tr></table><h3>c</h3></li></ul>",
        "<table><tr>" + "<td>x</td>" * 60 + "</tr></table>",
        "<table><tr><td>" + "long word " * 3000 + "</td></tr></table>",
        "<p>\u2066unbalanced \u202e isolate</p>",
        "<p>" + "W" * 5000 + "</p>",
        "<ul><li>" * 40 + "deep",
        "<blockquote>" * 40 + "deep",
        '<p><a href="https://nhri.example/x">\u200b</a>x</p>',
    ],
)
def test_pdf_survives_what_editors_write(html: str):
    for make, language in ((arabic_document, "ar"), (english_document, "en")):
        written = pdf.write(replace(make(title="ع" * 300), blocks=parse(html, language)))
        assert len(pypdfium2.PdfDocument(written)) >= 1


def test_pdf_does_without_anything_but_a_language():
    bare = english_document(
        title=" ", kind="", date_line="", place="", address="", revision=0, contact=(),
        ending_mark="", date=None,
    )  # fmt: skip
    letterhead = replace(bare.letterhead, name_ar="", name_en="", lines=(), boilerplate="")
    written = pdf.write(Document(bare.head, letterhead, ()))
    assert len(pypdfium2.PdfDocument(written)) == 1


def test_pdf_shows_the_crest_and_does_without_a_damaged_one(
    english: Document, caplog: pytest.LogCaptureFixture
):
    picture = io.BytesIO()
    Image.new("RGBA", (60, 60), "#12395b").save(picture, "PNG")
    crest = picture.getvalue()

    def images(data: bytes | None) -> int:
        letterhead = replace(english.letterhead, crest=data)
        written = pdf.write(replace(english, letterhead=letterhead))
        return len(re.findall(rb"/Subtype/Image", written))

    assert images(crest) >= 1
    assert caplog.records == []
    assert images(b"not a picture") == images(None) == 0
    assert [record.name for record in caplog.records] == ["nhri.export.pdf"]


def test_pdf_refusal_names_the_item(english: Document, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf, "showable", lambda text: text)
    document = replace(english, blocks=parse("<p>😀</p>", "en"))
    with pytest.raises(pdf.UnwritableError, match="^https://nhri.example/en/news/12-release/: "):
        pdf.write(document)

"""Word documents: structure comes along, the rest is counted and reported."""

from typing import Any

from docx import Document

from news.importing import markup
from news.importing.blocks import Reading
from news.importing.reading import read, read_bytes
from tests.news.importing.texts import FIRST, SECOND, THIRD
from tests.news.importing.word_files import (
    add_link,
    add_xml,
    image,
    paragraph,
    raw,
    repacked,
    run,
    saved,
    with_part,
)

TEXT_BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
    f"<w:txbxContent>{paragraph(run('نص المربع'))}</w:txbxContent></wps:txbx></w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict><v:textbox>"
    f"<w:txbxContent>{paragraph(run('نص المربع'))}</w:txbxContent></v:textbox></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)
FOOTNOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>القرار 48/134</w:t></w:r>'
    "</w:p></w:footnote></w:footnotes>"
)
RELATION = (
    '<Relationship Id="rIdNotes" Target="footnotes.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/footnotes"/></Relationships>'
)


def _read(data: bytes) -> Reading:
    return read(read_bytes("a.docx", data))


def _html(document: Any) -> str:
    return markup.body(_read(saved(document)).blocks)


def _lines(data: bytes) -> list[str]:
    return [str(note) for note in _read(data).notes]


def test_headings_start_below_the_title() -> None:
    document = Document()
    document.add_paragraph("عنوان البيان", style="Title")
    for level in (1, 2, 3, 5):
        document.add_heading(f"مستوى {level}", level)
    document.add_paragraph("اقتباس", style="Quote")
    blocks = _read(saved(document)).blocks
    assert [(block.kind, block.level) for block in blocks] == [
        ("title", 0),
        ("heading", 2),
        ("heading", 3),
        ("heading", 4),
        ("heading", 4),
        ("quote", 0),
    ]
    assert [block.position for block in blocks] == [1, 2, 3, 4, 5, 6]


def test_lists_keep_their_form_and_nesting() -> None:
    document = Document()
    for style, text in (
        ("List Bullet", "أول"),
        ("List Bullet 2", "فرع"),
        ("List Bullet", "ثان"),
        ("List Number", "رقم"),
    ):
        document.add_paragraph(text, style=style)
    blocks = _read(saved(document)).blocks
    assert [(block.kind, block.ordered) for block in blocks] == [
        ("item", False),
        ("item", False),
        ("item", False),
        ("item", True),
    ]


def _numbered(list_id: int, depth: int, text: str) -> str:
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
        f"</w:pPr>{run(text)}</w:p>"
    )


def _with_lists(body: str) -> bytes:
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    numbering = (
        f'<w:numbering {namespace}><w:abstractNum w:abstractNumId="7">'
        '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl>'
        '<w:lvl w:ilvl="2"><w:numFmt w:val="none"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    return with_part(raw(body), "word/numbering.xml", numbering.encode())


def test_real_numbering_gives_nested_lists_that_go_on_after_a_paragraph() -> None:
    data = _with_lists(
        _numbered(3, 0, "واحد")
        + _numbered(3, 1, "فرع أ")
        + _numbered(3, 1, "فرع ب")
        + _numbered(3, 0, "اثنان")
        + paragraph(run("فاصل"))
        + _numbered(3, 0, "ثلاثة")
        + _numbered(3, 2, "بلا علامة")
        + _numbered(0, 0, "ليس بندًا")
    )
    assert markup.body(_read(data).blocks).split("\n") == [
        "<ol><li>واحد<ul><li>فرع أ</li><li>فرع ب</li></ul></li><li>اثنان</li></ol>",
        "<p>فاصل</p>",
        '<ol start="3"><li>ثلاثة</li></ol>',
        "<p>بلا علامة</p>",
        "<p>ليس بندًا</p>",
    ]


def test_table_keeps_merged_cells_and_its_head() -> None:
    document = Document()
    table = document.add_table(rows=3, cols=3, style="Light List")
    for row, texts in enumerate((("أ", "ب", "ج"), ("د", "هـ", "و"), ("ز", "ح", "ط"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 1).merge(table.cell(1, 2))
    assert _html(document) == (
        '<table><thead><tr><th scope="col">أ</th><th scope="col">ب</th><th scope="col">ج</th></tr>'
        '</thead><tbody><tr><td rowspan="2">د<br>ز</td><td colspan="2">هـ<br>و</td></tr>'
        "<tr><td>ح</td><td>ط</td></tr></tbody></table>"
    )
    assert [note.code for note in _read(saved(document)).notes] == ["table_direction"]


def test_plain_grid_has_no_head_and_a_frame_of_one_cell_is_no_table() -> None:
    document = Document()
    grid = document.add_table(rows=2, cols=1, style="Table Grid")
    grid.cell(0, 0).text, grid.cell(1, 0).text = "أ", "ب"
    document.add_table(rows=1, cols=1).cell(0, 0).text = FIRST
    document.add_table(rows=2, cols=2)
    assert _html(document).split("\n") == [
        "<table><tbody><tr><td>أ</td></tr><tr><td>ب</td></tr></tbody></table>",
        f"<p>{FIRST}</p>",
    ]


def test_links_of_the_web_and_mail_stay_and_others_lose_their_address() -> None:
    document = Document()
    add_link(document, "التقرير", "https://nhri.example/a?b=1&c=2")
    add_link(document, "راسلنا", "mailto:press@nhri.example")
    add_link(document, "ملف", "file:///C:/secret.docx")
    add_link(document, "نص", "javascript:alert(1)")
    data = saved(document)
    assert markup.body(_read(data).blocks).split("\n") == [
        '<p><a href="https://nhri.example/a?b=1&amp;c=2">التقرير</a></p>',
        '<p><a href="mailto:press@nhri.example">راسلنا</a></p>',
        "<p>ملف</p>",
        "<p>نص</p>",
    ]
    assert _lines(data) == [
        "A link to “file:///C:/secret.docx” was taken off; its words were kept.",
        "A link to “javascript:alert(1)” was taken off; its words were kept.",
    ]


def test_links_written_as_fields_are_links() -> None:
    begin, middle, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    instruction = '<w:r><w:instrText> HYPERLINK "https://nhri.example/" </w:instrText></w:r>'
    data = raw(paragraph(begin + instruction + middle + run("موقعنا") + end + run(" فقط")))
    assert markup.body(_read(data).blocks) == (
        '<p><a href="https://nhri.example/">موقعنا</a> فقط</p>'
    )


def test_bold_and_italic_follow_the_switch_of_their_script() -> None:
    data = raw(
        paragraph(
            run("عريض", "<w:rtl/><w:bCs/>")
            + run(" عادي", '<w:b w:val="0"/>')
            + run(" both", "<w:b/><w:i/>")
            + run(" plain", "<w:bCs/>")
            + "<w:r><w:br/><w:t>سطر</w:t></w:r>"
        )
    )
    assert markup.body(_read(data).blocks) == (
        "<p><strong>عريض</strong> عادي<strong><em> both</em></strong> plain<br>سطر</p>"
    )


def test_text_is_escaped() -> None:
    data = raw(paragraph(run("a &lt;script&gt; &amp; b")))
    assert markup.body(_read(data).blocks) == "<p>a &lt;script&gt; &amp; b</p>"


def test_empty_lines_inside_a_paragraph_part_it() -> None:
    data = raw(paragraph(run(FIRST) + "<w:r><w:br/><w:br/></w:r>" + run(SECOND)))
    assert [block.text for block in _read(data).blocks] == [FIRST, SECOND]


def test_insertions_stay_deletions_go_and_both_are_reported() -> None:
    change = 'w:id="1" w:author="x" w:date="2026-01-01T00:00:00Z"'
    data = raw(
        paragraph(
            run("قدمت ")
            + f"<w:ins {change}>{run('المؤسسة')}</w:ins>"
            + f"<w:del {change}><w:r><w:delText>الهيئة</w:delText></w:r></w:del>"
            + run(" تقريرها")
        )
        + f"<w:p><w:pPr><w:rPr><w:del {change}/></w:rPr></w:pPr>{run('أول')}</w:p>"
        + paragraph(run(" وآخر"))
        + f"<w:tbl><w:tr><w:trPr><w:del {change}/></w:trPr><w:tc>{paragraph(run('محذوف'))}"
        f"</w:tc></w:tr><w:tr><w:tc>{paragraph(run('باق'))}</w:tc><w:tc>"
        f"{paragraph(run('معه'))}</w:tc></w:tr></w:tbl>"
    )
    assert [block.text for block in _read(data).blocks] == [
        "قدمت المؤسسة تقريرها",
        "أول وآخر",
        "باق\tمعه",
    ]
    assert _lines(data)[0] == (
        "The document has tracked changes: insertions (1) were kept, deletions (3) were left out."
    )


def test_comments_images_and_hidden_text_are_left_out_and_counted() -> None:
    document = Document()
    commented = document.add_paragraph(FIRST)
    document.add_comment(commented.runs, text="تعليق داخلي", author="x")
    document.add_picture(image())
    document.add_picture(image())
    add_xml(document, paragraph(run("سر", "<w:vanish/>") + run("مشطوب", "<w:strike/>")))
    data = saved(document)
    assert [block.text for block in _read(data).blocks] == [FIRST, "مشطوب"]
    assert _lines(data) == [
        "1 comment was left out.",
        "2 images were left out; add them as images of the item.",
        "1 piece of hidden text was left out.",
        "1 piece of text is struck through in the original; it was kept.",
    ]


def test_text_box_comes_once_behind_its_paragraph() -> None:
    data = raw(paragraph(run(FIRST) + TEXT_BOX) + paragraph(run(SECOND)))
    assert [block.text for block in _read(data).blocks] == [FIRST, "نص المربع", SECOND]
    assert _lines(data) == ["1 text box was placed behind the paragraph it belongs to."]


def test_footnotes_come_at_the_end_with_their_numbers() -> None:
    data = raw(paragraph(run(FIRST) + '<w:r><w:footnoteReference w:id="2"/></w:r>'))
    data = with_part(data, "word/footnotes.xml", FOOTNOTES.encode())
    data = repacked(
        data,
        lambda name, part: (
            part.replace(b"</Relationships>", RELATION.encode())
            if name == "word/_rels/document.xml.rels"
            else part
        ),
    )
    assert [block.text for block in _read(data).blocks] == [f"{FIRST}[1]", "[1] القرار 48/134"]
    assert _lines(data) == ["1 footnote was placed at the end of the text."]


def test_content_controls_are_read_and_their_prompts_and_contents_are_not() -> None:
    def control(properties: str, inside: str) -> str:
        return (
            f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        )

    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    data = raw(
        control(gallery, paragraph(run("الفهرس")))
        + control("", paragraph(run(FIRST)))
        + control("<w:showingPlcHdr/>", paragraph(run("انقر هنا")))
        + paragraph(control("", run(THIRD)))
    )
    assert [block.text for block in _read(data).blocks] == [FIRST, THIRD]
    assert _lines(data) == ["1 table of contents was left out."]


def test_headers_and_footers_are_no_text() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "ترويسة"
    document.sections[0].footer.paragraphs[0].text = "تذييل"
    document.add_paragraph(FIRST)
    assert [block.text for block in _read(saved(document)).blocks] == [FIRST]


def test_document_with_a_lost_image_still_comes_in() -> None:
    document = Document()
    document.add_paragraph(FIRST)
    document.add_picture(image())
    data = repacked(
        saved(document), lambda name, part: None if name.startswith("word/media/") else part
    )
    assert [block.text for block in _read(data).blocks] == [FIRST]

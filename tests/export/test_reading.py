"""HTML into the tree."""

import pytest

from nhri.export.document import (
    Cell,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Run,
    Table,
    parse,
)


def ar(text: str, **style: object) -> Run:
    return Run(text, "ar", "rtl", **style)


def paragraph(*runs: Run) -> Paragraph:
    return Paragraph(runs, "ar", "rtl")


def plain(cell: Cell) -> str:
    return "".join(run.text for run in cell.runs)


def test_parse_gives_a_paragraph_its_styles_and_links():
    html = '<p>قال <strong>بوضوح</strong> و<em>حزم</em> <a href="https://nhri.example/">هنا</a></p>'
    assert parse(html, "ar") == (
        paragraph(
            ar("قال "),
            ar("بوضوح", strong=True),
            ar(" و"),
            ar("حزم", emphasis=True),
            ar(" "),
            ar("هنا", href="https://nhri.example/"),
        ),
    )


def test_parse_segments_across_styles():
    assert parse("<p>الوثيقة <strong>HRC</strong>/61/2</p>", "ar") == (
        paragraph(ar("الوثيقة "), Run("HRC", "en", "ltr", strong=True), Run("/61/2", "en", "ltr")),
    )


def test_parse_folds_white_space_and_decodes_entities():
    assert parse("\n <p> أ \n ب&nbsp;&amp;&#8207; ج<br> <br>د <br></p>\n<p> </p>", "ar") == (
        paragraph(ar("أ ب\u00a0& ج"), ar("\n"), ar("\n"), ar("د")),
    )


def test_parse_takes_bare_text_and_unclosed_tags():
    assert parse("أ<p>ب<p>ج<ul><li>د<li>هـ", "ar") == (
        paragraph(ar("أ")),
        paragraph(ar("ب")),
        paragraph(ar("ج")),
        Listing(False, ((paragraph(ar("د")),), (paragraph(ar("هـ")),)), "ar", "rtl"),
    )


def test_parse_nests_lists_and_quotes():
    html = '<ol start="3"><li>أ<ul><li>ب</li></ul></li></ol><blockquote><p>ج</p></blockquote>'
    inner = Listing(False, ((paragraph(ar("ب")),),), "ar", "rtl")
    assert parse(html, "ar") == (
        Listing(True, ((paragraph(ar("أ")), inner),), "ar", "rtl", start=3),
        Quote((paragraph(ar("ج")),), "ar", "rtl"),
    )


def test_parse_reads_language_and_direction_of_any_element():
    blocks = parse('<h2 lang="en">Title</h2><p>من <span lang="fr">Alliance</span></p>', "ar")
    assert blocks == (
        Heading(2, (Run("Title", "en", "ltr"),), "en", "ltr"),
        paragraph(ar("من "), Run("Alliance", "fr", "ltr")),
    )


def test_parse_pads_table_rows_to_one_width():
    (table,) = parse(
        "<table><thead><tr><th>أ</th><th colspan=2>ب</th></tr></thead>"
        "<tr><td rowspan=2>1</td><td>2</td><td>3</td></tr><tr><td>4</td></tr></table>",
        "ar",
    )
    assert isinstance(table, Table)
    assert [[(plain(c), c.columns) for c in row] for row in table.header] == [[("أ", 1), ("ب", 2)]]
    assert [[plain(c) for c in row] for row in table.rows] == [["1", "2", "3"], ["", "4", ""]]
    assert table.width == 3


def test_parse_takes_a_table_of_headers_only_as_rows():
    (table,) = parse("<table><tr><th>أ</th></tr></table>", "ar")
    assert isinstance(table, Table)
    assert (len(table.header), len(table.rows)) == (0, 1)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/ar/page/", "https://nhri.example/ar/page/"),
        ("mailto:press@nhri.example", "mailto:press@nhri.example"),
        ("javascript:alert(1)", ""),
        ("http://[", ""),
    ],
)
def test_parse_keeps_only_links_that_lead_somewhere(address: str, expected: str):
    (block,) = parse(f'<p><a href="{address}">هنا</a></p>', "ar", "https://nhri.example/ar/")
    assert block == paragraph(ar("هنا", href=expected))


@pytest.mark.parametrize(
    "html",
    ["", "<p></p>", "<table></table>", "<ul><li></li></ul>", "<h2> </h2>", "<script>x</script>"],
)
def test_parse_leaves_out_what_is_empty(html: str):
    assert parse(html, "ar") == ()


@pytest.mark.parametrize("tag", ["div", "blockquote", "ul", "em"])
def test_parse_survives_deep_nesting(tag: str):
    (block,) = parse(f"<{tag}>" * 3000 + "نص", "ar")
    while not isinstance(block, Paragraph):
        (block,) = block.blocks if isinstance(block, Quote) else block.items[0]
    assert "".join(run.text for run in block.runs) == "نص"

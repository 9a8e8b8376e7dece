"""Rich text as readable lines, as editable text, and back to HTML."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhri.security.html import sanitise
from nhri.workflow.readable import blocks, editable, plain_lines, readable, rewritten


def lines(html: str) -> list[tuple[str, str, str]]:
    return [(line.kind, line.marker, line.text) for line in readable(sanitise(html))]


def test_rich_text_is_read_as_lines_of_their_kind() -> None:
    html = (
        "<h2>المقدمة</h2><p>نص <strong>مهم</strong> جدا</p><ul><li>أول</li><li>ثان<ol start='3'>"
        "<li>inner</li></ol></li></ul><blockquote><p>قال</p></blockquote>"
        "<table><thead><tr><th>Year</th><th>Cases</th></tr></thead>"
        "<tbody><tr><td>2025</td><td>14</td></tr></tbody></table>"
    )
    assert lines(html) == [
        ("heading", "", "المقدمة"),
        ("paragraph", "", "نص مهم جدا"),
        ("item", "•", "أول"),
        ("item", "•", "ثان"),
        ("numbered", "3.", "inner"),
        ("quote", "", "قال"),
        ("row", "", "Year | Cases"),
        ("row", "", "2025 | 14"),
    ]


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ('<a href="https://a.org/report">the report</a>', "the report (https://a.org/report)"),
        ('<a href="https://a.org/">a.org</a>', "a.org"),
        ('<a href="mailto:x@a.org">x@a.org</a>', "x@a.org"),
        ('<a href="mailto:x@a.org">write</a>', "write (x@a.org)"),
        ('<a href="tel:+97444">+974 44</a>', "+974 44"),
        ('<a href="#top">up</a>', "up"),
    ],
)
def test_link_says_its_address_where_the_words_do_not(link: str, said: str) -> None:
    assert lines(f"<p>{link}</p>") == [("paragraph", "", said)]


def test_line_break_begins_a_line() -> None:
    assert lines("<p>one<br>two</p>") == [("paragraph", "", "one"), ("paragraph", "", "two")]


def test_line_knows_its_own_language() -> None:
    (line,) = readable('<p lang="en" dir="ltr">Quoted</p>')
    assert (line.language, line.direction) == ("en", "ltr")


@given(st.text(alphabet="<>/pulitrdh2a &;\"='x\n", max_size=80))
def test_every_letter_of_a_text_is_read_and_no_tag(typed: str) -> None:
    """Whatever was typed: what the gate lets through is cut and read without loss."""
    html = sanitise(typed)
    assert "".join(blocks(html)) == html
    read = "".join(line.text for line in readable(html))
    assert "".join(read.split()) == "".join(unescape(re.sub("<[^>]*>", "", html)).split())


def test_plain_lines_of_nothing_are_none() -> None:
    assert plain_lines("") == []


# An edited text is HTML again --------------------------------------------------------------------

RICH = (
    "<h2>عنوان</h2><p>نص <strong>مهم</strong> <a href=\"https://a.org/\">هنا</a></p>"
    "<ul><li>واحد</li><li>اثنان</li></ul><ol><li>أ</li><li>ب</li></ol>"
    "<blockquote><p>قال</p></blockquote>"
    "<table><tbody><tr><td>١</td><td>٢</td></tr><tr><td>٣</td><td>٤</td></tr></tbody></table>"
)  # fmt: skip


def test_untouched_text_keeps_its_markup() -> None:
    assert rewritten(editable(RICH), [RICH]) == RICH


def test_untouched_text_keeps_its_structure_without_a_source() -> None:
    expected = RICH.replace("<strong>مهم</strong>", "مهم").replace(
        '<a href="https://a.org/">هنا</a>', "هنا (https://a.org/)"
    )
    assert rewritten(editable(RICH), []) == expected


def test_only_the_edited_paragraph_loses_its_markup() -> None:
    source = "<p>one <em>x</em></p><p>two <em>y</em></p>"
    text = editable(source).replace("two", "three")
    assert rewritten(text, [source]) == "<p>one <em>x</em></p><p>three y</p>"


def test_typed_tags_stay_text() -> None:
    typed = "<script>alert(1)</script> & <b>"
    assert sanitise(rewritten(typed, [])) == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;</p>"
    )


def test_browser_line_ends_are_read() -> None:
    assert rewritten("one\r\n\r\ntwo\r\nthree", []) == "<p>one</p><p>two<br>three</p>"

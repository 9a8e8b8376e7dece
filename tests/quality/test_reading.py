"""A text as blocks, each character with its place in the source."""

from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from nhri.quality.reading import read, read_html, read_lines


def texts(html: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_html(html, "ar")]


def test_blocks_keep_their_kind() -> None:
    html = "<h2>أ</h2><p>ب</p><ul><li>ج</li></ul><table><tr><th>د</th><td>ه</td></tr></table>"
    assert texts(html) == [("h2", "أ"), ("p", "ب"), ("li", "ج"), ("th", "د"), ("td", "ه")]


def test_text_outside_blocks_is_a_paragraph() -> None:
    assert texts("حرّ<p>في فقرة</p>بعدها") == [("p", "حرّ"), ("p", "في فقرة"), ("p", "بعدها")]


def test_script_and_comment_are_not_text() -> None:
    assert texts("<script>if (a<b) {}</script><!-- no --><p>نص</p><style>p{}</style>") == [
        ("p", "نص")
    ]


def test_character_knows_its_source() -> None:
    html = "<p>a &amp; <strong>b</strong><br>c</p>"
    (block,) = read_html(html, "en")
    sources = [html[s:e] for s, e in zip(block.starts, block.ends, strict=True)]
    assert block.text == "a & b\nc"
    assert sources == ["a", " ", "&amp;", " ", "b", "<br>", "c"]
    assert block.element == (0, len(html))


def test_other_language_is_marked() -> None:
    (block,) = read_html('<p>قال <em lang="en">yes</em> ثم</p>', "ar")
    assert [c for c, foreign in zip(block.text, block.foreign, strict=True) if foreign] == [
        "y", "e", "s",
    ]  # fmt: skip


def test_link_is_a_range_of_text() -> None:
    (block,) = read_html('<p>see <a href="/x">the file</a>.</p>', "en")
    assert [block.text[start:end] for start, end in block.links] == ["the file"]


def test_plain_field_is_read_by_lines() -> None:
    assert [(b.kind, b.text) for b in read_lines("one\r\n\r\n two")] == [
        ("line", "one"),
        ("line", " two"),
    ]


def test_text_is_begun_by_a_word() -> None:
    assert read({"body_ar": "<p>كلمة</p>"}, "ar").is_begun is True
    assert read({"body_ar": "<p>…</p>", "title_ar": "", "place_ar": "جنيف"}, "ar").is_begun is False


@given(st.text(alphabet="ab<>&;/p \"'=!-\n", max_size=80))
def test_any_source_can_be_read(html: str) -> None:
    for block in read_html(html, "en"):
        assert len(block.text) == len(block.starts) == len(block.ends) == len(block.foreign)
        for character, start, end in zip(block.text, block.starts, block.ends, strict=True):
            source = html[start:end]
            assert character in (unescape(source), " ", "\n")

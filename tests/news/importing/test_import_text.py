"""Text files: paragraphs by lines or by blank lines, wrapped lines joined, lists kept."""

import pytest

from news.importing.reading import paragraphs, read, read_bytes, read_paste
from tests.news.importing.texts import FIRST, RELEASE, SECOND, THIRD, lines

WRAPPED = """نظمت المؤسسة الوطنية ورشة عمل حول حماية حقوق
العمال المهاجرين، بمشاركة ثلاثين متدربًا من
القطاعين العام والخاص ومنظمات المجتمع المدني.

وتناولت الورشة آليات تلقي الشكاوى ومتابعتها
وسبل التعاون مع مكاتب العمل في المحافظات.
"""


def _texts(data: bytes) -> list[str]:
    return [block.text for block in paragraphs(read_bytes("a.txt", data))]


@pytest.mark.parametrize(
    "data",
    [
        lines(*RELEASE),
        "\r\n".join(RELEASE).encode(),
        "\r".join(RELEASE).encode(),
        "\u2029".join(RELEASE).encode(),
        "\n\n".join(RELEASE).encode(),
        b"\xef\xbb\xbf" + lines(*RELEASE, ""),
        "\n".join(RELEASE).encode("utf-16"),
        ("\ufeff" + "\n".join(RELEASE)).encode("utf-16-be"),
        ("\n \u200f\n\t" + "\n\u00a0\n".join(RELEASE)).encode(),
    ],
)
def test_text_gives_the_same_paragraphs_however_it_was_saved(data: bytes) -> None:
    assert _texts(data) == list(RELEASE)


def test_paragraph_positions_count_lines_with_text() -> None:
    blocks = paragraphs(read_bytes("a.txt", f"\n{FIRST}\n\n\n{SECOND}\n{THIRD}".encode()))
    assert [block.position for block in blocks] == [1, 2, 3]


def test_wrapped_lines_are_joined_and_reported() -> None:
    reading = read(read_paste(WRAPPED))
    assert [block.text for block in reading.blocks] == [
        "نظمت المؤسسة الوطنية ورشة عمل حول حماية حقوق العمال المهاجرين، بمشاركة ثلاثين متدربًا من "
        "القطاعين العام والخاص ومنظمات المجتمع المدني.",
        "وتناولت الورشة آليات تلقي الشكاوى ومتابعتها وسبل التعاون مع مكاتب العمل في المحافظات.",
    ]
    assert [str(note) for note in reading.notes] == [
        "The lines were wrapped at 45 characters; they are joined again."
    ]


def test_short_lines_between_blank_lines_stay_lines() -> None:
    address = "المؤسسة الوطنية\nص.ب. 1234\nهاتف: 17000000"
    text = f"{FIRST}\n\n{SECOND}\n\n{address}"
    assert _texts(text.encode()) == [FIRST, SECOND, *address.split("\n")]


def test_long_lines_between_blank_lines_stay_paragraphs() -> None:
    text = f"{FIRST} {SECOND}\n{THIRD} {FIRST}\n\n{SECOND} {THIRD}"
    assert _texts(text.encode()) == text.replace("\n\n", "\n").split("\n")


def test_lines_with_bullets_or_running_numbers_are_lists() -> None:
    text = "توصي المؤسسة بما يأتي:\n- مراجعة القانون\n• تدريب القضاة\n1. نشر التقرير\n2- متابعته"
    found = [(block.kind, block.ordered, block.text) for block in paragraphs(read_paste(text))]
    assert found == [
        ("paragraph", False, "توصي المؤسسة بما يأتي:"),
        ("item", False, "مراجعة القانون"),
        ("item", False, "تدريب القضاة"),
        ("item", True, "نشر التقرير"),
        ("item", True, "متابعته"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "- سطر واحد فقط\nثم نص",
        "3. ثالثًا\n4. رابعًا",
        "2021 عام العمل\n2022 عام المتابعة",
        "1.5 مليون\n2.5 مليون",
        "// انتهى //\n19:52 ت م",
    ],
)
def test_lines_that_are_no_list_keep_their_marks(text: str) -> None:
    blocks = paragraphs(read_paste(text))
    assert [(block.kind, block.text) for block in blocks] == [
        ("paragraph", line) for line in text.split("\n")
    ]


def test_html_becomes_lines_with_its_lists_and_addresses() -> None:
    html = (
        "<p>بيان&nbsp;صحفي &amp; ملحق</p>\r\n<!-- x --><ul><li>أولًا</li><li>ثانيًا</li></ul>"
        '<p style="x">انظر <a href="https://nhri.example/a">التقرير</a><br/>شكرًا</p>'
    )
    reading = read(read_paste(html))
    assert [(block.kind, " ".join(block.text.split())) for block in reading.blocks] == [
        ("paragraph", "بيان صحفي & ملحق"),
        ("item", "أولًا"),
        ("item", "ثانيًا"),
        ("paragraph", "انظر التقرير (https://nhri.example/a)"),
        ("paragraph", "شكرًا"),
    ]
    assert [note.code for note in reading.notes] == ["markup"]


def test_angle_brackets_that_are_no_tags_stay() -> None:
    text = "النسبة a < b وb > c، والوسم <bdi> اسم"
    assert _texts(text.encode()) == [text]

"""Bold type and links survive a paragraph that was edited as plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhri.security.html import sanitise
from nhri.workflow.conflicts import MERGED, resolve
from nhri.workflow.drafts import Clash
from nhri.workflow.markup import carried
from nhri.workflow.readable import editable, readable

SOURCE = (
    '<p dir="rtl">زار <strong>فريق من المؤسسة</strong> مركز '
    '<a href="https://example.org/centre">التوقيف في العاصمة</a> أمس.</p>'
)
OTHER = '<p>See the <em>whole</em> <a href="/en/news/1-x/">report of the year</a> &amp; more.</p>'


def edited(old: str, new: str, source: str = SOURCE) -> str:
    """What becomes of the paragraph when `old` is typed over with `new`."""
    text = editable(source)
    assert old in text
    return carried("p", text.replace(old, new), [OTHER, source])


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("أمس", "اليوم", ("أمس", "اليوم")),
        ("زار", "وزار صباحًا", ("زار", "وزار صباحًا")),
        ("فريق من المؤسسة", "فريق كبير من المؤسسة", ("فريق من", "فريق كبير من")),
        ("فريق من المؤسسة", "وفد من المؤسسة", ("فريق من", "وفد من")),
        ("التوقيف في", "الاحتجاز في", ("التوقيف في", "الاحتجاز في")),
        ("مركز", "مركز <b>&", ("مركز", "مركز &lt;b&gt;&amp;")),
    ],
)
def test_words_left_alone_keep_what_they_had(old: str, new: str, change: tuple[str, str]) -> None:
    assert edited(old, new) == SOURCE.replace(*change)


@pytest.mark.parametrize(
    ("old", "new"),
    [("https://example.org/centre", "https://example.org/other"), (" (https://", " (http://")],
)
def test_typing_into_an_address_carries_nothing(old: str, new: str) -> None:
    assert edited(old, new) == ""


def test_another_paragraph_carries_nothing() -> None:
    assert carried("p", "نص جديد كليًا لا يشبه شيئًا", [SOURCE]) == ""
    assert carried("h2", editable(SOURCE), [SOURCE]) == ""


def test_paragraph_with_a_line_break_carries_nothing() -> None:
    assert carried("p", "one two four", ["<p>one <strong>two</strong><br>three</p>"]) == ""


def test_choice_of_a_merged_text_keeps_the_link_of_the_edited_paragraph() -> None:
    mine = SOURCE.replace("أمس", "اليوم")
    clash = Clash("body_ar", SOURCE, SOURCE.replace("زار", "تفقد"), mine, None)  # type: ignore[arg-type]
    typed = editable(SOURCE).replace("زار", "تفقد").replace("أمس", "اليوم")
    expected = SOURCE.replace("زار", "تفقد").replace("أمس", "اليوم")
    assert resolve(MERGED, clash, typed, rich=True) == expected


@given(st.lists(st.sampled_from(["زار", "فريق", "من", "المؤسسة", "مركز", "التوقيف", "(", "x"])))
def test_whatever_is_typed_is_read_back_and_nothing_else(words: list[str]) -> None:
    text = " ".join(words)
    html = carried("p", text, [SOURCE])
    assert sanitise(html) == html
    if html:
        shown = "".join(line.text for line in readable(html))
        assert shown.replace(" (https://example.org/centre)", "") == text

"""What says the same twice goes, with a report; what may lawfully come twice stays."""

from collections.abc import Sequence

from news.importing.blocks import Block, Run
from news.importing.repeats import Repeat, drop_repeats
from tests.news.importing.texts import FIRST, RELEASE, SECOND, THIRD


def _blocks(*texts: str, headings: Sequence[str] = ()) -> tuple[Block, ...]:
    return tuple(
        Block("heading" if text in headings else "paragraph", (Run(text),), at, level=2)
        for at, text in enumerate(texts, start=1)
    )


def _kept(blocks: tuple[Block, ...]) -> list[int]:
    return [block.position for block in drop_repeats(blocks).blocks]


def test_repeated_block_at_the_end_is_dropped_and_each_paragraph_named() -> None:
    cleared = drop_repeats(_blocks(*RELEASE, SECOND, THIRD))
    assert [block.text for block in cleared.blocks] == list(RELEASE)
    assert cleared.repeats == (
        Repeat(4, 2, "وتناولت الورشة آليات تلقي الشكاوى ومتابعتها، وسبل التعاون مع…"),
        Repeat(5, 3, "وفي ختام اليوم الثاني وزعت الشهادات على المشاركين، واتفقوا…"),
    )
    assert cleared.lookalikes == ()


def test_paragraph_repeated_next_to_itself_is_dropped_each_time() -> None:
    cleared = drop_repeats(_blocks(FIRST, FIRST, FIRST, SECOND))
    assert [(repeat.position, repeat.first_position) for repeat in cleared.repeats] == [
        (2, 1),
        (3, 1),
    ]


def test_repeat_in_another_spelling_is_a_repeat() -> None:
    other = SECOND.replace("آليات", "اليات").replace("،", " ,").replace(".", "")
    assert _kept(_blocks(FIRST, SECOND, other)) == [1, 2]


def test_short_paragraphs_and_headings_may_come_twice() -> None:
    heading = "توصيات المؤسسة في هذا الشأن"
    texts = ("وشكرًا لكم", heading, FIRST, "وشكرًا لكم", heading, SECOND)
    assert _kept(_blocks(*texts, headings=[heading])) == [1, 2, 3, 4, 5, 6]


def test_short_ones_go_with_the_block_that_is_repeated_around_them() -> None:
    texts = ("التوصيات", FIRST, "وشكرًا", SECOND)
    assert _kept(_blocks(*texts, *texts, headings=["التوصيات"])) == [1, 2, 3, 4]


def test_numbers_tell_paragraphs_apart() -> None:
    texts = tuple(f"بلغ عدد الشكاوى في الشهر {number} شكوى" for number in (15, 1.5, 51))
    assert _kept(_blocks(*texts)) == [1, 2, 3]


def test_near_repeat_stays_and_is_reported() -> None:
    long = " ".join(RELEASE)
    cleared = drop_repeats(_blocks(long, SECOND, f"{long} انتهى"))
    assert [block.position for block in cleared.blocks] == [1, 2, 3]
    assert [(near.position, near.first_position) for near in cleared.lookalikes] == [(3, 1)]


def test_repeat_with_a_link_of_its_own_is_not_lost() -> None:
    linked = Block("paragraph", (Run(FIRST, href="https://nhri.example/"),), 2)
    assert _kept((*_blocks(FIRST), linked)) == [1, 2]

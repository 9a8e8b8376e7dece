from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhri.arabic.sentences import first_sentence, sentences

REAL = Path(__file__).parents[2].parent / "shared" / "data" / "ganhri-annual-meeting.ar.txt"
LONG = (
    "نظمت المؤسسة الوطنية لحقوق الإنسان ورشة عمل تدريبية لموظفي الجهات الحكومية، تناولت مبادئ "
    "باريس ودور المؤسسات الوطنية في رصد أوضاع حقوق الإنسان ومتابعة توصيات هيئات المعاهدات الدولية."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "افتتح الرئيس الجلسة. وأكد الأمين العام ذلك.",
            ["افتتح الرئيس الجلسة.", "وأكد الأمين العام ذلك."],
        ),
        ("هل يكفي ذلك؟ لا! هناك المزيد…", ["هل يكفي ذلك؟", "لا!", "هناك المزيد…"]),
        ("التقى م. سالم ود. منى وأ.د. هدى.", ["التقى م. سالم ود. منى وأ.د. هدى."]),
        ("حضر د. سامي الورشة. ثم غادر.", ["حضر د. سامي الورشة.", "ثم غادر."]),
        ("ارتفعت النسبة 3.5 نقطة. وانتهى.", ["ارتفعت النسبة 3.5 نقطة.", "وانتهى."]),
        ("زوروا nhri.example اليوم. شكرًا.", ["زوروا nhri.example اليوم.", "شكرًا."]),
        (
            "في 12 رمضان 1446 هـ. الموافق 12 مارس 2025 م. وقد حضر.",
            ["في 12 رمضان 1446 هـ. الموافق 12 مارس 2025 م.", "وقد حضر."],
        ),
        ("صدر عام 1446هـ. ونشر لاحقًا.", ["صدر عام 1446هـ.", "ونشر لاحقًا."]),
        ("نالت الفئة أ. وهي أعلى فئة.", ["نالت الفئة أ.", "وهي أعلى فئة."]),
        ("1. البند الأول\n2. البند الثاني", ["1. البند الأول", "2. البند الثاني"]),
        ("قال: «نعم للحقوق.» وأضاف المتحدث.", ["قال: «نعم للحقوق.»", "وأضاف المتحدث."]),
        (
            "انتهى اللقاء.وأوصى المشاركون بالمتابعة.",
            ["انتهى اللقاء.", "وأوصى المشاركون بالمتابعة."],
        ),
        ("ص.ب. 10808 المنامة", ["ص.ب. 10808 المنامة"]),
        ("سطر أول\n\n  سطر  ثان ", ["سطر أول", "سطر ثان"]),
        (
            "Dr. Smith met H.E. Jane K. Doe. They spoke.",
            ["Dr. Smith met H.E. Jane K. Doe.", "They spoke."],
        ),
        (
            "It holds status A. The review is in No. 4. Fine.",
            ["It holds status A.", "The review is in No. 4.", "Fine."],
        ),
        (
            "He said no. The vote failed, e.g. twice.",
            ["He said no.", "The vote failed, e.g. twice."],
        ),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_end_where_a_reader_stops(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text("ابتم د.هـ!؟? …\n12A«»()"))
def test_sentences_lose_nothing_but_space(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "شاركت المؤسسة في الاجتماع السنوي. وألقى الرئيس كلمة.",
            "شاركت المؤسسة في الاجتماع السنوي",
        ),
        ("\n***\nبيان صحفي\nنص البيان.", "بيان صحفي"),
        ("هل تحترم الحقوق؟ نعم.", "هل تحترم الحقوق؟"),
        ("قال «إن الحقوق للجميع.» ثم غادر.", "قال «إن الحقوق للجميع»"),
        (
            "The Institution met H.E. the Minister. It was brief.",
            "The Institution met H.E. the Minister",
        ),
        ("", ""),
        ("...", ""),
    ],
)
def test_first_sentence_proposes_a_title(text: str, title: str) -> None:
    assert first_sentence(text) == title


def test_first_sentence_is_cut_at_a_clause() -> None:
    assert first_sentence(LONG) == (
        "نظمت المؤسسة الوطنية لحقوق الإنسان ورشة عمل تدريبية لموظفي الجهات الحكومية…"
    )


@pytest.mark.parametrize(
    ("text", "room", "title"),
    [
        ("عقدت اللجنة اجتماعها الأول حيث ناقشت خطة العمل", 40, "عقدت اللجنة اجتماعها الأول…"),
        ("عقدت اللجنة اجتماعها الأول في مدينة المنامة", 32, "عقدت اللجنة اجتماعها الأول…"),
        ("عقدت اللجنة اجتماعها الأول في مدينة المنامة", 36, "عقدت اللجنة اجتماعها الأول في مدينة…"),
        ("عقد التحالف العالمي (GANHRI والشبكات) اجتماعه", 34, "عقد التحالف العالمي…"),
        ("أفاستسقيناكموها اليوم", 8, "أفاستسق…"),
        (
            "The Institution welcomed the report of the Committee",
            40,
            "The Institution welcomed the report…",
        ),
    ],
)
def test_first_sentence_never_hangs(text: str, room: int, title: str) -> None:
    assert first_sentence(text, max_length=room) == title


def test_first_sentence_refuses_no_room() -> None:
    with pytest.raises(ValueError, match="needs room"):
        first_sentence("بيان", max_length=1)


@given(st.text("ابتم وفي، ().؟\n«»حيث ", max_size=120), st.integers(2, 60))
def test_first_sentence_fits_and_keeps_words_whole(text: str, room: int) -> None:
    title = first_sentence(text, max_length=room)
    assert len(title) <= room
    if title.endswith("…") and " " in title:
        start = " ".join(text.split())
        kept = title.removesuffix("…")
        assert any(
            start[at + len(kept)] in " ،" for at in range(len(start)) if start.startswith(kept, at)
        )


@pytest.mark.skipif(not REAL.exists(), reason="the real release is not beside the checkout")
def test_first_sentence_of_the_real_release_is_a_sound_title() -> None:
    text = REAL.read_text(encoding="utf-8")
    title = first_sentence(text)
    assert len(sentences(text)) == 11
    assert title.endswith("…")
    assert len(title) <= 140
    assert text.startswith(title.removesuffix("…") + "،")

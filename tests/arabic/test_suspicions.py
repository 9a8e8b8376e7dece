import pytest

from nhri.arabic.suspicions import Suspicion, has_replacement_character, suspicions


@pytest.mark.parametrize(
    ("text", "kind", "excerpt"),
    [
        ("لجنة حقوق اإلنسان", "reversed_lam_alef", "اإلنسان"),
        ("وزارة األشغال", "reversed_lam_alef", "األشغال"),
        ("عقد االجتماع", "reversed_lam_alef", "االجتماع"),
        ("وفق واآلليات", "reversed_lam_alef", "واآلليات"),
        ("بيان منظمة الأممالمتحدة", "glued_words", "الأممالمتحدة"),
        ("اللجنةالوطنية", "glued_words", "اللجنةالوطنية"),
        ("مستشفىالسلمانية", "glued_words", "مستشفىالسلمانية"),
        ("دعم بناءالقدرات", "glued_words", "بناءالقدرات"),
        ("احترام حقوقالإنسان", "glued_words", "حقوقالإنسان"),
        ("أيضاًعلى", "glued_words", "أيضاًعلى"),
        ("أيضًاعلى", "glued_words", "أيضًاعلى"),
        ("في 16 يناير2026 بالمنامة", "glued_date", "يناير2026"),
        ("2026يناير", "glued_date", "2026يناير"),
        ("الموافق25 مايو", "glued_date", "الموافق25"),
        ("5رمضان", "glued_date", "5رمضان"),
        ("العدد ( )١ لسنة", "digits_outside_brackets", "العدد ( )١ لسنة"),
        ("حقوق الإنسان0", "zero_as_full_stop", "حقوق الإنسان0"),
        ("حقوق الإنسان 0\nوأكد", "zero_as_full_stop", "حقوق الإنسان 0"),
        ("نصٌّ\ufffd\ufffd ضائع", "replacement_character", "نصٌّ\ufffd\ufffd ضائع"),
        ("کشف", "persian_letters", "کشف"),
    ],
)
def test_suspicions_reports_damage(text: str, kind: str, excerpt: str) -> None:
    found = suspicions(text)
    assert [(one.kind, one.excerpt) for one in found] == [(kind, excerpt)]


@pytest.mark.parametrize(
    "text",
    [
        "شارك في المالية العالمية والرجال والمقالات والاتصالات والمعالجات والعالميتين",
        "لإلغاء القرار، مساءلة وتساؤلات وقراءات وأعداء الإنسان",
        "وبالإضافة إلى ذلك، وكالآتي، وبالأمس، وللآخرين، أبالإكراه",
        "مستوًى رفيع، وهدًى، وأيضًا، ومساءً، وأيضاً، وشيئًا، وجزءًا",
        "الرأسمالية والبرتغاليين والاستقلالية والمكالمتين والمسالمين",
        "بنسبة 0 في المئة، وعددهم 100 و٢٠ في عام 2020",
        "في 16 يناير 2026 (وال) الموافق 25 مايو",
        "المادة (5) والمادة (١٢)",
        "إنّ الله يأمر بالعدل، وعبدالله وآل خليفة واللهمّ",
        "The 0 hour and COVID-19",
        "تلألأت الأضواء وامتلأت القاعة وسأل السائل",
        "",
    ],
)
def test_suspicions_leaves_sound_text_alone(text: str) -> None:
    assert suspicions(text) == []


def test_suspicions_come_in_reading_order_with_offsets() -> None:
    text = "اجتماع اإلدارة في يناير2026"
    assert suspicions(text) == [
        Suspicion("reversed_lam_alef", "اإلدارة", 7),
        Suspicion("glued_date", "يناير2026", 18),
    ]
    assert all(text.startswith(one.excerpt, one.offset) for one in suspicions(text))


def test_suspicion_shows_whole_words_of_its_own_line() -> None:
    line = "نظمت المؤسسة ورشة عمل تدريبية بشأن حقوق\ufffd الطفل والمرأة في مقرها الرئيسي"
    text = f"سطر سابق\n{line}\nتال"
    assert [one.excerpt for one in suspicions(text)] == ["تدريبية بشأن حقوق\ufffd الطفل والمرأة في"]


@pytest.mark.parametrize(("text", "lost"), [("ن\ufffdص", True), ("نص", False)])
def test_has_replacement_character(text: str, lost: bool) -> None:
    assert has_replacement_character(text) is lost

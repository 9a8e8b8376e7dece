"""A verb before its subject agrees in gender."""

import pytest

from nhri.arabic.agreement import agree, is_feminine

FEMININE = [
    "الجمعية العامة", "جلسة رفيعة المستوى", "خطة العمل لعام 2026", "الميزانية السنوية", "التوصيات",
    "تقارير الشبكات", "المؤسسة الوطنية", "«لجنة الاعتماد»", "مبادئ باريس", "الورش",
    "الشبكة العربية", "فعاليات جانبية", "أعمال اللجنة", "الجَلسَةُ الختامية", "ذكرى الإعلان",
]  # fmt: skip
MASCULINE = [
    "الاجتماع السنوي", "التقرير المالي المدقق", "إعلان إدنبرة", "المجلس القومي", "منتدى",
    "المركز الوطني", "المؤتمر", "بيان ختامي", "12 تقريرًا", "", "GANHRI",
]  # fmt: skip


@pytest.mark.parametrize("phrase", FEMININE)
def test_feminine_is_known(phrase: str) -> None:
    assert is_feminine(phrase)


@pytest.mark.parametrize("phrase", MASCULINE)
def test_masculine_is_known(phrase: str) -> None:
    assert not is_feminine(phrase)


def test_the_form_that_fits_is_chosen() -> None:
    assert agree("عُقد", "عُقدت", "الجلسة") == "عُقدت"
    assert agree("عُقد", "عُقدت", "الاجتماع") == "عُقد"

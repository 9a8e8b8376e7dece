"""A whole annual meeting as its rows are entered: the words are ours, the shape is a real one's."""

from typing import Any

from events.models import Event, Network, Organisation, Participant
from nhri.workflow import drafts

SESSIONS: list[dict[str, Any]] = [
    {"key": "assembly", "kind": "general_assembly", "day": "2021-03-09", "starts": "13:00",
     "ends": "16:00", "title_ar": "الجمعية العامة", "title_en": "the General Assembly"},
    {"key": "highlevel", "kind": "high_level", "day": "2021-03-10", "starts": "13:00",
     "ends": "14:30", "title_ar": "جلسة رفيعة المستوى", "title_en": "a high-level session"},
    {"key": "side1", "kind": "side_event", "day": "2021-03-10", "starts": "15:00",
     "title_ar": "تبادل الممارسات الجيدة", "title_en": "Sharing good practice"},
    {"key": "side2", "kind": "side_event", "day": "2021-03-11", "starts": "13:00",
     "title_ar": "التعلم بين الشبكات الأربع", "title_en": "Learning across the four networks"},
    {"key": "side3", "kind": "side_event", "day": "2021-03-11", "starts": "15:00",
     "title_ar": "الاستفادة من تجارب المؤسسات", "title_en": "Using the experience of members"},
    {"key": "business", "kind": "discussion", "day": "2021-03-11", "starts": "16:30",
     "title_ar": "نقاش الأعمال وحقوق الإنسان", "title_en": "a discussion on business"},
]  # fmt: skip
OUTCOMES: list[dict[str, Any]] = [
    {"kind": "presented", "title_ar": "التقرير السنوي", "title_en": "Annual report",
     "session": "assembly"},
    {"kind": "adopted", "title_ar": "التقرير المالي المدقق", "title_en": "Audited accounts",
     "session": "assembly"},
    {"kind": "adopted", "title_ar": "خطة العمل لعام 2021", "title_en": "Work plan 2021",
     "session": "assembly"},
    {"kind": "adopted", "title_ar": "الميزانية السنوية لعام 2021", "title_en": "Budget 2021",
     "session": "assembly"},
    {"kind": "discussed", "title_ar": "إعلان إدنبرة", "title_en": "Edinburgh Declaration",
     "session": "business"},
    {"kind": "discussed", "title_ar": "مبادئ الأمم المتحدة التوجيهية",
     "title_en": "UN Guiding Principles", "session": "business"},
]  # fmt: skip


def enter(by: Any, **shared: Any) -> Any:
    """The meeting as a draft of `by`, with four networks, three bodies and a delegation."""
    bodies = {
        code: Organisation.objects.create(kind=kind, name_ar=arabic, name_en=english)
        for code, kind, arabic, english in (
            ("ohchr", "un", "المفوضية السامية لحقوق الإنسان", "Office of the High Commissioner"),
            ("undp", "un", "برنامج الأمم المتحدة الإنمائي", "UN Development Programme"),
            ("eu", "intergovernmental", "الاتحاد الأوروبي", "European Union"),
            ("apf", "network", "منتدى آسيا والمحيط الهادئ", "Asia Pacific Forum"),
            ("africa", "network", "الشبكة الأفريقية", "African Network"),
            ("europe", "network", "الشبكة الأوروبية", "European Network"),
            ("americas", "network", "شبكة الأمريكتين", "Network of the Americas"),
        )
    }
    president = Participant.objects.create(
        honorific_ar="المهندس", name_ar="سالم التجريبي", name_en="Salem Example",
        in_public_office=True,
    )  # fmt: skip
    participations = [
        {"person": president.pk, "role": "head", "function_ar": "رئيس المؤسسة",
         "function_en": "President"},
        *[{"organisation": bodies[code].pk, "role": "speaker", "session": "assembly",
           "function_ar": "الرئيس", "function_en": "Chair"}
          for code in ("apf", "africa", "europe", "americas")],
        *[{"organisation": bodies[code].pk, "role": "speaker", "session": "highlevel"}
          for code in ("ohchr", "undp", "eu")],
    ]  # fmt: skip
    values = {
        "title_ar": "الاجتماع السنوي للتحالف العالمي",
        "title_en": "GANHRI Annual Meeting 2021",
        "summary_ar": "ملخص.",
        "summary_en": "Summary.",
        "starts_on": "2021-03-09",
        "ends_on": "2021-03-11",
        "mode": "online",
        "time_zone": "Europe/Zurich",
        "sessions": SESSIONS,
        "outcomes": OUTCOMES,
        "participations": participations,
        "networks": list(Network.objects.values_list("pk", flat=True)),
    }
    return drafts.create(Event(), {**values, **shared}, by=by)

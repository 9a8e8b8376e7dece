"""A release drafted from an event: what the event says, in correct sentences, and no more."""

from typing import Any

import pytest
from django.urls import reverse

from events.models import Event, Participant
from news.event_releases import draft_values
from news.models import NewsItem
from nhri.accounts.models import User
from nhri.pages.models import Institution
from tests.events.meeting import enter
from tests.forms import form_in, text_in


@pytest.fixture
def meeting(people: dict[str, User], institution: Institution) -> Any:
    return enter(people["author"])


def test_arabic_agrees_and_joins(meeting: Any) -> None:
    body = draft_values(meeting)["body_ar"]
    for sentence in (
        "شاركت المؤسسة الوطنية لحقوق الإنسان، ممثلةً في رئيس المؤسسة المهندس سالم التجريبي، في "
        "الاجتماع السنوي للتحالف العالمي الذي عُقد عن بعد من 9 إلى 11 مارس 2021.",
        "و3 فعاليات جانبية هي: «تبادل الممارسات الجيدة»، و«التعلم بين الشبكات الأربع»",
        "وعُقدت الجمعية العامة، ومن المتحدثين فيها رئيس منتدى آسيا والمحيط الهادئ",
        "عُرض التقرير السنوي، واعتُمد التقرير المالي المدقق، وخطة العمل لعام 2021، والميزانية "
        "السنوية لعام 2021.",
        "ممثل عن برنامج الأمم المتحدة الإنمائي، وممثل عن الاتحاد الأوروبي",
        "وخلال نقاش الأعمال وحقوق الإنسان نوقش إعلان إدنبرة ومبادئ الأمم المتحدة التوجيهية.",
    ):
        assert sentence in body


@pytest.mark.parametrize(
    "own,title,opening",
    [
        ("المركز الوطني", "دورة المجلس", "شارك المركز الوطني في دورة المجلس التي عُقدت عن بعد"),
        ("الهيئة المستقلة", "المؤتمر", "شاركت الهيئة المستقلة في المؤتمر الذي عُقد عن بعد"),
    ],
)
def test_gender_follows_the_names(
    people: dict[str, User], institution: Institution, own: str, title: str, opening: str
) -> None:
    Institution.objects.update(name_ar=own)
    meeting = enter(people["author"], title_ar=title, participations=[])
    assert opening in draft_values(meeting)["body_ar"]


@pytest.mark.parametrize(
    "first,last,arabic,english",
    [
        ("2026-03-10", "2026-03-10", "يوم الثلاثاء 10 مارس 2026", "on 10 March 2026"),
        ("2026-03-30", "2026-04-02", "من 30 مارس إلى 2 أبريل 2026",
         "from 30 March to 2 April 2026"),
        ("2026-12-30", "2027-01-02", "من 30 ديسمبر 2026 إلى 2 يناير 2027",
         "from 30 December 2026 to 2 January 2027"),
    ],
)  # fmt: skip
def test_days_are_written_once(
    people: dict[str, User], institution: Institution, first: str, last: str, arabic: str,
    english: str,
) -> None:  # fmt: skip
    meeting = enter(people["author"], starts_on=first, ends_on=last, sessions=[])
    values = draft_values(meeting)
    assert f"عن بعد {arabic}." in values["body_ar"]
    assert f"held online {english}." in values["body_en"]


def test_english_needs_no_article_it_cannot_know(meeting: Any) -> None:
    body = draft_values(meeting)["body_en"]
    for sentence in (
        "The National Human Rights Institution, represented by Salem Example (President), took "
        "part in the GANHRI Annual Meeting 2021, held online from 9 to 11 March 2021.",
        "and three side events (“Sharing good practice”, “Learning across the four networks” and",
        "Adopted in the General Assembly: Audited accounts, Work plan 2021 and Budget 2021.",
        "the Chair of the Asia Pacific Forum",
        "a representative of the European Union",
    ):
        assert sentence in body


def test_a_person_who_may_not_be_named_is_not(
    people: dict[str, User], institution: Institution
) -> None:
    victim = Participant.objects.create(name_ar="اسم لا يُذكر", name_en="Nobody Named")
    rows = [{"person": victim.pk, "role": "speaker", "function_ar": "شاهد"}]
    values = draft_values(enter(people["author"], participations=rows))
    assert "اسم لا يُذكر" not in values["body_ar"]
    assert "Nobody" not in values["body_en"]


def test_draft_is_made_from_the_event_s_form(meeting: Any, sign_in: Any) -> None:
    client = sign_in("author")
    page = reverse("admin:news_newsitem_from_event", args=[meeting.pk])
    assert (
        page in client.get(reverse("admin:events_event_change", args=[meeting.pk])).content.decode()
    )
    shown = client.get(page)
    assert "ممثلةً في رئيس المؤسسة" in text_in(shown)
    assert NewsItem.objects.count() == 0
    form_in(shown).send(client, page)
    item = NewsItem.objects.get()
    assert (item.event, item.state_ar, item.state_en) == (meeting, "draft", "draft")
    assert item.participants.count() == 1


def test_whoever_may_not_write_news_drafts_none(meeting: Any, sign_in: Any) -> None:
    page = reverse("admin:news_newsitem_from_event", args=[meeting.pk])
    assert sign_in("administrator").post(page).status_code == 403
    assert NewsItem.objects.count() == 0


def test_next_edition_keeps_sessions_and_leaves_people_behind(meeting: Any, sign_in: Any) -> None:
    client = sign_in("author")
    page = reverse("admin:events_event_next_edition", args=[meeting.pk])
    form_in(client.get(page)).send(client, page)
    edition = Event.objects.exclude(pk=meeting.pk).get()
    assert (str(edition.starts_on), edition.title_en) == (
        "2022-03-08",
        "GANHRI Annual Meeting 2022",
    )
    assert [str(s.day) for s in edition.sessions.all()][:2] == ["2022-03-08", "2022-03-09"]
    assert (edition.participations.count(), edition.outcomes.count()) == (0, 0)
    assert (edition.state_ar, edition.summary_ar, edition.slug_en) == (
        "draft", "", "ganhri-annual-meeting-2022",
    )  # fmt: skip


def test_next_edition_is_refused_to_whoever_may_not_add(meeting: Any, sign_in: Any) -> None:
    page = reverse("admin:events_event_next_edition", args=[meeting.pk])
    assert sign_in("translator").post(page).status_code == 403
    assert Event.objects.count() == 1

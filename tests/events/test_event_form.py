"""The event's form: cards of sessions, participations and outcomes, none of them ever lost."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from events.models import Event, Organisation, Participant
from nhri.desk import comments
from nhri.workflow import drafts
from tests.forms import form_in, text_in


def address(event: Any = None) -> str:
    if event is None:
        return reverse("admin:events_event_add")
    return reverse("admin:events_event_change", args=[event.pk])


def opened(client: Client, event: Any = None) -> Any:
    return form_in(client.get(address(event)), "sessions-TOTAL")


@pytest.fixture
def author(sign_in: Any) -> Client:
    return sign_in("author")


def test_new_event_with_sessions_and_participations_is_saved_in_one_go(
    author: Client, commissioner: Participant, institution_of_benin: Organisation
) -> None:
    form = opened(author)
    # A browser offers a record only after somebody looked for it: its choice is sent by hand.
    form.values["participations-0-person"] = [str(commissioner.pk)]
    form.values["participations-1-organisation"] = [str(institution_of_benin.pk)]
    form.fill(
        title_ar="الاجتماع السنوي", summary_ar="ملخص.", starts_on="2026-03-10",
        ends_on="2026-03-11",
        **{
            "sessions-0-title_ar": "الجمعية العامة", "sessions-0-day": "2026-03-10",
            "sessions-0-starts": "10:00", "sessions-0-kind": "general_assembly",
            "sessions-1-title_ar": "جلسة رفيعة المستوى", "sessions-1-kind": "high_level",
            "participations-0-role": "head", "participations-0-function_ar": "مفوض",
            "participations-1-role": "speaker",
            "outcomes-0-title_ar": "التقرير السنوي", "outcomes-0-kind": "presented",
        },
    )  # fmt: skip
    form.send(author, address(), form.button("_continue"))
    event = Event.objects.get()
    assert [s.title_ar for s in event.sessions.all()] == ["الجمعية العامة", "جلسة رفيعة المستوى"]
    assert [(p.person, p.organisation, p.role) for p in event.participations.all()] == [
        (commissioner, None, "head"),
        (None, institution_of_benin, "speaker"),
    ]
    assert [(o.kind, o.title_ar) for o in event.outcomes.all()] == [("presented", "التقرير السنوي")]


def test_opening_and_saving_changes_nothing(author: Client, event_draft: Any) -> None:
    event = event_draft()
    before = event.revisions.count()
    form = opened(author, event)
    form.send(author, address(event), form.button("_continue"))
    assert event.revisions.count() == before


def test_order_and_removal_are_saved(author: Client, event_draft: Any) -> None:
    event = event_draft()
    form = opened(author, event)
    form.fill(**{"sessions-0-position": "2", "sessions-1-position": "1"})
    form.send(author, address(event), form.button("_continue"))
    assert [s.key for s in event.sessions.all()] == ["side", "assembly"]
    form = opened(author, event)
    form.fill(**{"sessions-0-gone": "on"})
    form.send(author, address(event), form.button("_continue"))
    assert [s.key for s in event.sessions.all()] == ["assembly"]


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param({"sessions-0-ends": "09:00"}, id="ends before it starts"),
        pytest.param({"sessions-0-day": "2026-04-01"}, id="on no day of the event"),
        pytest.param({"participations-0-function_ar": "مدير"}, id="names nobody"),
        pytest.param({"outcomes-0-link": "https://example.org/x"}, id="outcome without a title"),
        pytest.param({"outcomes-0-title_ar": "تقرير", "outcomes-0-link": "no"}, id="no address"),
        pytest.param({"ends_on": "2026-03-01"}, id="last day before the first"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(
    author: Client, event_draft: Any, typed: dict[str, str]
) -> None:
    event = event_draft()
    before = event.revisions.count()
    form = opened(author, event).fill(**typed, **{"sessions-1-title_ar": "اسم جديد"})
    response = form.send(author, address(event), form.button("_continue"))
    assert response.status_code == 200
    again = form_in(response, "sessions-TOTAL")
    for name, value in {**typed, "sessions-1-title_ar": "اسم جديد"}.items():
        assert again.value(name) == value
    assert "errorlist" in response.content.decode()
    assert event.revisions.count() == before


def test_a_form_without_cards_leaves_the_rows_alone(author: Client, event_draft: Any) -> None:
    event = event_draft()
    form = opened(author, event).fill(title_ar="عنوان آخر")
    form.values = {k: v for k, v in form.values.items() if not k.startswith("sessions-")}
    form.send(author, address(event), form.button("_continue"))
    event.refresh_from_db()
    assert (event.title_ar, event.sessions.count()) == ("عنوان آخر", 2)


def test_two_people_who_change_two_sessions_never_meet(sign_in: Any, event_draft: Any) -> None:
    event = event_draft()
    first, second = sign_in("author"), sign_in("editor")
    one, two = opened(first, event), opened(second, event)
    one.fill(**{"sessions-0-title_en": "One"}).send(first, address(event), one.button("_continue"))
    two.fill(**{"sessions-1-title_en": "Two"}).send(second, address(event), two.button("_continue"))
    assert [s.title_en for s in event.sessions.all()] == ["One", "Two"]


@pytest.mark.parametrize("choice,kept", [("mine", "Mine"), ("theirs", "Theirs")])
def test_the_same_title_of_a_session_is_asked_about(
    sign_in: Any, event_draft: Any, choice: str, kept: str
) -> None:
    event = event_draft()
    first, second = sign_in("author"), sign_in("editor")
    one, two = opened(first, event), opened(second, event)
    one.fill(**{"sessions-0-title_en": "Theirs"})
    one.send(first, address(event), one.button("_continue"))
    two.fill(**{"sessions-0-title_en": "Mine"})
    asked = two.send(second, address(event), two.button("_continue"))
    assert "Theirs" in text_in(asked) and "Mine" in text_in(asked)
    answer = form_in(asked, "choose_sessions").fill(choose_sessions=choice)
    answer.send(second, address(event), answer.button("_continue"))
    assert event.sessions.get(key="assembly").title_en == kept


def test_cards_of_two_hundred_participations_ask_no_query_each(
    author: Client, event_draft: Any, django_assert_max_num_queries: Any
) -> None:
    people = [Participant.objects.create(name_ar=f"شخص {n}") for n in range(200)]
    rows = [{"person": person.pk, "role": "participant"} for person in people]
    event = event_draft(participations=rows)
    author.get(address(event))
    with django_assert_max_num_queries(22):
        response = author.get(address(event))
    assert "شخص 199" in response.content.decode()


def test_form_of_a_large_event_stays_within_its_queries(
    author: Client, event_draft: Any, people: Any, django_assert_max_num_queries: Any
) -> None:
    sessions = [
        {"key": f"s{n}", "day": "2026-03-10", "title_ar": f"جلسة {n}", "kind": "plenary"}
        for n in range(30)
    ]
    persons = [Participant.objects.create(name_ar=f"شخص {n}") for n in range(200)]
    rows = [{"person": one.pk, "role": "participant", "session": "s1"} for one in persons]
    event = event_draft(sessions=sessions, participations=rows)
    for number in range(50):
        event = drafts.save(event, {"number": number + 1}, by=people["author"])
    for number in range(30):
        said = f"ملاحظة {number}"
        comments.comment(event, language="ar", field="title_ar", body=said, by=people["editor"])
    author.get(address(event))
    with django_assert_max_num_queries(24):
        response = author.get(address(event))
    assert response.content.decode().count('class="part-card"') >= 230


def test_parts_are_told_in_words_beside_the_text(
    sign_in: Any, event_draft: Any, commissioner: Participant
) -> None:
    event = event_draft(
        participations=[{"person": commissioner.pk, "role": "speaker", "session": "assembly"}]
    )
    client = sign_in("author")
    form = opened(client, event)
    form.send(client, address(event), form.button("_verb", "submit:ar"))
    page = reverse("admin:events_event_verb", args=[event.pk, "approve", "ar"])
    with translation.override("ar"):
        text = text_in(sign_in("editor").get(page))
    assert "الثلاثاء 10 مارس 2026 · 10:00" in text
    assert "سعادة المفوض التجريبي" in text


@pytest.mark.parametrize("path,weekday", [("ar", "الثلاثاء"), ("en", "Tuesday")])
def test_a_clash_of_rows_is_told_in_the_reader_s_words(
    sign_in: Any, event_draft: Any, commissioner: Participant, path: str, weekday: str
) -> None:
    rows = [{"key": "one", "person": commissioner.pk, "role": "speaker", "session": "assembly"}]
    event = event_draft(participations=rows)
    first, second = sign_in("author"), sign_in("editor")
    page = address(event).replace("/ar/", f"/{path}/")
    one, two = opened(first, event), form_in(second.get(page), "sessions-TOTAL")
    changed = {"sessions-0-starts": "09:30", "participations-0-role": "chair"}
    one.fill(**changed).send(first, address(event), one.button("_continue"))
    two.fill(**{"sessions-0-starts": "10:30", "participations-0-role": "moderator"})
    text = text_in(two.send(second, page, two.button("_continue")))
    assert weekday in text and "09:30" in text and "10:30:00" not in text
    assert "2026-03-10" not in text.split(weekday)[1][:40]
    if path == "en":
        assert "Commissioner Example ·" in text and "· General Assembly" in text


def test_new_event_is_in_the_institution_s_zone_and_zones_are_suggested(author: Client) -> None:
    form = opened(author)
    assert form.value("time_zone") == settings.TIME_ZONE
    page = author.get(address()).content.decode()
    suggested = re.findall(r'<option value="([A-Za-z_/-]+)"></option>', page)
    assert suggested[0] == settings.TIME_ZONE
    region = settings.TIME_ZONE.partition("/")[0]
    assert suggested[1].startswith(region) and "Europe/Zurich" in suggested


def test_an_error_of_one_card_is_drawn_in_that_card(author: Client, event_draft: Any) -> None:
    event = event_draft()
    form = opened(author, event).fill(**{"sessions-1-day": "2026-04-01"})
    page = form.send(author, address(event), form.button("_continue")).content.decode()
    cards = page.split('<li class="part-card')
    assert ["errorlist" in card for card in cards[1:3]] == [False, True]
    assert 'id="part-sessions" open' in page


def test_form_names_what_was_published_about_the_event(
    author: Client, event_draft: Any, draft: Any
) -> None:
    event = event_draft()
    item = draft(event=event.pk)
    page = author.get(address(event)).content.decode()
    assert f"/admin/news/newsitem/{item.pk}/change/" in page
    assert item.title_ar in page

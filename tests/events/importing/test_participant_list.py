"""A list of participants on its event: whom each line means, then the deed; nobody twice."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from events.importing.participants import COLUMNS
from events.models import Organisation, Participant
from nhri.workflow import drafts
from tests.events.importing.conftest import as_csv
from tests.events.importing.test_tables import workbook
from tests.forms import form_in, text_in

LINE = {"name_ar": "سارة التجريبية", "organisation": "Some Body", "role": "speaker"}
OTHER = {"name_ar": "ليلى التجريبية", "organisation": "Some Body", "role": "مشاركة"}


def page(event: Any) -> str:
    return reverse("admin:events_event_participants_import", args=[event.pk])


def upload(client: Any, event: Any, *rows: dict[str, str]) -> Any:
    form = form_in(client.get(page(event)), "file")
    file = SimpleUploadedFile("list.csv", as_csv(list(rows), COLUMNS))
    return client.post(page(event), {**form.values, "file": file})


def fates(response: Any) -> dict[int, str]:
    return {one["line"]: one["fate"] for one in response.context["shown"]}


@pytest.fixture
def known(db: None) -> Participant:
    return Participant.objects.create(name_ar="علي أحمد الدرازي")


def test_list_comes_in_beside_who_is_there_and_twice_changes_nothing(
    sign_in: Any, event_draft: Any, known: Participant, commissioner: Participant
) -> None:
    event = event_draft(participations=[{"person": commissioner.pk, "role": "head"}])
    client = sign_in("author")
    rows = [LINE, OTHER, {"name_ar": "د. على احمد الدرازى", "role": "speaker"}]
    shown = upload(client, event, *rows)
    assert fates(shown) == {2: "ready", 3: "ready", 4: "ready"}
    assert event.participations.count() == 1
    form_in(shown, "lines").send(client, page(event))
    people = {p.person.name_ar: p.role for p in event.participations.select_related("person")}
    assert people == {
        "سعادة المفوض التجريبي": "head",
        "سارة التجريبية": "speaker",
        "ليلى التجريبية": "participant",
        "علي أحمد الدرازي": "speaker",
    }
    assert Organisation.objects.filter(name_en="Some Body").count() == 1
    before = event.revisions.count()
    again = upload(client, event, *rows)
    assert set(fates(again).values()) == {"there"}
    assert again.context["coming"] == 0
    client.post(page(event), {"lines": again.context["packed"]})
    assert event.revisions.count() == before


def test_near_name_is_asked_about_and_the_choice_kept(
    sign_in: Any, event_draft: Any, known: Participant
) -> None:
    event, client = event_draft(), sign_in("author")
    row = {"name_ar": "علي أحمد الدارزي", "role": "speaker"}
    for _once in range(2):  # the second time the choice names somebody who is there
        shown = upload(client, event, row)
        assert fates(shown) == {2: "open"}
        form = form_in(shown, "lines").fill(**{"person-2": str(known.pk)})
        form.send(client, page(event))
    assert [p.person for p in event.participations.all()] == [known]
    assert Participant.objects.count() == 1


@pytest.mark.parametrize("answer", ["", "out", "999999"])
def test_what_is_not_chosen_stays_out_and_is_named(
    sign_in: Any, event_draft: Any, known: Participant, answer: str
) -> None:
    event, client = event_draft(), sign_in("author")
    shown = upload(client, event, {"name_ar": "علي أحمد الدارزي", "role": "speaker"}, LINE)
    values = {"lines": shown.context["packed"], "person-2": answer}
    done = client.post(page(event), values, follow=True)
    assert [p.person.name_ar for p in event.participations.all()] == ["سارة التجريبية"]
    assert any(str(said).endswith(" 2.") for said in done.context["messages"])


def test_bad_lines_are_told_with_column_and_reason_and_the_rest_comes_in(
    sign_in: Any, event_draft: Any
) -> None:
    event, client = event_draft(), sign_in("author")
    shown = upload(client, event, {**LINE, "role": "emperor"}, OTHER)
    assert fates(shown) == {2: "bad", 3: "ready"}
    assert "emperor" in text_in(shown) and "role" in text_in(shown)
    form_in(shown, "lines").send(client, page(event))
    assert event.participations.count() == 1


def test_workbook_and_a_meanwhile_changed_event(sign_in: Any, event_draft: Any) -> None:
    event, client = event_draft(), sign_in("author")
    data = workbook(list(LINE), list(LINE.values()))
    form = form_in(client.get(page(event)), "file")
    file = SimpleUploadedFile("list.xlsx", data)
    shown = client.post(page(event), {**form.values, "file": file})
    other = Organisation.objects.create(kind="un", name_en="Added meanwhile")
    rows = [{"organisation": other.pk, "role": "observer"}]
    drafts.save(event, {"participations": rows}, by=event.created_by)
    form_in(shown, "lines").send(client, page(event))
    assert event.participations.count() == 2


def test_page_is_for_whoever_may_change_the_event(sign_in: Any, event_draft: Any) -> None:
    event = event_draft()
    administrator = sign_in("administrator")
    assert administrator.get(page(event)).status_code == 403
    assert administrator.post(page(event), {"lines": "x"}).status_code == 403
    author = sign_in("author")
    assert page(event) in author.get(
        reverse("admin:events_event_change", args=[event.pk])
    ).content.decode()  # fmt: skip
    spoiled = author.post(page(event), {"lines": "spoiled"})
    assert spoiled.status_code == 200 and event.participations.count() == 0


def test_file_that_is_no_table_is_refused_in_words(sign_in: Any, event_draft: Any) -> None:
    event, client = event_draft(), sign_in("author")
    form = form_in(client.get(page(event)), "file")
    file = SimpleUploadedFile("list.csv", b"\xff\xfe\x00bad")
    response = client.post(page(event), {**form.values, "file": file})
    assert "errorlist" in response.content.decode()

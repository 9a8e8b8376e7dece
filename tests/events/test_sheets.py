"""Agenda and list of participants as files: what is on them, in which language, for whom."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from events.models import Event, Organisation, Participant
from nhri.accounts.models import User
from nhri.accounts.roles import AUTHOR
from nhri.pages.models import Institution
from nhri.workflow import drafts
from tests.events import meeting
from tests.export.read_back import found_and_in_order, pages, words

SECRET = {
    "consent_note": "qzxnote أُعطيت الموافقة هاتفيًا",
    "variants": "qzxvariant",
}


@pytest.fixture
def entered(people: dict[str, User], institution: Institution) -> Callable[..., Any]:
    """The whole meeting as a draft, with somebody who may not be named in a session."""

    def make(**shared: Any) -> Any:
        item = meeting.enter(people[AUTHOR])
        unnamed = Participant.objects.create(
            name_ar="qzxhidden مستور", name_en="qzxhidden", **SECRET
        )
        body = Organisation.objects.get(name_en="European Union")
        rows = drafts.streams.head_values(item, "shared")["participations"]
        hidden = {"person": unnamed.pk, "organisation": body.pk, "role": "participant"}
        values = {"participations": [*rows, hidden], **shared}
        return drafts.save(item, values, by=people[AUTHOR])

    return make


@pytest.fixture
def public(entered: Any, carry: Any) -> Any:
    """The meeting, public in both languages."""
    return carry(carry(entered(), "ar", "published"), "en", "published")


def get(item: Any, language: str, name: str, query: str = "") -> Any:
    """The file that a reader gets."""
    return Client().get(f"{item.address(language)}{name}{query}")


def text_of(written: bytes) -> str:
    """The words of a PDF."""
    return " ".join(words("\n".join(pages(written))))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_agenda_gives_back_every_word_of_the_programme(public: Any, language: str) -> None:
    response = get(public, language, "agenda.pdf")
    assert response.headers["Content-Type"] == "application/pdf"
    assert f"2021-03-09-event-{public.pk}-agenda-{language}.pdf" in response["Content-Disposition"]
    source = " ".join(row[f"title_{language}"] for row in (*meeting.SESSIONS, *meeting.OUTCOMES))
    found, _in_order = found_and_in_order(source, response.content)
    assert found == 1


@pytest.mark.parametrize("language", ["ar", "en"])
def test_list_gives_back_names_functions_and_bodies(public: Any, language: str) -> None:
    written = get(public, language, "participants.pdf").content
    source = {
        "ar": "المهندس سالم التجريبي رئيس المؤسسة المفوضية السامية لحقوق الإنسان الشبكة الأفريقية",
        "en": "Salem Example President Office of the High Commissioner African Network",
    }
    assert found_and_in_order(source[language], written)[0] == 1


@pytest.mark.parametrize("name", ["agenda", "participants"])
def test_both_languages_are_one_document_each_block_in_its_own(public: Any, name: str) -> None:
    """One after the other, tagged each with its language, as PDF/UA-1 asks."""
    response = get(public, "ar", f"{name}.pdf", "?both=1")
    written = response.content
    assert f"-{name}-both-ar.pdf" in response["Content-Disposition"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in written
    assert b"/Lang(en)" in written
    arabic = "الاجتماع السنوي للتحالف العالمي"
    assert found_and_in_order(f"{arabic} GANHRI Annual Meeting 2021", written)[0] == 1
    text = text_of(written)
    assert text.index("الاجتماع") < text.index("Annual")


def test_both_is_one_language_where_readers_see_one(entered: Any, carry: Any) -> None:
    item = carry(entered(), "ar", "published")
    alone = get(item, "ar", "agenda.pdf")
    both = get(item, "ar", "agenda.pdf", "?both=1")
    assert both.content == alone.content
    assert get(item, "en", "agenda.pdf", "?both=1").status_code == 404


@pytest.mark.parametrize("name", ["agenda.txt", "participants.txt"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_who_may_not_be_named_is_not_named(public: Any, name: str, language: str) -> None:
    """Nor does the note of consent, or another spelling, leave by any public address."""
    text = get(public, language, name).content.decode()
    assert "qzx" not in text
    if name.startswith("participants"):
        said = {"ar": "ممثل", "en": "A representative"}[language]
        assert said in text
    for path in ("", "event.ics"):
        assert b"qzx" not in get(public, language, path).content


def test_session_speaker_without_a_name_is_a_representative(public: Any) -> None:
    text = get(public, "en", "agenda.txt").content.decode()
    assert "- a representative of European Union (Speaker)" in text


def test_agenda_as_text_is_in_the_order_of_the_day(public: Any) -> None:
    lines = get(public, "en", "agenda.txt").content.decode().splitlines()
    wanted = [
        "Tuesday, 9 March 2021",
        "13:00–16:00  the General Assembly",
        "Wednesday, 10 March 2021",
        "Thursday, 11 March 2021",
        "13:00  Learning across the four networks",
    ]
    places = [lines.index(line) for line in wanted]
    assert places == sorted(places)
    assert "Times are those of Europe/Zurich." in lines


@pytest.mark.parametrize(
    "status,said", [("cancelled", "is cancelled"), ("postponed", "is postponed")]
)
def test_what_is_off_says_so_first(entered: Any, carry: Any, status: str, said: str) -> None:
    item = carry(entered(status=status), "en", "published")
    assert said in get(item, "en", "agenda.txt").content.decode()


def test_event_without_rows_says_that_nothing_is_known_yet(
    people: dict[str, User], carry: Any
) -> None:
    values = {"title_ar": "لقاء", "summary_ar": "ملخص.", "starts_on": "2026-03-10"}
    item = carry(drafts.create(Event(), values, by=people[AUTHOR]), "ar", "published")
    for name in ("agenda", "participants"):
        assert get(item, "ar", f"{name}.txt").status_code == 200
        assert get(item, "ar", f"{name}.docx").status_code == 404
        assert f"{name}.pdf" not in get(item, "ar", "").content.decode()


@pytest.mark.parametrize("stage", ["draft", "in_review", "approved", "scheduled"])
@pytest.mark.parametrize("name", ["agenda.pdf", "participants.txt"])
def test_file_of_what_readers_do_not_see_is_like_nothing(
    entered: Any, carry: Any, client: Client, stage: str, name: str
) -> None:
    item = carry(entered(), "ar", stage)
    with override("ar"):
        path = reverse("events:detail", args=[item.pk, "x"])
        nowhere = reverse("events:detail", args=[99999, "x"])
    hidden, absent = client.get(f"{path}{name}"), client.get(f"{nowhere}{name}")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content


@pytest.mark.parametrize("name", ["agenda.txt", "participants.txt"])
def test_file_asks_as_often_for_many_rows_as_for_few(
    public: Any, name: str, client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(6):
        client.get(f"{public.address('ar')}{name}")


def test_page_offers_the_files_it_has(public: Any) -> None:
    page = get(public, "en", "").content.decode()
    for name in ("agenda.pdf", "agenda.pdf?both=1", "participants.pdf", "participants.pdf?both=1"):
        assert f"{public.address('en')}{name}" in page


def admin_file(item: Any, name: str, language: str = "ar", extension: str = "txt") -> str:
    return reverse("admin:events_event_sheet", args=[item.pk, name, language, extension])


def test_colleagues_get_the_newest_rows_said_to_be_unpublished(
    public: Any, people: dict[str, User], sign_in: Any
) -> None:
    client = sign_in(AUTHOR)
    before = client.get(admin_file(public, "agenda", "en")).content.decode()
    assert "Not published" not in before
    row = {"key": "new", "day": "2021-03-11", "starts": "18:00", "title_en": "A new session"}
    drafts.save(public, {"sessions": [*meeting.SESSIONS, row]}, by=people[AUTHOR])
    after = client.get(admin_file(public, "agenda", "en")).content.decode()
    assert "Not published: for review only" in after
    assert "18:00  A new session" in after
    assert "A new session" not in get(public, "en", "agenda.txt").content.decode()


def test_column_offers_files_and_each_answers(entered: Any, sign_in: Any) -> None:
    item = entered()
    client = sign_in(AUTHOR)
    page = client.get(reverse("admin:events_event_change", args=[item.pk])).content.decode()
    for path in (
        admin_file(item, "agenda", "ar", "pdf"),
        f"{admin_file(item, 'participants', 'en', 'pdf')}?both=1",
        reverse("admin:events_event_table", args=[item.pk, "xlsx"]),
    ):
        assert path in page
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("name,extension", [("budget", "pdf"), ("agenda", "docx")])
def test_unknown_file_is_not_there(entered: Any, sign_in: Any, name: str, extension: str) -> None:
    path = admin_file(entered(), name, "ar", extension)
    assert sign_in(AUTHOR).get(path).status_code == 404


def test_files_in_the_admin_are_for_colleagues_alone(entered: Any, client: Client) -> None:
    item = entered()
    for path in (
        admin_file(item, "agenda"), reverse("admin:events_event_table", args=[item.pk, "csv"])
    ):  # fmt: skip
        assert client.get(path).status_code == 302

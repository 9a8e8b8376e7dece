"""Review links in the admin: who sends one, to whom, the letter, the list, and the register."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nhri.accounts.models import User
from nhri.accounts.roles import ADMINISTRATOR, AUTHOR, EDITOR, PUBLISHER, TRANSLATOR
from nhri.desk.review_demo import reviewers
from nhri.desk.review_links import issue
from nhri.desk.reviewing import Reviewer, ReviewLink
from nhri.pages.models import Institution
from nhri.translation.languages import LANGUAGES
from nhri.workflow.models import AuditEntry
from nhri.workflow.permissions import Refused
from nhri.workflow.states import Deed
from tests.conftest import ARABIC_TEXT
from tests.desk.conftest import Guest
from tests.forms import form_in, forms_in, text_in

Invite = Callable[..., Guest]
REGISTER = "/ar/admin/nhri/reviewer/"
COMMENTATOR = {"name": "المستشارة القانونية", "email": "counsel@example.org"}


def path(item: Any, language: str = "ar") -> str:
    """The page of the item's links."""
    return f"/{language}/admin/news/newsitem/{item.pk}/review/"


def send(client: Client, item: Any, **fields: Any) -> HttpResponse:
    """Through the rendered form."""
    form = form_in(client.get(path(item)), "reviewer").fill(**fields)
    return form.send(client, path(item))


def address_on(response: HttpResponse) -> str:
    """The address that the page shows once."""
    found = re.search(r">(http://testserver/\S+)</textarea>", response.content.decode())
    assert found is not None
    return found[1].removeprefix("http://testserver")


@pytest.mark.parametrize("role", [AUTHOR, TRANSLATOR, EDITOR, PUBLISHER])
def test_whoever_submits_or_approves_may_send_a_link(
    sign_in: Any, draft: Any, president: Reviewer, role: str
) -> None:
    item, client = draft(), sign_in(role)
    assert path(item) in client.get(f"/ar/admin/news/newsitem/{item.pk}/change/").content.decode()
    response = send(client, item, reviewer=str(president.pk))
    assert response.status_code == 200
    assert ReviewLink.objects.get().created_by.username == role


def test_administrator_sends_no_news_outside(
    sign_in: Any, draft: Any, president: Reviewer, people: dict[str, User]
) -> None:
    item, client = draft(), sign_in(ADMINISTRATOR)
    form = client.get(f"/ar/admin/news/newsitem/{item.pk}/change/")
    assert path(item) not in form.content.decode()
    assert client.get(path(item)).status_code == 403
    assert client.post(path(item), {"reviewer": president.pk, "lasts": 72}).status_code == 403
    with pytest.raises(Refused):
        issue(item, by=people[ADMINISTRATOR], lasts=timedelta(days=1), reviewer=president)


def test_stranger_is_sent_to_the_sign_in(client: Client, draft: Any) -> None:
    assert "/login/" in client.get(path(draft())).headers["Location"]


def test_link_is_mailed_and_shown_once(
    sign_in: Any, draft: Any, president: Reviewer, client: Client, institution: Institution,
    people: dict[str, User],
) -> None:  # fmt: skip
    item = draft()
    words = "يُرجى النظر فيه <اليوم>."
    response = send(sign_in(EDITOR), item, reviewer=str(president.pk), message=words)
    address = address_on(response)
    assert address.startswith("/ar/review/")
    assert client.get(address).status_code == 200
    (letter,) = mail.outbox
    assert (letter.to, letter.reply_to) == ([president.email], [people[EDITOR].email])
    html = letter.alternatives[0].content
    for body in (letter.body, html):
        assert f"http://testserver{address}" in body
        assert str(people[EDITOR]) in body
        assert institution.name_ar in body
        assert ARABIC_TEXT["title_ar"] not in body
    assert words in letter.body
    assert "&lt;اليوم&gt;" in html
    assert 'lang="ar" dir="rtl"' in html
    assert ARABIC_TEXT["title_ar"] not in letter.subject
    later = sign_in(EDITOR).get(path(item)).content.decode()
    assert "/review/1." not in later and address not in later
    link = ReviewLink.objects.get()
    assert timedelta(days=3) == link.expires_at - link.created_at
    entry = AuditEntry.objects.get(verb=Deed.LINK)
    assert (entry.by, entry.item) == (people[EDITOR], item)
    assert president.email in entry.comment


@pytest.mark.parametrize("language", LANGUAGES)
def test_commentator_gets_the_letter_in_their_language(
    sign_in: Any, draft: Any, language: str
) -> None:
    response = send(sign_in(AUTHOR), draft(), **COMMENTATOR, language=language, lasts="1")
    assert address_on(response).startswith(f"/{language}/review/")
    html = mail.outbox[0].alternatives[0].content
    assert f'lang="{language}"' in html
    link = ReviewLink.objects.get()
    assert (link.reviewer, link.language) == (None, language)
    assert link.expires_at - link.created_at == timedelta(hours=1)


@pytest.mark.parametrize(
    "fields,at_fault",
    [
        ({}, ["name", "email"]),
        ({"name": "المستشارة"}, ["email"]),
        ({"email": "counsel@example.org"}, ["name"]),
        ({"name": "المستشارة", "email": "counsel"}, ["email"]),
        ({"name": "زميل", "email": "Author@Example.org"}, ["email"]),
        ({"name": "زميلة سابقة", "email": "translator@example.org"}, ["email"]),
        ({"name": "الرئيس", "email": "PRESIDENT@example.org"}, ["email"]),
        ({"reviewer": "president", **COMMENTATOR}, ["reviewer"]),
    ],
)
def test_whom_no_link_goes_to_is_said_at_the_field(
    sign_in: Any, draft: Any, president: Reviewer, people: dict[str, User], fields: dict[str, str],
    at_fault: list[str],
) -> None:  # fmt: skip
    """A colleague signs in; a registered address is chosen; nobody is named twice."""
    User.objects.filter(pk=people[TRANSLATOR].pk).update(is_active=False)
    if "reviewer" in fields:
        fields = {**fields, "reviewer": str(president.pk)}
    response = send(sign_in(EDITOR), draft(), **fields, message="كلمة تبقى")
    page = response.content.decode()
    assert re.findall(r'form-row field-(\w+) errors"', page) == at_fault
    form = form_in(response, "reviewer")
    assert form.value("message") == "كلمة تبقى"
    assert [form.value(name) for name in fields] == list(fields.values())
    assert (ReviewLink.objects.count(), mail.outbox) == (0, [])


def test_person_who_left_the_register_gets_no_link(
    sign_in: Any, draft: Any, president: Reviewer, people: dict[str, User]
) -> None:
    item, client = draft(), sign_in(EDITOR)
    form = form_in(client.get(path(item)), "reviewer").fill(reviewer=str(president.pk))
    Reviewer.objects.update(is_active=False)
    assert "field-reviewer errors" in form.send(client, path(item)).content.decode()
    president.refresh_from_db()
    with pytest.raises(Refused):
        issue(item, by=people[EDITOR], lasts=timedelta(days=1), reviewer=president)
    with pytest.raises(Refused):
        typed = {"name": "الرئيس", "email": president.email}
        issue(item, by=people[EDITOR], lasts=timedelta(days=1), language="ar", **typed)


@pytest.mark.parametrize("lasts", [timedelta(minutes=59), timedelta(days=14, seconds=1)])
def test_link_lasts_between_an_hour_and_two_weeks(
    draft: Any, president: Reviewer, people: dict[str, User], lasts: timedelta
) -> None:
    with pytest.raises(Refused):
        issue(draft(), by=people[EDITOR], lasts=lasts, reviewer=president)


def test_letter_that_cannot_be_sent_is_told_and_the_address_is_shown(
    sign_in: Any, draft: Any, president: Reviewer, client: Client, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "tests.desk.broken_mail.Backend"
    response = send(sign_in(EDITOR), draft(), reviewer=str(president.pk))
    assert "errornote" in response.content.decode()
    assert client.get(address_on(response)).status_code == 200


# The list ----------------------------------------------------------------------------------------


def test_link_is_revoked_from_the_list(
    sign_in: Any, guest: Invite, draft: Any, people: dict[str, User]
) -> None:
    item = draft()
    someone = guest(item)
    client = sign_in(AUTHOR)
    page = client.get(path(item))
    (form,) = (f for f in forms_in(page) if f.action.endswith("/revoke/"))
    assert form.send(client, path(item)).status_code == 302
    assert someone.get().status_code == 404
    link = ReviewLink.objects.get()
    assert link.revoked_by == people[AUTHOR]
    form.send(client, path(item))
    entry = AuditEntry.objects.get(verb=Deed.UNLINK)
    assert (entry.by, entry.item) == (people[AUTHOR], item)
    assert not [f for f in forms_in(client.get(path(item))) if f.action.endswith("/revoke/")]


def test_link_of_another_item_is_not_revoked_here(sign_in: Any, guest: Invite, draft: Any) -> None:
    someone, other_item = guest(draft()), draft()
    address = f"{path(other_item)}{someone.link.pk}/revoke/"
    assert sign_in(AUTHOR).post(address).status_code == 404
    assert someone.get().status_code == 200


def test_revoking_is_a_posted_act_of_those_who_may_send(
    sign_in: Any, guest: Invite, draft: Any
) -> None:
    item = draft()
    someone = guest(item)
    address = f"{path(item)}{someone.link.pk}/revoke/"
    assert sign_in(AUTHOR).get(address).status_code == 405
    assert sign_in(ADMINISTRATOR).post(address).status_code == 403
    assert someone.get().status_code == 200


def test_list_says_of_each_link_whose_it_is_and_how_it_stands(
    sign_in: Any, guest: Invite, draft: Any, people: dict[str, User]
) -> None:
    item = draft()
    guest(item)
    expired = guest(item, **COMMENTATOR).link
    now = timezone.now()
    ReviewLink.objects.filter(pk=expired.pk).update(
        created_at=now - timedelta(days=2), expires_at=now - timedelta(days=1)
    )
    client = sign_in(EDITOR)
    page = text_in(client.get(path(item, "en")))
    assert "president@example.org open" in page
    assert "counsel@example.org expired" in page
    Reviewer.objects.update(is_active=False)
    page = text_in(client.get(path(item, "en")))
    assert "president@example.org no longer in the register" in page


def test_list_asks_the_same_number_of_queries_for_one_and_for_many(
    sign_in: Any, guest: Invite, draft: Any
) -> None:
    item, client = draft(), sign_in(EDITOR)
    counts = []
    for number in (1, 6):
        while ReviewLink.objects.count() < number:
            guest(item)
        client.get(path(item))
        with CaptureQueriesContext(connection) as captured:
            client.get(path(item))
        counts.append(len(captured))
    assert counts[0] == counts[1]


# The register ------------------------------------------------------------------------------------


def test_register_is_the_administrators_alone(sign_in: Any, president: Reviewer) -> None:
    for role in (AUTHOR, TRANSLATOR, EDITOR, PUBLISHER):
        client = sign_in(role)
        assert client.get(REGISTER).status_code == 403
        assert client.get(f"{REGISTER}add/").status_code == 403
        assert client.get(f"{REGISTER}{president.pk}/change/").status_code == 403


def test_administrator_enters_and_retires_a_reviewer(sign_in: Any, people: dict[str, User]) -> None:
    client = sign_in(ADMINISTRATOR)
    form = form_in(client.get(f"{REGISTER}add/"), "email")
    assert form.attributes["email"]["dir"] == "ltr"
    form.fill(name="المستشار القانوني", email="counsel@example.org")
    assert form.send(client, f"{REGISTER}add/").status_code == 302
    person = Reviewer.objects.get()
    assert (person.created_by, person.is_active) == (people[ADMINISTRATOR], True)
    change = f"{REGISTER}{person.pk}/change/"
    form_in(client.get(change), "email").fill(is_active=None).send(client, change)
    assert not Reviewer.objects.get().is_active
    assert client.get(f"{REGISTER}{person.pk}/delete/").status_code == 403


@pytest.mark.parametrize("email", ["EDITOR@example.org", "President@Example.org"])
def test_register_takes_no_colleague_and_nobody_twice(
    sign_in: Any, president: Reviewer, email: str
) -> None:
    client = sign_in(ADMINISTRATOR)
    form = form_in(client.get(f"{REGISTER}add/"), "email").fill(name="اسم", email=email)
    response = form.send(client, f"{REGISTER}add/")
    assert response.status_code == 200
    assert "field-email" in response.content.decode()
    assert form_in(response, "email").value("email") == email
    assert Reviewer.objects.count() == 1


def test_demo_has_its_president_once(people: dict[str, User]) -> None:
    reviewers(people)
    reviewers(people)
    person = Reviewer.objects.get()
    assert (person.email, person.is_active) == ("president@example.org", True)

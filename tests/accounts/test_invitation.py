"""Inviting a colleague: no password by hand, a mail in their language, a link that works once."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from nhri.accounts import links
from nhri.accounts.forms import proposed_name
from nhri.accounts.models import User
from nhri.pages.models import Institution
from tests.accounts.letters import choose_password, link_in
from tests.forms import form_in, text_in

USERS = "/ar/admin/nhri/user/"
PASSWORD = "four words of no use"


@pytest.fixture
def mail_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """The mail server refuses every connection."""

    def refuse(self: Any, messages: Any) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)


@pytest.fixture
def invite(sign_in: Any) -> Any:
    """``invite(language="en")`` → the response to the filled form; Noura is an author."""

    def sent(client: Client | None = None, **values: Any) -> Any:
        client = client or sign_in("administrator")
        form = form_in(client.get(f"{USERS}add/"), "full_name", "email")
        given = {
            "full_name": "نورة",
            "email": "Noura.S@Example.org",
            "language": "ar",
            "groups": [str(Group.objects.get(name="author").pk)],
            **values,
        }
        return form.fill(**given).send(client, f"{USERS}add/", follow=True)

    return sent


def noura() -> User:
    return User.objects.get(email="noura.s@example.org")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_invited_colleague_chooses_a_password_and_signs_in(
    invite: Any, client: Client, institution: Institution, language: str
) -> None:
    page = invite(language=language)
    user = noura()
    assert (user.username, user.is_active, user.has_usable_password()) == ("noura.s", True, False)
    assert user.email in text_in(page)
    (letter,) = mail.outbox
    assert letter.to == [user.email]
    assert "noura.s" in letter.body
    name = institution.name_ar if language == "ar" else institution.name_en
    assert name in letter.body
    path = link_in(letter)
    assert path.startswith(f"/{language}/admin/invitation/")
    html = letter.alternatives[0][0]
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in html
    assert choose_password(client, path, PASSWORD).status_code == 302
    assert client.get("/admin/").status_code == 302
    login = form_in(client.get("/admin/", follow=True), "username", "password")
    start = login.fill(username="Noura.S", password=PASSWORD).send(
        client, "/ar/admin/login/?next=/admin/", follow=True
    )
    assert start.redirect_chain[-1][0] == f"/{language}/admin/"
    assert start.status_code == 200


def test_opening_the_link_spends_nothing(invite: Any, client: Client) -> None:
    """Mail scanners open links."""
    invite()
    path = link_in(mail.outbox[0])
    for _visit in range(3):
        assert form_in(Client().get(path, follow=True), "new_password1")
    assert choose_password(client, path, PASSWORD).status_code == 302
    assert noura().check_password(PASSWORD)


def test_link_works_once(invite: Any, client: Client) -> None:
    invite()
    path = link_in(mail.outbox[0])
    choose_password(client, path, PASSWORD)
    again = Client().get(path, follow=True)
    assert "new_password1" not in again.content.decode()
    assert "/ar/admin/password_reset/" in again.content.decode()


@pytest.mark.parametrize("days,works", [(2, True), (4, False)])
def test_link_works_for_three_days(
    invite: Any, monkeypatch: pytest.MonkeyPatch, days: int, works: bool
) -> None:
    invite()
    path = link_in(mail.outbox[0])
    later = datetime.now() + timedelta(days=days)
    monkeypatch.setattr(links.LinkTokens, "_now", lambda self: later)
    page = Client().get(path, follow=True)
    assert ("new_password1" in page.content.decode()) == works


@pytest.mark.parametrize(
    "change",
    [{"is_active": False}, {"session_generation": 1}, {"email": "other@example.org"}],
    ids=["closed", "sessions-ended", "address-corrected"],
)
def test_link_dies_with_what_it_was_made_for(invite: Any, change: dict[str, Any]) -> None:
    invite()
    path = link_in(mail.outbox[0])
    User.objects.filter(pk=noura().pk).update(**change)
    assert "new_password1" not in Client().get(path, follow=True).content.decode()


def test_link_of_one_colleague_opens_no_other_account(invite: Any, people: dict[str, User]) -> None:
    invite()
    mine = link_in(mail.outbox[0]).split("/")
    theirs = links.link_for(people["publisher"], "http://testserver/")["address"].split("/")
    mine[-3] = theirs[-3]
    assert "new_password1" not in Client().get("/".join(mine), follow=True).content.decode()


@pytest.mark.parametrize(
    "first,second",
    [
        ("short", ""),
        ("password1234", ""),
        ("x" * 129, ""),
        (PASSWORD, PASSWORD + "s"),
        ("noura.s@example.org", ""),
        ("", ""),
    ],
    ids=["short", "common", "endless", "unequal", "own-address", "empty"],
)
def test_weak_password_is_refused_and_the_link_stays(
    invite: Any, client: Client, first: str, second: str
) -> None:
    invite()
    path = link_in(mail.outbox[0])
    response = choose_password(client, path, first, second)
    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert not noura().has_usable_password()
    assert choose_password(client, path, PASSWORD).status_code == 302


@pytest.mark.parametrize(
    "password", ["أربع كلمات لا رابط بينها", "correct horse battery", "x" * 64 + "y" * 64]
)
def test_long_password_in_any_script_is_taken_as_it_is(
    invite: Any, client: Client, password: str
) -> None:
    invite()
    assert choose_password(client, link_in(mail.outbox[0]), password).status_code == 302
    assert noura().check_password(password)


@pytest.mark.usefixtures("mail_is_down")
def test_mail_that_cannot_be_sent_is_said_and_the_account_stays(
    invite: Any, sign_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = sign_in("administrator")
    page = invite(client)
    user = noura()
    assert 'class="error"' in page.content.decode()
    assert f"{USERS}{user.pk}/link/" in page.content.decode()
    address = f"{USERS}{user.pk}/link/"
    failed = form_in(client.get(address), "_send")
    response = failed.send(client, address, failed.button("_send"))
    assert response.status_code == 200
    assert 'class="error"' in response.content.decode()
    monkeypatch.undo()
    form = form_in(client.get(address), "_send")
    assert form.send(client, address, form.button("_send")).status_code == 302
    assert link_in(mail.outbox[-1])


@pytest.mark.usefixtures("mail_is_down")
def test_link_is_handed_over_in_person_where_mail_is_down(
    invite: Any, sign_in: Any, client: Client
) -> None:
    chief = sign_in("administrator")
    invite(chief)
    user = noura()
    address = f"{USERS}{user.pk}/link/"
    page = chief.get(address)
    assert "/invitation/" not in page.content.decode()
    form = form_in(page, "_show")
    shown = text_in(form.send(chief, address, form.button("_show")))
    (link,) = [word for word in shown.split() if "/invitation/" in word]
    assert choose_password(client, link.removeprefix("http://testserver"), PASSWORD)
    assert noura().check_password(PASSWORD)
    assert LogEntry.objects.filter(object_id=user.pk).count() == 2  # added, link shown


def test_list_says_who_was_invited_and_has_not_come(invite: Any, sign_in: Any) -> None:
    client = sign_in("administrator")
    page, said = "/en/admin/nhri/user/", "invited, not signed in yet"
    assert said not in text_in(client.get(page))
    invite(client)
    assert text_in(client.get(page)).count(said) == 1
    choose_password(Client(), link_in(mail.outbox[0]), PASSWORD)
    assert said not in text_in(client.get(page))


@pytest.mark.parametrize(
    "address,name",
    [
        ("Noura.S@example.org", "noura.s"),
        ("author@other.example", "author2"),
        ("o'neil!@example.org", "oneil"),
        ("نورة@example.org", "colleague"),
        (f"{'a' * 80}@example.org", "a" * 56),
    ],
)
def test_user_name_is_proposed_from_the_address(
    people: dict[str, User], address: str, name: str
) -> None:
    assert proposed_name(address) == name


@pytest.mark.parametrize("role", ["author", "editor", "publisher"])
def test_links_are_the_administrators_alone(
    sign_in: Any, people: dict[str, User], role: str
) -> None:
    client = sign_in(role)
    address = f"{USERS}{people['translator'].pk}/link/"
    assert client.get(address).status_code == 403
    assert client.post(address, {"_send": "1"}).status_code == 403
    assert client.post(address, {"_show": "1"}).status_code == 403
    assert mail.outbox == []


def test_closed_account_gets_no_link(sign_in: Any, people: dict[str, User]) -> None:
    people["author"].is_active = False
    people["author"].save()
    client = sign_in("administrator")
    assert client.get(f"{USERS}{people['author'].pk}/link/").status_code == 404

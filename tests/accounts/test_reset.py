"""A forgotten password: the same answer to everybody, a link to whoever has the address."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from nhri.accounts import links
from nhri.accounts.models import User
from nhri.accounts.tasks import send_reset
from tests.accounts.letters import choose_password, link_in
from tests.forms import form_in, text_in

RESET = "/ar/admin/password_reset/"
PASSWORD = "four words of no use"


@pytest.fixture(autouse=True)
def _no_count_is_left(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def ask(address: str, client: Client | None = None, page: str = RESET, **options: Any) -> Any:
    client = client or Client()
    form = form_in(client.get(page), "email")
    return form.fill(email=address).send(client, page, follow=True, **options)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_sign_in_page_leads_to_the_reset(client: Client, language: str) -> None:
    page = client.get(f"/{language}/admin/login/").content.decode()
    assert f'href="/{language}/admin/password_reset/"' in page


@pytest.mark.parametrize("language", ["ar", "en"])
def test_forgotten_password_is_replaced_by_its_owner(
    people: dict[str, User], client: Client, language: str
) -> None:
    """The mail is in their language, whatever the page was in."""
    User.objects.filter(username="author").update(language=language)
    ask("AUTHOR@example.org")
    (letter,) = mail.outbox
    assert letter.to == ["author@example.org"]
    path = link_in(letter)
    assert path.startswith(f"/{language}/admin/reset/")
    assert choose_password(client, path, PASSWORD).status_code == 302
    assert client.login(username="author", password=PASSWORD)
    assert "new_password1" not in Client().get(path, follow=True).content.decode()


def test_answer_is_the_same_whether_the_address_is_known(people: dict[str, User]) -> None:
    known, unknown = ask("author@example.org"), ask("nobody@example.org")
    assert text_in(known) == text_in(unknown)
    assert known.redirect_chain == unknown.redirect_chain
    assert len(mail.outbox) == 1


def test_request_looks_nobody_up(
    people: dict[str, User], monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    """The worker does: no answer takes longer because an address is known."""
    rung: list[tuple[str, str]] = []
    monkeypatch.setattr(type(send_reset), "enqueue", lambda self, *given: rung.append(given))
    client = Client()
    form = form_in(client.get(RESET), "email").fill(email="author@example.org")
    with django_assert_num_queries(0):
        form.send(client, RESET)
    assert rung == [("author@example.org", "http://testserver/")]


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_nobody_who_cannot_sign_in_gets_a_link(
    people: dict[str, User], change: dict[str, bool]
) -> None:
    User.objects.filter(username="author").update(**change)
    ask("author@example.org")
    assert mail.outbox == []


def test_invited_colleague_gets_the_invitation_again(people: dict[str, User]) -> None:
    User.objects.create_user("noura", "noura@example.org", full_name="نورة")
    ask("noura@example.org")
    assert "/invitation/" in link_in(mail.outbox[0])


def test_reset_link_works_for_a_day(
    people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    ask("author@example.org")
    path = link_in(mail.outbox[0])
    assert "new_password1" in Client().get(path, follow=True).content.decode()
    later = datetime.now() + timedelta(hours=25)
    monkeypatch.setattr(links.LinkTokens, "_now", lambda self: later)
    assert "new_password1" not in Client().get(path, follow=True).content.decode()


def test_signing_in_spends_the_link(people: dict[str, User], client: Client) -> None:
    """Whoever remembers the password after all leaves no open link in a mailbox."""
    ask("author@example.org")
    client.force_login(people["author"])
    assert (
        "new_password1" not in Client().get(link_in(mail.outbox[0]), follow=True).content.decode()
    )


@pytest.mark.parametrize("address", ["", "no-address", "a@b", "a@example.org\nb@example.org"])
def test_what_is_no_address_is_said(address: str) -> None:
    response = ask(address)
    assert response.redirect_chain == []
    assert "errorlist" in response.content.decode()


def test_fourth_request_of_an_address_is_passed_over_in_silence(people: dict[str, User]) -> None:
    answers = {text_in(ask("author@example.org", REMOTE_ADDR=f"10.0.0.{n}")) for n in range(5)}
    assert len(answers) == 1
    assert len(mail.outbox) == 3
    ask("editor@example.org")
    assert len(mail.outbox) == 4


def test_eleventh_request_of_a_client_is_refused(people: dict[str, User]) -> None:
    client = Client(REMOTE_ADDR="10.0.0.9")
    for number in range(10):
        assert ask(f"nobody{number}@example.org", client).status_code == 200
    refused = ask("author@example.org", client)
    assert (refused.status_code, mail.outbox) == (429, [])
    assert ask("author@example.org").status_code == 200


def test_link_names_the_host_that_was_asked(people: dict[str, User]) -> None:
    ask("author@example.org", HTTP_HOST="localhost")
    assert "http://localhost/ar/admin/reset/" in mail.outbox[0].body
    response = Client().post(RESET, {"email": "author@example.org"}, HTTP_HOST="evil.example")
    assert (response.status_code, len(mail.outbox)) == (400, 1)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_owner_is_told_of_a_new_password(people: dict[str, User], language: str) -> None:
    """By mail and in their language: whoever else set it does not stay unseen."""
    User.objects.filter(username="author").update(language=language)
    ask("author@example.org")
    choose_password(Client(), link_in(mail.outbox[0]), PASSWORD)
    told = mail.outbox[1]
    assert told.to == ["author@example.org"]
    assert f'<html lang="{language}"' in str(told.alternatives[0][0])  # type: ignore[attr-defined]
    assert "http" not in told.body


def test_owner_is_told_of_a_new_address_at_the_old_one(
    people: dict[str, User], sign_in: Any
) -> None:
    client = sign_in("administrator")
    address = f"/ar/admin/nhri/user/{people['author'].pk}/change/"
    form = form_in(client.get(address), "email")
    form.fill(full_name="الاسم الجديد").send(client, address)
    assert mail.outbox == []
    form.fill(email="new@example.org").send(client, address)
    assert [letter.to for letter in mail.outbox] == [["author@example.org"]]

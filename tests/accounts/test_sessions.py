"""Sessions end when they must: a second client is signed out on its next request, everywhere."""

from typing import Any

import pytest
from django.test import Client

from nhri.accounts.links import link_for
from nhri.accounts.models import User
from tests.accounts.letters import choose_password
from tests.conftest import PASSWORD
from tests.forms import form_in

USERS = "/ar/admin/nhri/user/"
SETTINGS = "/ar/admin/settings/"
KEPT = "/ar/admin/nhri/page/add/kept/"
NEW = "four words of no use"


@pytest.fixture
def elsewhere(people: dict[str, User]) -> Client:
    """A second device on which the author signed in through the form."""
    client = Client()
    form = form_in(client.get("/ar/admin/login/"), "username", "password")
    form.fill(username="author", password=PASSWORD).send(client, "/ar/admin/login/")
    assert is_signed_in(client)
    return client


def is_signed_in(client: Client) -> bool:
    """By a page, and by the address that a form's script talks to."""
    page, kept = client.get("/ar/admin/"), client.get(KEPT)
    assert (page.status_code, kept.status_code) in {(200, 200), (302, 403)}
    if kept.status_code == 403:
        assert kept.json()["reason"] == "signed_out"
    return page.status_code == 200


def test_administrator_ends_a_colleagues_sessions(
    sign_in: Any, people: dict[str, User], elsewhere: Client
) -> None:
    chief, author, editor = sign_in("administrator"), sign_in("author"), sign_in("editor")
    address = f"{USERS}{people['author'].pk}/sessions/"
    page = chief.get(address)
    assert is_signed_in(elsewhere)
    form_in(page).send(chief, address)
    assert not is_signed_in(elsewhere)
    assert not is_signed_in(author)
    assert is_signed_in(editor)
    assert is_signed_in(chief)


def test_administrator_who_ends_their_own_stays_here(sign_in: Any, people: dict[str, User]) -> None:
    here, there = sign_in("administrator"), sign_in("administrator")
    address = f"{USERS}{people['administrator'].pk}/sessions/"
    form_in(here.get(address)).send(here, address)
    assert is_signed_in(here)
    assert not is_signed_in(there)


def test_own_other_sessions_end_and_this_one_stays(sign_in: Any, elsewhere: Client) -> None:
    here = sign_in("author")
    form = form_in(here.get(SETTINGS), "_end_sessions")
    assert form.send(here, SETTINGS, form.button("_end_sessions")).status_code == 302
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)


def test_changed_password_ends_the_other_sessions(sign_in: Any, elsewhere: Client) -> None:
    here = sign_in("author")
    address = "/ar/admin/password_change/"
    form = form_in(here.get(address), "old_password")
    form.fill(old_password=PASSWORD, new_password1=NEW, new_password2=NEW).send(here, address)
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)


def test_password_set_by_a_link_ends_all_sessions(
    people: dict[str, User], elsewhere: Client
) -> None:
    author = User.objects.get(username="author")
    path = link_for(author, "http://testserver")["address"].removeprefix("http://testserver")
    choose_password(Client(), path, NEW)
    assert not is_signed_in(elsewhere)


@pytest.mark.parametrize("role", ["author", "publisher"])
def test_nobody_else_ends_a_colleagues_sessions(
    sign_in: Any, people: dict[str, User], role: str
) -> None:
    editor = sign_in("editor")
    response = sign_in(role).post(f"{USERS}{people['editor'].pk}/sessions/")
    assert response.status_code == 403
    assert is_signed_in(editor)

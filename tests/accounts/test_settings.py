"""Everybody's own settings: language, mail, password, sessions; whatever their role."""

from typing import Any

import pytest
from django.test import Client

from nhri.accounts.models import User
from nhri.accounts.roles import ROLES
from tests.forms import form_in, text_in

SETTINGS = "/ar/admin/settings/"


@pytest.mark.parametrize("role", ROLES)
def test_settings_are_everybodys(sign_in: Any, people: dict[str, User], role: str) -> None:
    client = sign_in(role)
    assert f'href="{SETTINGS}"' in client.get("/ar/admin/").content.decode()
    form = form_in(client.get(SETTINGS), "language", "mail")
    response = form.fill(language="en", mail="daily").send(client, SETTINGS)
    assert response.headers["Location"] == "/en/admin/settings/"
    user = User.objects.get(pk=people[role].pk)
    assert (user.language, user.mail) == ("en", "daily")
    assert client.get("/admin/").headers["Location"] == "/en/admin/"


def test_name_roles_and_address_are_only_read(sign_in: Any, people: dict[str, User]) -> None:
    client = sign_in("editor")
    page = client.get(SETTINGS)
    assert "Colleague editor" in text_in(page)
    form = form_in(page, "language", "mail")
    assert set(form.attributes) == {"csrfmiddlewaretoken", "language", "mail"}
    data = {"language": "ar", "mail": "none", "full_name": "x", "is_superuser": "on", "groups": "1"}
    client.post(SETTINGS, data)
    user = User.objects.get(pk=people["editor"].pk)
    assert (user.full_name, user.is_superuser, user.mail) == ("Colleague editor", False, "none")


@pytest.mark.parametrize("wrong", [{"language": "fr"}, {"mail": "hourly"}])
def test_unknown_choice_is_refused(sign_in: Any, people: dict[str, User], wrong: Any) -> None:
    client = sign_in("author")
    form = form_in(client.get(SETTINGS), "language", "mail").fill(**wrong)
    response = form.send(client, SETTINGS)
    assert (response.status_code, "errorlist" in response.content.decode()) == (200, True)
    user = User.objects.get(pk=people["author"].pk)
    assert (user.language, user.mail) == ("ar", "at_once")


def test_strangers_have_no_settings(client: Client, db: None) -> None:
    assert "/login/" in client.get(SETTINGS).headers["Location"]

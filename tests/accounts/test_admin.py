"""Colleagues in the admin: added with a role, never deleted; by the administrator alone."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from nhri.accounts.models import User
from tests.forms import form_in, text_in

USERS = "/ar/admin/nhri/user/"
PASSWORD = "longer-than-twelve-2026"


def roles_of(user: User) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


def add(client: Client, **values: Any) -> Any:
    form = form_in(client.get(f"{USERS}add/"), "username", "full_name")
    group = {name: str(pk) for pk, name in Group.objects.values_list("pk", "name")}
    roles = [group[role] for role in values.pop("roles", [])]
    return form.fill(**values, groups=roles or None).send(client, f"{USERS}add/")


def test_administrator_adds_a_colleague_who_can_sign_in(sign_in: Any, client: Client) -> None:
    response = add(
        sign_in("administrator"), username="noura", full_name="زميلة جديدة",
        email="noura@example.org", language="en", roles=["author", "translator"],
        password1=PASSWORD, password2=PASSWORD,
    )  # fmt: skip
    assert response.status_code == 302
    user = User.objects.get(username="noura")
    assert (user.full_name, user.language, user.is_staff, user.is_superuser) == (
        "زميلة جديدة",
        "en",
        True,
        False,
    )
    assert roles_of(user) == {"author", "translator"}
    login = form_in(client.get("/ar/admin/login/"), "username", "password")
    response = login.fill(username="noura", password=PASSWORD).send(client, "/ar/admin/login/")
    assert response.status_code == 302
    assert client.get("/en/admin/").status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"roles": []},
        {"username": "نورة"},
        {"email": "author@example.org"},
        {"password1": "short", "password2": "short"},
        {"password2": "another-password-2026"},
        {"full_name": ""},
    ],
    ids=["no-role", "arabic-name", "taken-mail", "short", "unequal", "nameless"],
)
def test_incomplete_colleague_is_refused(sign_in: Any, wrong: dict[str, Any]) -> None:
    values = {
        "username": "noura", "full_name": "زميلة", "email": "noura@example.org",
        "roles": ["author"], "password1": PASSWORD, "password2": PASSWORD, **wrong,
    }  # fmt: skip
    client = sign_in("administrator")
    before = User.objects.count()
    response = add(client, **values)
    assert (response.status_code, User.objects.count()) == (200, before)
    assert "errorlist" in response.content.decode()


def test_role_is_changed_and_account_closed(sign_in: Any, people: dict[str, User]) -> None:
    client, author = sign_in("administrator"), people["author"]
    address = f"{USERS}{author.pk}/change/"
    page = client.get(address)
    form = form_in(page, "username", "groups")
    assert len(form.choices["groups"]) == 5
    editor = str(people["editor"].groups.get().pk)
    form.fill(groups=[editor], is_active=None).send(client, address)
    author.refresh_from_db()
    assert (roles_of(author), author.is_active) == ({"editor"}, False)


def test_form_offers_no_single_permissions(sign_in: Any, people: dict[str, User]) -> None:
    """Nobody makes a superuser or hands out a permission by hand."""
    form = form_in(sign_in("administrator").get(f"{USERS}{people['author'].pk}/change/"), "groups")
    assert {"is_superuser", "is_staff", "user_permissions"} & set(form.attributes) == set()


def test_administrator_cannot_become_a_superuser_by_hand(
    sign_in: Any, people: dict[str, User]
) -> None:
    client, admin = sign_in("administrator"), people["administrator"]
    address = f"{USERS}{admin.pk}/change/"
    form = form_in(client.get(address), "groups")
    client.post(address, {**form.values, "is_superuser": "on", "user_permissions": ["1"]})
    admin.refresh_from_db()
    assert (admin.is_superuser, admin.user_permissions.count()) == (False, 0)


def test_colleague_cannot_be_deleted(sign_in: Any, people: dict[str, User]) -> None:
    client = sign_in("administrator")
    assert client.get(f"{USERS}{people['author'].pk}/delete/").status_code == 403
    data = {"action": "delete_selected", "_selected_action": [people["author"].pk], "post": "yes"}
    client.post(USERS, data)
    assert User.objects.filter(username="author").exists()


@pytest.mark.parametrize("role", ["author", "translator", "editor", "publisher"])
def test_colleagues_are_the_administrators_alone(sign_in: Any, role: str) -> None:
    client = sign_in(role)
    for address in (USERS, f"{USERS}add/"):
        assert client.get(address).status_code == 403


@pytest.mark.parametrize("language", ["ar", "en"])
def test_list_names_roles_in_the_readers_language(sign_in: Any, language: str) -> None:
    text = text_in(sign_in("administrator").get(f"/{language}/admin/nhri/user/"))
    assert ("مسؤول النشر" in text) == (language == "ar")
    assert "Colleague publisher" in text


def test_own_password_can_be_changed(sign_in: Any) -> None:
    client = sign_in("author")
    address = "/ar/admin/password_change/"
    form = form_in(client.get(address), "old_password")
    form.fill(old_password="a-long-test-password", new_password1=PASSWORD, new_password2=PASSWORD)
    assert form.send(client, address).status_code == 302
    assert User.objects.get(username="author").check_password(PASSWORD)

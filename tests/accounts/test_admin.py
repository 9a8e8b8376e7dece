"""Colleagues in the admin: added with a role, never deleted; by the administrator alone."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
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


@pytest.mark.parametrize(
    "wrong",
    [
        {"roles": []},
        {"username": "نورة"},
        {"username": "Author"},
        {"email": "Author@Example.org"},
        {"email": "noura"},
        {"full_name": ""},
    ],
    ids=["no-role", "arabic-name", "taken-name", "taken-mail", "no-address", "nameless"],
)
def test_incomplete_colleague_is_refused(sign_in: Any, wrong: dict[str, Any]) -> None:
    values = {
        "username": "noura", "full_name": "زميلة", "email": "noura@example.org",
        "roles": ["author"], **wrong,
    }  # fmt: skip
    client = sign_in("administrator")
    before = User.objects.count()
    response = add(client, **values)
    assert (response.status_code, User.objects.count()) == (200, before)
    assert "errorlist" in response.content.decode()
    assert mail.outbox == []


def test_role_is_changed(sign_in: Any, people: dict[str, User]) -> None:
    client, author = sign_in("administrator"), people["author"]
    address = f"{USERS}{author.pk}/change/"
    form = form_in(client.get(address), "username", "groups")
    assert len(form.choices["groups"]) == 5
    editor = str(people["editor"].groups.get().pk)
    form.fill(groups=[editor]).send(client, address)
    author.refresh_from_db()
    assert (roles_of(author), author.is_active) == ({"editor"}, True)


def test_form_knows_no_password_and_no_switch(sign_in: Any, people: dict[str, User]) -> None:
    """A password is chosen by its owner, and an account is closed on the page that hands over."""
    client, author = sign_in("administrator"), people["author"]
    form = form_in(client.get(f"{USERS}{author.pk}/change/"), "username")
    assert {n for n in form.attributes if "password" in n or n == "is_active"} == set()
    assert client.get(f"{USERS}{author.pk}/password/").status_code != 200


def test_saving_an_account_writes_only_what_was_changed(
    sign_in: Any, people: dict[str, User]
) -> None:
    """Sessions that were ended while the form was open stay ended."""
    client, author = sign_in("administrator"), people["author"]
    address = f"{USERS}{author.pk}/change/"
    form = form_in(client.get(address), "username")
    User.objects.filter(pk=author.pk).update(session_generation=7)
    form.fill(full_name="الاسم الجديد").send(client, address)
    author.refresh_from_db()
    assert (author.full_name, author.session_generation) == ("الاسم الجديد", 7)


def test_last_administrator_stays_one(sign_in: Any, people: dict[str, User]) -> None:
    client, chief = sign_in("administrator"), people["administrator"]
    address = f"{USERS}{chief.pk}/change/"
    author = str(people["author"].groups.get().pk)
    response = form_in(client.get(address), "groups").fill(groups=[author]).send(client, address)
    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert roles_of(chief) == {"administrator"}


def test_one_of_two_administrators_may_give_the_role_up(
    sign_in: Any, people: dict[str, User]
) -> None:
    client, chief = sign_in("administrator"), people["administrator"]
    people["editor"].groups.add(chief.groups.get())
    address = f"{USERS}{chief.pk}/change/"
    author = str(people["author"].groups.get().pk)
    form_in(client.get(address), "groups").fill(groups=[author]).send(client, address)
    assert roles_of(chief) == {"author"}


def test_somebody_invited_is_not_counted_as_administrator(
    sign_in: Any, people: dict[str, User]
) -> None:
    """Their mail may be lost: then nobody could send it again."""
    client, chief = sign_in("administrator"), people["administrator"]
    second = User.objects.create_user("second", "second@example.org", full_name="Second")
    second.groups.set(chief.groups.all())
    address = f"{USERS}{chief.pk}/change/"
    author = str(people["author"].groups.get().pk)
    form_in(client.get(address), "groups").fill(groups=[author]).send(client, address)
    assert roles_of(chief) == {"administrator"}


@pytest.mark.parametrize("page", ["link", "sessions", "leaving", "handover"])
def test_superuser_is_out_of_an_administrators_reach(
    sign_in: Any, people: dict[str, User], page: str
) -> None:
    """Changing their address, then asking for a password, would make the administrator one."""
    root = User.objects.create_superuser("root", "root@example.org", PASSWORD, full_name="Root")
    client = sign_in("administrator")
    address = f"{USERS}{root.pk}/change/"
    data = {"full_name": "x", "email": "mine@example.org", "username": "root", "language": "ar"}
    assert client.post(address, data).status_code == 403
    assert client.get(f"{USERS}{root.pk}/{page}/").status_code == 403
    root.refresh_from_db()
    assert root.email == "root@example.org"


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

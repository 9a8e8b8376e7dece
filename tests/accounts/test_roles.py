"""Each role has exactly these permissions, written down by hand."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import IntegrityError, transaction

from nhri.accounts import roles
from nhri.accounts.models import User

EXPECTED = {
    "author": """
        news.view_newsitem news.add_newsitem news.change_newsitem news.submit_newsitem
        nhri.view_page nhri.add_page nhri.change_page nhri.submit_page
        news.view_topic news.view_presscontact
        nhri.view_glossaryterm
    """,
    "translator": """
        news.view_newsitem news.change_newsitem news.submit_newsitem
        nhri.view_page nhri.change_page nhri.submit_page
        news.view_topic news.view_presscontact
        nhri.view_glossaryterm
    """,
    "editor": """
        news.view_newsitem news.add_newsitem news.change_newsitem news.submit_newsitem
        news.approve_newsitem
        nhri.view_page nhri.add_page nhri.change_page nhri.submit_page nhri.approve_page
        news.view_topic news.add_topic news.change_topic
        news.view_presscontact news.add_presscontact news.change_presscontact
        nhri.view_glossaryterm nhri.add_glossaryterm nhri.change_glossaryterm
    """,
    "publisher": """
        news.view_newsitem news.add_newsitem news.change_newsitem news.submit_newsitem
        news.approve_newsitem news.publish_newsitem
        nhri.view_page nhri.add_page nhri.change_page nhri.submit_page nhri.approve_page
        nhri.publish_page
        news.view_topic news.add_topic news.change_topic
        news.view_presscontact news.add_presscontact news.change_presscontact
        nhri.view_glossaryterm nhri.add_glossaryterm nhri.change_glossaryterm
    """,
    "administrator": """
        news.view_newsitem news.view_topic news.view_presscontact
        nhri.view_page nhri.add_page nhri.change_page nhri.submit_page
        nhri.view_institution nhri.add_institution nhri.change_institution
        nhri.view_user nhri.add_user nhri.change_user auth.view_group
        nhri.view_glossaryterm nhri.add_glossaryterm nhri.change_glossaryterm
        nhri.view_reviewer nhri.add_reviewer nhri.change_reviewer
    """,
}

_RECORDS = ("participant", "organisation", "network", "membership", "accreditation", "eventseries")
_WRITTEN = " ".join(f"events.{v}_{m}" for m in _RECORDS for v in ("view", "add", "change"))
_MERGED = "events.merge_participant events.merge_organisation"
EVENTS = {
    "author": f"""events.view_event events.add_event events.change_event events.submit_event
        {_WRITTEN}""",
    "translator": f"events.view_event events.change_event events.submit_event {_WRITTEN}",
    "editor": f"""events.view_event events.add_event events.change_event events.submit_event
        events.approve_event {_WRITTEN} {_MERGED}""",
    "publisher": f"""events.view_event events.add_event events.change_event events.submit_event
        events.approve_event events.publish_event {_WRITTEN} {_MERGED}""",
    "administrator": "events.view_event " + " ".join(f"events.view_{m}" for m in _RECORDS),
}
for _role, _more in EVENTS.items():
    EXPECTED[_role] += f" {_more} events.view_country"


def test_groups_are_exactly_the_roles(db: None) -> None:
    assert set(Group.objects.values_list("name", flat=True)) == set(EXPECTED)


@pytest.mark.parametrize("role", EXPECTED)
def test_role_has_exactly_its_permissions(people: dict[str, User], role: str) -> None:
    assert people[role].get_all_permissions() == set(EXPECTED[role].split())


def test_nobody_may_delete_anything(people: dict[str, User]) -> None:
    """Not even with a permission by hand: the admin never offers it (see the admin's tests)."""
    held = {name for user in people.values() for name in user.get_all_permissions()}
    assert {name for name in held if ".delete_" in name} == set()


def test_inactive_colleague_may_nothing(people: dict[str, User]) -> None:
    publisher = people["publisher"]
    publisher.is_active = False
    publisher.save()
    assert User.objects.get(pk=publisher.pk).get_all_permissions() == set()


def test_migrate_puts_the_groups_right_again(db: None) -> None:
    group = Group.objects.get(name="author")
    group.permissions.add(Permission.objects.get(codename="publish_newsitem"))
    group.permissions.remove(Permission.objects.get(codename="add_newsitem"))
    call_command("migrate", verbosity=0)
    assert {f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.all()} == set(
        EXPECTED["author"].split()
    )


def test_grant_to_an_unknown_role_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown role"):
        roles.grant("visitor", "news.newsitem", "view")


def test_user_who_wrote_something_cannot_be_deleted(people: dict[str, User], draft: Any) -> None:
    draft()
    for role in ("author", "translator"):
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.filter(pk=people[role].pk).delete()
    assert User.objects.filter(username__in=["author", "translator"]).count() == 2


def test_importer_cannot_sign_in(db: None, client: Any) -> None:
    importer = User.objects.importer()
    assert User.objects.importer().pk == importer.pk
    assert (importer.is_active, importer.is_staff, importer.has_usable_password()) == (
        False,
        False,
        False,
    )
    assert not client.login(username="import", password="")


def test_user_language_is_one_of_ours(db: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("fr", "fr@example.org", "x", language="fr")


def test_email_belongs_to_one_colleague(people: dict[str, User]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("second", "author@example.org", "x")

"""Pressing a verb as staff do, and reading the mail that goes out once it is committed."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse

from nhri.accounts.models import User
from nhri.desk.notices import Notice
from nhri.desk.recipients import Kind
from nhri.desk.wording import WORDINGS
from tests.forms import form_in

#: Runs what waits for the commit; pytest-django's `django_capture_on_commit_callbacks`.
Committed = Callable[..., Any]


def colleague(username: str, *roles: str, **values: Any) -> User:
    """One more person, in these roles."""
    user = User.objects.create_user(
        username, f"{username}@example.org", full_name=f"Colleague {username}", **values
    )
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def press(client: Client, item: Any, verb: str, language: str = "ar", **fields: Any) -> Any:
    """The verb's button on the form, and the form behind it, filled and sent."""
    page = reverse("admin:news_newsitem_change", args=[item.pk])
    form = form_in(client.get(page), "_continue")
    response = form.send(client, page, form.button("_verb", f"{verb}:{language}"))
    if verb == "submit":
        return response
    page = response.headers["Location"]
    return form_in(client.get(page), "revision").fill(**fields).send(client, page)


def start_afresh() -> None:
    """What it took to get an item here is not what the test is about."""
    Notice.objects.all().delete()
    mail.outbox.clear()


def told() -> dict[str, set[str]]:
    """User name → the kinds of notices written for them."""
    found: dict[str, set[str]] = {}
    for notice in Notice.objects.select_related("user"):
        found.setdefault(notice.user.username, set()).add(notice.kind)
    return found


def mailed() -> list[str]:
    """Whom the mails went to, one name a mail."""
    return sorted(message.to[0].partition("@")[0] for message in mail.outbox)


def mail_to(username: str) -> EmailMultiAlternatives:
    """The one mail to this person."""
    (found,) = [m for m in mail.outbox if m.to == [f"{username}@example.org"]]
    assert isinstance(found, EmailMultiAlternatives)
    return found


def html_of(message: EmailMultiAlternatives) -> str:
    """The mail's HTML."""
    (part,) = message.alternatives
    assert part.mimetype == "text/html"
    return str(part.content)


def subject_of(kind: Kind, named: str) -> str:
    """The subject of one notice about an item, in the language that is active."""
    return str(WORDINGS[kind].subject) % {"item": named}

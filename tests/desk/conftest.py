"""What the tests of review links share: a registered reviewer, links, a phone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from nhri.accounts.models import User
from nhri.accounts.roles import ADMINISTRATOR, EDITOR
from nhri.desk.review_links import issue
from nhri.desk.reviewing import Reviewer, ReviewLink
from tests.forms import form_in


@dataclass
class Guest:
    """Somebody with a link and no account, on a phone of their own."""

    client: Client
    link: ReviewLink
    token: str

    def path(self, name: str = "item", *args: Any, language: str = "ar") -> str:
        """The path of one of the guest's pages."""
        with override(language):
            return reverse(f"review:{name}", args=[self.token, *args])

    def get(self, name: str = "item", *args: Any, language: str = "ar") -> HttpResponse:
        """Open a page."""
        return self.client.get(self.path(name, *args, language=language))

    def decide(self, verb: str, language: str = "ar", **fields: Any) -> HttpResponse:
        """From the item's page to the button that sends the code; ends on the code's page."""
        address = self.path("decide", verb, language)
        start = next(
            part for part in self.get().content.decode().split('"') if part.startswith(address)
        ).replace("&amp;", "&")
        form = form_in(self.client.get(start), "revision").fill(**fields)
        return form.send(self.client, start, follow=True)

    def enter(self, page: HttpResponse, digits: str) -> HttpResponse:
        """Type the code on its page."""
        form = form_in(page, "code").fill(code=digits)
        return form.send(self.client, page.request["PATH_INFO"], follow=True)


@pytest.fixture
def president(people: dict[str, User]) -> Reviewer:
    """Registered: their approval counts."""
    return Reviewer.objects.create(
        name="رئيس المؤسسة", email="president@example.org", created_by=people[ADMINISTRATOR]
    )


@pytest.fixture
def guest(people: dict[str, User], president: Reviewer) -> Callable[..., Guest]:
    """``guest(item)`` → the president; ``guest(item, name=…, email=…)`` → a commentator."""

    def invited(item: Any, **person: Any) -> Guest:
        person = {"language": "ar", **person} if person else {"reviewer": president}
        link, token = issue(item, by=people[EDITOR], lasts=timedelta(days=3), **person)
        return Guest(Client(enforce_csrf_checks=True), link, token)

    return invited

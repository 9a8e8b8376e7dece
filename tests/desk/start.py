"""Reading the start page as a test needs it."""

from typing import Any

from django.test import Client

from nhri.accounts.roles import ROLES
from tests.forms import text_in

INDEX = "/en/admin/"


def desk_of(client: Client) -> Any:
    response = client.get(INDEX)
    assert response.status_code == 200
    return response.context["desk"]


def shown(client: Client) -> dict[str, set[int]]:
    """List → the keys of its cards."""
    return {one.name: {card.item.pk for card in one.cards} for one in desk_of(client).sections}


def who_sees(sign_in: Any, name: str, item: Any) -> set[str]:
    """The roles on whose desk `item` stands in the list `name`."""
    return {role for role in ROLES if item.pk in shown(sign_in(role)).get(name, set())}


def card_text(client: Client, name: str) -> str:
    """What the list `name` says, as one line."""
    page = client.get(INDEX)
    html = page.content.decode()
    start = html.index(f'aria-labelledby="desk-{name}"')
    page.content = html[start : html.index("</section>", start)].encode()
    return text_in(page)

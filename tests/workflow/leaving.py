"""A form that somebody types into and leaves: what the script of the page would send of it."""

import json
from typing import Any

from django.test import Client
from django.urls import reverse

from nhri.accounts.models import User
from tests.forms import Form, form_in

SECRET = "جملة لا يعرفها سوى كاتبها"


def form_page(item: Any = None) -> str:
    return (
        reverse("admin:news_newsitem_change", args=[item.pk])
        if item
        else reverse("admin:news_newsitem_add")
    )


def address(item: Any = None) -> str:
    return (
        f"{form_page(item)}kept/" if item is None else form_page(item)[: -len("change/")] + "kept/"
    )


def opened_form(client: Client, item: Any = None, query: str = "") -> Form:
    return form_in(client.get(form_page(item) + query), "_continue")


def sent(form: Form, user: User, **changes: Any) -> dict[str, Any]:
    """What the script sends for `form`: every field, also the unticked ones."""
    names = [name for name in form.attributes if not name.startswith(("_kept", "csrf"))]
    return {
        "user": user.pk,
        "opened": form.value("_kept_opened"),
        "replaces": form.value("_kept_replaces"),
        "data": {name: form.values.get(name, []) for name in names},
        **changes,
    }


def post(client: Client, item: Any, payload: Any) -> Any:
    body = payload if isinstance(payload, str) else json.dumps(payload)
    return client.post(address(item), body, content_type="application/json")


def type_and_leave(client: Client, user: User, item: Any = None, **typed: Any) -> Form:
    form = opened_form(client, item).fill(**typed)
    answer = post(client, item, sent(form, user))
    assert answer.status_code == 200, answer.content
    return form


def is_offered(client: Client, item: Any = None) -> bool:
    return 'class="module kept-offer"' in client.get(form_page(item)).content.decode()

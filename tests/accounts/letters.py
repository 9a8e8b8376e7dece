"""What a test does with a mail: it reads its link and opens it."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.core.mail import EmailMultiAlternatives
from django.http import HttpResponse
from django.test import Client

from tests.forms import form_in

_LINK = re.compile(r"https?://\S+/(?:invitation|reset)/\S+")


def link_in(letter: Any) -> str:
    """The path of the one link that both parts of the mail show."""
    assert isinstance(letter, EmailMultiAlternatives)
    ((html, kind),) = letter.alternatives
    assert kind == "text/html"
    (address,) = set(_LINK.findall(str(letter.body)))
    assert f'href="{address}"' in str(html)
    return urlsplit(address).path


def choose_password(client: Client, path: str, first: str, second: str = "") -> HttpResponse:
    """Open the link, type a password twice, press the button."""
    page = client.get(path, follow=True)
    form = form_in(page, "new_password1").fill(new_password1=first, new_password2=second or first)
    return form.send(client, page.redirect_chain[-1][0])  # type: ignore[attr-defined]

"""A mail server that does not answer."""

from typing import Any

from django.core.mail.backends.base import BaseEmailBackend


class Backend(BaseEmailBackend):
    """Refuses every letter."""

    def send_messages(self, email_messages: Any) -> int:
        raise ConnectionRefusedError

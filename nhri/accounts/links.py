"""One-time links with which somebody sets their own password.

A link is spent once the password, the address or `session_generation` changed, or its owner signed
in; nothing is stored for it. Nobody else ever knows a colleague's password.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import base36_to_int, urlsafe_base64_encode
from django.utils.translation import override

from nhri.accounts.models import User


class LinkTokens(PasswordResetTokenGenerator):
    """As Django's, with an end of its own; ending a colleague's sessions ends their links too."""

    def __init__(self, route: str, timeout_setting: str) -> None:
        super().__init__()
        self.route = route
        self.key_salt = f"nhri.accounts.links.{route}"
        self._timeout_setting = timeout_setting

    @property
    def lifetime(self) -> timedelta:
        """How long a link of this kind works."""
        return timedelta(seconds=getattr(settings, self._timeout_setting))

    def check_token(self, user: Any, token: Any) -> bool:
        """True for an unspent link of this user within its time."""
        if not super().check_token(user, token):
            return False
        made = base36_to_int(token.partition("-")[0])
        age = self._num_seconds(self._now()) - made  # type: ignore[attr-defined]
        return bool(age <= self.lifetime.total_seconds())

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        value = super()._make_hash_value(user, timestamp)
        return f"{value}{user.session_generation}{user.is_active}"


INVITATION = LinkTokens("invitation", "PASSWORD_RESET_TIMEOUT")
RESET = LinkTokens("password_reset_confirm", "RESET_LINK_TIMEOUT")


def kind_for(user: User) -> LinkTokens:
    """An invitation until the first password was chosen, a reset afterwards."""
    return INVITATION if user.is_invited else RESET


def link_for(user: User, site: str) -> dict[str, Any]:
    """`address`, absolute and in the user's language, and `until`, the moment it ends.

    `site` is the root of the site as the request named it; ALLOWED_HOSTS has checked the host.
    """
    kind = kind_for(user)
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    with override(user.language):
        path = reverse(kind.route, args=[uid, kind.make_token(user)])
    return {"address": f"{site.rstrip('/')}{path}", "until": timezone.now() + kind.lifetime}

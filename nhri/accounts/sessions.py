"""Ending sessions. One number is part of every session's proof: raising it ends them all."""

from django.contrib.auth import update_session_auth_hash
from django.db.models import F
from django.http import HttpRequest

from nhri.accounts.models import User


def end_all(user: User) -> None:
    """Sign `user` out everywhere, and let no link that was sent to them work any more."""
    User.objects.filter(pk=user.pk).update(session_generation=F("session_generation") + 1)
    user.refresh_from_db(fields=["session_generation"])


def end_others(request: HttpRequest, user: User) -> None:
    """The same, but for the session of this request."""
    end_all(user)
    update_session_auth_hash(request, user)

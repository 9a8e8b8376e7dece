"""Doorbells: what the worker does for accounts."""

from django_tasks import task

from nhri.accounts import letters
from nhri.accounts.models import User


@task()
def send_news(user_pk: int, what: str, to: str) -> bool:
    """Tell somebody at `to` what was done to their account (see `letters.NEWS`)."""
    return letters.send_news(User.objects.get(pk=user_pk), what, to)


@task()
def send_reset(address: str, site: str) -> bool:
    """Mail a link to whoever has this address; nothing for anybody else.

    The look-up happens here, not in the request: its answer comes as fast for a stranger.
    """
    user = User.objects.filter(email__iexact=address, is_active=True, is_staff=True).first()
    if user is None:
        return False
    if not letters.send_link(user, site):
        raise RuntimeError(f"the mail to user {user.pk} could not be sent")
    return True

"""Mail about an account, in its owner's language: an HTML part and the same words as plain text."""

import logging
from typing import Any, Final

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from nhri.accounts import links
from nhri.accounts.models import User
from nhri.translation import moments
from nhri.translation.languages import direction

logger = logging.getLogger(__name__)


def send_link(user: User, site: str, *, by: User | None = None) -> bool:
    """Mail the link that `user` needs: an invitation or a reset. False when it cannot be sent.

    `by` is the colleague who invites; None when the person asked for it.
    """
    name = "invitation" if user.is_invited else "reset"
    link = links.link_for(user, site)
    with override(user.language):
        subject = _("Your account in the newsroom") if name == "invitation" else _("A new password")
        context = {
            "by": by,
            "link": link["address"],
            "until": moments.in_words(link["until"]),
        }
        return _send(user, name, subject, context)


#: What an account's owner is told of, although nothing waits for them.
NEWS: Final = {
    "password": gettext_lazy("The password of your account in the newsroom was changed:"),
    "address": gettext_lazy(
        "Another e-mail address was entered for your account in the newsroom; mail goes there now:"
    ),
}


def send_news(user: User, what: str, to: str) -> bool:
    """Tell the owner, at the address that they know, what was done to their account."""
    with override(user.language):
        subject = _("Your account in the newsroom was changed")
        context = {"said": NEWS[what], "moment": moments.in_words(timezone.now())}
        return _send(user, "account_news", subject, context, to)


def _send(
    user: User, name: str, subject: str, context: dict[str, Any], to: str | None = None
) -> bool:
    """Render ``emails/<name>.txt`` and ``.html``, and hand both to the mail server."""
    context |= {
        "user": user,
        "subject": subject,
        "language": user.language,
        "direction": direction(user.language),
        "align": "right" if direction(user.language) == "rtl" else "left",
    }
    letter = EmailMultiAlternatives(
        subject,
        render_to_string(f"emails/{name}.txt", context),
        to=[to or user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    letter.attach_alternative(render_to_string(f"emails/{name}.html", context), "text/html")
    try:
        letter.send()
    except OSError:  # what smtplib raises is one of these
        logger.exception("mail %s to user %s could not be sent", name, user.pk)
        return False
    return True

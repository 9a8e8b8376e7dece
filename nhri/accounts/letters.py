"""Mail about an account, in its owner's language: an HTML part and the same words as plain text."""

import logging
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

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
            "user": user,
            "by": by,
            "link": link["address"],
            "until": moments.in_words(link["until"]),
        }
        return _send(user, name, subject, context)


def _send(user: User, name: str, subject: str, context: dict[str, Any]) -> bool:
    """Render ``emails/<name>.txt`` and ``.html``, and hand both to the mail server."""
    context |= {
        "subject": subject,
        "language": user.language,
        "direction": direction(user.language),
        "align": "right" if direction(user.language) == "rtl" else "left",
    }
    letter = EmailMultiAlternatives(
        subject,
        render_to_string(f"emails/{name}.txt", context),
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    letter.attach_alternative(render_to_string(f"emails/{name}.html", context), "text/html")
    try:
        letter.send()
    except OSError:  # what smtplib raises is one of these
        logger.exception("mail %s to user %s could not be sent", name, user.pk)
        return False
    return True

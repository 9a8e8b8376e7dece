"""The two letters of a review: the link, and the code of a decision. Sent after the commit.

No letter's subject says anything of the item, for subjects stand on locked screens. The letter
with the link may be forwarded, so it quotes no word of the text; the link can be taken back.
"""

import logging
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from nhri.desk.reviewing import ReviewCode, ReviewLink
from nhri.translation import moments
from nhri.translation.languages import direction
from nhri.workflow import streams
from nhri.workflow.states import Verb

_log = logging.getLogger(__name__)


def send_link(link: ReviewLink, address: str, *, message: str = "") -> bool:
    """The invitation, in its reader's language; False when it could not be sent."""
    sender = link.created_by
    with override(link.language):
        names = {"name": link.name, "sender": sender}
        context = {
            "opening": _("%(name)s,") % names,
            "lines": [_("%(sender)s asks you to read a text before it is published.") % names],
            "message": message,
            "address": address,
            "button": _("Open the text"),
            "notes": [
                _may(link),
                _("The link is meant for you alone: do not pass it on. It works until %(moment)s.")
                % {"moment": moments.in_words(link.expires_at)},
            ],
        }
        return _send(
            link, _("A text for your review"), "emails/review_link", context, reply=sender.email
        )


def send_code(waiting: ReviewCode, digits: str, item: Any) -> bool:
    """The code, in its reader's language; False when it could not be sent."""
    link = waiting.link
    with override(link.language):
        context = {
            "digits": digits,
            "lines": [_CODE_FOR[waiting.verb, waiting.language]],
            "heading": streams.head_values(item, waiting.language)[f"title_{waiting.language}"],
            "heading_language": waiting.language,
            "heading_direction": direction(waiting.language),
            "notes": [
                _("It is valid for ten minutes and for this one act."),
                _(
                    "If you did not ask for it, do not pass it on: without the code nothing "
                    "happens. Please tell the newsroom."
                ),
            ],
        }
        return _send(link, _("Your code for the newsroom"), "emails/review_code", context)


_CODE_FOR = {
    (Verb.APPROVE, "ar"): gettext_lazy("This is your code to approve the Arabic text:"),
    (Verb.APPROVE, "en"): gettext_lazy("This is your code to approve the English text:"),
    (Verb.RETURN, "ar"): gettext_lazy(
        "This is your code to return the Arabic text to its authors:"
    ),
    (Verb.RETURN, "en"): gettext_lazy(
        "This is your code to return the English text to its authors:"
    ),
}


def _may(link: ReviewLink) -> str:
    if link.reviewer_id is None:
        return _("You may comment on it; no account is needed.")
    return _(
        "You may comment on it, approve it or return it; no account is needed. Before a decision "
        "counts, a code is sent to this address."
    )


def _send(
    link: ReviewLink, subject: str, template: str, context: dict[str, Any], reply: str = ""
) -> bool:
    context |= {"language": link.language, "direction": direction(link.language)}
    letter = EmailMultiAlternatives(
        subject,
        render_to_string(f"{template}.txt", context),
        to=[link.email],
        reply_to=[reply] if reply else None,
    )
    letter.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    try:
        letter.send()
    except (SMTPException, OSError):
        # Whoever asked is told on the page; the log names no address and no token.
        _log.exception("A letter of review link %s could not be sent", link.pk)
        return False
    return True

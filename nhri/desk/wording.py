"""What a notice says, in the language that is active: a subject and a sentence for each kind.

No sentence quotes a text. What a subject calls the item is decided in `nhri.desk.mail`.
"""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nhri.desk.recipients import Kind
from nhri.translation.languages import ARABIC, ENGLISH


@dataclass(frozen=True)
class Wording:
    """`subject` names the item, `sentence` the text (and the moment, of a lost schedule)."""

    subject: Any
    sentence: Any
    #: What the words beside it are; empty where there are none.
    words: Any = ""


#: The text that a sentence is about, as it begins a sentence; "" is what both languages share.
TEXTS: Final = {
    ARABIC: pgettext_lazy("the text", "The Arabic text"),
    ENGLISH: pgettext_lazy("the text", "The English text"),
    "": pgettext_lazy("the text", "The item"),
}

WORDINGS: Final = {
    Kind.LOST_SCHEDULE: Wording(
        _("Urgent: will not appear as scheduled – %(item)s"),
        _(
            "%(text)s was changed after it had been scheduled. It is a draft again and will not "
            "appear on %(moment)s unless it is approved and scheduled again before then."
        ),
    ),
    Kind.CONFIRM: Wording(
        _("To confirm: urgent publication – %(item)s"),
        _(
            "%(text)s was published urgently on one person's word. A second person has to read "
            "and confirm it now."
        ),
        _("Reason"),
    ),
    Kind.OUT_URGENTLY: Wording(
        _("Published urgently – %(item)s"),
        _(
            "%(text)s was published urgently on one person's word. Somebody who did not write it "
            "has to confirm it."
        ),
        _("Reason"),
    ),
    Kind.REOPENED: Wording(
        _("Approval lost – %(item)s"),
        _("%(text)s was changed after its approval. It is a draft again and needs a new review."),
    ),
    Kind.RETURNED: Wording(
        _("Returned – %(item)s"), _("%(text)s was returned with a comment."), _("Comment")
    ),
    Kind.REVIEW: Wording(_("To review – %(item)s"), _("%(text)s was submitted for review.")),
    Kind.TO_PUBLISH: Wording(
        _("To publish – %(item)s"), _("%(text)s was approved and can be published.")
    ),
    Kind.GUEST_RETURNED: Wording(
        _("Returned through a review link – %(item)s"),
        _("%(text)s was returned with a comment through your review link."),
        _("Comment"),
    ),
    Kind.GUEST_APPROVED: Wording(
        _("Approved through a review link – %(item)s"),
        _("%(text)s was approved through a review link."),
    ),
    Kind.HANDOVER: Wording(
        _("Handed over to you – %(item)s"), _("This item was handed over to you."), _("Comment")
    ),
    Kind.COMMENT: Wording(
        _("New comment – %(item)s"), _("%(text)s has a new comment."), _("Comment")
    ),
    Kind.TRANSLATE: Wording(
        _("To translate – %(item)s"),
        _("%(text)s is missing, and the other language is published or scheduled."),
    ),
    Kind.OUT_OF_DATE: Wording(
        _("Out of date – %(item)s"),
        _("%(text)s is out of date: the other language was changed and published."),
    ),
}

#: Kinds whose subject is the mail's, whatever else it tells.
GRAVE: Final = (Kind.LOST_SCHEDULE, Kind.CONFIRM, Kind.OUT_URGENTLY)

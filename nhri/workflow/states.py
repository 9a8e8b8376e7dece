"""The states of one language of one item, the verbs between them, and nothing else.

Two columns hold a language's progress: `state` is where the text stands that readers could see;
`change` is where a pending change to an already public (or withdrawn) text stands, empty when
there is none. `stage` folds them into the one word that the verbs look at.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(StrEnum):
    """Where a language of an item stands. Scheduled is published with its moment still ahead."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


#: A stage beyond the states: published, but its moment is still ahead.
SCHEDULED: Final = "scheduled"

#: What `change` may hold beside the empty string.
CHANGE_STATES: Final = (State.DRAFT, State.IN_REVIEW, State.APPROVED)


class Verb(StrEnum):
    """What a person does to one language of an item; also the word in the audit trail."""

    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    PUBLISH = "publish"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"
    WITHDRAW = "withdraw"
    CORRECT = "correct"
    URGENT = "urgent"


class Deed(StrEnum):
    """What the audit trail records beside the verbs."""

    CREATE = "create"
    CHANGE = "change"
    REOPEN = "reopen"
    EMBARGO = "embargo"
    IMPORT = "import"
    CONFIRM = "confirm"
    PIN = "pin"
    LINK = "link"
    UNLINK = "unlink"
    HANDOVER = "handover"


#: The reader's words for every stage, verb and deed.
STAGE_LABELS: Final[dict[str, Any]] = {
    State.DRAFT: pgettext_lazy("state", "draft"),
    State.IN_REVIEW: pgettext_lazy("state", "in review"),
    State.APPROVED: pgettext_lazy("state", "approved"),
    SCHEDULED: pgettext_lazy("state", "scheduled"),
    State.PUBLISHED: pgettext_lazy("state", "published"),
    State.WITHDRAWN: pgettext_lazy("state", "withdrawn"),
}
DEED_LABELS: Final[dict[str, Any]] = {
    Verb.SUBMIT: _("submit"),
    Verb.RETURN: _("return with a comment"),
    Verb.APPROVE: _("approve"),
    Verb.PUBLISH: _("publish"),
    Verb.SCHEDULE: _("schedule"),
    Verb.UNSCHEDULE: _("cancel the schedule"),
    Verb.WITHDRAW: _("withdraw"),
    Verb.CORRECT: _("publish as a correction"),
    Verb.URGENT: _("publish urgently"),
    Deed.CREATE: _("created"),
    Deed.CHANGE: _("changed"),
    Deed.REOPEN: _("went back to draft because it was changed"),
    Deed.EMBARGO: _("embargo set or lifted"),
    Deed.IMPORT: _("imported"),
    Deed.CONFIRM: _("urgent publication confirmed"),
    Deed.PIN: _("urgent notice set or ended"),
    Deed.LINK: _("review link sent"),
    Deed.UNLINK: _("review link revoked"),
    Deed.HANDOVER: _("handed over"),
}
STATE_CHOICES: Final = [(state.value, STAGE_LABELS[state]) for state in State]
CHANGE_CHOICES: Final = [(state.value, STAGE_LABELS[state]) for state in CHANGE_STATES]
DEED_CHOICES: Final = [(deed.value, DEED_LABELS[deed]) for deed in (*Verb, *Deed)]


@dataclass(frozen=True)
class Transition:
    """From which stages, to which, and the permission's verb (``approve`` → ``approve_newsitem``).

    `of_public`: the verb looks at the public text, whatever change to it is pending.
    """

    sources: frozenset[str]
    target: str
    permission: str
    of_public: bool = False


def _from(*stages: str) -> frozenset[str]:
    return frozenset(stages)


TRANSITIONS: dict[Verb, Transition] = {
    Verb.SUBMIT: Transition(_from(State.DRAFT, State.WITHDRAWN), State.IN_REVIEW, "submit"),
    Verb.APPROVE: Transition(_from(State.IN_REVIEW), State.APPROVED, "approve"),
    Verb.PUBLISH: Transition(_from(State.APPROVED), State.PUBLISHED, "publish"),
    Verb.SCHEDULE: Transition(_from(State.APPROVED), State.PUBLISHED, "publish"),
    Verb.CORRECT: Transition(_from(State.APPROVED), State.PUBLISHED, "publish"),
    Verb.URGENT: Transition(_from(State.DRAFT, State.IN_REVIEW), State.PUBLISHED, "publish"),
    Verb.RETURN: Transition(_from(State.IN_REVIEW, State.APPROVED), State.DRAFT, "approve"),
    Verb.UNSCHEDULE: Transition(_from(SCHEDULED), State.DRAFT, "publish", of_public=True),
    Verb.WITHDRAW: Transition(_from(State.PUBLISHED), State.WITHDRAWN, "publish", of_public=True),
}


def standing(state: str, publish_at: datetime | None, now: datetime) -> str:
    """The state, with `scheduled` for a publication whose moment is still ahead."""
    if state == State.PUBLISHED and publish_at is not None and publish_at > now:
        return SCHEDULED
    return state


def stage(state: str, change: str, publish_at: datetime | None, now: datetime) -> str:
    """Where the newest text stands: the pending change's state, else that of the whole."""
    return change or standing(state, publish_at, now)


def allowed_verbs(stage_name: str, standing_name: str) -> tuple[Verb, ...]:
    """The verbs possible at this stage and standing, in the order in which people meet them."""
    return tuple(
        verb
        for verb, step in TRANSITIONS.items()
        if (standing_name if step.of_public else stage_name) in step.sources
    )


def after_change(state: str, change: str, *, scheduled: bool) -> tuple[str, str]:
    """(state, change) once the text was changed again: an approval never covers a later change.

    In review stays in review: the approval names the revision that its giver has seen.
    """
    if scheduled:
        return State.DRAFT, ""
    if state in (State.PUBLISHED, State.WITHDRAWN):
        return state, change if change == State.IN_REVIEW else State.DRAFT
    return (state if state == State.IN_REVIEW else State.DRAFT), ""

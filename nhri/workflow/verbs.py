"""Each verb as staff meet it: its button, the sentence that says what will happen, its form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhri.translation.languages import other
from nhri.workflow import actions, forms
from nhri.workflow.models import Publishable
from nhri.workflow.permissions import may, refusal
from nhri.workflow.states import TRANSITIONS, State, Verb, allowed_verbs


@dataclass(frozen=True)
class Presentation:
    """How one verb looks and what it runs."""

    button: Any
    effect: Any
    done: Any
    form: type[forms.VerbForm]
    run: Callable[..., Any]
    is_grave: bool = False


PRESENTATIONS: dict[Verb, Presentation] = {
    Verb.SUBMIT: Presentation(
        _("Save and submit for review"),
        _("A reviewer reads it next. Readers see nothing yet."),
        _("Submitted for review."),
        forms.UnboundVerbForm,
        actions.submit,
    ),
    Verb.RETURN: Presentation(
        _("Return with a comment…"),
        _("The text goes back to its authors with your comment."),
        _("Returned to its authors."),
        forms.ReturnForm,
        actions.return_,
    ),
    Verb.APPROVE: Presentation(
        _("Approve this text…"),
        _("Exactly this text may then be published. Any later change takes the approval away."),
        _("Approved. It can now be published."),
        forms.PlainVerbForm,
        actions.approve,
    ),
    Verb.PUBLISH: Presentation(
        _("Publish now…"),
        _("Everyone can read it at once."),
        _("Published. It is on the site now."),
        forms.PlainVerbForm,
        actions.publish,
    ),
    Verb.SCHEDULE: Presentation(
        _("Schedule…"),
        _("It appears by itself at the time you choose."),
        _("Scheduled."),
        forms.ScheduleForm,
        actions.schedule,
    ),
    Verb.CORRECT: Presentation(
        _("Publish as a correction…"),
        _("The public text is replaced, and a dated note tells readers what was corrected."),
        _("The correction is public."),
        forms.CorrectForm,
        actions.correct,
    ),
    Verb.URGENT: Presentation(
        _("Publish urgently…"),
        _("Everyone can read it at once, on your word alone; a second person confirms it later."),
        _("Published. The desk shows it until a second person confirms."),
        forms.UrgentForm,
        actions.publish_urgently,
        is_grave=True,
    ),
    Verb.UNSCHEDULE: Presentation(
        _("Cancel the schedule…"),
        _("It will not appear; the text becomes a draft again."),
        _("The schedule is cancelled."),
        forms.UnboundVerbForm,
        actions.unschedule,
        is_grave=True,
    ),
    Verb.WITHDRAW: Presentation(
        _("Withdraw…"),
        _("The text disappears from the site at once; its address says that it was withdrawn."),
        _("Withdrawn. Readers now find your note."),
        forms.WithdrawForm,
        actions.withdraw,
        is_grave=True,
    ),
}


@dataclass(frozen=True)
class Outcome:
    """What will happen here and now, and the line that says it did."""

    effect: Any
    done: Any


def outcome(item: Publishable, verb: Verb, language: str) -> Outcome:
    """The sentences of `verb` for this item: an embargo or a second public text change them."""
    look = PRESENTATIONS[verb]
    if item.is_embargoed() and TRANSITIONS[verb].target == State.PUBLISHED:
        return Outcome(
            _("Everyone can read it once the embargo has ended, not before."),
            _("Done. Readers see it when the embargo ends."),
        )
    if verb == Verb.WITHDRAW and item.is_embargoed() and not getattr(item, f"was_read_{language}"):
        return Outcome(
            _("No reader has seen it: it becomes a draft again and leaves no trace."),
            _("It is a draft again."),
        )
    if verb == Verb.WITHDRAW and item.standing(other(language)) == State.PUBLISHED:
        return Outcome(
            _("This text disappears at once; its address leads to the other language."),
            _("Withdrawn in this language. Its address leads to the other one."),
        )
    return Outcome(look.effect, look.done)


@dataclass(frozen=True)
class Button:
    """One verb on the form: offered, or refused with the reason."""

    verb: Verb
    label: Any
    effect: Any
    reason: str
    is_grave: bool


def buttons(item: Publishable, language: str, user: Any) -> list[Button]:
    """The verbs that `user` may meet on `language` of a saved item, with why not where not.

    What is only missing does not disable a button that saves first: it may have been typed by now.
    """
    now = timezone.now()
    found = []
    if item.stage(language, now) == State.PUBLISHED and may(user, item, "submit"):
        look = PRESENTATIONS[Verb.SUBMIT]
        effect = _("Readers keep the published text until the change is published too.")
        found.append(Button(Verb.SUBMIT, look.button, effect, "", is_grave=False))
    for verb in allowed_verbs(item.stage(language, now), item.standing(language, now)):
        if not may(user, item, TRANSITIONS[verb].permission) or not fits(item, verb, language, now):
            continue
        look = PRESENTATIONS[verb]
        refused = refusal(item, verb, language, by=user)
        reason = "" if refused is None or refused.missing else str(refused)
        effect = outcome(item, verb, language).effect
        found.append(Button(verb, look.button, effect, reason, look.is_grave))
    return found


def fits(item: Publishable, verb: Verb, language: str, now: Any) -> bool:
    """False for verbs that make no sense here at all: a correction of what nobody has read."""
    live = item.standing(language, now) == State.PUBLISHED
    if verb == Verb.CORRECT:
        return live and hasattr(item, "corrections")
    if verb == Verb.URGENT:
        return hasattr(item, "urgent_until")
    if verb == Verb.SCHEDULE:
        return getattr(item, f"public_{language}_id") is None
    return True


def waiting_for(item: Publishable, language: str, user: Any) -> Any:
    """Who acts next when it is not this person; an empty string otherwise."""
    at = item.stage(language)
    if at == State.IN_REVIEW and not may(user, item, "approve"):
        return _("A reviewer reads it next.")
    if at == State.APPROVED and not may(user, item, "publish"):
        return _("A publisher publishes it next.")
    return ""

"""Who may do what, and the sentence that says why not. Buttons and verbs ask the same functions."""

from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhri.translation.completeness import missing
from nhri.workflow.models import Publishable, Revision
from nhri.workflow.states import STAGE_LABELS, TRANSITIONS, State, Verb
from nhri.workflow.streams import SHARED, head, head_values, is_pending, required

_LANGUAGE_NAMES = {"ar": _("Arabic"), "en": _("English")}
_NEED_A_WHOLE_TEXT = (
    Verb.SUBMIT, Verb.APPROVE, Verb.PUBLISH, Verb.SCHEDULE, Verb.CORRECT, Verb.URGENT,
)  # fmt: skip


@dataclass
class Refused(Exception):
    """A verb that cannot be done now: a reason for people, and the fields that are missing."""

    reason: Any
    missing: tuple[str, ...] = field(default=())

    def __str__(self) -> str:
        return str(self.reason)


def named(language: str, refused: Refused) -> str:
    """The refusal with the language that it is about, for acts on both."""
    values = {"language": _LANGUAGE_NAMES[language], "reason": refused}
    return str(_("%(language)s: %(reason)s") % values)


def may(user: Any, item: type[Publishable] | Publishable, verb: str) -> bool:
    """True when `user` has the permission `verb` (``"approve"``) on the item's model."""
    meta = item._meta
    return bool(user.is_active and user.has_perm(f"{meta.app_label}.{verb}_{meta.model_name}"))


def contributors(item: Publishable, language: str) -> set[int]:
    """Primary keys of everyone who changed what the next publication of `language` would show.

    That is the language's own text and what both languages share (date, people, images): a wrong
    date or photograph hurts as much as a wrong sentence.
    """
    changed = Q()
    for stream in (language, SHARED):
        public: Revision | None = getattr(item, f"public_{stream}")
        since = public.number if public is not None else 0
        changed |= Q(stream=stream, number__gt=since)
    return set(item.revisions.filter(changed).order_by().values_list("created_by", flat=True))


def unanswered(item: Publishable, language: str) -> set[int]:
    """Whoever wrote what one publisher let through urgently and no second person has answered for.

    Otherwise a colleague's comma, or withdrawing it oneself, would be enough to approve one's own
    words.
    """
    public = getattr(item, f"public_{language}_id")
    if public is None:
        return set()
    alone = (
        apps.get_model("nhri", "UrgentPublication")
        .objects.filter(
            content_type=ContentType.objects.get_for_model(item),
            object_id=item.pk,
            language=language,
            confirmed_at__isnull=True,
        )
        .filter(Q(superseded_at__isnull=True) | Q(revision=public))
    )
    return {pk for writers in alone.values_list("writers", flat=True) for pk in writers}


def lacking(item: Publishable, language: str) -> tuple[str, ...]:
    """The columns that must be filled before `language` may be published, the shared ones last."""
    model = type(item)
    found: list[str] = []
    for stream in (language, SHARED):
        found += missing(head_values(item, stream), required(model, stream))
    return tuple(found)


def unconfirmed(item: Publishable, language: str) -> tuple[str, ...]:
    """Names proposed by an import that nobody has confirmed yet (``title_to_confirm_ar`` …)."""
    values = head_values(item, language)
    return tuple(
        name for name, value in values.items() if name.endswith(f"_to_confirm_{language}") and value
    )


def refusal(item: Publishable, verb: Verb, language: str, *, by: Any) -> Refused | None:
    """Why `by` cannot do `verb` to `language` of `item` now; None when they can.

    Reads the item's streams; the verbs ask again under the row's lock.
    """
    step = TRANSITIONS[verb]
    if not may(by, item, step.permission):
        return Refused(_("Your role does not allow this."))
    now = timezone.now()
    if head(item, language) is None:
        return Refused(_("Nothing is written in this language yet."))
    at = (item.standing if step.of_public else item.stage)(language, now)
    if at not in step.sources:
        return Refused(
            _("This is not possible while the text is: %(stage)s.") % {"stage": STAGE_LABELS[at]}
        )
    if verb in _NEED_A_WHOLE_TEXT:
        incomplete = _incomplete(item, language)
        if incomplete is not None:
            return incomplete
    if verb == Verb.APPROVE and by.pk in contributors(item, language):
        return Refused(
            _("You changed this text since it was last published; someone else must approve it.")
        )
    if verb == Verb.APPROVE and by.pk in unanswered(item, language):
        return Refused(
            _("You wrote what was published urgently; someone else must approve a change to it.")
        )
    return _untimely(item, verb, language, now)


def _incomplete(item: Publishable, language: str) -> Refused | None:
    absent = lacking(item, language)
    if absent:
        return Refused(_("Missing: %(fields)s.") % {"fields": _labels(item, absent)}, absent)
    proposed = unconfirmed(item, language)
    if proposed:
        return Refused(
            _("Confirm first: %(fields)s.") % {"fields": _labels(item, proposed)}, proposed
        )
    return None


def _labels(item: Publishable, names: tuple[str, ...]) -> str:
    return _("; ").join(str(item._meta.get_field(name).verbose_name) for name in names)


def _address_is_taken(item: Publishable) -> bool:
    model = type(item)
    for name, value in head_values(item, SHARED).items():
        if getattr(model._meta.get_field(name), "unique", False):
            others = model._default_manager.filter(**{name: value}).exclude(pk=item.pk)
            if others.exists():
                return True
    return False


def _untimely(item: Publishable, verb: Verb, language: str, now: Any) -> Refused | None:
    if verb == Verb.CORRECT and (
        item.standing(language, now) != State.PUBLISHED or not hasattr(item, "corrections")
    ):
        return Refused(_("Only news that is public can be corrected with a note."))
    if verb == Verb.URGENT and not hasattr(item, "urgent_until"):
        return Refused(_("Only news can be published urgently."))
    if TRANSITIONS[verb].target == State.PUBLISHED and _address_is_taken(item):
        return Refused(_("Another page has this address; choose another one."))
    if verb == Verb.SCHEDULE:
        if getattr(item, f"public_{language}") is not None:
            return Refused(
                _("Only a first publication can be scheduled; publish this change at once.")
            )
        if is_pending(item, SHARED):
            return Refused(
                _(
                    "A change to what both languages share waits for publication; publish it "
                    "with the other language first."
                )
            )
    return None

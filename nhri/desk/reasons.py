"""Why an item stands on the desk: which language, what happened, who did it, how long ago."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from nhri.translation import moments
from nhri.translation.languages import LANGUAGES, other
from nhri.workflow.models import Publishable
from nhri.workflow.states import SCHEDULED, Deed, State, Verb

_WORDS = 24


@dataclass
class Told:
    """What was read of the shown items: the newest deed of each kind, the open remarks."""

    deeds: dict[tuple[int, int, str, str], Any] = field(default_factory=dict)
    remarks: dict[tuple[int, int], list[Any]] = field(default_factory=lambda: defaultdict(list))

    def deed(self, item: Publishable, language: str, verb: str) -> Any:
        """The newest `verb` done to that language."""
        kind = ContentType.objects.get_for_model(item)
        return self.deeds.get((kind.pk, item.pk, language, verb))

    def open_remarks(self, item: Publishable) -> list[Any]:
        """The newest first."""
        kind = ContentType.objects.get_for_model(item)
        return self.remarks.get((kind.pk, item.pk), [])


@dataclass(frozen=True)
class Reason:
    """One line of a card. `exact`: the minute and the time zone matter."""

    label: Any
    language: str = ""
    who: str = ""
    at: datetime | None = None
    exact: bool = False
    quote: str = ""

    @property
    def when(self) -> str:
        """The day, or the minute with its zone."""
        if self.at is None:
            return ""
        if self.exact:
            return moments.in_words(self.at)
        return date_format(timezone.localtime(self.at), "DATE_FORMAT")

    @property
    def distance(self) -> str:
        """How many days ago, or ahead, by the institution's calendar."""
        if self.at is None:
            return ""
        days = (timezone.localdate() - timezone.localdate(self.at)).days
        if days == 0:
            return gettext("today")
        if days > 0:
            return ngettext("%(days)d day ago", "%(days)d days ago", days) % {"days": days}
        return ngettext("in %(days)d day", "in %(days)d days", -days) % {"days": -days}


def reasons(name: str, item: Publishable, told: Told, now: datetime) -> list[Reason]:
    """Why the list `name` shows `item`."""
    if name == "embargo":
        return [Reason(_("Embargo ends"), at=item.embargo_until, exact=True)]
    if name == "comments":
        return _remarks(told.open_remarks(item))
    if name in ("left", "drafts"):
        return [Reason(_("Last changed"), at=item.changed_at)]
    of_language: Callable[..., list[Reason]] = _OF_LANGUAGE[name]
    return [one for code in LANGUAGES for one in of_language(item, code, told, now)]


def _remarks(remarks: list[Any]) -> list[Reason]:
    if not remarks:
        return []
    newest, count = remarks[0], len(remarks)
    label = ngettext("%(count)d open comment", "%(count)d open comments", count)
    quote = Truncator(newest.body).words(_WORDS)
    who = str(newest.actor)
    return [Reason(label % {"count": count}, newest.language, who, newest.at, quote=quote)]


def _is_at(item: Publishable, language: str, stage: str) -> bool:
    return stage in (getattr(item, f"state_{language}"), getattr(item, f"change_{language}"))


def _done(label: Any, language: str, deed: Any, quote: str = "") -> Reason:
    if deed is None:
        return Reason(label, language)
    return Reason(label, language, str(deed.actor), deed.at, quote=Truncator(quote).words(_WORDS))


def _to_review(item: Any, language: str, told: Told, now: datetime) -> list[Reason]:
    if not _is_at(item, language, State.IN_REVIEW) or getattr(item, f"own_{language}"):
        return []
    return [_done(_("Sent for review"), language, told.deed(item, language, Verb.SUBMIT))]


def _approved(item: Any, language: str, told: Told, now: datetime) -> list[Reason]:
    if not _is_at(item, language, State.APPROVED):
        return []
    return [_done(_("Approved"), language, told.deed(item, language, Verb.APPROVE))]


def _returned(item: Any, language: str, told: Told, now: datetime) -> list[Reason]:
    if not getattr(item, f"returned_at_{language}"):
        return []
    deed = told.deed(item, language, Verb.RETURN)
    return [_done(_("Returned"), language, deed, deed.comment if deed else "")]


def _lost(item: Any, language: str, told: Told, now: datetime) -> list[Reason]:
    planned = getattr(item, f"lost_schedule_{language}")
    if not planned:
        return []
    label = _("Was to appear") if planned > now else _("Should have appeared")
    taken = _("A change took its approval away")
    deed = told.deed(item, language, Deed.REOPEN)
    return [Reason(label, language, at=planned, exact=True), _done(taken, language, deed)]


def _scheduled(item: Any, language: str, told: Told, now: datetime) -> list[Reason]:
    if item.standing(language, now) != SCHEDULED:
        return []
    return [Reason(_("Appears"), language, at=getattr(item, f"publish_at_{language}"), exact=True)]


def _stale(item: Any, language: str, told: Told, now: datetime) -> list[Reason]:
    count = getattr(item, f"stale_{language}")
    if not count:
        return []
    label = ngettext("%(count)d field out of date", "%(count)d fields out of date", count)
    return [Reason(label % {"count": count}, language, at=getattr(item, f"stale_since_{language}"))]


def _missing(item: Any, language: str, told: Told, now: datetime) -> list[Reason]:
    if getattr(item, f"head_{language}_id") is not None:
        return []
    since = getattr(item, f"publish_at_{other(language)}")
    if since is None or since > now:
        return [Reason(_("Not written yet"), language)]
    return [Reason(_("Missing while the other language is public"), language, at=since)]


_OF_LANGUAGE: dict[str, Callable[..., list[Reason]]] = {
    "lost": _lost,
    "returned": _returned,
    "review": _to_review,
    "approved": _approved,
    "scheduled": _scheduled,
    "stale": _stale,
    "missing": _missing,
}

"""What may wait for somebody, as lists: who can act on each, what it finds, what comes first.

The desk and the change list's filter read the same lists, so a count and the list behind it agree.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from nhri.desk.comments import FieldComment
from nhri.translation.languages import LANGUAGES, other
from nhri.workflow.models import Revision
from nhri.workflow.permissions import may
from nhri.workflow.querysets import (
    at_stage_q,
    drafted_q,
    in_work_q,
    returned_q,
    stale_q,
    unscheduled_q,
    unwritten_q,
)
from nhri.workflow.states import State
from nhri.workflow.streams import SHARED

#: From then on a draft that nobody changed is one that was left.
LEFT_AFTER: Final = timedelta(days=14)

Narrowing = Callable[[Any, Any, datetime], Any]


@dataclass(frozen=True)
class DeskList:
    """One list: `verb` is what one must be allowed to do for it to be of any use.

    `narrow` takes the items, the colleague and the moment; `key` is the column or expression by
    which the list is ordered, the latest first unless `soonest`.
    """

    name: str
    title: Any
    verb: str
    narrow: Narrowing
    key: str = "changed_at"
    soonest: bool = False

    def found(self, items: Any, user: Any, now: datetime) -> Any:
        """Those of `items` that wait, in order."""
        key = F(self.key)
        return self.narrow(items, user, now).order_by(key.asc() if self.soonest else key.desc())


def wrote(user: Any, model: Any, language: str, *, since_public: bool = False) -> Exists:
    """Whether `user` changed `language` of the row; with `since_public` four eyes' way.

    Four eyes look at what the next publication would show, and at what both languages share.
    """
    rows = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(model),
        object_id=OuterRef("pk"),
        created_by=user,
    )
    if not since_public:
        return Exists(rows.filter(stream=language))
    changed = Q()
    for stream in (language, SHARED):
        public = Coalesce(OuterRef(f"public_{stream}__number"), 0)
        changed |= Q(stream=stream, number__gt=public)
    return Exists(rows.filter(changed))


def open_remarks() -> Any:
    """Remarks that nobody has resolved; answers belong to their remark."""
    return FieldComment.objects.filter(parent__isnull=True, resolved_at__isnull=True)


def _either(condition: Callable[[str], Q]) -> Q:
    return condition(LANGUAGES[0]) | condition(LANGUAGES[1])


def _stage(stage: str, language: str) -> Q:
    return Q(**{f"state_{language}": stage}) | Q(**{f"change_{language}": stage})


def _returned(items: Any, user: Any, now: datetime) -> Any:
    def mine(language: str) -> Q:
        given_back = Q(**{f"returned_at_{language}__isnull": False}) & drafted_q(language)
        return given_back & (Q(in_charge=user) | Q(wrote(user, items.model, language)))

    return items.filter(returned_q()).filter(_either(mine))


def _unscheduled(items: Any, user: Any, now: datetime) -> Any:
    return items.filter(unscheduled_q())


def _to_review(items: Any, user: Any, now: datetime) -> Any:
    def of_others(language: str) -> Q:
        own = wrote(user, items.model, language, since_public=True)
        return _stage(State.IN_REVIEW, language) & ~Q(own)

    return items.filter(at_stage_q(State.IN_REVIEW)).filter(_either(of_others))


def _approved(items: Any, user: Any, now: datetime) -> Any:
    return items.filter(at_stage_q(State.APPROVED))


def _scheduled(items: Any, user: Any, now: datetime) -> Any:
    return items.scheduled(now)


def _embargoed(items: Any, user: Any, now: datetime) -> Any:
    return items.embargoed(now)


def _commented(items: Any, user: Any, now: datetime) -> Any:
    kind = ContentType.objects.get_for_model(items.model)
    remarks = open_remarks().filter(content_type=kind).order_by()
    newest = remarks.filter(object_id=OuterRef("pk")).order_by("-at").values("at")[:1]
    mine = items.filter(in_charge=user, pk__in=remarks.values("object_id"))
    return mine.annotate(commented_at=Subquery(newest))


def _stale(items: Any, user: Any, now: datetime) -> Any:
    return items.filter(stale_q())


def _unwritten(items: Any, user: Any, now: datetime) -> Any:
    """Nothing is missing yet while the other language is a draft."""

    def is_awaited(language: str) -> Q:
        onward = [State.IN_REVIEW, State.APPROVED, State.PUBLISHED]
        ahead = Q(**{f"state_{other(language)}__in": onward})
        return Q(**{f"head_{language}__isnull": True}) & ahead

    return items.filter(unwritten_q()).filter(_either(is_awaited))


def _plain_drafts(items: Any) -> Any:
    """Drafts that no other list of the desk shows already."""

    def plain(language: str) -> Q:
        elsewhere = {f"returned_at_{language}": None, f"lost_schedule_{language}": None}
        return drafted_q(language) & Q(**elsewhere)

    return items.filter(in_work_q()).filter(_either(plain))


def _left(items: Any, user: Any, now: datetime) -> Any:
    return _plain_drafts(items).filter(in_charge=user, changed_at__lt=now - LEFT_AFTER)


def _in_progress(items: Any, user: Any, now: datetime) -> Any:
    mine = Q(in_charge=user)
    for language in LANGUAGES:
        mine |= Q(wrote(user, items.model, language))
    return _plain_drafts(items).filter(changed_at__gte=now - LEFT_AFTER).filter(mine)


#: In the order in which they press.
LISTS: Final = (
    DeskList("lost", _("Will not appear as planned"), "submit", _unscheduled),
    DeskList("returned", _("Returned to you"), "submit", _returned),
    DeskList("review", _("Waiting for your review"), "approve", _to_review),
    DeskList("approved", _("Approved, waiting to be published"), "publish", _approved),
    DeskList("scheduled", _("Scheduled"), "publish", _scheduled, "appears_at", soonest=True),
    DeskList(
        "embargo", _("Embargoes ending"), "publish", _embargoed, "embargo_until", soonest=True
    ),
    DeskList("comments", _("Open comments on your items"), "change", _commented, "commented_at"),
    DeskList("stale", _("Translation out of date"), "submit", _stale),
    DeskList("missing", _("Translation missing"), "submit", _unwritten),
    DeskList("left", _("Your drafts, untouched for 14 days"), "submit", _left, soonest=True),
    DeskList("drafts", _("Your drafts in progress"), "submit", _in_progress),
)


def lists_for(user: Any, model: Any) -> list[DeskList]:
    """The lists of `model` that `user` can do something about."""
    return [one for one in LISTS if may(user, model, one.verb)]

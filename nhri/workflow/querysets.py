"""The one adjective that decides what a reader may see, and nothing that changes a row."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import BooleanField, Case, ExpressionWrapper, F, Q, When
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from nhri.translation.languages import LANGUAGES
from nhri.workflow.states import State


def published_q(language: str, at: datetime | None = None) -> Q:
    """Visible in `language` at `at` (now): published, its moment come, no embargo ahead.

    Time is compared when reading, so nothing has to run for an item to appear on time.
    """
    at = at or timezone.now()
    return Q(**{f"state_{language}": State.PUBLISHED, f"publish_at_{language}__lte": at}) & (
        Q(embargo_until__isnull=True) | Q(embargo_until__lte=at)
    )


def scheduled_q(language: str, at: datetime | None = None) -> Q:
    """Published in `language`, its moment still ahead at `at` (now)."""
    at = at or timezone.now()
    return Q(**{f"state_{language}": State.PUBLISHED, f"publish_at_{language}__gt": at})


def _in_either(*conditions: str, value: Any) -> Q:
    found = Q()
    for language in LANGUAGES:
        for name in conditions:
            found |= Q(**{name.format(language): value})
    return found


def at_stage_q(stage: str) -> Q:
    """The text, or a pending change of it, stands at `stage` in one language or the other.

    Partial indexes stand on this condition and on those below: a query that spells it otherwise
    walks the whole table.
    """
    return _in_either("state_{}", "change_{}", value=str(stage))


def drafted_q(language: str) -> Q:
    """Somebody is writing: a language in which nothing was ever written is no draft."""
    written = Q(**{f"state_{language}": str(State.DRAFT), f"head_{language}__isnull": False})
    return written | Q(**{f"change_{language}": str(State.DRAFT)})


def in_work_q() -> Q:
    """A draft, or a change that is a draft, in one language or the other."""
    return drafted_q(LANGUAGES[0]) | drafted_q(LANGUAGES[1])


def stale_q() -> Q:
    """One language left the other behind."""
    return _in_either("stale_{}__gt", value=0)


def unwritten_q() -> Q:
    """One language was never written."""
    return _in_either("head_{}__isnull", value=True)


def returned_q() -> Q:
    """Given back to its authors."""
    return _in_either("returned_at_{}__isnull", value=False)


def unscheduled_q() -> Q:
    """It was to appear; a change took its approval away."""
    return _in_either("lost_schedule_{}__isnull", value=False)


def earliest(first: Any, second: Any) -> Least:
    """The earlier of two moments, either of which may be missing; the same on both databases."""
    return Least(Coalesce(first, second), Coalesce(second, first))


class PublishableQuerySet(models.QuerySet[Any]):
    """Adjectives for published things; no surface writes a predicate of its own."""

    def scheduled(self, at: datetime | None = None) -> Self:
        """What will appear by itself, with the first moment of it as `appears_at`."""
        at = at or timezone.now()
        first, second = (
            Case(When(scheduled_q(language, at), then=F(f"publish_at_{language}")))
            for language in LANGUAGES
        )
        ahead = scheduled_q(LANGUAGES[0], at) | scheduled_q(LANGUAGES[1], at)
        return self.filter(ahead).annotate(appears_at=earliest(first, second))

    def embargoed(self, at: datetime | None = None) -> Self:
        """What an embargo still hides."""
        return self.filter(embargo_until__gt=at or timezone.now())

    def dated_between(self, start: datetime, end: datetime) -> Self:
        """What was or will be published, or whose embargo ends, from `start` until before `end`."""
        happens = Q(embargo_until__gte=start, embargo_until__lt=end)
        for language in LANGUAGES:
            at = f"publish_at_{language}"
            happens |= Q(**{f"{at}__gte": start, f"{at}__lt": end})
        return self.filter(happens)

    def for_rows(self) -> Self:
        """Only what a row or a card for staff shows: titles, states and dates."""
        names = [
            f"{name}_{language}"
            for language in LANGUAGES
            for name in (
                "title", "state", "change", "publish_at", "head", "stale", "stale_since",
                "returned_at", "lost_schedule",
            )
        ]  # fmt: skip
        return self.only("pk", "embargo_until", "changed_at", "in_charge", *names)

    def published(self, language: str, at: datetime | None = None) -> Self:
        """Only what a reader of `language` may see at `at` (now)."""
        return self.filter(published_q(language, at))

    def published_anywhere(self, at: datetime | None = None) -> Self:
        """What is visible in at least one language."""
        at = at or timezone.now()
        condition = Q()
        for language in LANGUAGES:
            condition |= published_q(language, at)
        return self.filter(condition)

    def unfinished(self, at: datetime | None = None) -> Self:
        """Where a language that somebody began still waits for an act, or is out of date."""
        at = at or timezone.now()
        waits = Q()
        for language in LANGUAGES:
            is_settled = published_q(language, at) | Q(**{f"state_{language}": State.WITHDRAWN})
            waits |= Q(**{f"head_{language}__isnull": False}) & (
                ~is_settled | ~Q(**{f"change_{language}": ""}) | Q(**{f"stale_{language}__gt": 0})
            )
        return self.filter(waits)

    def with_visibility(self, at: datetime | None = None) -> Self:
        """Each row with the booleans `visible_ar` and `visible_en`."""
        at = at or timezone.now()
        return self.annotate(
            **{
                f"visible_{language}": ExpressionWrapper(
                    published_q(language, at), output_field=BooleanField()
                )
                for language in LANGUAGES
            }
        )

    def with_streams(self) -> Self:
        """Each row with the revisions that its form and its verbs read."""
        return self.select_related(
            *[
                f"{kind}_{stream}"
                for kind in ("head", "public")
                for stream in ("ar", "en", "shared")
            ]
        )

"""The one adjective that decides what a reader may see, and nothing that changes a row."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, Q
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


class PublishableQuerySet(models.QuerySet[Any]):
    """Adjectives for published things; no surface writes a predicate of its own."""

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

"""Adjectives of news items, beside those that every published thing has."""

from datetime import datetime
from typing import Self

from django.utils import timezone

from nhri.workflow.querysets import PublishableQuerySet


class NewsItemQuerySet(PublishableQuerySet):
    """News items, newest first by the institution's own date."""

    def of_kind(self, kind: str) -> Self:
        """Only one kind (`NewsItem.Kind`)."""
        return self.filter(kind=kind)

    def about(self, topic: object) -> Self:
        """Only what carries `topic`."""
        return self.filter(topics=topic)

    def of_year(self, year: int) -> Self:
        """Only what was released in `year`."""
        return self.filter(released_on__year=year)

    def urgent(self, at: datetime | None = None) -> Self:
        """Only what carries the urgent notice at `at` (now); whether it is visible is not asked."""
        return self.filter(urgent_until__gt=at or timezone.now())

    def for_cards(self) -> Self:
        """Without the long texts that a list does not show."""
        return self.defer(
            "body", "body_ar", "body_en", "notes_to_editors", "notes_to_editors_ar",
            "notes_to_editors_en",
        )  # fmt: skip

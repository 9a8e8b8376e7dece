"""Adjectives of events, people and networks, beside those that every published thing has."""

from datetime import date
from functools import reduce
from operator import and_
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from events.names import query_words
from nhri.workflow.querysets import PublishableQuerySet


def found_q(typed: str, prefix: str = "") -> Q:
    """Every word of `typed`, in any spelling, occurs among the names; no word finds nothing."""
    words = query_words(typed)
    if not words:
        return Q(pk__in=())
    return reduce(and_, (Q(**{f"{prefix}found_by__contains": word}) for word in words))


class NamedQuerySet(models.QuerySet[Any]):
    """Records of people and organisations."""

    def current(self) -> Self:
        """Without those that were merged into another."""
        return self.filter(merged_into=None)

    def called(self, typed: str) -> Self:
        """Found by name in any spelling."""
        return self.filter(found_q(typed))

    def in_order(self, language: str) -> Self:
        """By name as `language` sorts it, the same on both databases."""
        return self.order_by(f"sort_{language}", "pk")


class OrganisationQuerySet(NamedQuerySet):
    """Organisations."""

    def public(self) -> Self:
        """Those that have a public page."""
        return self.current().filter(is_public=True)


class ParticipantQuerySet(NamedQuerySet):
    """Persons."""

    def with_page(self) -> Self:
        """Those who have a page of their own: public and consented."""
        return self.current().filter(is_public=True, has_consented=True)

    def may_be_named(self) -> Self:
        """Those whom an event may name: in public office, or consented."""
        return self.filter(Q(in_public_office=True) | Q(has_consented=True))


class NetworkQuerySet(models.QuerySet[Any]):
    """Networks."""

    def public(self) -> Self:
        """Those that have a public page: the page of their organisation's network."""
        return self.filter(organisation__is_public=True, organisation__merged_into=None)


class MembershipQuerySet(models.QuerySet[Any]):
    """Memberships."""

    def current(self, on: date | None = None) -> Self:
        """Neither ended nor still to begin on that day (today)."""
        on = on or timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gte=on)).filter(
            Q(since=None) | Q(since__lte=on)
        )

    def shown(self) -> Self:
        """Of organisations that are still records of their own."""
        return self.filter(organisation__merged_into=None)


class AccreditationQuerySet(models.QuerySet[Any]):
    """Accreditations."""

    def current(self) -> Self:
        """The one of each institution that holds now."""
        return self.filter(until=None)

    def public(self) -> Self:
        """With a source and not hidden: readers see no status without where it is from."""
        return self.filter(is_public=True).exclude(source="")


class EventQuerySet(PublishableQuerySet):
    """Events by their own dates at the venue."""

    def upcoming(self, on: date | None = None) -> Self:
        """Not over yet on that day, the soonest first."""
        return self.filter(ends_on__gte=on or timezone.localdate()).order_by("starts_on", "pk")

    def past(self, on: date | None = None) -> Self:
        """Over, the newest first."""
        return self.filter(ends_on__lt=on or timezone.localdate()).order_by("-starts_on", "-pk")

    def of_year(self, year: int) -> Self:
        """With at least one day in `year`."""
        return self.filter(starts_on__year__lte=year, ends_on__year__gte=year)

    def between(self, first: date, last: date) -> Self:
        """With at least one day from `first` to `last`."""
        return self.filter(starts_on__lte=last, ends_on__gte=first)

    def for_cards(self) -> Self:
        """Without the long texts that a list does not show."""
        return self.defer("body", "body_ar", "body_en")

"""What the admin's start page lists of the newsroom for the person who opens it."""

from typing import Any

from django import template
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from news.models import NewsItem
from nhri.translation.languages import LANGUAGES
from nhri.workflow.permissions import may
from nhri.workflow.states import State

register = template.Library()

_SHOWN = 6


@register.simple_tag
def desk_lists(user: Any) -> list[dict[str, Any]]:
    """What waits for `user`: to review, to publish, their own drafts. One query a list."""
    items = NewsItem.objects.for_cards().order_by("-changed_at")
    lists = []
    if may(user, NewsItem, "approve"):
        lists.append((_("Waiting for review"), items.filter(_at(State.IN_REVIEW))))
    if may(user, NewsItem, "publish"):
        lists.append((_("Approved, not yet published"), items.filter(_at(State.APPROVED))))
    if may(user, NewsItem, "submit"):
        lists.append((_("Translation out of date"), items.filter(_stale())))
        own = items.filter(_at(State.DRAFT), revisions__created_by=user).distinct()
        lists.append((_("Drafts that you worked on"), own))
    return [{"title": title, "items": list(found[:_SHOWN])} for title, found in lists]


def _stale() -> Q:
    return Q(stale_ar__gt=0) | Q(stale_en__gt=0)


def _at(stage: str) -> Q:
    """In one language or the other; a language nobody wrote anything in is no draft."""
    found = Q()
    for language in LANGUAGES:
        found |= Q(**{f"state_{language}": stage, f"head_{language}__isnull": False})
        found |= Q(**{f"change_{language}": stage})
    return found

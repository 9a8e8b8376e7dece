"""What other pages show of the newsroom."""

from collections.abc import Sequence
from html import unescape
from typing import Any

from django import template
from django.db.models import Case, When
from django.db.models.functions import Now
from django.utils.html import strip_tags

from news.models import NewsItem, Topic
from nhri.translation.languages import current_language, localized, other

register = template.Library()


@register.simple_tag
def urgent_news(count: int = 3) -> list[NewsItem]:
    """What is urgent now and public in this language, the newest first: one query."""
    language = current_language()
    found = NewsItem.objects.published(language).urgent().for_cards()
    return list(found.order_by(f"-publish_at_{language}", "-pk")[:count])


@register.simple_tag
def latest_news(count: int = 6, beside: Sequence[NewsItem] = ()) -> list[NewsItem]:
    """The newest public items in this language, pinned ones first, topics included: two queries.

    What stands `beside` them on the page is not repeated.
    """
    pinned = Case(When(pinned_until__gt=Now(), then=0), default=1)
    return list(
        NewsItem.objects.published(current_language())
        .exclude(pk__in=[item.pk for item in beside])
        .for_cards()
        .prefetch_related("topics")
        .order_by(pinned, "-released_on", "-pk")[:count]
    )


@register.simple_tag
def only_in_the_other_language() -> int:
    """How many public items this language does not have yet."""
    language = current_language()
    everything = NewsItem.objects.published(other(language)).with_visibility()
    return int(everything.filter(**{f"visible_{language}": False}).count())


@register.simple_tag
def topics() -> list[Topic]:
    """All topics."""
    return list(Topic.objects.all())


@register.filter
def kind_label(item: NewsItem) -> Any:
    """The kind in the reader's language."""
    return item.get_kind_display()


@register.filter
def repeats_summary(item: NewsItem) -> bool:
    """True when the text begins with its summary: then a page says it once."""
    language = current_language()
    body = unescape(strip_tags(localized(item, "body", language)[:5000]))
    summary = " ".join(localized(item, "summary", language).split())
    return bool(summary) and " ".join(body.split()).startswith(summary)

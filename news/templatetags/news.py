"""What other pages show of the newsroom."""

from typing import Any

from django import template
from django.utils import timezone

from news.models import NewsItem, Topic
from nhri.translation.languages import current_language, other

register = template.Library()


@register.simple_tag
def latest_news(count: int = 6) -> list[NewsItem]:
    """The newest public items in this language, pinned ones first, topics included: two queries."""
    now = timezone.now()
    items = list(
        NewsItem.objects.published(current_language(), now)
        .for_cards()
        .prefetch_related("topics")
        .order_by("-released_on", "-pk")[: count * 2]
    )
    items.sort(key=lambda item: not (item.pinned_until and item.pinned_until > now))
    return items[:count]


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

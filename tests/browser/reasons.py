"""What the database holds, and the words of a refusal: pages must say the same."""

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.workflow.permissions import refusal
from nhri.workflow.states import Verb


def stored(item: NewsItem) -> NewsItem:
    """The item as the database now holds it, with its streams."""
    return NewsItem.objects.with_streams().get(pk=item.pk)


def reason(item: NewsItem, verb: Verb, by: User) -> str:
    """The sentence with which the house refuses this now; the page must say the same."""
    refused = refusal(stored(item), verb, "ar", by=by)
    assert refused is not None
    return str(refused)

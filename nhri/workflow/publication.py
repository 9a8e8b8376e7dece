"""What going public, and taking that back, does to an item's columns. Called by the verbs alone."""

from datetime import datetime

from nhri.translation.languages import LANGUAGES, other
from nhri.workflow import streams
from nhri.workflow.models import Publishable
from nhri.workflow.states import State


def go_public(item: Publishable, language: str, at: datetime) -> None:
    """Copy the newest text of `language`, and what both share, into the columns readers see.

    The first moment of publication stays: a change to a public text does not make it younger.
    """
    for stream in (language, streams.SHARED):
        streams.show_head(item, stream)
        setattr(item, f"public_{stream}", streams.head(item, stream))
    first = getattr(item, f"publish_at_{language}")
    if first is None or first > at:
        setattr(item, f"publish_at_{language}", at)
    setattr(item, f"state_{language}", State.PUBLISHED)
    setattr(item, f"change_{language}", "")
    setattr(item, f"approved_{language}", None)
    setattr(item, f"withdrawal_note_{language}", "")
    setattr(item, f"lost_schedule_{language}", None)
    settle(item)


def forget(item: Publishable, language: str) -> None:
    """Undo a publication that no reader has seen: a draft again, also in the columns."""
    setattr(item, f"state_{language}", State.DRAFT)
    setattr(item, f"change_{language}", "")
    setattr(item, f"approved_{language}", None)
    setattr(item, f"publish_at_{language}", None)
    setattr(item, f"public_{language}", None)
    setattr(item, f"was_read_{language}", False)
    streams.show_head(item, language)
    if getattr(item, f"public_{other(language)}") is None:
        item.public_shared = None
        streams.show_head(item, streams.SHARED)


def settle(item: Publishable) -> None:
    """Clear the pending change of every language whose newest texts are what readers see."""
    if streams.is_pending(item, streams.SHARED):
        return
    for language in LANGUAGES:
        live = getattr(item, f"state_{language}") == State.PUBLISHED
        if live and not streams.is_pending(item, language):
            setattr(item, f"change_{language}", "")
            setattr(item, f"approved_{language}", None)

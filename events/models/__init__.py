"""An index: one file a noun."""

from events.models.event import Event, EventSeries
from events.models.network import (
    Accreditation,
    Country,
    Membership,
    Merge,
    Network,
    Organisation,
)
from events.models.participant import Participant, Participation
from events.models.session import Outcome, Session

__all__ = [
    "Accreditation",
    "Country",
    "Event",
    "EventSeries",
    "Membership",
    "Merge",
    "Network",
    "Organisation",
    "Outcome",
    "Participant",
    "Participation",
    "Session",
]

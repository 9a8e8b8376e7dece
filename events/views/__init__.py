"""The public pages of events, people and networks: an index."""

from events.views.calendar import month, this_month
from events.views.events import EventList, YearList, detail
from events.views.records import network, networks, organisation, participant
from events.views.sheets import sheet

__all__ = [
    "EventList",
    "YearList",
    "detail",
    "month",
    "network",
    "networks",
    "organisation",
    "participant",
    "sheet",
    "this_month",
]

"""The events' section in the admin: an index."""

from events.admin import records as _records
from events.admin.event import EventAdmin

__all__ = ["EventAdmin", "_records"]

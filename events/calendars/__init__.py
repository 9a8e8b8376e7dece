"""Events as iCalendar (RFC 5545): one event with its sessions, and calendars to subscribe to.

Lives here: entries, their zones, the two addresses. Never lives here: who may see an event.
"""

from events.calendars.views import feed, one

__all__ = ["feed", "one"]

"""What every section stands on: one Django app with one label, in rooms that have ranks.

Rooms live here that any national institution's site needs whatever it publishes: languages, safe
HTML, people, publishing, pages, exports. What never lives here: a news item, an event, or an
import of `news` or `events`; sections come in through doors (see `nhri.apps`).
"""

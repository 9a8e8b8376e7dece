"""App configuration of the events."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    """Events, participants and networks."""

    name = "events"
    verbose_name = _("Events and networks")

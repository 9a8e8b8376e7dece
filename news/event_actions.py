"""The door `event_actions`: an event's form offers a press release about it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.admin import acts

acts.register(
    _("Draft a press release…"),
    permission="news.add_newsitem",
    address=lambda event: reverse("admin:news_newsitem_from_event", args=[event.pk]),
)

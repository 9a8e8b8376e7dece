"""The admin site: the newsroom's name and order instead of Django's."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

#: What people open every day comes first; the rest follows by name.
_FIRST = ("news", "events", "nhri")


class NewsroomSite(AdminSite):
    """Branded, in the reader's language, sections in the order of the day's work."""

    site_header = _("Newsroom")
    site_title = _("Newsroom")
    index_title = _("Desk")
    enable_nav_sidebar = False

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Sections first."""
        found = super().get_app_list(request, app_label)
        order = {label: place for place, label in enumerate(_FIRST)}
        return sorted(found, key=lambda app: order.get(app["app_label"], len(order)))

"""The admin site: the newsroom's name and order instead of Django's."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import path
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

    def get_urls(self) -> list[Any]:
        """The text check beside Django's own."""
        from nhri.quality.views import check_view  # noqa: PLC0415 -- models are not loaded above

        check = path("quality/", self.admin_view(check_view), name="quality_check")
        return [check, *super().get_urls()]

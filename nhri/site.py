"""The admin site: the newsroom's name and order instead of Django's."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

#: What people open every day comes first; the rest follows by name.
_FIRST = ("news", "events", "nhri")


class TellingAutocomplete(AutocompleteJsonView):
    """With a second line, `hint`, where the model's admin has `hints`: namesakes are told apart."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """All hints of the page at once."""
        context = super().get_context_data(**kwargs)
        tell = getattr(self.model_admin, "hints", None)
        self.hints = tell(context["object_list"]) if tell else {}
        return context

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        """Django's, and the hint."""
        found = super().serialize_result(obj, to_field_name)
        return {**found, "hint": self.hints[obj.pk]} if self.hints.get(obj.pk) else found


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

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Records by name, each with what tells it from its namesakes."""
        return TellingAutocomplete.as_view(admin_site=self)(request)

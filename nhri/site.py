"""The admin site: the newsroom's name and order instead of Django's."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
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

    def index(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """What needs this colleague now."""
        from nhri.desk.start import desk_of  # noqa: PLC0415 -- models are not loaded above

        return super().index(request, {"desk": desk_of(request.user), **(extra_context or {})})

    def calendar(self, request: HttpRequest) -> HttpResponse:
        """The month, by the institution's habits."""
        from nhri.desk.calendar import Habits, calendar_page  # noqa: PLC0415 -- as above
        from nhri.pages.models import Institution  # noqa: PLC0415 -- as above

        own = Institution.objects.current()
        habits = Habits(own.week_start, own.months, own.digits, own.hijri_on, own.hijri_correction)
        return calendar_page(request, self, habits)

    def get_urls(self) -> list[Any]:
        """The text check, the calendar, one's settings, a colleague's leaving beside Django's."""
        from nhri.accounts.views import my_settings  # noqa: PLC0415 -- models are not loaded above
        from nhri.desk.leaving_views import handover_view, leaving_view  # noqa: PLC0415 -- the same
        from nhri.quality.views import check_view  # noqa: PLC0415 -- the same

        wrap = self.admin_view
        own = [
            path("quality/", wrap(check_view), name="quality_check"),
            path("calendar/", wrap(self.calendar), name="calendar"),
            path("settings/", wrap(my_settings), name="my_settings"),
            path("nhri/user/<int:pk>/leaving/", wrap(leaving_view), name="nhri_user_leaving"),
            path("nhri/user/<int:pk>/handover/", wrap(handover_view), name="nhri_user_handover"),
        ]
        return [*own, *super().get_urls()]

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """As Django's, with our form."""
        from django.contrib.auth.views import PasswordChangeView  # noqa: PLC0415 -- the same

        from nhri.accounts.passwords import ChangeOwnPasswordForm  # noqa: PLC0415 -- the same

        view = PasswordChangeView.as_view(
            form_class=ChangeOwnPasswordForm,
            success_url=reverse("admin:password_change_done"),
            extra_context={**self.each_context(request), **(extra_context or {})},
        )
        return view(request)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Records by name, each with what tells it from its namesakes."""
        return TellingAutocomplete.as_view(admin_site=self)(request)

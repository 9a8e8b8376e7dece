"""The time zone's input: suggestions from the institution's own region first."""

import zoneinfo
from typing import Any, Final

from django import forms
from django.conf import settings
from django.template.loader import render_to_string

_REGIONS: Final = (
    "Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific",
)  # fmt: skip


def zones() -> list[str]:
    """Names of cities, as calendars need them: those of the institution's region first."""
    own = settings.TIME_ZONE.partition("/")[0]
    named = (zone for zone in zoneinfo.available_timezones() if zone.startswith(_REGIONS))
    found = sorted(zone for zone in named if "/" in zone)
    return [settings.TIME_ZONE, *sorted(found, key=lambda zone: not zone.startswith(own)), "UTC"]


class ZoneInput(forms.TextInput):
    """Typed or chosen; without suggestions a plain input."""

    template_name = "admin/events/zone.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """With the list."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {"list": f"zones-{name}", "dir": "ltr", "autocomplete": "off"}
        return {**context, "list_id": f"zones-{name}", "zones": zones()}

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        """By the project's templates."""
        return render_to_string(self.template_name, self.get_context(name, value, attrs))

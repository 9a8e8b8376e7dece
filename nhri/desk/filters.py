"""The change list narrowed to one list of the desk."""

from typing import Any

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhri.desk.lists import lists_for


class OnTheDesk(admin.SimpleListFilter):
    """``?desk=review``: what the desk counts, all of it."""

    title = _("what waits")
    parameter_name = "desk"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        """The lists that this person's role can act on."""
        return [(one.name, one.title) for one in lists_for(request.user, model_admin.model)]

    def queryset(self, request: Any, queryset: Any) -> Any:
        """By the same condition as the desk."""
        chosen = [
            one for one in lists_for(request.user, queryset.model) if one.name == self.value()
        ]
        if not chosen:
            return queryset
        return chosen[0].narrow(queryset, request.user, timezone.now())

"""What the newsroom's list can be narrowed to."""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nhri.translation.languages import LANGUAGES
from nhri.workflow.states import SCHEDULED, STAGE_LABELS, State


class _StageFilter(admin.SimpleListFilter):
    """One language's stage, scheduled apart from published, pending changes included."""

    language = ""

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        """Every stage by its name, and those that wait with a change."""
        stages = [(str(name), label) for name, label in STAGE_LABELS.items()]
        return [*stages, ("pending", _("pending change")), ("stale", _("out of date"))]

    def queryset(self, request: Any, queryset: Any) -> Any:
        """By the columns, compared with the clock as readers' pages are."""
        state, at = f"state_{self.language}", f"publish_at_{self.language}"
        value = self.value()
        if value == "pending":
            return queryset.exclude(**{f"change_{self.language}": ""})
        if value == "stale":
            return queryset.filter(**{f"stale_{self.language}__gt": 0})
        if value == SCHEDULED:
            return queryset.filter(**{state: State.PUBLISHED, f"{at}__gt": timezone.now()})
        if value == State.PUBLISHED:
            return queryset.filter(**{state: State.PUBLISHED, f"{at}__lte": timezone.now()})
        if value == State.DRAFT:
            return queryset.filter(**{state: value, f"head_{self.language}__isnull": False})
        return queryset.filter(**{state: value}) if value in list(State) else queryset


class ArabicStage(_StageFilter):
    """The Arabic text's stage."""

    title = pgettext_lazy("filter", "Arabic")
    parameter_name = "ar"
    language = "ar"


class EnglishStage(_StageFilter):
    """The English text's stage."""

    title = pgettext_lazy("filter", "English")
    parameter_name = "en"
    language = "en"


class MissingTranslation(admin.SimpleListFilter):
    """Items that one language does not have at all."""

    title = _("missing translation")
    parameter_name = "missing"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        """Which language is missing."""
        return [
            ("ar", _("no Arabic text")),
            ("en", _("no English text")),
            ("any", _("either")),
        ]

    def queryset(self, request: Any, queryset: Any) -> Any:
        """By whether anything was ever written."""
        absent = {code: Q(**{f"head_{code}__isnull": True}) for code in LANGUAGES}
        if self.value() == "any":
            return queryset.filter(absent["ar"] | absent["en"])
        return queryset.filter(absent[self.value()]) if self.value() in absent else queryset

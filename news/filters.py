"""What the newsroom's list can be narrowed to."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, Subquery
from django.utils import timezone
from django.utils.dates import MONTHS
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


class ReleasedYear(admin.SimpleListFilter):
    """The years between the first and the last release.

    Django's own `date_hierarchy` asks every row for its date; this asks for the two at the ends.
    """

    title = _("year of release")
    parameter_name = "released_on__year"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        """The newest first."""
        dated = model_admin.model.objects.filter(released_on__isnull=False).values("released_on")
        ends = [Subquery(dated.order_by(by)[:1]) for by in ("released_on", "-released_on")]
        for first, last in model_admin.model.objects.order_by().values_list(*ends)[:1]:
            if first and last:
                return [(str(year), str(year)) for year in range(last.year, first.year - 1, -1)]
        return []

    def queryset(self, request: Any, queryset: Any) -> Any:
        """By the institution's own date."""
        return queryset.of_year(int(self.value())) if _is_year(self.value()) else queryset


class ReleasedMonth(admin.SimpleListFilter):
    """A month of the chosen year."""

    title = _("month of release")
    parameter_name = "released_on__month"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        """Only once a year is chosen."""
        if not _is_year(request.GET.get(ReleasedYear.parameter_name)):
            return []
        return [(str(number), name) for number, name in MONTHS.items()]

    def queryset(self, request: Any, queryset: Any) -> Any:
        """Of whatever year is chosen."""
        known = self.value() in {str(number) for number in MONTHS}
        return queryset.filter(released_on__month=int(self.value())) if known else queryset


def _is_year(asked: str | None) -> bool:
    return bool(asked and asked.isascii() and asked.isdecimal() and 0 < int(asked) < 10_000)


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

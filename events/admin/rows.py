"""The cards of an event's form: a session, a participation, an outcome."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Outcome, Participation, Session
from nhri.workflow.rows import RowForm


class SessionRow(RowForm):
    """When, what kind, what it is called; the rest is folded."""

    folded_title = gettext_lazy("Description, room, part of")

    part = Session
    follows: ClassVar[dict[str, tuple[str, str]]] = {
        "day": ("day", "starts_on"),
        "starts": ("ends", "starts_at"),
    }
    open_columns: ClassVar[tuple[str, ...]] = (
        "day", "starts", "ends", "kind", "title_ar", "title_en",
    )  # fmt: skip
    folded_columns: ClassVar[tuple[str, ...]] = (
        "description_ar", "description_en", "place_ar", "place_en", "parent",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """It ends after it starts, and is no part of itself."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("It ends before it starts."))
        if cleaned.get("parent") and cleaned["parent"] == cleaned.get("key"):
            self.add_error("parent", _("A session cannot be part of itself."))
        return cleaned


class ParticipationRow(RowForm):
    """Who, from where, as what; an organisation alone is enough."""

    part = Participation
    open_columns: ClassVar[tuple[str, ...]] = (
        "person", "organisation", "role", "session", "function_ar", "function_en",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A person, an organisation, or both."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        named = cleaned.get("person") or cleaned.get("organisation")
        if not named and not self.is_empty() and not cleaned.get("gone"):
            raise ValidationError(_("Choose a person or an organisation."))
        return cleaned


class OutcomeRow(RowForm):
    """What became of what."""

    part = Outcome
    open_columns: ClassVar[tuple[str, ...]] = (
        "kind", "session", "link", "title_ar", "title_en",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """It has a title in one language at least."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        named = cleaned.get("title_ar") or cleaned.get("title_en")
        if not named and not self.is_empty() and not cleaned.get("gone"):
            raise ValidationError(_("Write what it is called."))
        return cleaned

"""The event form: two columns of words, the facts, and three sections of cards."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from events.admin.rows import OutcomeRow, ParticipationRow, SessionRow
from nhri.workflow.forms import BilingualForm
from nhri.workflow.rows import PartsField


class EventForm(BilingualForm):
    """BilingualForm with an event's parts."""

    sessions = PartsField(SessionRow)
    participations = PartsField(ParticipationRow)
    outcomes = PartsField(OutcomeRow)

    def clean(self) -> dict[str, Any]:
        """Days in their order, and sessions on the event's days."""
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first."))
            return cleaned
        begins, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if begins and ends and first and (last or first) == first and ends < begins:
            self.add_error("ends_at", _("It ends before it starts."))
        for number, row in enumerate(cleaned.get("sessions") or (), 1):
            day = row.get("day")
            if first and day and not first <= _as_day(day) <= (last or first):
                said = _("Session %(number)s is on no day of the event.") % {"number": number}
                self.add_error("sessions", said)
                card = self.fields["sessions"].card_of(row["key"])
                if card is not None:
                    card.add_error("day", _("This is no day of the event."))
        return cleaned


def _as_day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)

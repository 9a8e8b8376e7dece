"""The rows under an organisation, memberships and statuses: of each, one holds at a time."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.accrediting import closing_day, is_older
from events.models import Accreditation


class FollowingRow(forms.ModelForm):
    """A row that may end. Which rows exclude each other is judged by the formset."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # In a table the column's head is no label; whoever hears the page needs one.
            field.widget.attrs["aria-label"] = capfirst(str(field.label or ""))

    def _get_validation_exclusions(self) -> set[str]:
        """The table's promise is judged with the other rows, which may end in the same saving."""
        return {*super()._get_validation_exclusions(), "organisation"}

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        begins = cleaned.get("since") or cleaned.get("decided_on")
        until = cleaned.get("until")
        if begins and until and until < begins:
            self.add_error("until", _("It ends before it begins."))
        return cleaned


class FollowingRows(forms.BaseInlineFormSet):
    """Rows that end are written before rows that begin, so that the table never holds two."""

    def save(self, commit: bool = True) -> Any:
        """As Django's, endings first."""
        for form in self.initial_forms:
            ended = form.instance.until
            if commit and form.instance.pk and ended and form not in self.deleted_forms:
                self.model._base_manager.filter(pk=form.instance.pk).update(until=ended)
        return super().save(commit)

    def holding(self) -> list[Any]:
        """The forms of rows that hold: filled, staying, without an end."""
        return [
            form
            for form in self.forms
            if form.is_valid()
            and form not in self.deleted_forms
            and (form.instance.pk or form.has_changed())
            and not form.cleaned_data.get("until")
        ]


class MembershipRows(FollowingRows):
    """One current membership in each network."""

    def clean(self) -> None:
        """The second of two is named."""
        super().clean()
        seen: set[Any] = set()
        for form in sorted(self.holding(), key=lambda form: form.has_changed()):
            network = form.cleaned_data.get("network")
            if network in seen:
                said = _("It is a current member of this network already. Write until when.")
                form.add_error("network" if "network" in form.fields else None, said)
            seen.add(network)


class AccreditationRows(FollowingRows):
    """One status holds. A new one closes the one before, by the rule of `accrediting`."""

    def clean(self) -> None:
        """Close the status that held; refuse where the rule does not tell which one that is."""
        super().clean()
        self.closed: list[Accreditation] = []
        holding = self.holding()
        held = [form for form in holding if form.instance.pk and "until" not in form.changed_data]
        new = [form for form in holding if form not in held]
        for form in new[1:]:
            form.add_error(
                "until", _("One status holds at a time. Write until when this one held.")
            )
        if len(new) != 1:
            return
        for form in held:
            if is_older(new[0].instance, form.instance):
                said = _("A newer status is recorded, %(status)s of %(year)d. Write until when.")
                told = {
                    "status": form.instance.get_status_display(),
                    "year": form.instance.as_of,
                }
                new[0].add_error("until", said % told)
            else:
                form.instance.until = closing_day(form.instance, new[0].instance)
                self.closed.append(form.instance)

    def told(self) -> list[str]:
        """What was closed, in a sentence each."""
        return [
            _("The status before, %(status)s of %(year)d, was closed on %(day)s.")
            % {
                "status": row.get_status_display(),
                "year": row.as_of,
                "day": date_format(row.until, "j F Y"),
            }
            for row in getattr(self, "closed", [])
        ]

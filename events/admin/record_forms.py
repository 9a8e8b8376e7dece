"""The forms of persons, organisations and networks: what each record must hold, said beside it."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _

from events.duplicates import likely
from events.models import Network, Organisation, Participant
from events.nesting import is_under
from nhri.translation.inputs import set_directions


class AskingForm(forms.ModelForm):
    """A form that asks before it makes a record that may be there already; nothing typed is lost.

    The answer names the records that were shown: when others come in meanwhile it asks again.
    """

    names: ClassVar[tuple[str, ...]] = ("name_ar", "name_en", "variants")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.doubles: list[Any] = []
        self.doubles_token = ""
        self.is_confirmed = False

    def others(self) -> Any:
        """The records that this one may double."""
        model = self._meta.model
        return model.objects.current().exclude(pk=self.instance.pk)

    def more_doubles(self, cleaned: dict[str, Any]) -> list[Any]:
        """Records that are perhaps the same for another reason than their name."""
        return []

    def clean(self) -> dict[str, Any]:
        """Ask about names that were typed now, once."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.instance.pk or set(self.changed_data) & {*self.names, "country", "kind"}:
            self._ask(cleaned)
        return cleaned

    def _ask(self, cleaned: dict[str, Any]) -> None:
        typed = [line for name in self.names for line in (cleaned.get(name) or "").splitlines()]
        found = {
            one.pk: one for one in (*likely(self.others(), typed), *self.more_doubles(cleaned))
        }
        if not found:
            return
        self.doubles = list(found.values())
        self.doubles_token = ",".join(map(str, sorted(found)))
        self.is_confirmed = self.data.get("another") == self.doubles_token
        if not self.is_confirmed:
            beside = next((name for name in self.names if cleaned.get(name)), self.names[0])
            self.add_error(beside, _("This may be here already: see the question at the top."))


class ParticipantForm(AskingForm):
    """A person: a name in one language at least; a page only with consent."""

    class Meta:
        model = Participant
        exclude: ClassVar[tuple[str, ...]] = ()

    def clean(self) -> dict[str, Any]:
        """What the table asks for, said beside the field."""
        cleaned = super().clean()
        if not cleaned.get("name_ar") and not cleaned.get("name_en"):
            self.add_error("name_ar", _("Write the name in one language at least."))
        if cleaned.get("is_public") and not cleaned.get("has_consented"):
            self.add_error("is_public", _("A page of their own needs the person's consent."))
        if cleaned.get("consented_on") and not cleaned.get("has_consented"):
            self.add_error("has_consented", _("A date of consent is written, but no consent."))
        return cleaned


class OrganisationForm(AskingForm):
    """An organisation: named, or a national institution that its country describes."""

    class Meta:
        model = Organisation
        exclude: ClassVar[tuple[str, ...]] = ()

    def others(self) -> Any:
        """Institutions of two countries may share a name."""
        country = self.cleaned_data.get("country")
        found = super().others()
        return found.filter(Q(country=country) | Q(country=None)) if country else found

    def more_doubles(self, cleaned: dict[str, Any]) -> list[Any]:
        """An institution of the country that has no name yet is perhaps the one being written."""
        if cleaned.get("kind") != Organisation.Kind.NATIONAL_INSTITUTION or self.instance.pk:
            return []
        unnamed = self.others().filter(kind=cleaned["kind"], country=cleaned.get("country"))
        unnamed = unnamed.exclude(country=None)
        return list(unnamed.filter(found_by=""))

    def clean(self) -> dict[str, Any]:
        """What the table asks for, said beside the field."""
        cleaned = super().clean()
        institution = cleaned.get("kind") == Organisation.Kind.NATIONAL_INSTITUTION
        if not cleaned.get("name_ar") and not cleaned.get("name_en"):
            if not institution:
                self.add_error("name_ar", _("Write the name in one language at least."))
            elif not cleaned.get("country"):
                said = _("Write a name, or choose the country: it describes the institution.")
                self.add_error("country", said)
        if self.instance.pk and "kind" in self.changed_data and hasattr(self.instance, "network"):
            self.add_error("kind", _("This organisation is a network with members; it stays one."))
        if not cleaned.get("name_en_language"):
            cleaned["name_en_language"] = "en"
        return cleaned


class NetworkForm(forms.ModelForm):
    """What makes an organisation a network."""

    class Meta:
        model = Network
        exclude: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_directions(self.fields)

    def clean(self) -> dict[str, Any]:
        """No network is part of itself, however long the way round."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        parent = cleaned.get("parent")
        if parent is not None and is_under(self.instance, parent):
            said = _("%(parent)s is part of this network already, so it cannot hold it.")
            self.add_error("parent", said % {"parent": parent})
        return cleaned

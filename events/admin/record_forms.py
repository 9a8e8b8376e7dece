"""The forms of persons, organisations and networks: what each record must hold, said beside it."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.duplicates import likely
from events.models import Network, Organisation, Participant
from events.nesting import is_under
from nhri.translation.inputs import set_directions

#: Languages that names in Latin letters are in; each is called as the interface calls it.
LATIN_LANGUAGES = (
    ("en", gettext_lazy("English")), ("fr", gettext_lazy("French")),
    ("es", gettext_lazy("Spanish")),
    ("pt", gettext_lazy("Portuguese")), ("de", gettext_lazy("German")),
    ("it", gettext_lazy("Italian")), ("sw", gettext_lazy("Swahili")),
    ("tr", gettext_lazy("Turkish")), ("id", gettext_lazy("Indonesian")),
)  # fmt: skip


class AskingForm(forms.ModelForm):
    """A form that asks before it makes a record that may be there already; nothing typed is lost.

    The answer names the records that were shown: when others come in meanwhile it asks again.
    """

    names: ClassVar[tuple[str, ...]] = ("name_ar", "name_en", "variants")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (
            "variants",
            "biography_ar",
            "biography_en",
            "description_ar",
            "description_en",
        ):
            if name in self.fields:
                self.fields[name].widget.attrs["rows"] = 3 if name == "variants" else 6
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

    def is_nameless(self, cleaned: dict[str, Any]) -> bool:
        """No name was typed, not even one that cannot be taken."""
        names = ("name_ar", "name_en")
        return not any(cleaned.get(name) or name in self.errors for name in names)

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
        if self.is_nameless(cleaned):
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "name_en_language" in self.fields:
            own = self.instance.name_en_language
            more = [(own, own)] if own and own not in dict(LATIN_LANGUAGES) else []
            label = self.fields["name_en_language"].label
            self.fields["name_en_language"] = forms.ChoiceField(
                choices=[*LATIN_LANGUAGES, *more], label=label, required=False
            )

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
        if self.is_nameless(cleaned):
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

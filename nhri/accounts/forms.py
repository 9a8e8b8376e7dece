"""Forms of the accounts: a colleague as the administrator sees them, and one's own settings."""

import re
from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from nhri.accounts.administrators import is_last_administrator
from nhri.accounts.models import User
from nhri.accounts.roles import ADMINISTRATOR, DESCRIPTIONS, LABELS, ROLES

_LONGEST_NAME = User._meta.get_field("username").max_length or 60


class RolesField(forms.ModelMultipleChoiceField):
    """The groups, named in the reader's language."""

    def __init__(self, **kwargs: Any) -> None:
        roles = Group.objects.filter(name__in=ROLES)
        super().__init__(roles, widget=forms.CheckboxSelectMultiple, label=_("roles"), **kwargs)

    def label_from_instance(self, obj: Group) -> str:
        """A role's name, and what it may do."""
        return f"{LABELS.get(obj.name, obj.name)} – {DESCRIPTIONS.get(obj.name, '')}"


class ColleagueForm(forms.ModelForm):
    """A colleague: name and address are one person's, in capitals or not; at least one role."""

    groups = RolesField()

    class Meta:
        model = User
        fields = ("username", "full_name", "email", "language", "groups")

    def clean_username(self) -> str:
        """Nobody else's, however it is written."""
        name: str = self.cleaned_data["username"]
        if name and self._others().filter(username__iexact=name).exists():
            raise forms.ValidationError(_("Another colleague has this user name."))
        return name

    def clean_email(self) -> str:
        """In small letters, and nobody else's."""
        address: str = self.cleaned_data["email"].lower()
        if self._others().filter(email__iexact=address).exists():
            raise forms.ValidationError(_("Another colleague has this e-mail address."))
        return address

    def clean_groups(self) -> Any:
        """The last administrator stays one."""
        roles = self.cleaned_data["groups"]
        loses = ADMINISTRATOR not in {role.name for role in roles}
        if self.instance.pk and loses and is_last_administrator(self.instance):
            raise forms.ValidationError(
                _("Nobody else could manage colleagues. Make somebody else administrator first.")
            )
        return roles

    def _others(self) -> Any:
        return User.objects.exclude(pk=self.instance.pk)


class NewColleagueForm(ColleagueForm):
    """Without a password: the colleague chooses it by the link that is mailed to them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].required = False
        self.fields["username"].help_text = _(
            "Used to sign in. Left empty it is made from the e-mail address."
        )

    def clean(self) -> dict[str, Any]:
        """The proposed name, once the address is known to be one."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("username") and cleaned.get("email"):
            cleaned["username"] = proposed_name(cleaned["email"])
        return cleaned


class ReturningForm(forms.Form):
    """Somebody who had left comes back: with which roles is decided anew."""

    groups = RolesField()


class SettingsForm(forms.ModelForm):
    """What each person chooses for themselves."""

    class Meta:
        model = User
        fields = ("language", "mail")
        help_texts = {
            "language": _("Of the admin when you sign in, and of mail to you."),
            "mail": _("When something waits for you."),
        }

    def save(self, commit: bool = True) -> User:
        """These two columns alone: the account may have been closed meanwhile."""
        user: User = self.instance
        user.save(update_fields=["language", "mail"])
        return user


class AddressForm(forms.Form):
    """Who forgot their password says where their mail arrives."""

    email = forms.EmailField(
        label=_("e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )


def proposed_name(address: str) -> str:
    """A free user name from the first part of `address`."""
    stem = re.sub(r"[^\w.+-]", "", address.partition("@")[0], flags=re.ASCII).lower()
    stem = stem[: _LONGEST_NAME - 4] or "colleague"
    name, number = stem, 1
    while User.objects.filter(username__iexact=name).exists():
        number += 1
        name = f"{stem}{number}"
    return name

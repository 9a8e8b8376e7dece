"""What a password must be (NIST SP 800-63B): long and not a common one; nothing is prescribed."""

from typing import Any, Final

from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhri.accounts.tasks import send_news

LONGEST: Final = 128


class MaximumLengthValidator:
    """Refuses what is longer than anybody types: hashing a megabyte costs the server, not them."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError."""
        if len(password) > LONGEST:
            raise ValidationError(
                _("This password is too long. It may have at most %(number)d characters.")
                % {"number": LONGEST},
                code="password_too_long",
            )

    def get_help_text(self) -> str:
        """One sentence; our pages explain it all in their own words."""
        return _("At most %(number)d characters.") % {"number": LONGEST}


class _OwnWords:
    """Labels of ours, and a save that writes the password alone.

    Django's writes the whole row: it would let a colleague in again who was shut out meanwhile.
    """

    fields: dict[str, Any]
    cleaned_data: dict[str, Any]
    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = gettext_lazy("New password")
        self.fields["new_password2"].label = gettext_lazy("New password once more")
        for field in self.fields.values():
            field.widget.attrs["dir"] = "auto"
            field.help_text = ""

    def save(self, commit: bool = True) -> Any:
        """Set the password of `user`; every session that was begun with another one ends.

        They are told by mail, except of their first one: whoever else did it does not stay unseen.
        """
        is_first = not self.user.has_usable_password()
        self.user.set_password(self.cleaned_data["new_password1"])
        self.user.save(update_fields=["password"])
        if not is_first:
            send_news.enqueue(self.user.pk, "password", self.user.email)
        return self.user


class SetOwnPasswordForm(_OwnWords, SetPasswordForm):
    """By a link: a new password, twice."""


class ChangeOwnPasswordForm(_OwnWords, PasswordChangeForm):
    """By somebody signed in: the old one, then the new one twice."""

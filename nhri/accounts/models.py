"""User: one account for each colleague. AUTH_USER_MODEL from the first migration."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import PermissionsMixin, UserManager
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from nhri.translation.languages import ARABIC, ENGLISH, OWN_NAMES


class ColleagueManager(UserManager["User"]):
    """Colleagues, and the one account that is nobody's."""

    def create_user(
        self, username: str, email: str | None = None, password: str | None = None, **fields: Any
    ) -> "User":
        """As Django's, but a colleague may open the admin: this table holds nobody else."""
        fields.setdefault("is_staff", True)
        return super().create_user(username, (email or "").lower(), password, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """By the name typed at sign-in, in capitals or not: telephones begin with a capital."""
        return self.get(username__iexact=username)

    def importer(self) -> "User":
        """The account that imports from the command line are made by; nobody can sign in to it."""
        user, _created = self.get_or_create(
            username="import",
            defaults={
                "full_name": "استيراد / Import",
                "email": "import@localhost.invalid",
                "is_active": False,
                "is_staff": False,
                "password": make_password(None),
            },
        )
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A colleague who signs in. One full name, as written: Arabic names do not split."""

    class Rhythm(models.TextChoices):
        """How often mail comes."""

        AT_ONCE = "at_once", _("at once")
        DAILY = "daily", _("once a day")
        NONE = "none", _("never")

    username = models.CharField(
        _("user name"),
        max_length=60,
        unique=True,
        validators=[ASCIIUsernameValidator()],
        help_text=_("Latin letters, digits and @ . + - _ only; used to sign in."),
    )
    full_name = models.CharField(_("full name"), max_length=150)
    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=[(ARABIC, OWN_NAMES[ARABIC]), (ENGLISH, OWN_NAMES[ENGLISH])],
        default=ARABIC,
        help_text=_("Of mail to this person, and of the admin when opened without a language."),
    )
    mail = models.CharField(
        _("mail from the newsroom"),
        max_length=7,
        choices=Rhythm.choices,
        default=Rhythm.AT_ONCE,
        help_text=_("When something waits for this person."),
    )
    is_staff = models.BooleanField(_("may open the admin"), default=True)
    is_active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("Clear this instead of deleting: what a person did stays on record."),
    )
    #: Part of every session's proof: raising it ends them all.
    session_generation = models.PositiveIntegerField(default=0, editable=False)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = ColleagueManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["email", "full_name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["full_name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(language__in=[ARABIC, ENGLISH]), name="user_language_known"
            ),
            models.CheckConstraint(
                condition=models.Q(mail__in=["at_once", "daily", "none"]), name="user_mail_known"
            ),
            models.UniqueConstraint(Lower("username"), name="user_name_once"),
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_session_auth_hash(self) -> str:
        """As Django's, and ended by raising `session_generation`."""
        return self._own_hash()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same with keys that were in use before."""
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._own_hash(secret=secret)

    def _own_hash(self, secret: str | None = None) -> str:
        proof = f"{self.password}{self.session_generation}"
        return salted_hmac(
            "nhri.accounts.User.session", proof, secret=secret, algorithm="sha256"
        ).hexdigest()

    @property
    def is_invited(self) -> bool:
        """Added, and has not chosen a password yet."""
        return self.is_active and not self.has_usable_password()

    def get_full_name(self) -> str:
        """The name as written; the admin's pages call it."""
        return self.full_name

    def get_short_name(self) -> str:
        """The same: an Arabic given name alone is not how colleagues are addressed."""
        return self.full_name

"""The first steps on a fresh production database: the institution, its pages, an administrator.

Asks what it was not told by options, says what is wrong with an answer and asks again. What is
already there is left alone, so an interrupted set-up is simply started again.
"""

import getpass
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import URLValidator, validate_email
from django.db import transaction

from nhri.accounts.models import User
from nhri.accounts.roles import ADMINISTRATOR
from nhri.pages.models import Institution, Page
from nhri.quality.glossary import load_glossary
from nhri.workflow import drafts

#: Pages that every institution's site has; made as drafts with a title and nothing invented.
_PAGES = {
    "about": ("عن المؤسسة", "About us"),
    "contact": ("اتصل بنا", "Contact us"),
    "accessibility": ("إمكانية الوصول", "Accessibility"),
    "privacy": ("الخصوصية", "Privacy"),
}
_url = URLValidator(schemes=["https"])


class Command(BaseCommand):
    """``manage.py setup_institution``, guided; every answer may be given as an option."""

    help = "Guided set-up: the institution's names and site, standing pages, first administrator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The answers; the password is only ever asked for, or read from standard input."""
        parser.add_argument("--name-ar", help="The institution's name in Arabic.")
        parser.add_argument("--name-en", help="The institution's name in English.")
        parser.add_argument("--site", help="The site's address, with https://.")
        parser.add_argument("--username", help="The administrator's user name (Latin letters).")
        parser.add_argument("--full-name", help="The administrator's full name.")
        parser.add_argument("--email", help="The administrator's e-mail address.")
        parser.add_argument(
            "--password-stdin", action="store_true", help="Read the password from standard input."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """The institution first, then whoever may sign in."""
        self._options = options
        with transaction.atomic():
            self._institution()
            administrator = self._administrator()
            self._pages(administrator)
            load_glossary()
        self.stdout.write(self.style.SUCCESS("Set up. Sign in at /ar/admin/ or /en/admin/."))

    def _institution(self) -> None:
        if Institution.objects.exists():
            self.stdout.write("The institution is set up already; it is left as it is.")
            return
        Institution.objects.create(
            pk=1,
            name_ar=self._ask("name_ar", "Name in Arabic", _required),
            name_en=self._ask("name_en", "Name in English", _required),
            site=self._ask("site", "Address of the site (https://…)", _url).rstrip("/"),
        )

    def _administrator(self) -> User:
        found = User.objects.filter(groups__name=ADMINISTRATOR, is_active=True).first()
        if found is not None:
            self.stdout.write(f"There is an administrator already: {found.username}.")
            return found
        user = User(
            username=self._ask("username", "User name of the administrator", _free_username),
            full_name=self._ask("full_name", "Full name", _required),
            email=self._ask("email", "E-mail address", validate_email).lower(),
            is_staff=True,
        )
        user.set_password(self._password(user))
        user.full_clean(exclude=["password"])
        user.save()
        user.groups.set([Group.objects.get(name=ADMINISTRATOR)])
        return user

    def _pages(self, by: User) -> None:
        for position, (slug, (arabic, english)) in enumerate(_PAGES.items()):
            if not Page.objects.filter(slug=slug).exists():
                texts = {"title_ar": arabic, "title_en": english}
                place = {"slug": slug, "position": position * 10, "in_menu": True}
                drafts.create(Page(), {**texts, **place}, by=by)

    def _ask(self, option: str, question: str, check: Callable[[str], Any]) -> str:
        """The option's value, else the answer; a wrong option ends, a wrong answer asks again."""
        given = self._options[option]
        while True:
            value = (given if given is not None else self._read(option, question)).strip()
            try:
                check(value)
            except ValidationError as error:
                problem = f"{question}: {' '.join(error.messages)}"
                if given is not None:
                    raise CommandError(problem) from None
                self.stderr.write(problem)
            else:
                return value

    def _read(self, option: str, question: str) -> str:
        if not sys.stdin.isatty():
            raise CommandError(f"Nobody to ask: give --{option.replace('_', '-')}.")
        return input(f"{question}: ")

    def _password(self, user: User) -> str:
        if self._options["password_stdin"]:
            password = sys.stdin.readline().rstrip("\n")
            try:
                validate_password(password, user)
            except ValidationError as error:
                raise CommandError(" ".join(error.messages)) from None
            return password
        if not sys.stdin.isatty():
            raise CommandError("Nobody to ask: give --password-stdin.")
        while True:
            password = getpass.getpass("Password: ")
            try:
                validate_password(password, user)
            except ValidationError as error:
                self.stderr.write(" ".join(error.messages))
                continue
            if getpass.getpass("Once more: ") == password:
                return password
            self.stderr.write("The two differ.")


def _required(value: str) -> None:
    if not value:
        raise ValidationError("This is needed.")


def _free_username(value: str) -> None:
    User._meta.get_field("username").run_validators(value)
    _required(value)
    if User.objects.filter(username__iexact=value).exists():
        raise ValidationError("This name is taken.")

"""Fill an empty site with demo content, so that a newcomer meets a newsroom and not blank pages.

May run again at any time and then changes nothing. Refused where the settings do not allow it:
it creates accounts whose password is printed.
"""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from nhri.accounts.demo import PASSWORD, colleagues
from nhri.desk.listeners import quiet
from nhri.workflow.demo import loaders


class Command(BaseCommand):
    """``manage.py load_demo [--sign-ins]``."""

    help = "Load demo content in Arabic and English, and one account for each role."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Printing alone is for a second start."""
        parser.add_argument(
            "--sign-ins", action="store_true", help="Only print the addresses and sign-ins."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, then say where to look and how to sign in."""
        if not settings.DEMO_ALLOWED:
            raise CommandError("Demo content and demo accounts are not allowed by these settings.")
        if not options["sign_ins"]:
            people = colleagues()
            with quiet():
                for loader in loaders():
                    self.stdout.write(f"{loader(people)}.")
        self._say()

    def _where_mails_are(self) -> str:
        folder = getattr(settings, "EMAIL_FILE_PATH", None)
        return (
            f"\n  Mails   {folder}/  (one file each; nothing leaves this machine)" if folder else ""
        )

    def _say(self) -> None:
        site = settings.DEMO_SITE
        self.stdout.write(
            f"\n  Site    {site}/ar/        {site}/en/"
            f"\n  Admin   {site}/ar/admin/  {site}/en/admin/"
            f"{self._where_mails_are()}"
            f"\n\n  Sign in as      author, translator, editor, publisher or administrator"
            f"\n  with password   {PASSWORD}\n"
        )

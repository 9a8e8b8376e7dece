"""Make drafts of text files and Word documents, one draft a file, in one language.

Archives are full of noise; each file is read on its own, so one bad file keeps none of the others
out, and the same text coming twice makes one draft. Nothing is published by an import.
"""

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from news.drafting import Taken, take_in
from news.importing.problems import ImportProblem
from news.importing.proposal import report_lines
from news.importing.reading import read_path
from news.models import NewsItem
from nhri.accounts.models import User
from nhri.translation.languages import ARABIC, ENGLISH, LANGUAGES
from nhri.workflow.permissions import may


class Command(BaseCommand):
    """``manage.py import_releases PATH… --language ar [--dry-run]``."""

    help = "Make drafts of text files and Word documents (.docx). Nothing is published."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files, their language, and who is named as their author."""
        parser.add_argument("paths", nargs="+", metavar="PATH")
        parser.add_argument("--language", choices=LANGUAGES, default=ARABIC)
        parser.add_argument("--dry-run", action="store_true", help="Report, and write nothing.")
        parser.add_argument("--by", metavar="USERNAME", help="The colleague who imports.")

    def handle(self, *args: Any, **options: Any) -> None:
        """One report a file; exit status 1 when any file could not come in."""
        with override(_terminal_language()):
            self._import(options)

    def _import(self, options: dict[str, Any]) -> None:
        by = self._author(options["by"])
        failed = 0
        for path in options["paths"]:
            try:
                taken = take_in(
                    read_path(path), options["language"], by=by, dry_run=options["dry_run"]
                )
            except ImportProblem as problem:
                failed += 1
                self.stderr.write(self.style.ERROR(str(problem)))
                continue
            self._report(path, taken, dry_run=options["dry_run"])
        if failed:
            raise CommandError(
                ngettext(
                    "%(count)d file could not be imported.",
                    "%(count)d files could not be imported.",
                    failed,
                )
                % {"count": failed}
            )

    def _author(self, username: str | None) -> User | None:
        if not username:
            return None
        found = User.objects.filter(username=username, is_active=True).first()
        if found is None:
            raise CommandError(_("No colleague is called %(name)s.") % {"name": username})
        if not may(found, NewsItem, "add"):
            raise CommandError(_("%(name)s may not add items.") % {"name": username})
        return found

    def _report(self, path: str, taken: Taken, *, dry_run: bool) -> None:
        if not taken.is_new and taken.item is not None:
            self.stdout.write(
                _("%(path)s: already imported as item %(pk)d; nothing changed.")
                % {"path": path, "pk": taken.item.pk}
            )
            return
        if dry_run or taken.item is None:
            self.stdout.write(_("%(path)s: would make a draft.") % {"path": path})
        else:
            self.stdout.write(_("%(path)s: draft %(pk)d.") % {"path": path, "pk": taken.item.pk})
        for line in report_lines(taken.proposal):
            self.stdout.write(f"  - {line}")


def _terminal_language() -> str:
    """Messages follow the terminal's locale: many cannot show Arabic in order."""
    named = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return ARABIC if named.startswith(ARABIC) else ENGLISH

"""Take in a list of institutions, CSV or XLSX, and say what becomes of each line.

Lists come from others and are rarely clean; one bad line keeps none of the others out, and the same
list twice changes nothing.
"""

import os
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from events.importing.organisations import COLUMNS, KINDS, NEEDED, Fate, take_in
from events.importing.tables import TableProblem, read_path
from nhri.translation.languages import ARABIC, ENGLISH


class Command(BaseCommand):
    """``manage.py import_organisations FILE.csv [--dry-run]``."""

    help = "Import institutions with countries, networks and accreditation from CSV or XLSX."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and whether to write."""
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="Report, and write nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        """A report; exit status 1 when any line could not come in."""
        with override(_terminal_language()):
            try:
                lines = read_path(options["file"], COLUMNS, NEEDED)
            except TableProblem as problem:
                raise CommandError(str(problem)) from problem
            fates = take_in(lines, dry_run=options["dry_run"])
            for fate in fates:
                self._say(fate, verbose=options["verbosity"] > 1)
            self._sum(fates, dry_run=options["dry_run"])

    def _say(self, fate: Fate, *, verbose: bool) -> None:
        for problem in fate.problems:
            place = {"line": fate.line, "column": problem.column, "reason": problem.reason}
            said = (
                _("Line %(line)d, %(column)s: %(reason)s")
                if problem.column
                else _("Line %(line)d: %(reason)s")
            )
            self.stderr.write(self.style.ERROR(said % place))
        if fate.kind == "changed" or (verbose and fate.kind != "bad"):
            columns = f" ({', '.join(fate.columns)})" if fate.columns else ""
            self.stdout.write(f"{fate.line}  {KINDS[fate.kind]}  {fate.what}{columns}")
        for note in fate.notes:
            self.stdout.write(f"{fate.line}  {note}")

    def _sum(self, fates: list[Fate], *, dry_run: bool) -> None:
        counts = Counter(fate.kind for fate in fates)
        said = " · ".join(f"{label} {counts[kind]}" for kind, label in KINDS.items())
        if dry_run:
            said = _("Nothing was written. It would be: %(counts)s") % {"counts": said}
        self.stdout.write(said)
        if counts["bad"]:
            raise CommandError(
                ngettext(
                    "%(count)d line could not be imported.",
                    "%(count)d lines could not be imported.",
                    counts["bad"],
                )
                % {"count": counts["bad"]}
            )


def _terminal_language() -> str:
    """Messages follow the terminal's locale: many cannot show Arabic in order."""
    named = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return ARABIC if named.startswith(ARABIC) else ENGLISH

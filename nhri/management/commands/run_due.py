"""What has to happen by itself, once a minute, from the scheduler of docker-compose.yml.

Nothing is published from here: visibility is decided when reading. May run twice at once, late or
not at all without harm; each job finds for itself what is due. One line for each thing done; the
exit status says whether every job went well.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nhri.desk import due


class Command(BaseCommand):
    """``manage.py run_due``."""

    help = "Do what is due: mail not sent yet, the day's digests, forgetting what has served."

    def handle(self, *args: Any, **options: Any) -> None:
        """Each job in turn; a failing one does not keep the others from theirs."""
        failed = due.run(self.stdout.write)
        if failed:
            raise CommandError(f"Failed, see the log: {', '.join(failed)}.")

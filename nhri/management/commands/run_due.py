"""What has to happen by itself, once a minute, from the scheduler of docker-compose.yml.

Nothing is published from here: visibility is decided when reading. May run twice, late or not at
all without harm; each job finds for itself what is due.
"""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from nhri.workflow import kept


class Command(BaseCommand):
    """``manage.py run_due``."""

    help = "Do what is due: forget ended sessions and kept texts past their time."

    def handle(self, *args: Any, **options: Any) -> None:
        """Each job in turn."""
        call_command("clearsessions")
        kept.prune()

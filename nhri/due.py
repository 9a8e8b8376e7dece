"""The door `due` of the house's own rooms, and the jobs that belong to no room."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from nhri.desk import due
from nhri.desk import jobs as _desk

__all__ = ["_desk", "forget_ended_sessions", "forget_finished_tasks"]


@due.job
def forget_ended_sessions() -> str:
    """Sign-ins that have run out."""
    call_command("clearsessions")
    return ""


@due.job
def forget_finished_tasks() -> str:
    """What the worker did a fortnight ago."""
    past = timezone.now() - timedelta(days=14)
    gone = DBTaskResult.objects.finished().filter(finished_at__lt=past).delete()[0]
    return f"Records of finished tasks deleted: {gone}." if gone else ""

"""What has to happen by itself: jobs that rooms and sections register, `manage.py run_due` runs.

The door `due`: a module of that name in an app registers its jobs. A job finds for itself what is
due, may run twice at once or not at all, and says in one line what it did, or nothing.

    @due.job
    def forget_old_things() -> str: ...
"""

import logging
from collections.abc import Callable

logger = logging.getLogger(__name__)

Job = Callable[[], str]
_jobs: dict[str, Job] = {}


def job(function: Job) -> Job:
    """Register a job under its own name; a module that is read twice registers it once."""
    _jobs[f"{function.__module__}.{function.__qualname__}"] = function
    return function


def run(say: Callable[[str], object]) -> list[str]:
    """Run every job and `say` its line; returns the names of those that failed (see the log)."""
    failed = []
    for name, function in _jobs.items():
        try:
            line = function()
        except Exception:  # the others go on
            logger.exception("Due job %s failed", name)
            failed.append(name.rpartition(".")[2])
            continue
        if line:
            say(line)
    return failed

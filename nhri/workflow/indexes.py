"""What the desk, the calendar and the lists ask for at twenty thousand items, as indexes.

What waits for somebody is little among much. So each list of the desk reads a partial index of its
own, which is as long as the list and not as the table.
"""

from django.db import models
from django.db.models import F, Q

from nhri.translation.languages import LANGUAGES
from nhri.workflow.querysets import (
    at_stage_q,
    earliest,
    in_work_q,
    returned_q,
    stale_q,
    unscheduled_q,
    unwritten_q,
)
from nhri.workflow.states import State

_WHOLE = ("publish_at_ar", "publish_at_en", "embargo_until", "changed_at")
_WAITING: dict[str, Q] = {
    "in_review": at_stage_q(State.IN_REVIEW),
    "approved": at_stage_q(State.APPROVED),
    "in_work": in_work_q(),
    "returned": returned_q(),
    "unscheduled": unscheduled_q(),
    "unwritten": unwritten_q(),
}


def of_publishable() -> list[models.Index]:
    """The indexes of every published model, named after it."""
    return [
        *[models.Index(fields=[name], name=f"%(class)s_{name}") for name in _WHOLE],
        *[
            models.Index(fields=["changed_at"], condition=condition, name=f"%(class)s_{name}")
            for name, condition in _WAITING.items()
        ],
        # With what they ask for beside the order, so that counting reads the index alone.
        *[
            models.Index(
                fields=["changed_at", f"head_{code}"],
                condition=Q(**{f"head_{code}__isnull": True}),
                name=f"%(class)s_no_{code}",
            )
            for code in LANGUAGES
        ],
        models.Index(
            fields=[
                "changed_at",
                "state_ar",
                "state_en",
                "publish_at_ar",
                "publish_at_en",
                "embargo_until",
            ],
            condition=Q(state_ar=State.PUBLISHED.value, state_en=State.PUBLISHED.value),
            name="%(class)s_live",
        ),  # fmt: skip
        models.Index(
            fields=["in_charge", "changed_at"], condition=in_work_q(), name="%(class)s_own_work"
        ),
        models.Index(
            earliest(F("stale_since_ar"), F("stale_since_en")),
            condition=stale_q(),
            name="%(class)s_stale",
        ),
    ]

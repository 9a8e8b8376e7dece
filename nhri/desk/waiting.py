"""Whether a notice still has a point: what it calls for may have been done before its mail went."""

from typing import Any

from nhri.desk.notices import Notice
from nhri.desk.recipients import Kind, is_translation_missing
from nhri.workflow.models import Publishable
from nhri.workflow.states import State
from nhri.workflow.urgent import open_ones

_STAGES: dict[str, State] = {
    Kind.LOST_SCHEDULE: State.DRAFT,
    Kind.REOPENED: State.DRAFT,
    Kind.RETURNED: State.DRAFT,
    Kind.GUEST_RETURNED: State.DRAFT,
    Kind.REVIEW: State.IN_REVIEW,
    Kind.TO_PUBLISH: State.APPROVED,
}


def still_waits(notice: Notice, item: Publishable | Any) -> bool:
    """False once the item has moved on. What was only said, such as a comment, always counts."""
    if notice.kind in _STAGES:
        return bool(item.stage(notice.language) == _STAGES[Kind(notice.kind)])
    if notice.kind in (Kind.CONFIRM, Kind.OUT_URGENTLY):
        return bool(open_ones(item, notice.language).exists())
    if notice.kind == Kind.TRANSLATE:
        return is_translation_missing(item, notice.language)
    if notice.kind == Kind.OUT_OF_DATE:
        return bool(getattr(item, f"stale_{notice.language}"))
    if notice.kind == Kind.HANDOVER:
        return bool(item.in_charge_id == notice.user_id)
    return True

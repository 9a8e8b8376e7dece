"""The audit trail of one item as staff read it."""

from typing import Any

from django.contrib.contenttypes.models import ContentType

from nhri.workflow.models import AuditEntry, Publishable


def history_of(item: Publishable) -> Any:
    """The audit entries of `item`, newest first, with their people and revisions: one query."""
    return (
        AuditEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(item), object_id=item.pk
        )
        .select_related("by", "revision", "shared_revision")
        .order_by("-at", "-pk")
    )

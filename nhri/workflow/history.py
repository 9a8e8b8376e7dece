"""The audit trail of one item as staff read it."""

from typing import Any

from django.contrib.contenttypes.models import ContentType

from nhri.workflow.models import AuditEntry, Publishable
from nhri.workflow.states import Verb


def returned(item: Publishable) -> dict[str, AuditEntry]:
    """Language → the return that its authors have not answered yet by submitting again."""
    entries = history_of(item).filter(verb__in=[Verb.RETURN, Verb.SUBMIT])
    entries = entries.select_related(None).select_related("by", "guest")  # not the texts
    newest: dict[str, AuditEntry] = {}
    for entry in entries[:20]:
        newest.setdefault(entry.language, entry)
    return {code: entry for code, entry in newest.items() if entry.verb == Verb.RETURN}


def history_of(item: Publishable) -> Any:
    """The audit entries of `item`, newest first, with their people and revisions: one query."""
    return (
        AuditEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(item), object_id=item.pk
        )
        .select_related("by", "guest", "revision", "shared_revision")
        .order_by("-at", "-pk")
    )

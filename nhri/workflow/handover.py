"""Handing work over: whose an item is now. It changes no text and no state."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nhri.workflow import actions
from nhri.workflow.models import AuditEntry, Publishable
from nhri.workflow.permissions import Refused, may
from nhri.workflow.states import Deed


def publishable_models() -> list[type[Publishable]]:
    """Every kind of item of this site."""
    return [model for model in apps.get_models() if issubclass(model, Publishable)]


def may_hand_over(user: Any, item: type[Publishable] | Publishable) -> bool:
    """Whoever may change it, and whoever manages colleagues."""
    return may(user, item, "change") or bool(user.is_active and user.has_perm("nhri.change_user"))


def successors(models: Iterable[type[Publishable]]) -> Any:
    """The colleagues who could take charge of items of all these kinds."""
    people = get_user_model()._default_manager.filter(is_active=True, is_staff=True)
    for model in models:
        meta = model._meta
        able = get_user_model().objects.with_perm(f"{meta.app_label}.change_{meta.model_name}")
        people = people.filter(pk__in=able.order_by().values("pk"))
    return people.order_by("full_name")


def hand_over(items: Any, to: Any, *, by: Any, note: str = "") -> int:
    """Put `to` in charge of every row of the queryset `items`, a line in each one's history.

    Returns how many; those that are theirs already are left alone. Refused as a whole. Only what is
    unfinished is told to the listeners: nobody must act on the archive that comes with it.
    """
    model: type[Publishable] = items.model
    if not may_hand_over(by, model):
        raise Refused(_("Your role does not allow this."))
    rows = model._default_manager
    with transaction.atomic():
        to = type(to)._default_manager.select_for_update(no_key=True).get(pk=to.pk)
        if not may(to, model, "change"):
            raise Refused(_("%(name)s could not change it: choose somebody else.") % {"name": to})
        wanted = items.order_by().values("pk")
        locked = rows.select_for_update().filter(pk__in=wanted).exclude(in_charge=to)
        pks = list(locked.order_by("pk").values_list("pk", flat=True))
        taken = rows.filter(pk__in=pks)
        taken.update(in_charge=to)
        comment = "\n".join(filter(None, (str(to), note.strip())))
        waiting = taken.unfinished()
        for item in waiting.select_related("head_shared"):
            actions.record(item, Deed.HANDOVER, by=by, comment=comment)
        finished = taken.exclude(pk__in=waiting.values("pk")).only("pk", "head_shared_id")
        AuditEntry.objects.bulk_create(
            [
                AuditEntry(
                    item=item,
                    verb=Deed.HANDOVER,
                    shared_revision_id=item.head_shared_id,
                    comment=comment,
                    **actions.signature(by),
                )
                for item in finished
            ],
            batch_size=500,
        )
    return len(pks)

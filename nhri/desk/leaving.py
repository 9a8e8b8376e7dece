"""What a colleague holds, and their leaving: all of it in one transaction, or nothing."""

from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhri.accounts import roles, sessions
from nhri.accounts.administrators import is_last_administrator
from nhri.accounts.models import User
from nhri.desk.reviewing import ReviewLink
from nhri.workflow import actions
from nhri.workflow.handover import hand_over, publishable_models
from nhri.workflow.kept import KeptText
from nhri.workflow.models import Publishable
from nhri.workflow.permissions import Refused
from nhri.workflow.states import Deed

#: No page lists more; the number of all is always said.
LISTED = 200


@dataclass(frozen=True)
class Held:
    """What is in a colleague's hands now."""

    items: int
    unfinished: int
    listed: list[Publishable]
    models: list[type[Publishable]]
    links: list[ReviewLink]
    kept: int


def held_by(user: User) -> Held:
    """The items in their charge, the unfinished ones by name; their links; their unsaved texts."""
    items = unfinished = 0
    listed: list[Publishable] = []
    models = []
    for model in publishable_models():
        theirs = _items(model, user)
        number = theirs.count()
        if not number:
            continue
        models.append(model)
        items += number
        open_ones = theirs.unfinished().order_by("-changed_at", "-pk")
        unfinished += open_ones.count()
        listed += open_ones[: LISTED - len(listed)]
    return Held(
        items,
        unfinished,
        listed,
        models,
        list(_open_links(user).order_by("expires_at")),
        KeptText.objects.filter(user=user).count(),
    )


def leaving_refusal(user: User, *, by: Any) -> Refused | None:
    """Why `user` cannot leave by the hand of `by`; None when they can."""
    if not by.has_perm("nhri.change_user"):
        return Refused(_("Your role does not allow this."))
    if user.pk == by.pk:
        return Refused(_("Nobody closes their own account: ask another administrator."))
    if not user.is_active:
        return Refused(_("This account is closed already."))
    if is_last_administrator(user):
        return Refused(
            _("Nobody else could manage colleagues. Make somebody else administrator first.")
        )
    return None


@transaction.atomic
def leave(user: User, *, successor: User | None, by: Any, note: str = "") -> int:
    """Close the account of `user`: no session, link, password or role is left; work goes on.

    Everything in their charge goes to `successor`; their open review links are revoked, what they
    typed and never saved stays theirs and vanishes in its time. Returns how many items went over.
    """
    # Both rows, in one order: two who leave to each other at once wait, and the second is refused.
    both = [one.pk for one in (user, successor) if one is not None]
    list(User.objects.select_for_update(no_key=True).filter(pk__in=both).order_by("pk"))
    user.refresh_from_db()
    refused = leaving_refusal(user, by=by)
    if refused is not None:
        raise refused
    number = hand_over_all(user, successor, by=by, note=note)
    _revoke_links(user, by)
    said = _("The account was closed. Roles until then: %(roles)s")
    _log(user, by, said % {"roles": roles.named(user)})
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    user.groups.clear()
    sessions.end_all(user)
    return number


@transaction.atomic
def hand_over_all(user: User, successor: User | None, *, by: Any, note: str = "") -> int:
    """Everything in the charge of `user` to `successor`; refused without one when there is any."""
    number = 0
    for model in publishable_models():
        theirs = _items(model, user)
        if not theirs.exists():
            continue
        if successor is None or successor.pk == user.pk:
            raise Refused(_("Choose who takes over."))
        number += hand_over(theirs, successor, by=by, note=note)
    if number:
        _log(user, by, _("Work was handed over to %(name)s.") % {"name": successor})
    return number


def _log(user: User, by: Any, said: Any) -> None:
    """In the history of the account, which the admin shows."""
    LogEntry.objects.log_actions(
        by.pk, [user], CHANGE, change_message=str(said), single_object=True
    )


def _items(model: type[Publishable], user: User) -> Any:
    return model._default_manager.filter(in_charge=user)


def _open_links(user: User) -> Any:
    return ReviewLink.objects.filter(
        created_by=user, revoked_at=None, expires_at__gt=timezone.now()
    )


def _revoke_links(user: User, by: Any) -> None:
    """Whoever answers for a link is gone; a colleague sends a new one where it is still wanted."""
    for link in _open_links(user).select_for_update().order_by("pk"):
        link.revoked_at, link.revoked_by = timezone.now(), by
        link.save(update_fields=["revoked_at", "revoked_by"])
        if link.item is not None:
            actions.record(link.item, Deed.UNLINK, by=by, comment=link.name)

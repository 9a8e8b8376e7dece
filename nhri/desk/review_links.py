"""Review links: how one is made, recognised and taken back.

The address holds a secret of 192 bits under our signature; the table keeps its digest alone, so
nobody who reads the database can open a link.
"""

import hashlib
import secrets
from datetime import timedelta
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from nhri.desk.reviewing import Reviewer, ReviewLink
from nhri.workflow import actions
from nhri.workflow.models import Publishable
from nhri.workflow.permissions import Refused, may
from nhri.workflow.states import Deed

DEFAULT_HOURS: Final = 72
SHORTEST: Final = timedelta(hours=1)
LONGEST: Final = timedelta(days=14)
_SECRET_BYTES = 24


def _signer() -> signing.Signer:
    # A dot, because mail programmes and messengers take a colon for the end of an address.
    return signing.Signer(sep=".", salt="nhri.desk.review_links")


def may_issue(user: Any, item: type[Publishable] | Publishable) -> bool:
    """Whoever may submit or approve such a text may let somebody outside read it."""
    return may(user, item, "submit") or may(user, item, "approve")


def refused_address(email: str) -> Any:
    """Why no link goes to `email`; an empty string when nothing speaks against it.

    Colleagues sign in: a link beside an account would be a second name for the same person.
    """
    colleague = get_user_model()._default_manager.filter(email__iexact=email.strip()).first()
    if colleague is None:
        return ""
    if colleague.is_active:
        return _("This address belongs to a colleague, who signs in instead.")
    return _("This address belongs to a colleague's account that is switched off.")


@transaction.atomic
def issue(
    item: Publishable,
    *,
    by: Any,
    lasts: timedelta,
    reviewer: Reviewer | None = None,
    name: str = "",
    email: str = "",
    language: str = "",
) -> tuple[ReviewLink, str]:
    """A link to `item` for `reviewer`, or for somebody who may only comment; (link, token).

    The token is given out here once and kept nowhere. Raises `Refused`.
    """
    item = actions.locked(item)
    if not may_issue(by, item):
        raise Refused(_("Your role does not allow this."))
    if not SHORTEST <= lasts <= LONGEST:
        raise Refused(_("A link lasts from one hour to fourteen days."))
    if reviewer is not None:
        if not reviewer.is_active:
            raise Refused(_("This person is no longer active in the register of reviewers."))
        name, email, language = reviewer.name, reviewer.email, reviewer.language
    elif Reviewer.objects.filter(email__iexact=email).exists():
        raise Refused(_("This address stands in the register of reviewers: choose the name there."))
    if refused := refused_address(email):
        raise Refused(refused)
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    now = timezone.now()
    link = ReviewLink.objects.create(
        item=item,
        reviewer=reviewer,
        name=name,
        email=email,
        language=language,
        digest=_digest(secret),
        created_by=by,
        created_at=now,
        expires_at=now + lasts,
    )
    actions.record(item, Deed.LINK, by=by, comment=_named(link))
    return link, _signer().sign(f"{link.pk}.{secret}")


@transaction.atomic
def revoke(link: ReviewLink, *, by: Any) -> ReviewLink:
    """From now on the link shows nothing and decides nothing. Twice changes nothing."""
    link = ReviewLink.objects.select_for_update().get(pk=link.pk)
    if not may_issue(by, link.item):
        raise Refused(_("Your role does not allow this."))
    if link.revoked_at is None:
        link.revoked_at, link.revoked_by = timezone.now(), by
        link.save(update_fields=["revoked_at", "revoked_by"])
        actions.record(actions.locked(link.item), Deed.UNLINK, by=by, comment=_named(link))
    return link


def opened(token: str) -> ReviewLink | None:
    """The link that `token` opens now; None whatever is wrong with it, and never says what."""
    try:
        pk, _dot, secret = _signer().unsign(token).partition(".")
    except signing.BadSignature:
        return None
    link = ReviewLink.objects.select_related("reviewer").filter(pk=int(pk)).first()
    if link is None or not constant_time_compare(link.digest, _digest(secret)):
        return None
    return link if is_valid(link) else None


def is_valid(link: ReviewLink) -> bool:
    """Open, and its person still stands in the register at the address it was sent to."""
    reviewer = link.reviewer
    is_known = reviewer is None or (
        reviewer.is_active and reviewer.email.casefold() == link.email.casefold()
    )
    return is_known and link.is_open()


def linked_item(link: ReviewLink) -> Any:
    """The item with its streams; None when it is gone."""
    model: Any = link.content_type.model_class()
    if model is None:
        return None
    return model._default_manager.with_streams().filter(pk=link.object_id).first()


def links_of(item: Publishable) -> models.QuerySet[ReviewLink]:
    """Every link ever made for `item`, the newest first, with its people: one query."""
    return ReviewLink.objects.filter(
        content_type=ContentType.objects.get_for_model(item), object_id=item.pk
    ).select_related("reviewer", "created_by", "revoked_by")


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _named(link: ReviewLink) -> str:
    """For the audit trail: to whom."""
    return f"{link.name} · {link.email}"

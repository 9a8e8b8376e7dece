"""What a person typed and has not saved: theirs alone, offered on return, never published.

A copy belongs to one person and one item (or to the new item of one kind), and to the window it
was typed in: the moment its form was opened names that window. Another window never writes over a
copy that is still worth offering; it says which copy it takes over, or it is refused.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LIMIT_BYTES = 2_000_000
KEPT_FOR = timedelta(days=30)
#: A clock that runs ahead of ours is no reason to refuse a text.
_LENIENCE = timedelta(minutes=10)


class KeptText(models.Model):
    """The fields of one form as typed: name → list of values, the hidden base fields among them."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    #: None: an item that was never saved.
    object_id = models.PositiveBigIntegerField(null=True)
    data = models.JSONField()
    kept_at = models.DateTimeField(default=timezone.now, db_index=True)
    form_opened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("kept text")
        verbose_name_plural = _("kept texts")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["user", "content_type", "object_id"], name="kept_text_once_an_item"
            ),
            models.UniqueConstraint(
                fields=["user", "content_type"],
                condition=Q(object_id__isnull=True),
                name="kept_text_once_a_new_item",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.content_type_id} {self.object_id or ''}".strip()


class HeldElsewhere(Exception):
    """Another window of the same person keeps a text of this item that nobody has decided on."""


def read_moment(value: Any) -> datetime:
    """The moment a form was opened, from its ISO form. ValueError for anything else."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    if moment is None or moment.tzinfo is None or moment > timezone.now() + _LENIENCE:
        raise ValueError("not a moment at which a form was opened")
    return moment


def read_data(given: Any, is_wanted: Callable[[str], bool]) -> dict[str, list[str]]:
    """What of `given` the form has inputs for, each a list of strings. ValueError when it is not.

    Nothing is sanitised: it is shown to its writer alone, and saving sanitises. Only what no
    database can store goes: NUL and halves of characters.
    """
    if not isinstance(given, Mapping):
        raise ValueError("not a mapping of fields")
    found = {}
    for name, values in given.items():
        if not isinstance(name, str) or not is_wanted(name):
            continue
        if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
            raise ValueError("a field is not a list of texts")
        found[name] = [
            one.replace("\0", "").encode("utf-8", "replace").decode("utf-8") for one in values
        ]
    return found


def kept_text(user: Any, model: type[models.Model], object_id: int | None) -> KeptText | None:
    """The copy of `user` for this item (None: for a new one); never anybody else's."""
    return _own(user, model, object_id).first()


def unsaved(
    user: Any, model: type[models.Model], object_id: int | None, data: Any, opened: datetime
) -> KeptText:
    """A copy in memory."""
    kind = ContentType.objects.get_for_model(model)
    return KeptText(
        user=user, content_type=kind, object_id=object_id, data=data, form_opened_at=opened
    )


def keep(
    user: Any,
    model: type[models.Model],
    object_id: int | None,
    data: dict[str, list[str]],
    *,
    opened: datetime,
    replaces: datetime | None = None,
    is_spent: Callable[[KeptText], bool] = lambda kept: False,
) -> KeptText:
    """Keep `data` of the form opened at `opened`, over the copy that the form `replaces`.

    Raises `HeldElsewhere` when the copy kept now is of another window, unless it `is_spent`:
    nothing in it is worth offering.
    """
    try:
        with transaction.atomic():
            return _keep(user, model, object_id, data, opened, replaces, is_spent)
    except IntegrityError:  # the first two copies came together; one is there now
        with transaction.atomic():
            return _keep(user, model, object_id, data, opened, replaces, is_spent)


def _keep(
    user: Any,
    model: type[models.Model],
    object_id: int | None,
    data: dict[str, list[str]],
    opened: datetime,
    replaces: datetime | None,
    is_spent: Callable[[KeptText], bool],
) -> KeptText:
    kept = _own(user, model, object_id).select_for_update().first()
    if kept is None:
        kept = unsaved(user, model, object_id, data, opened)
    elif kept.form_opened_at not in (opened, replaces) and not is_spent(kept):
        raise HeldElsewhere
    kept.data, kept.form_opened_at, kept.kept_at = data, opened, timezone.now()
    kept.save()
    return kept


def forget(
    user: Any, model: type[models.Model], object_id: int | None, *opened: datetime | None
) -> None:
    """Delete the copy of the windows `opened`: what they held is saved, or nobody wants it."""
    _own(user, model, object_id).filter(form_opened_at__in=[one for one in opened if one]).delete()


def prune(now: datetime | None = None) -> int:
    """Delete the copies that nobody came back for in thirty days; returns how many."""
    return KeptText.objects.filter(kept_at__lt=(now or timezone.now()) - KEPT_FOR).delete()[0]


def _own(user: Any, model: type[models.Model], object_id: int | None) -> Any:
    kind = ContentType.objects.get_for_model(model)
    return KeptText.objects.filter(user=user, content_type=kind, object_id=object_id)

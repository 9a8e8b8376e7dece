"""The start page: what needs this colleague now, of every model that is published.

One statement finds the rows of all lists of all models, one a model reads those that are shown, and
who did what is read once for all of them. So the page costs the same however many items there are,
and one statement more for each further model.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Max, Q
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from nhri.desk.lists import LISTS, DeskList, lists_for, open_remarks, wrote
from nhri.desk.reasons import Reason, Told, reasons
from nhri.translation.languages import LANGUAGES
from nhri.workflow.models import AuditEntry, Publishable
from nhri.workflow.permissions import may
from nhri.workflow.states import Deed, Verb
from nhri.workflow.urgent import UrgentPublication, confirmation_refused

SHOWN: Final = 6
#: Beyond this a list is only said to be long: counting on would cost more the more there is.
COUNTED: Final = 100

Place = tuple[Any, int]


@dataclass(frozen=True)
class Card:
    """One item on the desk, and why it is there."""

    item: Any
    address: str
    reasons: list[Reason]


@dataclass(frozen=True)
class Alarm:
    """One urgent publication that waits for a second person."""

    urgent: UrgentPublication
    item: Any
    address: str
    confirm: str
    #: Why this colleague is not the second person; empty where they are.
    refused: Any


@dataclass(frozen=True)
class Section:
    """One list as the page shows it; `links` lead to all of it, one a model."""

    name: str
    title: Any
    count: int
    cards: list[Card]
    links: list[tuple[str, str]]

    @property
    def is_long(self) -> bool:
        """There are more than were counted."""
        return self.count >= COUNTED


@dataclass
class Desk:
    """Everything that the start page says."""

    alarms: list[Alarm] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    @property
    def is_calm(self) -> bool:
        """Nothing needs this person."""
        return not self.alarms and not self.sections


def published_models(user: Any) -> list[Any]:
    """Every published model that `user` may open in the admin."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, Publishable)
        and admin.site.is_registered(model)
        and may(user, model, "view")
    ]


def desk_of(user: Any) -> Desk:
    """What needs `user` now."""
    now = timezone.now()
    models = published_models(user)
    if not models:
        return Desk()
    ContentType.objects.get_for_models(*models)
    found = _places(user, models, now)
    urgent = _urgent(user, models)
    shown = {place for places in found.values() for place in places[:SHOWN]}
    items = _items(user, shown | {place for _one, place in urgent})
    told = _told(shown, found["comments"][:SHOWN])
    return Desk(
        [_alarm(one, items[place], user) for one, place in urgent if place in items],
        [_section(one, found[one.name], items, told, now) for one in LISTS if found.get(one.name)],
    )


def _places(user: Any, models: Iterable[Any], now: datetime) -> dict[str, list[Place]]:
    """List → (model, key) of its first COUNTED rows of all models together, in order.

    Written out, because SQLite takes no LIMIT inside a UNION and Django no detour around that.
    """
    asked: list[tuple[DeskList, Any]] = [
        (one, model) for model in models for one in lists_for(user, model)
    ]
    found: dict[str, list[Place]] = defaultdict(list)
    if not asked:
        return found
    statements, values = [], []
    for number, (one, model) in enumerate(asked):
        rows = one.found(model._default_manager.all(), user, now)
        rows = rows.values(model._meta.pk.name, one.key)
        statement, parameters = rows[:COUNTED].query.sql_with_params()
        columns = ", ".join(map(connection.ops.quote_name, (model._meta.pk.column, one.key)))
        statements.append(f"SELECT {number}, {columns} FROM ({statement}) part")
        values += parameters
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), values)
        rows = cursor.fetchall()
    keyed = defaultdict(list)
    for number, pk, key in rows:
        one, model = asked[number]
        keyed[one].append((key, pk, model))
    for one, entries in keyed.items():
        entries.sort(key=lambda entry: entry[:2], reverse=not one.soonest)
        found[one.name] = [(model, pk) for _key, pk, model in entries]
    return found


def _items(user: Any, places: Iterable[Place]) -> dict[Place, Any]:
    """The rows that are shown, each with `own_ar` and `own_en`: four eyes' writers."""
    wanted = defaultdict(list)
    for model, pk in places:
        wanted[model].append(pk)
    found = {}
    for model, keys in wanted.items():
        own = {f"own_{code}": wrote(user, model, code, since_public=True) for code in LANGUAGES}
        for item in model._default_manager.for_rows().annotate(**own).filter(pk__in=keys):
            found[model, item.pk] = item
    return found


def _of_places(places: Iterable[Place]) -> Q:
    wanted = defaultdict(list)
    for model, pk in places:
        wanted[model].append(pk)
    condition = Q(pk__in=[])
    for model, keys in wanted.items():
        kind = ContentType.objects.get_for_model(model)
        condition |= Q(content_type=kind, object_id__in=keys)
    return condition


def _told(places: Iterable[Place], commented: list[Place]) -> Told:
    """The newest deed of each kind, and the open remarks, of the items that are shown."""
    told = Told()
    if places:
        newest = (
            AuditEntry.objects.filter(_of_places(places))
            .filter(verb__in=[Verb.SUBMIT, Verb.RETURN, Verb.APPROVE, Deed.REOPEN])
            .order_by()
            .values("content_type", "object_id", "language", "verb")
            .annotate(newest=Max("pk"))
            .values("newest")
        )
        for entry in AuditEntry.objects.filter(pk__in=newest).select_related("by", "guest"):
            told.deeds[entry.content_type_id, entry.object_id, entry.language, entry.verb] = entry
    if commented:
        remarks = open_remarks().filter(_of_places(commented)).select_related("by", "guest")
        for remark in remarks.order_by("-at"):
            told.remarks[remark.content_type_id, remark.object_id].append(remark)
    return told


def _urgent(user: Any, models: Iterable[Any]) -> list[tuple[UrgentPublication, Place]]:
    kinds = {
        ContentType.objects.get_for_model(model).pk: model
        for model in models
        if hasattr(model, "urgent_until") and may(user, model, "approve")
    }
    if not kinds:
        return []
    waiting = UrgentPublication.objects.filter(
        content_type__in=kinds, confirmed_at__isnull=True, superseded_at__isnull=True
    ).select_related("by")
    return [(one, (kinds[one.content_type_id], one.object_id)) for one in waiting]


def _alarm(urgent: UrgentPublication, item: Any, user: Any) -> Alarm:
    address = _address(item, "change", item.pk)
    try:
        confirm = _address(item, "confirm_urgent", urgent.pk)
    except NoReverseMatch:
        confirm = address
    return Alarm(urgent, item, address, confirm, confirmation_refused(urgent, item, user))


def _section(
    one: DeskList, places: list[Place], items: dict[Place, Any], told: Told, now: datetime
) -> Section:
    cards = [
        Card(items[p], _address(items[p], "change", p[1]), reasons(one.name, items[p], told, now))
        for p in places[:SHOWN]
        if p in items
    ]
    models = list(dict.fromkeys(model for model, _pk in places))
    links = [
        (str(model._meta.verbose_name_plural), f"{_address(model, 'changelist')}?desk={one.name}")
        for model in models
    ]
    return Section(one.name, one.title, len(places), cards, links)


def _address(item: Any, page: str, *args: Any) -> str:
    meta = item._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=args)

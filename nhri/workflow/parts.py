"""Rows that belong to one item and are published with it: the sessions of an event, its outcomes.

A model names such rows by their related name in `shared_content`. In revisions they stand as a list
of flat mappings, each with a `key` that never changes; the table holds what readers see, as the
item's own columns do. Two people who change different rows, or different columns of one row, do not
meet; only the same column of the same row clashes.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django.db import models
from django.utils.formats import date_format, time_format

from nhri.translation.languages import LANGUAGES, current_language
from nhri.workflow.values import plain_value

Row = dict[str, Any]
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def new_key() -> str:
    """Ten letters and digits: unique within an item, and readable in a calendar's UID."""
    return "".join(secrets.choice(_ALPHABET) for _place in range(10))


class Part(models.Model):
    """A row of an item. Subclasses name their columns and the foreign key `part_of`."""

    #: Columns that a revision holds, in the order in which people read them.
    part_content: ClassVar[tuple[str, ...]] = ()
    #: Columns among them that point to another part of the same item, by its key → related name.
    part_links: ClassVar[dict[str, str]] = {}

    key = models.CharField(max_length=10, default=new_key, editable=False)
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    @classmethod
    def called(cls, row: Row) -> str:
        """The row's name where another row points to it: in the reader's language, if it has it."""
        titles = (row.get(f"title_{language}") for language in (current_language(), *LANGUAGES))
        return next((str(title) for title in titles if title), "")

    @classmethod
    def in_words(cls, row: Row, names: Mapping[tuple[str, Any], str]) -> str:
        """One line that says `row`; `names` holds (column, primary key or key) → what it names."""
        said = []
        for name in cls.part_content:
            value = row.get(name)
            field = cls._meta.get_field(name)
            if value in (None, ""):
                continue
            if name in cls.part_links:
                if (name, value) not in names:
                    continue
                value = names[name, value]
            elif isinstance(field, models.DateField):
                value = date_format(field.to_python(value), "l j F Y")
            elif isinstance(field, models.TimeField):
                value = time_format(field.to_python(value), "H:i")
            elif isinstance(field, models.ForeignKey):
                value = names.get((name, value), value)
            elif getattr(field, "choices", None):
                value = dict(field.flatchoices).get(value, value)
            said.append(str(value))
        return " · ".join(said)


def part_model(model: type[models.Model], name: str) -> type[Part] | None:
    """The model of the rows that `name` stands for; None for an ordinary column."""
    found = model._meta.get_field(name)
    related = getattr(found, "related_model", None)
    is_reverse = found.auto_created and not found.concrete
    return related if is_reverse and related and issubclass(related, Part) else None


def rows(part: type[Part], value: Any) -> list[Row]:
    """`value` (rows of the table, or mappings of any of the columns) as a revision holds it."""
    return [_row(part, one) for one in value or ()]


def _row(part: type[Part], one: Any) -> Row:
    found: Row = {"key": _read(one, "key") or new_key()}
    for name in part.part_content:
        value = _read(one, name)
        if name in part.part_links:
            found[name] = getattr(value, "key", value) or ""
        else:
            found[name] = plain_value(part._meta.get_field(name), value)
    return found


def _read(one: Any, name: str) -> Any:
    return one.get(name) if isinstance(one, Mapping) else getattr(one, name)


def from_table(item: models.Model, name: str) -> list[Row]:
    """The rows that readers see, in their order. One query."""
    part = part_model(type(item), name)
    if part is None or item.pk is None:
        return []
    return rows(part, getattr(item, name).select_related(*part.part_links))


def put_in_table(item: models.Model, values: Mapping[str, Any]) -> None:
    """Make the tables of all parts named in `values` hold exactly those rows.

    First every row, then the links between them: a session may stand before its parent.
    """
    tables = {name: part for name in values if (part := part_model(type(item), name))}
    for name, part in tables.items():
        _put(item, name, part, values[name])
    for name, part in tables.items():
        for column, target in part.part_links.items():
            _link(item, name, column, target, values[name])


def _put(item: models.Model, name: str, part: type[Part], wanted: Sequence[Row]) -> None:
    manager = getattr(item, name)
    known = {row.key: row for row in manager.all()}
    keep = {row["key"] for row in wanted}
    manager.exclude(key__in=keep).delete()
    alive = _alive(part, wanted)
    for position, row in enumerate(wanted):
        found = known.get(row["key"]) or part(**{_owner(item, name): item}, key=row["key"])
        for column in part.part_content:
            if column in part.part_links:
                continue
            field = part._meta.get_field(column)
            value = row.get(column)
            if isinstance(field, models.ForeignKey):
                value = alive[column].get(value)
            setattr(found, field.attname, field.to_python(plain_value(field, value)))
        found.position = position
        if _may_stand(found):
            found.save()
        elif found.pk:
            found.delete()


def _owner(item: models.Model, name: str) -> str:
    return str(item._meta.get_field(name).field.name)


def _alive(part: type[Part], wanted: Iterable[Row]) -> dict[str, dict[Any, Any]]:
    """Column → primary key written in a revision → the one it stands for now, where it exists."""
    found: dict[str, dict[Any, Any]] = {}
    for column in part.part_content:
        field = part._meta.get_field(column)
        if column in part.part_links or not isinstance(field, models.ForeignKey):
            continue
        target = field.remote_field.model
        keys = {row.get(column) for row in wanted} - {None}
        found[column] = current_keys(target, keys)
    return found


def current_keys(target: type[models.Model], keys: Iterable[Any]) -> dict[Any, Any]:
    """Primary key → the one it was merged into, else itself; what is gone is left out.

    A model whose rows can be merged has a foreign key to itself, `merged_into`.
    """
    rows_of = target._base_manager.filter(pk__in=list(keys))
    if not can_be_merged(target):
        return {pk: pk for pk in rows_of.values_list("pk", flat=True)}
    return {pk: into or pk for pk, into in rows_of.values_list("pk", "merged_into_id")}


def can_be_merged(target: type[models.Model]) -> bool:
    """True for a model whose rows may have been merged into others."""
    return any(field.name == "merged_into" for field in target._meta.get_fields())


def followed(part: type[Part], value: Sequence[Row]) -> list[Row]:
    """Rows of a revision, naming the kept record where they named one that was merged into it."""
    links = {
        name: part._meta.get_field(name).remote_field.model
        for name in part.part_content
        if name not in part.part_links
        and isinstance(part._meta.get_field(name), models.ForeignKey)
        and can_be_merged(part._meta.get_field(name).remote_field.model)
    }
    now = {n: current_keys(to, {row.get(n) for row in value} - {None}) for n, to in links.items()}
    return [
        {**row, **{name: now[name].get(row.get(name), row.get(name)) for name in links}}
        for row in value
    ]


def _may_stand(row: Part) -> bool:
    """False when what it named is gone and nothing is left that its table would accept."""
    check = getattr(row, "names_somebody", None)
    return bool(check()) if check is not None else True


def _link(item: models.Model, name: str, column: str, target: str, wanted: Sequence[Row]) -> None:
    keys = dict(getattr(item, target).values_list("key", "pk"))
    manager = getattr(item, name)
    for row in wanted:
        manager.filter(key=row["key"]).update(**{f"{column}_id": keys.get(row.get(column))})


def merge(
    origin: Sequence[Row], theirs: Sequence[Row], mine: Sequence[Row]
) -> tuple[list[Row], bool]:
    """(`theirs` with my changes put in, True when one column of one row was changed by both).

    A row that one side removed and the other left alone is removed; one that the other side changed
    meanwhile stays and counts as a clash. The order is mine where I changed it, else theirs.
    """
    before, other, own = (_by_key(side) for side in (origin, theirs, mine))
    merged: dict[str, Row] = {}
    is_clash = False
    for key in dict.fromkeys((*other, *own)):
        base, a, b = before.get(key), other.get(key), own.get(key)
        if a is None or b is None:
            left = a or b
            if base is not None and left == base:
                continue
            is_clash |= base is not None
            merged[key] = dict(left or {})
            continue
        row = dict(a)
        for name, value in b.items():
            began = (base or {}).get(name)
            if value == began:
                continue
            is_clash |= a.get(name) not in (began, value)
            row[name] = value
        merged[key] = row
    return [merged[key] for key in _order(before, other, own) if key in merged], is_clash


def _by_key(side: Sequence[Row]) -> dict[str, Row]:
    return {row["key"]: row for row in side}


def _order(
    before: Mapping[str, Row], other: Mapping[str, Row], own: Mapping[str, Row]
) -> list[str]:
    shared = [key for key in own if key in before]
    mine_moved = shared != [key for key in before if key in own]
    first, second = (own, list(other)) if mine_moved else (other, list(own))
    found = list(first)
    for place, key in enumerate(second):
        if key in first:
            continue
        # After its neighbour, which may stand elsewhere on the other side; what was added at the
        # end stays at the end.
        is_at_end = not any(one in first for one in second[place:])
        after = found.index(second[place - 1]) + 1 if place else 0
        found.insert(len(found) if is_at_end else after, key)
    return found

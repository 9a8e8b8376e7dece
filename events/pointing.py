"""What points to a record: in every table, and in texts that wait to be published."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from nhri.workflow.models import Publishable
from nhri.workflow.parts import part_model

#: (column of an item, columns of its rows where it stands for rows) that hold keys of a record.
Column = tuple[str, tuple[str, ...]]


def relations(model: type[models.Model]) -> list[Any]:
    """Every foreign key to `model`, those of many-to-many tables and hidden ones among them."""
    return [
        found
        for found in model._meta.get_fields(include_hidden=True)
        if found.auto_created and not found.concrete and (found.one_to_many or found.one_to_one)
    ]


def owner(relation: Any) -> Any:
    """The model that people know: of a many-to-many table, the one that has the field."""
    return relation.related_model._meta.auto_created or relation.related_model


def pointers(record: models.Model) -> dict[str, int]:
    """What points to the record → how many: while this is not empty, nothing may vanish."""
    found: Counter[str] = Counter()
    for relation in relations(type(record)):
        rows = relation.related_model._base_manager.filter(**{relation.field.name: record})
        found[str(owner(relation)._meta.verbose_name_plural)] += rows.count()
    for model in apps.get_models():
        if issubclass(model, Publishable) and (columns := _columns(model, type(record))):
            label = str(model._meta.verbose_name_plural)
            # An item may name it in its tables, in its newest text, or in both.
            found[label] = max(found[label], _waiting(model, columns, record.pk))
    return {label: count for label, count in found.items() if count}


def _columns(model: type[Publishable], target: type[models.Model]) -> list[Column]:
    found: list[Column] = []
    for name in model.shared_content:
        part = part_model(model, name)
        if part is not None:
            inner = [n for n in part.part_content if _leads(part._meta.get_field(n), target)]
            found += [(name, tuple(inner))] if inner else []
        elif _leads(model._meta.get_field(name), target):
            found.append((name, ()))
    return found


def _leads(field: Any, target: type[models.Model]) -> bool:
    is_link = isinstance(field, models.ForeignKey | models.ManyToManyField)
    return is_link and field.remote_field.model is target


def _waiting(model: type[Publishable], columns: list[Column], pk: Any) -> int:
    rows = model._base_manager.exclude(head_shared=None)
    newest = rows.values_list("head_shared__data", flat=True).iterator(chunk_size=500)
    return sum(any(found == pk for found in _keys(data, columns)) for data in newest)


def _keys(data: Any, columns: list[Column]) -> Iterator[Any]:
    for name, inner in columns:
        value = data.get(name)
        if inner:
            yield from (row.get(column) for row in value or () for column in inner)
        elif isinstance(value, list):
            yield from value
        else:
            yield value

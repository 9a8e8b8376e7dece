"""An item as three streams of values: Arabic, English, and what both share.

A stream's values are a flat mapping of column name to what JSON can hold: text, booleans, ISO
dates, primary keys, sorted lists of primary keys, lists of rows (see `parts`).
"""

from collections.abc import Mapping
from typing import Any

from django.db import models

from nhri.translation.languages import LANGUAGES, column
from nhri.workflow import parts
from nhri.workflow.models import STREAMS, Publishable, Revision
from nhri.workflow.values import plain_value

SHARED = "shared"


def names(model: type[Publishable], stream: str) -> tuple[str, ...]:
    """The columns of `stream`, in the model's order."""
    if stream == SHARED:
        return model.shared_content
    return tuple(column(name, stream) for name in model.translated_content)


def required(model: type[Publishable], stream: str) -> tuple[str, ...]:
    """The columns of `stream` that publishing needs."""
    if stream == SHARED:
        return model.required_shared
    return tuple(column(name, stream) for name in model.required_translated)


def stream_of(model: type[Publishable], name: str) -> str | None:
    """The stream that column `name` belongs to; None for what is outside revisions."""
    return next((stream for stream in STREAMS if name in names(model, stream)), None)


def plain(model: type[Publishable], name: str, value: Any) -> Any:
    """`value` of column `name` as its revision holds it (see `values`), or a list of rows."""
    part = parts.part_model(model, name)
    if part is not None:
        return parts.rows(part, value)
    return plain_value(model._meta.get_field(name), value)


def plain_values(
    model: type[Publishable], stream: str, values: Mapping[str, Any]
) -> dict[str, Any]:
    """Those of `values` that belong to `stream`, as a revision holds them."""
    return {
        name: plain(model, name, values[name]) for name in names(model, stream) if name in values
    }


def from_columns(item: Publishable, stream: str) -> dict[str, Any]:
    """What the item's columns hold of `stream` (a query for each many-to-many field)."""
    model = type(item)
    found = {}
    for name in names(model, stream):
        field = model._meta.get_field(name)
        if parts.part_model(model, name) is not None:
            found[name] = parts.from_table(item, name)
            continue
        if isinstance(field, models.ManyToManyField):
            value: Any = getattr(item, name).values_list("pk", flat=True) if item.pk else ()
        else:
            value = getattr(item, field.attname)
        found[name] = plain(model, name, value)
    return found


def head(item: Publishable, stream: str) -> Revision | None:
    """The newest revision of `stream`."""
    revision: Revision | None = getattr(item, f"head_{stream}")
    return revision


def head_values(item: Publishable, stream: str) -> dict[str, Any]:
    """The newest values of `stream`, whether readers see them or not."""
    revision = head(item, stream)
    if revision is None:
        return from_columns(item, stream)
    blank = {name: plain(type(item), name, None) for name in names(type(item), stream)}
    return {**blank, **revision.data}


def is_pending(item: Publishable, stream: str) -> bool:
    """True when `stream` was published and its newest text is not what was published."""
    public: Revision | None = getattr(item, f"public_{stream}")
    newest = head(item, stream)
    return public is not None and newest is not None and newest.data != public.data


def initial_values(item: Publishable) -> dict[str, Any]:
    """The newest values of all three streams, as form fields take them."""
    found = {}
    for stream in STREAMS:
        for name, value in head_values(item, stream).items():
            if is_list(type(item), name):
                found[name] = _followed(type(item), name, value)
            else:
                found[name] = _to_python(item, name, value)
    return found


def _followed(model: type[Publishable], name: str, value: Any) -> Any:
    """Links and rows that name a record which was merged since name the one that was kept."""
    part = parts.part_model(model, name)
    if part is not None:
        return parts.followed(part, value)
    target = model._meta.get_field(name).remote_field.model
    if not value or not parts.can_be_merged(target):
        return value
    present = parts.current_keys(target, value)
    return sorted({present.get(pk, pk) for pk in value})


def put_in_columns(item: Publishable, stream: str, values: Mapping[str, Any]) -> None:
    """Set the item's attributes from `values`; the caller saves the row, then `put_links`."""
    for name in names(type(item), stream):
        if name in values and not is_list(type(item), name):
            attname = type(item)._meta.get_field(name).attname
            setattr(item, attname, _to_python(item, name, values[name]))


def is_list(model: type[Publishable], name: str) -> bool:
    """True for links and parts: what stands in other tables than the item's own."""
    field = model._meta.get_field(name)
    is_part = parts.part_model(model, name) is not None
    return is_part or isinstance(field, models.ManyToManyField)


def _to_python(item: Publishable, name: str, value: Any) -> Any:
    field = type(item)._meta.get_field(name)
    if isinstance(field, models.ForeignKey) and value is not None:
        target = field.remote_field.model
        if parts.can_be_merged(target):
            value = parts.current_keys(target, [value]).get(value)
    return field.to_python(value)


def put_links(item: Publishable, stream: str, values: Mapping[str, Any]) -> None:
    """Set the item's many-to-many rows and parts from `values`; vanished targets are left out."""
    model = type(item)
    own = {name: values[name] for name in names(model, stream) if name in values}
    for name, value in own.items():
        field = model._meta.get_field(name)
        if isinstance(field, models.ManyToManyField):
            present = parts.current_keys(field.remote_field.model, value)
            getattr(item, name).set({present[pk] for pk in value if pk in present})
    parts.put_in_table(
        item, {name: value for name, value in own.items() if parts.part_model(model, name)}
    )


def show_head(item: Publishable, stream: str) -> None:
    """Put the newest values of `stream` into the columns and links; the caller saves the row.

    What they lead to may have been deleted while they waited: such a link is left out.
    """
    values = dict(head_values(item, stream))
    for name in names(type(item), stream):
        field = type(item)._meta.get_field(name)
        if isinstance(field, models.ForeignKey) and values.get(name) is not None:
            target = field.remote_field.model._base_manager
            if not target.filter(pk=values[name]).exists():
                values[name] = None
    put_in_columns(item, stream, values)
    put_links(item, stream, values)


def with_head_values(item: Publishable) -> Publishable:
    """`item` with its newest values in memory, for previews. Never save what this returns."""
    for stream in STREAMS:
        put_in_columns(item, stream, head_values(item, stream))
    return item


def are_both_written(item: Publishable) -> bool:
    """True when something was written in each language."""
    return all(getattr(item, f"head_{language}_id") is not None for language in LANGUAGES)

"""What the records in a kept text are called: a finder's list has only what was looked for."""

from collections.abc import Mapping
from typing import Any

from django.contrib.admin.widgets import AutocompleteMixin

from nhri.workflow.rows import PartsField


def labels(data: Mapping[str, list[str]], form: Any) -> dict[str, dict[str, str]]:
    """Input's name → primary key → label, for every record finder of `form`. A query a model."""
    wanted = {name: (model, data[name]) for name, model in _finders(data, form) if data[name]}
    keys: dict[Any, set[int]] = {}
    for model, values in wanted.values():
        keys.setdefault(model, set()).update(int(one) for one in values if one.isdecimal())
    known = {model: model._base_manager.in_bulk(list(pks)) for model, pks in keys.items() if pks}
    return {
        name: {
            one: str(known[model][int(one)])
            for one in values
            if one.isdecimal() and int(one) in known.get(model, {})
        }
        for name, (model, values) in wanted.items()
    }


def _finders(data: Mapping[str, list[str]], form: Any) -> Any:
    for name, field in form.fields.items():
        if isinstance(field, PartsField):
            for column, target in field.records():
                for key in data:
                    if field.owns(name, key) and key.endswith(f"-{column}"):
                        yield key, target
            continue
        finder = getattr(field.widget, "widget", field.widget)
        if isinstance(finder, AutocompleteMixin) and name in data:
            yield name, finder.field.remote_field.model

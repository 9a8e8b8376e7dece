"""Columns that follow from other columns of the same row, on every write path that has the row."""

from typing import Any

from django.db import models

from events.names import search_text
from nhri.arabic.sorting import KEY_LENGTH, sort_key


def written(column: str) -> models.Q:
    """`column` is neither empty nor NULL; a translated column may be either, and NULL passes."""
    return models.Q(**{f"{column}__isnull": False}) & ~models.Q(**{column: ""})


class NamesField(models.TextField):
    """The folded keys of the columns `of`, one a line; what a search `contains`."""

    def __init__(self, *args: Any, of: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **{"blank": True, "editable": False, "default": "", **kwargs})

    def deconstruct(self) -> Any:
        """With its sources."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        """Computed anew at each save."""
        spelt = (getattr(model_instance, name) or "" for name in self.of)
        value = search_text(line for text in spelt for line in text.splitlines())
        setattr(model_instance, self.attname, value)
        return value


class SortField(models.CharField):
    """The sort key of the first filled column `of`: one order on both databases."""

    def __init__(self, *args: Any, of: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.of = of
        plain = {"blank": True, "editable": False, "default": "", "max_length": KEY_LENGTH}
        super().__init__(*args, **{**plain, "db_index": True, **kwargs})

    def deconstruct(self) -> Any:
        """With its sources."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        """Computed anew at each save."""
        first = next((v for name in self.of if (v := getattr(model_instance, name))), "")
        value = sort_key(first)
        setattr(model_instance, self.attname, value)
        return value

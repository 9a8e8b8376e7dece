"""The rows of a part on the form: one field of the form, drawn as cards, read as a list of rows.

Names in the page are ``<field>-<number>-<column>``, with ``<field>-TOTAL`` beside them, so that
cards can be added by script or, without one, by saving: some empty cards always follow.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import models
from django.template.loader import render_to_string
from django.utils.html import format_html, strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhri.translation.inputs import language_of, set_directions
from nhri.translation.languages import OWN_NAMES, current_language
from nhri.workflow.parts import Part, Row, new_key

MOST = 400
_EMPTY_CARDS = 2


class RecordSelect(AutocompleteSelect):
    """A record found by typing; what is chosen is labelled by `known`, asked for once a page."""

    known: Mapping[Any, str] = {}

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> Any:
        """With a word that says how it is found."""
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return {**attrs, "data-placeholder": _("Type a name")}

    def optgroups(self, name: str, value: list[str], attr: Any = None) -> Any:
        """The empty choice, and the chosen one."""
        options = [self.create_option(name, "", "", False, 0)]
        chosen = value[0] if value else ""
        if chosen.isdecimal() and int(chosen) in self.known:
            label = self.known[int(chosen)]
            options.append(self.create_option(name, chosen, label, True, 1))
        return [(None, options, 0)]


class RecordField(forms.Field):
    """A primary key, or None. Whether it leads anywhere is asked for all rows at once."""

    def __init__(self, column: models.ForeignKey, **kwargs: Any) -> None:
        select = RecordSelect(column, admin.site)
        wrapped = RelatedFieldWidgetWrapper(
            select, column.remote_field, admin.site, can_change_related=False
        )
        wrapped.can_view_related = False
        self.column = column
        super().__init__(**{"required": False, "widget": wrapped, **kwargs})

    @property
    def target(self) -> type[models.Model]:
        """The model of the records."""
        return self.column.remote_field.model  # type: ignore[no-any-return]

    def to_python(self, value: Any) -> int | None:
        """A number as text, or nothing."""
        return int(value) if str(value or "").isdecimal() else None


class RowForm(forms.Form):
    """One card. Subclasses name the part; what stands open and what is folded."""

    part: ClassVar[type[Part]]
    open_columns: ClassVar[tuple[str, ...]] = ()
    folded_columns: ClassVar[tuple[str, ...]] = ()
    folded_title: ClassVar[Any] = gettext_lazy("More")
    #: Columns that alone make no row: a card with nothing but these is empty.
    idle_columns: ClassVar[tuple[str, ...]] = ("kind", "role")
    #: What a new card begins with → the column of the card before it, or (a name that is no column)
    #: the item's own field where there is no card before it.
    follows: ClassVar[Mapping[str, tuple[str, str]]] = {}

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    position = forms.IntegerField(
        required=False,
        widget=forms.NumberInput(attrs={"class": "row-position", "min": 1}),
        label=gettext_lazy("Place in the order"),
    )
    gone = forms.BooleanField(required=False, label=gettext_lazy("Remove"))

    def __init__(self, *args: Any, links: Mapping[str, Sequence[Row]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (*self.open_columns, *self.folded_columns):
            self.fields[name] = self._field(name, links)
            language = language_of(name)
            if language:
                column = self.part._meta.get_field(name.removesuffix(f"_{language}"))
                label = capfirst(str(column.verbose_name))
                self.fields[name].label = format_html(
                    '{} <bdi class="label-language" lang="{}">({})</bdi>',
                    label, language, OWN_NAMES[language],
                )  # fmt: skip
        set_directions(self.fields)

    def _field(self, name: str, links: Mapping[str, Sequence[Row]]) -> forms.Field:
        column = self.part._meta.get_field(name)
        label = capfirst(str(column.verbose_name))
        if name in self.part.part_links:
            rows = links.get(self.part.part_links[name], ())
            choices = [("", "—"), *[(row["key"], self.linked_label(row)) for row in rows]]
            return _KeyField(choices=choices, label=label, required=False)
        if isinstance(column, models.ForeignKey):
            return RecordField(column, label=label)
        field: forms.Field = column.formfield(required=False, label=label)
        if isinstance(column, models.DateField):
            field.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        elif isinstance(column, models.TimeField):
            field.widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        elif isinstance(column, models.TextField):
            field.widget = forms.Textarea(attrs={"rows": 2})
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [
                (value, capfirst(label))
                for value, label in column.choices  # without the empty one: a row has a kind
            ]
        return field

    def linked_label(self, row: Row) -> str:
        """How another part's row is called in a choice."""
        own = row.get(f"title_{current_language()}")
        return str(own or row.get("title_ar") or row.get("title_en") or row["key"])

    def is_empty(self) -> bool:
        """Nothing was typed into this card."""
        data = self.cleaned_data
        telling = (n for n in (*self.open_columns, *self.folded_columns) if n in self._telling())
        return not any(data.get(name) for name in telling)

    def _telling(self) -> tuple[str, ...]:
        return tuple(name for name in self.part.part_content if name not in self.idle_columns)

    def row(self) -> Row:
        """The card as a revision holds it, but for the checks that need the others."""
        own = {name: self.cleaned_data.get(name) for name in self.part.part_content}
        return {"key": self.cleaned_data.get("key") or new_key(), **own}

    def columns(self, names: Iterable[str]) -> list[Any]:
        """The bound fields of these columns."""
        return [self[name] for name in names]

    @property
    def open(self) -> list[Any]:
        """What stands open on the card."""
        return self.columns(self.open_columns)

    @property
    def folded(self) -> list[Any]:
        """What is folded."""
        return self.columns(self.folded_columns)


def is_filled(card: RowForm) -> bool:
    """True for a posted card with something in it, right or wrong."""
    return not (card.is_valid() and card.is_empty())


class _KeyField(forms.ChoiceField):
    """The key of a row of the same form; one that is gone by now is no error but nothing."""

    def validate(self, value: Any) -> None:
        """Keys of cards that were added on the page are not among the choices drawn."""


class PartsWidget(forms.Widget):
    """All cards of one part, and the empty ones."""

    template_name = "admin/workflow/parts.html"

    def __init__(self, row_form: type[RowForm]) -> None:
        self.row_form = row_form
        #: Related name → its rows, for links to another part: filled by the form.
        self.links: dict[str, Sequence[Row]] = {}
        #: The posted data and its cards: an error that is found later belongs into its card.
        self.read: tuple[Any, list[RowForm]] | None = None
        super().__init__()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The posted cards as forms, or None where the page had none."""
        total = str(data.get(f"{name}-TOTAL", ""))
        if not total.isdecimal():
            return None
        if self.read is None or self.read[0] is not data:
            cards = [
                self.row_form(data, prefix=f"{name}-{number}", links=self.links)
                for number in range(min(int(total), MOST))
            ]
            self.read = (data, cards)
        return self.read[1]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """True where the page had no cards at all."""
        return f"{name}-TOTAL" not in data

    def use_required_attribute(self, initial: Any) -> bool:
        """Cards are not required."""
        return False

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        """By the project's templates: Django's form renderer knows only its own."""
        return render_to_string(self.template_name, self.get_context(name, value, attrs))

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """With the cards of the rows, empty ones after them, and one for the script to copy."""
        cards = list(self._cards(name, value))
        known = self._known(cards)
        following = len(value or ())
        blank = [self._blank(name, following + extra) for extra in range(_EMPTY_CARDS)]
        template = self.row_form(prefix=f"{name}-__prefix__", links=self.links)
        for card in (*cards, *blank, template):
            for column, labels in known.items():
                card.fields[column].widget.widget.known = labels
        context = super().get_context(name, None, attrs)
        context |= {
            "part_name": name,
            "cards": cards,
            "blank": blank,
            "follows": json.dumps(self.row_form.follows),
            "template": template,
            "total": following + len(blank),
            "verbose_name": self.row_form.part._meta.verbose_name,
        }
        return context

    def _cards(self, name: str, value: Any) -> Iterable[RowForm]:
        for number, one in enumerate(value or ()):
            if isinstance(one, RowForm):
                if is_filled(one):
                    yield one
            else:
                initial = {**one, "position": number + 1}
                yield self.row_form(initial=initial, prefix=f"{name}-{number}", links=self.links)

    def _blank(self, name: str, number: int) -> RowForm:
        initial = {"key": new_key(), "position": number + 1}
        return self.row_form(initial=initial, prefix=f"{name}-{number}", links=self.links)

    def _known(self, cards: Sequence[RowForm]) -> dict[str, dict[Any, str]]:
        """Record column → primary key → its label, one query a column."""
        found = {}
        for name, column in _records(self.row_form):
            keys = {str(card[name].value() or "") for card in cards}
            wanted = [int(key) for key in keys if key.isdecimal()]
            target = column.remote_field.model._base_manager.filter(pk__in=wanted)
            found[name] = {entry.pk: str(entry) for entry in target}
        return found

    @property
    def media(self) -> forms.Media:
        """The script of the cards, and that of finding records where there are any."""
        own = forms.Media(js=["js/admin/parts.js"], css={"all": ["css/admin/parts.css"]})
        for _name, column in _records(self.row_form):
            own += RelatedFieldWidgetWrapper(
                RecordSelect(column, admin.site), column.remote_field, admin.site
            ).media
        return own


def _records(row_form: type[RowForm]) -> list[tuple[str, Any]]:
    part = row_form.part
    return [
        (name, part._meta.get_field(name))
        for name in part.part_content
        if name not in part.part_links and isinstance(part._meta.get_field(name), models.ForeignKey)
    ]


class PartsField(forms.Field):
    """A list of rows. Each error names its card and its field; no other card is lost."""

    widget: PartsWidget

    def __init__(self, row_form: type[RowForm], **kwargs: Any) -> None:
        self.row_form = row_form
        label = capfirst(row_form.part._meta.verbose_name_plural)
        super().__init__(
            **{"required": False, "label": label, "widget": PartsWidget(row_form), **kwargs}
        )

    def clean(self, value: Any) -> list[Row]:
        """Rows of the filled cards in their order; mappings pass as they are."""
        cards = [one for one in value or () if isinstance(one, RowForm)]
        if len(cards) != len(value or ()):
            return list(value)
        errors, found = [], []
        for number, card in enumerate(cards, 1):
            if not card.is_valid():
                errors += self._errors(card, number)
            elif not card.cleaned_data.get("gone") and not card.is_empty():
                place = card.cleaned_data.get("position") or number
                found.append((place, number, card))
        errors += self._lost_records([card for _place, _number, card in found])
        if errors:
            raise ValidationError(errors)
        return [card.row() for _place, _number, card in sorted(found, key=lambda one: one[:2])]

    def _errors(self, card: RowForm, number: int) -> list[str]:
        where = capfirst(str(self.row_form.part._meta.verbose_name))
        return [
            _("%(part)s %(number)s, %(field)s: %(error)s")
            % {
                "part": where,
                "number": number,
                "field": strip_tags(card.fields[name].label),
                "error": " ".join(messages),
            }
            for name, messages in card.errors.items()
            if name in card.fields
        ] + [
            _("%(part)s %(number)s: %(error)s") % {"part": where, "number": number, "error": error}
            for error in card.non_field_errors()
        ]

    def _lost_records(self, cards: Sequence[RowForm]) -> list[str]:
        """Records that were chosen and are not there (any more)."""
        errors = []
        for name, column in _records(self.row_form):
            chosen = {card.cleaned_data.get(name) for card in cards} - {None}
            there = column.remote_field.model._base_manager.filter(pk__in=chosen)
            lost = chosen - set(there.values_list("pk", flat=True))
            for card in cards:
                if card.cleaned_data.get(name) in lost:
                    card.add_error(name, _("This record does not exist any more."))
                    errors.append(_("A chosen record does not exist any more."))
        return errors

    def records(self) -> list[tuple[str, type[models.Model]]]:
        """(column, model) of the records that a card names."""
        return [(name, column.remote_field.model) for name, column in _records(self.row_form)]

    def card_of(self, key: str) -> RowForm | None:
        """The posted card with this key."""
        cards = self.widget.read[1] if self.widget.read else []
        return next((card for card in cards if card["key"].value() == key), None)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Saving compares with the revision; the form need not."""
        return True

    def owns(self, name: str, key: str) -> bool:
        """True when the page's input `key` belongs to the field `name`."""
        return key.startswith(f"{name}-")

    def write(self, data: Any, name: str, rows: Sequence[Row]) -> None:
        """Put `rows` into posted `data` in place of the cards that were posted."""
        self.widget.read = None
        for key in [key for key in data if self.owns(name, key)]:
            del data[key]
        data[f"{name}-TOTAL"] = str(len(rows))
        for number, row in enumerate(rows):
            data[f"{name}-{number}-position"] = str(number + 1)
            for column, value in row.items():
                data[f"{name}-{number}-{column}"] = "" if value is None else str(value)

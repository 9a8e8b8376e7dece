"""What of a kept text is news: typed by its writer, not in the form, and saved nowhere since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, partial
from html import unescape
from itertools import takewhile
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.html import strip_tags
from django.utils.text import Truncator

from nhri.translation.inputs import language_of
from nhri.translation.languages import direction
from nhri.workflow import drafts, streams
from nhri.workflow.comparisons import field_kind, posed_clashes
from nhri.workflow.conflicts import MERGED, settled
from nhri.workflow.kept import KeptText
from nhri.workflow.models import STREAMS, Revision
from nhri.workflow.rows import PartsField

_FIRST_WORDS = 8
_LEAD_WORDS = 2
_REVISIONS_READ = 60


@dataclass(frozen=True)
class Change:
    """One field that was typed into and is saved nowhere.

    `words` counts them, None where it is no text; `first` are a few of them, from where they part
    from what the form holds.
    """

    name: str
    label: str
    language: str
    direction: str
    words: int | None
    first: str


def typed_values(kept: KeptText, form: forms.ModelForm) -> dict[str, Any]:
    """Field name → what its widget reads from the copy, for the fields that `form` has."""
    posted = QueryDict(mutable=True)
    for name, values in kept.data.items():
        posted.setlist(name, values)
    return {
        name: field.widget.value_from_datadict(posted, {}, name)
        for name, field in form.fields.items()
        if name in kept.data
        or (
            isinstance(field, PartsField)
            and not field.widget.value_omitted_from_data(posted, {}, name)
        )
    }


def before_the_clash(
    data: dict[str, list[str]], asked: Mapping[str, list[str]], item: Any
) -> dict[str, list[str]]:
    """`data` of a page that asks about a clash; `asked` holds what it asked and was answered.

    That page is opened on their text already. Kept so, and restored, one's own would take its place
    unasked; so the copy goes back to the revision that both began with, and is asked again. Where
    something was put together from both, that is one's own text.
    """
    model, found = type(item), dict(data)
    posted = {name: values[0] for name, values in asked.items() if values}
    texts = {
        name: values[0]
        for name, values in data.items()
        if values and f"origin_{name}" in posted and field_kind(model, name) in ("text", "rich")
    }
    bases = {stream: _base(data, stream) for stream in STREAMS}
    posed, _origins = posed_clashes(item, posted, bases, texts)
    merging = [clash for clash in posed if posted.get(f"choose_{clash.name}") == MERGED]
    merged = settled(merging, posted, kind_of=partial(field_kind, model))
    found |= {name: [value] for name, value in merged.items()}
    for stream in STREAMS:
        began = [
            posted[f"origin_{name}"]
            for name in streams.names(model, stream)
            if f"origin_{name}" in posted
        ]
        if began:
            oldest = min(int(pk) if pk.isdecimal() else 0 for pk in began)
            found[f"base_{stream}"] = [str(oldest or "")]
    return found


def has_moved(kept: KeptText, form: forms.ModelForm) -> bool:
    """True when somebody saved the item since the form of this copy was opened."""
    item = form.instance
    return item.pk is not None and any(
        _base(kept.data, stream) != getattr(item, f"head_{stream}_id") for stream in STREAMS
    )


def changes(kept: KeptText, form: forms.ModelForm) -> list[Change]:
    """What was typed there and is neither in `form`'s initial values nor ever saved by its writer.

    `form` is unbound and of the item as it stands. Where somebody saved since, a field that the
    writer left alone is no change of theirs.
    """
    origin = _Origin(kept, form)
    return [
        _change(name, form.fields[name], value, origin.shown(name))
        for name, value in typed_values(kept, form).items()
        if not isinstance(form.fields[name].widget, forms.HiddenInput)
        and origin.is_own(name, value)
    ]


class _Origin:
    """What the fields held when the copy's form was opened, hold now, and were saved with."""

    def __init__(self, kept: KeptText, form: forms.ModelForm) -> None:
        self.kept, self.form = kept, form
        self.item, self.model = form.instance, type(form.instance)
        self._then: dict[str, Mapping[str, Any]] = {}

    def shown(self, name: str) -> str:
        """What stands in the form now, in words."""
        return _words(self.form.get_initial_for_field(self.form.fields[name], name))

    def is_own(self, name: str, value: Any) -> bool:
        field, stream = self.form.fields[name], streams.stream_of(self.model, name)
        initial = self.form.get_initial_for_field(field, name)
        if stream is None:
            return field.has_changed(initial, value) and self._is_typed(name, field, value)
        try:
            typed = _even(streams.plain(self.model, name, field.clean(value)))
        except ValidationError:
            typed = _even(value)
        now = _even(streams.plain(self.model, name, initial))
        return (
            typed != now
            and typed != self._at_opening(name, stream, now)
            and not any(_even(data.get(name)) == typed for data in self._saved if name in data)
        )

    def _is_typed(self, name: str, field: Any, value: Any) -> bool:
        """The embargo has a base of its own."""
        if name != "embargo_until" or not (base := (self.kept.data.get("base_embargo") or [""])[0]):
            return True
        try:
            return field.has_changed(datetime.fromisoformat(base).replace(tzinfo=UTC), value)
        except ValueError:
            return True

    def _at_opening(self, name: str, stream: str, now: Any) -> Any:
        base = _base(self.kept.data, stream)
        if self.item.pk is None or base == getattr(self.item, f"head_{stream}_id"):
            return now
        if stream not in self._then:
            revision = drafts.base_revision(self.item, stream, base)
            self._then[stream] = revision.data if revision else {}
        return _even(self._then[stream].get(name, streams.plain(self.model, name, None)))

    @cached_property
    def _saved(self) -> list[Mapping[str, Any]]:
        """What its writer saved since: a copy that came late, after its own save, is no news."""
        own = Revision.objects.filter(
            content_type=self.kept.content_type_id,
            created_by=self.kept.user_id,
            created_at__gte=self.kept.form_opened_at,
        )
        if self.kept.object_id is not None:
            own = own.filter(object_id=self.kept.object_id)
        return list(own.order_by("-pk").values_list("data", flat=True)[:_REVISIONS_READ])


def _base(data: Mapping[str, list[str]], stream: str) -> int | None:
    value = (data.get(f"base_{stream}") or [""])[0]
    return int(value) if value.isdecimal() else None


def _even(value: Any) -> Any:
    """Browsers end lines in two ways, and nothing is written in two ways."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value or ""


def _change(name: str, field: Any, value: Any, now: str) -> Change:
    language = language_of(name) or ""
    is_text = isinstance(field.widget, forms.Textarea | forms.TextInput) and isinstance(value, str)
    words = _words(value) if is_text else ""
    return Change(
        name=name,
        label=strip_tags(field.label or name),
        language=language,
        direction=direction(language) if language else "auto",
        words=len(words.split()) if is_text else None,
        first=_departure(words.split(), now.split()),
    )


def _words(value: Any) -> str:
    text = value if isinstance(value, str) else ""
    return " ".join(unescape(strip_tags(text.replace("><", "> <"))).split())


def _departure(typed: list[str], now: list[str]) -> str:
    """A few words of `typed`, from where it parts from `now`: a long text begins as it did."""
    same = sum(
        1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(typed, now, strict=False))
    )
    start = max(0, min(same, len(typed) - 1) - _LEAD_WORDS)
    shown = Truncator(" ".join(typed[start:])).words(_FIRST_WORDS, truncate="…")
    return f"…{shown}" if start else shown

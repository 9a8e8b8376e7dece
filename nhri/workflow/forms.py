"""The form of one item in two languages: opened on revisions, merged with what others saved."""

from dataclasses import replace
from datetime import UTC, timedelta
from functools import partial
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import format_html, strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from nhri.security.editor import EditorWidget
from nhri.translation import moments
from nhri.translation.inputs import language_of, set_directions
from nhri.translation.languages import LANGUAGES, OWN_NAMES
from nhri.workflow import drafts, streams
from nhri.workflow.comparisons import field_kind, posed_clashes
from nhri.workflow.conflicts import settled
from nhri.workflow.drafts import Clash
from nhri.workflow.models import STREAMS
from nhri.workflow.rows import PartsField

#: How long the urgent notice stays on the home page unless somebody chooses another time.
USUAL_NOTICE = timedelta(hours=24)
MINUTE_INPUT = "%Y-%m-%dT%H:%M"


class MinuteField(forms.DateTimeField):
    """A moment in the institution's time zone, entered with the browser's own control."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTE_INPUT)
        )
        kwargs.setdefault("input_formats", [MINUTE_INPUT, "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"])
        super().__init__(**kwargs)


class OneLineField(forms.CharField):
    """A line that may be long: shown wrapped, kept as one."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 2}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """Line breaks become spaces; other space stays, or opening and saving were a change."""
        lines = str(super().to_python(value) or "").splitlines()
        return " ".join(filter(None, (line.strip() for line in lines)))


_TYPING_ERROR = _("Typing error only: the translation stays correct")


class BilingualForm(forms.ModelForm):
    """Initial values are the newest revisions; each input runs in its own language's direction."""

    embargo_until = MinuteField(
        label=_("embargoed until"),
        required=False,
        help_text=_("Nobody outside sees anything of this item before this minute."),
    )
    typing_error_ar = forms.BooleanField(label=_TYPING_ERROR, required=False)
    typing_error_en = forms.BooleanField(label=_TYPING_ERROR, required=False)
    base_ar = forms.IntegerField(required=False, widget=forms.HiddenInput)
    base_en = forms.IntegerField(required=False, widget=forms.HiddenInput)
    base_shared = forms.IntegerField(required=False, widget=forms.HiddenInput)
    base_embargo = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance = kwargs.get("instance")
        if instance is not None and instance.pk:
            heads = {
                **streams.initial_values(instance),
                "embargo_until": instance.embargo_until,
                "base_embargo": _moment(instance.embargo_until),
                **{f"base_{s}": getattr(instance, f"head_{s}_id") for s in STREAMS},
            }
            kwargs["initial"] = {**heads, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        #: The embargo as it was read with the item.
        self.instance_embargo = self.instance.embargo_until
        #: Field → the clash that the page has to show, and the revision that both began with.
        self.clashes: dict[str, Clash] = {}
        self.origins: dict[str, int | None] = {}
        for language in LANGUAGES:
            if not streams.are_both_written(self.instance):
                del self.fields[f"typing_error_{language}"]
        set_directions(self.fields)
        self._link_parts()
        if "embargo_until" in self.fields:
            self.fields["embargo_until"].label = capfirst(self.fields["embargo_until"].label)
        for name, field in self.fields.items():
            if isinstance(field, forms.TypedChoiceField):
                field.choices = [(value, capfirst(label)) for value, label in field.choices]
            language = language_of(name)
            is_text = language and streams.stream_of(self._meta.model, name) == language
            if language and is_text and not isinstance(field, forms.BooleanField):
                field.label = self._label(name, language)
                if isinstance(field.widget, EditorWidget):
                    field.widget.attrs["aria-label"] = strip_tags(field.label)

    def _link_parts(self) -> None:
        """Cards that point to another part's rows offer those that this form was opened on."""
        fields = {n: f for n, f in self.fields.items() if isinstance(f, PartsField)}
        rows = {name: self.initial.get(name) or () for name in fields}
        for field in fields.values():
            field.widget.links = rows

    def _label(self, name: str, language: str) -> Any:
        """The field's bare name; its language stands over the column and is said to the blind."""
        bare = self._meta.model._meta.get_field(name.removesuffix(f"_{language}"))
        said = format_html('<span class="visually-hidden"> ({})</span>', OWN_NAMES[language])
        return format_html("{}{}", capfirst(bare.verbose_name), said)

    def owns_input(self, name: str) -> bool:
        """True for a field's own input, and for every input of the cards of a part."""
        return name in self.fields or any(
            field.owns(own, name)
            for own, field in self.fields.items()
            if isinstance(field, PartsField)
        )

    def bases(self) -> dict[str, int | None]:
        """Stream → primary key of the revision this form was opened on."""
        return {stream: self.cleaned_data.get(f"base_{stream}") for stream in STREAMS}

    def typing_errors(self) -> list[str]:
        """The languages whose change, says the person, needs no new translation."""
        return [code for code in LANGUAGES if self.cleaned_data.get(f"typing_error_{code}")]

    def embargo_change(self) -> bool:
        """True when this person typed another embargo than the form was opened on."""
        typed = _moment(self.cleaned_data.get("embargo_until"))
        return "embargo_until" in self.fields and typed != self.cleaned_data["base_embargo"]

    def values(self) -> dict[str, Any]:
        """The typed values of all streams. A field that was not sent at all is not meant empty."""
        model = self._meta.model
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if streams.stream_of(model, name) is not None and self._is_sent(name)
        }

    def _is_sent(self, name: str) -> bool:
        widget = self.fields[name].widget
        return not widget.value_omitted_from_data(self.data, self.files, self.add_prefix(name))

    def clean(self) -> dict[str, Any]:
        """Merge with what others saved since; fields that clash are shown with their text."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.pk:
            self._meet_choices(cleaned)
            self._meet_others(cleaned)
            self._meet_embargo()
        return cleaned

    def _meet_embargo(self) -> None:
        now = _moment(self.instance.embargo_until)
        opened_on = self.cleaned_data.get("base_embargo", "")
        if now == opened_on or not self.embargo_change():
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("base_embargo")] = now
        self.add_error(
            "embargo_until",
            _("Somebody changed the embargo while you were writing; now it is: %(moment)s.")
            % {"moment": _shown(self.instance.embargo_until)},
        )

    def _meet_choices(self, cleaned: dict[str, Any]) -> None:
        """What was chosen on the page of a conflict takes the place of what was typed."""
        posed, origins = posed_clashes(self.instance, self.data, self.bases(), self.values())
        chosen = settled(posed, self.data, kind_of=partial(field_kind, self._meta.model))
        for clash in posed:
            self.clashes[clash.name], self.origins[clash.name] = clash, origins[clash.name]
            try:
                if clash.name not in chosen:
                    raise forms.ValidationError(_clash_message(clash))
                cleaned[clash.name] = self.fields[clash.name].clean(chosen[clash.name])
            except forms.ValidationError as error:
                self.add_error(clash.name, error)

    def _meet_others(self, cleaned: dict[str, Any]) -> None:
        """A stream with a refused field waits for its correction, opened on what it was: its text
        is not among the cleaned values, and moving the base under it would hide a clash."""
        current = type(self.instance)._default_manager.with_streams().get(pk=self.instance.pk)
        for stream in STREAMS:
            newest = streams.head(current, stream)
            base_pk = cleaned.get(f"base_{stream}")
            refused = any(n in self.errors for n in streams.names(self._meta.model, stream))
            if newest is None or base_pk == newest.pk or refused:
                continue
            base = drafts.base_revision(current, stream, base_pk)
            mine = streams.plain_values(self._meta.model, stream, self.values())
            merged, clashes = drafts.merge(current, stream, mine, base)
            if clashes:
                asked = {clash.name for clash in clashes}
                settled_before = [n for n in self.clashes if n in merged and n not in asked]
                for name in settled_before:
                    # Asked again with the rest of the page; their text is the newest one.
                    theirs = streams.head_values(current, stream)[name]
                    posed = self.clashes[name]
                    self.clashes[name] = replace(posed, theirs=theirs, revision=newest)
                    del merged[name]
                self._reopen_on(stream, newest.pk, merged)
            for clash in clashes:
                self.clashes[clash.name], self.origins[clash.name] = clash, base_pk
                self.add_error(clash.name, _clash_message(clash))

    def _reopen_on(self, stream: str, newest: int, merged: dict[str, Any]) -> None:
        """Show the form as opened on the newest revision: theirs where I typed nothing."""
        self.data = self.data.copy()
        self.data[self.add_prefix(f"base_{stream}")] = str(newest)
        for name, value in merged.items():
            key = self.add_prefix(name)
            field = self.fields.get(name)
            if isinstance(field, PartsField):
                field.write(self.data, key, value)
            elif isinstance(value, list):
                self.data.setlist(key, [str(entry) for entry in value])
            elif isinstance(value, bool):
                self.data.pop(key, None)
                if value:
                    self.data[key] = "on"
            elif name in self.fields:
                shown = self.fields[name].widget.format_value(self._as_shown(name, value))
                if isinstance(shown, list):  # a choice of one
                    shown = next(iter(shown), None)
                self.data[key] = "" if shown is None else str(shown)

    def _as_shown(self, name: str, value: Any) -> Any:
        field = self._meta.model._meta.get_field(name)
        return self.fields[name].prepare_value(field.to_python(value))


def _moment(value: Any) -> str:
    """A moment as a hidden field carries it: to the minute, in UTC; empty for none."""
    return value.astimezone(UTC).strftime(MINUTE_INPUT) if value else ""


def _shown(value: Any) -> str:
    return moments.in_words(value) if value else "—"


def _clash_message(clash: Clash) -> Any:
    values = {
        "who": clash.revision.created_by,
        "when": _shown(clash.revision.created_at),
    }
    return (
        _(
            "%(who)s changed this at %(when)s while you were writing. Your text is kept here and "
            "not saved yet: choose above, then save again."
        )
        % values
    )


class VerbForm(forms.Form):
    """What a verb needs beside a click: the revisions that were read, and its own field."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    shared_revision = forms.IntegerField(widget=forms.HiddenInput)

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action: `seen`, and the verb's own."""
        own = dict(self.cleaned_data)
        return {"seen": (own.pop("revision"), own.pop("shared_revision")), **own}

    def reopen_on(self, seen: dict[str, Any]) -> None:
        """After a refusal the page shows the newest text; its button must mean that text."""
        self.data = self.data.copy()
        self.data.update(seen)


class PlainVerbForm(VerbForm):
    """Approve, publish: the revision alone."""


class UnboundVerbForm(VerbForm):
    """Verbs that are not bound to a revision."""

    def arguments(self) -> dict[str, Any]:
        """Without the revisions."""
        arguments = super().arguments()
        del arguments["seen"]
        return arguments


class ReturnForm(UnboundVerbForm):
    """Return with a comment."""

    comment = forms.CharField(
        label=_("What should be changed?"), widget=forms.Textarea(attrs={"rows": 4})
    )


class ScheduleForm(VerbForm):
    """Publish at a moment of the institution's own time."""

    at = MinuteField(label=_("Publish at"))


class UrgentForm(VerbForm):
    """Publish alone: why, and until when it stands at the top of the home page."""

    reason = forms.CharField(
        label=_("Why can it not wait for a second person?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kept in the history and shown on the desk until somebody confirms."),
    )
    until = MinuteField(
        label=_("Urgent notice on the home page until"),
        required=False,
        initial=lambda: timezone.now() + USUAL_NOTICE,
        help_text=_("Leave it empty for no notice."),
    )


class WithdrawForm(UnboundVerbForm):
    """Withdraw with a public note in the language of the text."""

    note = forms.CharField(
        label=_("Public note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Readers who open the address will find this note."),
    )


class CorrectForm(VerbForm):
    """Publish as a correction: the note in the text's language, and in the other if wanted."""

    note_ar = forms.CharField(
        label=_("Public note (in Arabic)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "ar", "dir": "rtl"}),
    )
    note_en = forms.CharField(
        label=_("Public note (in English)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "en", "dir": "ltr"}),
    )

    def arguments(self) -> dict[str, Any]:
        """The notes as one mapping."""
        arguments = super().arguments()
        note = {code: arguments.pop(f"note_{code}") for code in LANGUAGES}
        return {**arguments, "note": note}

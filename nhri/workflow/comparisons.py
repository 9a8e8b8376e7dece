"""The fields of two revisions, or of a clash, beside each other: labelled, in words, in direction.

What `diff` and `conflicts` do with bare values is done here for the columns of a model: names
instead of primary keys, dates and choices in words, each text with the direction it runs in.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nhri.security.html import RichTextField
from nhri.translation import moments
from nhri.translation.inputs import language_of
from nhri.translation.languages import OWN_NAMES, direction
from nhri.workflow import drafts, parts, streams
from nhri.workflow.conflicts import Kind, ThreeWay, three_way
from nhri.workflow.diff import Stretch, compare_plain, compare_rich, folded
from nhri.workflow.drafts import Clash
from nhri.workflow.models import STREAMS, Publishable, Revision

_SEARCHED_BACK = 50


@dataclass(frozen=True)
class FieldChange:
    """One field of two revisions. `language` is empty for what both languages share.

    `is_format_only`: the words are the same, their bold or italic type or a link is not.
    """

    label: str
    language: str
    direction: str
    stretches: list[Stretch]
    is_format_only: bool = False


@dataclass(frozen=True)
class ShownClash:
    """A clash as its page shows it; `choice` and `merged` are what was chosen before, if at all.

    `origin` is the primary key of the revision that both began with, which the page carries.
    """

    three: ThreeWay
    label: str
    language: str
    direction: str
    who: Any
    when: Any
    choice: str
    merged: str
    is_rich: bool
    origin: int | None

    @property
    def language_name(self) -> str:
        """The language's own name; empty for what both share."""
        return OWN_NAMES.get(self.language, "")

    @property
    def rows(self) -> int:
        """How high the text field is: a screen's line holds about seventy letters."""
        lines = sum(1 + len(line) // 70 for line in self.merged.split("\n"))
        return min(max(lines + 1, 2), 24)


def field_kind(model: type[Publishable], name: str) -> Kind:
    """How two versions of column `name` can be put together."""
    if parts.part_model(model, name) is not None:
        return "value"
    field = model._meta.get_field(name)
    if isinstance(field, RichTextField):
        return "rich"
    if isinstance(field, models.ManyToManyField):
        return "links"
    is_text = isinstance(field, (models.CharField, models.TextField))
    is_name = isinstance(field, (models.SlugField, models.EmailField, models.URLField))
    return "text" if is_text and not is_name and not field.choices else "value"


def label_of(model: type[Publishable], name: str) -> str:
    """The field's name without its language, which the page says once."""
    bare = name.removesuffix(f"_{language_of(name)}")
    known = {field.name for field in model._meta.get_fields()}
    part = parts.part_model(model, name)
    if part is not None:
        return capfirst(str(part._meta.verbose_name_plural))
    field = model._meta.get_field(bare if bare in known else name)
    return capfirst(str(field.verbose_name))


def changed_names(model: type[Publishable], revision: Revision, before: Any) -> list[str]:
    """The columns in which `revision` differs from the one `before` it (None: from nothing)."""
    previous = before.data if before is not None else {}
    return [
        name
        for name in streams.names(model, revision.stream)
        if (revision.data.get(name) or None) != (previous.get(name) or None)
    ]


def field_changes(
    model: type[Publishable], stream: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> tuple[list[FieldChange], list[str]]:
    """(the fields that differ, the labels of those that do not), in the model's order."""
    changes, same = [], []
    language = "" if stream == streams.SHARED else stream
    for name in streams.names(model, stream):
        before, after = old.get(name), new.get(name)
        label = label_of(model, name)
        if (before or None) == (after or None):
            same.append(label)
            continue
        kind = field_kind(model, name)
        if kind == "rich":
            rows = compare_rich(before or "", after or "")
        elif kind == "text":
            rows = compare_plain(before or "", after or "")
        else:
            say = sayer(model, name, before, after, around=(old, new))
            rows = compare_plain(say(before), say(after))
        format_only = all(row.kind == "same" for row in rows)
        running = direction(language) if language else "auto"
        changes.append(FieldChange(label, language, running, folded(rows), format_only))
    return changes, same


def sayer(
    model: type[Publishable], name: str, *values: Any, around: Sequence[Mapping[str, Any]] = ()
) -> Callable[[Any], str]:
    """value → its words, for any of `values` of column `name`; links are asked for at once.

    `around`: the streams that the values stand in; rows that point to another part's row are told
    by its name there.
    """
    part = parts.part_model(model, name)
    if part is not None:
        return _part_sayer(model, part, values, around)
    field = model._meta.get_field(name)
    if not isinstance(field, (models.ForeignKey, models.ManyToManyField)):
        return lambda value: _in_words(field, value)
    keys = {key for value in values for key in _keys(value)}
    found = field.remote_field.model._base_manager.in_bulk(list(keys))

    def said(value: Any) -> str:
        gone = _("no longer exists (no. %(number)s)")
        return "\n".join(str(found.get(key) or gone % {"number": key}) for key in _keys(value))

    return said


def _part_sayer(
    model: type[Publishable],
    part: type[parts.Part],
    values: tuple[Any, ...],
    around: Sequence[Mapping[str, Any]],
) -> Callable[[Any], str]:
    rows = [row for value in values for row in value or ()]
    names: dict[tuple[str, Any], str] = {}
    for column, target in part.part_links.items():
        linked = parts.part_model(model, target)
        pointed = [row for stream in around for row in stream.get(target) or ()]
        names |= {(column, row["key"]): linked.called(row) for row in pointed if linked}
    for column in part.part_content:
        field = part._meta.get_field(column)
        if column not in part.part_links and isinstance(field, models.ForeignKey):
            keys = {row.get(column) for row in rows} - {None}
            found = field.remote_field.model._base_manager.in_bulk(list(keys))
            names |= {(column, key): str(entry) for key, entry in found.items()}
    return lambda value: "\n".join(part.in_words(row, names) for row in value or ())


def restorable(model: type[Publishable], revision: Revision) -> tuple[dict[str, Any], list[str]]:
    """(the revision's values, the labels of fields whose links lead nowhere any more).

    Such links are left out: what no longer exists cannot be restored with a text.
    """
    values, losing = {}, []
    for name in streams.names(model, revision.stream):
        if name not in revision.data:
            continue
        value = revision.data[name]
        if parts.part_model(model, name) is not None:
            values[name] = value  # rows that name nobody any more are left out when published
            continue
        field = model._meta.get_field(name)
        if isinstance(field, (models.ForeignKey, models.ManyToManyField)):
            keys = _keys(value)
            target = field.remote_field.model._base_manager
            present = set(target.filter(pk__in=keys).values_list("pk", flat=True)) if keys else ()
            kept = [key for key in keys if key in present]
            if kept != keys:
                losing.append(label_of(model, name))
                value = kept if isinstance(field, models.ManyToManyField) else None
        values[name] = value
    return values, losing


def shown_clashes(
    item: Publishable,
    clashes: Sequence[Clash],
    posted: Mapping[str, str] | None = None,
    origins: Mapping[str, int | None] | None = None,
) -> list[ShownClash]:
    """The clashes of `item` for the conflict page; `posted` keeps what was chosen and typed.

    `origins`: field name → primary key of the revision that both began with (None: of nothing).
    """
    posted, origins = posted or {}, origins or {}
    earlier = _earlier(item, clashes)
    found = []
    for clash in clashes:
        kind = field_kind(type(item), clash.name)
        say = None
        if kind in ("links", "value"):
            around = (clash.revision.data, streams.head_values(item, clash.revision.stream))
            sides = (clash.base, clash.theirs, clash.mine)
            say = sayer(type(item), clash.name, *sides, around=around)
        three = three_way(clash, rich=kind == "rich", say=say)
        author = _author(clash, earlier[clash.revision.stream])
        language = language_of(clash.name) or ""
        found.append(
            ShownClash(
                three,
                label_of(type(item), clash.name),
                language,
                direction(language) if language else "auto",
                author.created_by,
                author.created_at,
                _choice(clash, three, posted, origins.get(clash.name)),
                posted.get(f"merged_{clash.name}", three.merged),
                kind == "rich",
                origins.get(clash.name),
            )
        )
    return found


def posed_clashes(
    item: Publishable,
    posted: Mapping[str, str],
    bases: Mapping[str, int | None],
    mine: Mapping[str, Any],
) -> tuple[list[Clash], dict[str, int | None]]:
    """(the clashes that the posted page showed, field name → revision both began with).

    The page was opened on `bases`, their newest revisions then; it carries `origin_<name>`.
    `mine` holds the posted fields' values.
    """
    model = type(item)
    found: list[Clash] = []
    origins: dict[str, int | None] = {}
    for stream in STREAMS:
        names = [n for n in streams.names(model, stream) if f"origin_{n}" in posted and n in mine]
        theirs = drafts.base_revision(item, stream, bases.get(stream)) if names else None
        if theirs is None:
            continue
        for name in names:
            pk = posted[f"origin_{name}"]
            origin = drafts.base_revision(item, stream, int(pk) if pk.isdecimal() else None)
            blank = streams.plain(model, name, None)
            began = origin.data.get(name, blank) if origin is not None else blank
            own = streams.plain(model, name, mine[name])
            found.append(Clash(name, began, theirs.data.get(name, blank), own, theirs))
            origins[name] = origin.pk if origin is not None else None
    return found, origins


def _choice(clash: Clash, three: ThreeWay, posted: Mapping[str, str], origin: int | None) -> str:
    """What was chosen for this very clash; when they changed it again the person chooses anew."""
    before = posted.get(f"origin_{clash.name}")
    if before is None:
        return "merged" if three.is_clean else ""
    return posted.get(f"choose_{clash.name}", "") if before == str(origin or "") else ""


def _earlier(item: Publishable, clashes: Sequence[Clash]) -> dict[str, list[Revision]]:
    """Stream → the clashing revision and those before it, newest first: one query a stream."""
    found = {}
    for newest in {clash.revision.stream: clash.revision for clash in clashes}.values():
        rows = item.revisions.filter(stream=newest.stream, number__lte=newest.number)
        ordered = rows.select_related("created_by").order_by("-number")
        found[newest.stream] = list(ordered[:_SEARCHED_BACK])
    return found


def _author(clash: Clash, earlier: Sequence[Revision]) -> Revision:
    """The revision that brought their value: not always the newest of the stream."""
    author = clash.revision
    for revision in earlier:
        if revision.data.get(clash.name) != clash.theirs:
            break
        author = revision
    return author


def _keys(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _in_words(field: Any, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return pgettext("answer", "yes") if value else pgettext("answer", "no")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateTimeField):
        return moments.in_words(field.to_python(value))
    if isinstance(field, models.DateField):
        return date_format(field.to_python(value), "l j F Y")
    return str(value)

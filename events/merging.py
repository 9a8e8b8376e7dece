"""Two records that are one: every link moves to the record that stays, in one transaction.

The other row stays, points to the kept one (`merged_into`) and is found nowhere any more; revisions
that name it are read as naming the kept one. Its names become other spellings. Where the database
allows one row and both records have one (a current membership, a current status), somebody says
which of the two holds; the other is written into the log, never just dropped.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from events.accrediting import closing_day, is_older
from events.models import Accreditation, Merge, Organisation, Participant
from events.pointing import owner, relations
from nhri.translation.languages import LANGUAGES
from nhri.workflow.permissions import Refused
from nhri.workflow.values import plain_value

#: Columns that are chosen together, for the records that can be merged.
CHOICES: dict[type[models.Model], tuple[tuple[str, ...], ...]] = {
    Participant: (
        ("name_ar",), ("name_en",), ("honorific_ar",), ("honorific_en",), ("biography_ar",),
        ("biography_en",), ("in_public_office",), ("has_consented", "consented_on", "consent_note"),
        ("is_public",),
    ),
    Organisation: (
        ("name_ar",), ("name_en", "name_en_language"), ("abbreviation",), ("kind",), ("country",),
        ("site",), ("description_ar",), ("description_en",), ("is_public",),
    ),
}  # fmt: skip
#: Both rows stay; the older one ends when the newer begins.
BOTH = "both"


@dataclass(frozen=True)
class Clash:
    """A row of each record of which the database allows one."""

    key: str
    label: Any
    constraint: str
    #: (the row of the kept record, the row of the other): as they stand before the merge.
    rows: tuple[Any, Any]
    may_both: bool


def differences(one: Any, other: Any) -> list[tuple[str, ...]]:
    """The groups of columns in which the two records differ."""
    return [
        group
        for group in CHOICES[type(one)]
        if any(_plain(one, name) != _plain(other, name) for name in group)
    ]


def clashes(one: Any, other: Any) -> list[Clash]:
    """Rows of both records that cannot both be one record's."""
    return [found for relation in relations(type(one)) for found in _clashes(relation, one, other)]


def _clashes(relation: Any, one: Any, other: Any) -> Iterator[Clash]:
    model, link = relation.related_model, relation.field.name
    for name, columns, condition in _unique(model, relation.field):
        mine, theirs = (
            model._base_manager.filter(condition, **{link: record}) for record in (one, other)
        )
        for row in theirs:
            same = {
                column: getattr(row, model._meta.get_field(column).attname) for column in columns
            }
            twin = mine.filter(**same).first()
            if twin is not None:
                may_both = model is Accreditation and twin.status != row.status
                label = owner(relation)._meta.verbose_name
                yield Clash(
                    f"{model._meta.model_name}-{name}-{row.pk}", label, name, (twin, row), may_both
                )


def _unique(model: type[models.Model], field: Any) -> Iterator[tuple[str, list[str], models.Q]]:
    """(name, the other columns, the condition) of every promise that `field` is once somewhere."""
    if field.unique:
        yield "unique", [], models.Q()
    for together in model._meta.unique_together:
        if field.name in together:
            yield "together", [name for name in together if name != field.name], models.Q()
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and field.name in constraint.fields:
            others = [name for name in constraint.fields if name != field.name]
            yield constraint.name, others, constraint.condition or models.Q()


def asked(one: Any, other: Any) -> list[Clash]:
    """The clashes that somebody must decide: two equal rows of a plain list of links are one."""
    return [found for found in clashes(one, other) if not _is_link(found)]


def _is_link(found: Clash) -> bool:
    return bool(found.rows[0]._meta.auto_created)


def impossible(one: Any, other: Any) -> str:
    """Why the two can never be one record; empty when they can."""
    if one.pk == other.pk:
        return _("This is the same record.")
    if one.merged_into_id or other.merged_into_id:
        return _("One of the two was merged already.")
    if isinstance(one, Organisation) and hasattr(one, "network") and hasattr(other, "network"):
        return _("Both are networks with members of their own. Networks cannot be merged.")
    return ""


def fingerprint(one: Any, other: Any) -> str:
    """Changes when anything that the page of a merge shows has changed."""
    shown = [[_plain(r, n) for group in CHOICES[type(r)] for n in group] for r in (one, other)]
    shown += [[found.key, *map(str, map(_values, found.rows))] for found in asked(one, other)]
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]


@transaction.atomic
def merge(
    kept: Any, gone: Any, *, by: Any, values: Mapping[tuple[str, ...], Any],
    settled: Mapping[str, str], seen: str = "",
) -> Merge:  # fmt: skip
    """Make `gone` a part of `kept`; raises Refused, or ValidationError of the kept record.

    `values`: group of `differences` → the record whose values stay. `settled`: key of a clash → the
    primary key of the row that holds, or `BOTH`.
    """
    model = type(kept)
    _may(by, model)
    rows = model._base_manager.select_for_update(of=("self",)).order_by("pk")
    locked = {row.pk: row for row in rows.filter(pk__in=(kept.pk, gone.pk))}
    kept, gone = locked[kept.pk], locked[gone.pk]
    reason = impossible(kept, gone)
    if reason:
        raise Refused(reason)
    if seen and seen not in (fingerprint(kept, gone), fingerprint(gone, kept)):
        raise Refused(_("Somebody changed one of the two meanwhile. Read them again."))
    log: dict[str, Any] = {"moved": {}, "dropped": [], "closed": [], "values": {}}
    names = _take_values(kept, gone, values, log)
    for found in clashes(kept, gone):
        _settle(found, settled.get(found.key, ""), log)
    for relation in relations(model):
        _move(relation, kept, gone, log)
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    kept.variants = _with_spellings(kept, names)
    kept.full_clean()
    kept.save()
    return Merge.objects.create(
        kind=model._meta.model_name, kept=kept.pk, gone=gone.pk, moved=log, by=by
    )


def may_merge(user: Any, model: type[models.Model]) -> bool:
    """Merging changes one record and takes the other away: it needs both permissions."""
    label, name = model._meta.app_label, model._meta.model_name
    return all(user.has_perm(f"{label}.{verb}_{name}") for verb in ("change", "merge"))


def _may(by: Any, model: type[models.Model]) -> None:
    if not may_merge(by, model):
        raise Refused(_("Your role does not allow this."))


def _take_values(kept: Any, gone: Any, values: Mapping[Any, Any], log: dict[str, Any]) -> list[str]:
    """Put the chosen values into `kept`; returns every name that either had."""
    names = [getattr(r, f"name_{code}") or "" for r in (kept, gone) for code in LANGUAGES]
    names += [line for r in (kept, gone) for line in r.variants.splitlines()]
    for group in differences(kept, gone):
        chosen = values.get(group, kept)
        for name in group:
            log["values"][name] = {str(r.pk): _plain(r, name) for r in (kept, gone)}
            setattr(kept, name, getattr(gone if chosen.pk == gone.pk else kept, name))
    return names


def _with_spellings(kept: Any, names: list[str]) -> str:
    own = {getattr(kept, f"name_{code}") for code in LANGUAGES}
    lines = (name.strip() for name in names)
    return "\n".join(dict.fromkeys(line for line in lines if line and line not in own))


def _settle(found: Clash, choice: str, log: dict[str, Any]) -> None:
    mine, theirs = found.rows
    if _is_link(found):
        theirs.delete()
        return
    if choice == BOTH and found.may_both:
        earlier, later = (mine, theirs) if is_older(mine, theirs) else (theirs, mine)
        earlier.until = closing_day(earlier, later)
        earlier.save(update_fields=["until"])
        log["closed"].append(_values(earlier))
        return
    leaving = {str(mine.pk): theirs, str(theirs.pk): mine}.get(choice)
    if leaving is None:
        raise Refused(_("Say which of the two holds: %(what)s.") % {"what": found.label})
    log["dropped"].append(_values(leaving))
    leaving.delete()


def _move(relation: Any, kept: Any, gone: Any, log: dict[str, Any]) -> None:
    model, link = relation.related_model, relation.field.name
    rows = model._base_manager.filter(**{link: gone})
    keys = list(rows.values_list("pk", flat=True))
    if keys:
        label = f"{model._meta.app_label}.{model._meta.model_name}.{link}"
        log["moved"][label] = keys
        rows.update(**{link: kept})


def _plain(record: Any, name: str) -> Any:
    field = record._meta.get_field(name)
    return plain_value(field, getattr(record, field.attname))


def _values(row: Any) -> dict[str, Any]:
    own = {f.name: plain_value(f, getattr(row, f.attname)) for f in row._meta.concrete_fields}
    return {"model": row._meta.label_lower, **own}

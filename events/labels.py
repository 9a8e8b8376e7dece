"""Records as colleagues tell them apart: by every name they have, and by what they are."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from events.models import Network, Organisation, Participant, Participation
from nhri.translation.languages import LANGUAGES, current_language, first_filled


def all_names(record: Any) -> str:
    """Both names, Arabic first; where there is none, what it is called instead."""
    names = (getattr(record, f"name_{language}") for language in LANGUAGES)
    return " · ".join(dict.fromkeys(filter(None, names))) or str(record)


def hints(records: Iterable[Any], *, named: bool = False) -> dict[Any, str]:
    """Primary key → one line that tells two of the same name apart. At most two queries.

    With the other name too, unless both are shown already (`named`).
    """
    found = list(records)
    if not found:
        return {}
    tell = {Participant: _persons, Organisation: _organisations, Network: _networks}
    told = tell[type(found[0])](found)
    if named or type(found[0]) is Network:
        return told
    return {one.pk: _line(_other_name(one), told[one.pk]) for one in found}


def _persons(persons: list[Participant]) -> dict[Any, str]:
    """What they last were at an event."""
    language = current_language()
    last: dict[Any, str] = {}
    rows = Participation.objects.filter(person__in=persons).order_by("-event__starts_on", "-pk")
    for row in rows.select_related("organisation__country"):
        if row.person_id not in last:
            function = first_filled(row, "function", language)[0]
            place = row.organisation and str(row.organisation)
            last[row.person_id] = _line(function, place)
    return {one.pk: last.get(one.pk) or _("at no event yet") for one in persons}


def _organisations(organisations: list[Organisation]) -> dict[Any, str]:
    """The abbreviation, the kind, the country."""
    pks = [one.pk for one in organisations]
    rows = Organisation.objects.filter(pk__in=pks).select_related("country")
    countries = {one.pk: str(one.country) if one.country else "" for one in rows}
    return {
        one.pk: _line(one.abbreviation, one.get_kind_display(), countries.get(one.pk))
        for one in organisations
    }


def _networks(networks: list[Network]) -> dict[Any, str]:
    return {
        one.pk: _line(one.organisation.abbreviation, one.get_scope_display()) for one in networks
    }


def _other_name(record: Any) -> str:
    names = (getattr(record, f"name_{language}") for language in LANGUAGES)
    return " · ".join(name for name in names if name and name != str(record))


def _line(*said: Any) -> str:
    return " · ".join(str(one) for one in said if one)

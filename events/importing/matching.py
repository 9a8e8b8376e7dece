"""Which institution a line of a list means.

The one of that country that has one of the line's names, in any spelling. A line without a name
means an institution of the country without a name: the first such line the first of them. A line
about a country's only institution names it where it had no name in that language.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from events.importing.institutions import Told, keys_of
from events.models import Organisation


def meant_by(
    good: Sequence[Told], institutions: Mapping[str, Sequence[Organisation]]
) -> dict[int, Organisation]:
    """Line number → the known institution that it means; what is not in it will be new."""
    meant: dict[int, Organisation] = {}
    by_country: dict[str, list[Told]] = defaultdict(list)
    for told in good:
        by_country[told.code].append(told)
    for code, lines in by_country.items():
        known = institutions.get(code, ())
        for told in lines:
            named = next((one for one in known if told.keys & keys_in(one)), None)
            if named is not None:
                meant[told.line] = named
        for told in lines:
            if told.line in meant:
                continue
            taken = {one.pk for one in meant.values()}
            free = [one for one in known if one.pk not in taken]
            if not told.keys and (nameless := [one for one in free if not keys_in(one)]):
                meant[told.line] = nameless[0]
            elif len(lines) == len(known) == len(free) == 1 and _may_be(free[0], told):
                meant[told.line] = free[0]
    return meant


def twin_of(told: Told, before: Iterable[Told], meant: Mapping[int, Organisation]) -> Told | None:
    """The line before that is about the same institution as `told`."""
    for one in before:
        if told.keys & one.keys:
            return one
        if told.line in meant and meant[told.line] is meant.get(one.line):
            return one
    return None


def keys_in(organisation: Organisation) -> frozenset[str]:
    """Everything that the institution is found by, names in brackets left out as well."""
    lines = organisation.found_by.splitlines()
    return keys_of(organisation.name_en or "", organisation.name_ar or "") | frozenset(lines)


def _may_be(organisation: Organisation, told: Told) -> bool:
    """True when the line names it only in languages in which it has no name yet, or not at all."""
    return not any(
        getattr(told, f"name_{language}") and getattr(organisation, f"name_{language}")
        for language in ("ar", "en")
    )

"""Who is named in a news item and has a page: persons and organisations in one query."""

from typing import Any

from django.db.models import CharField, F, QuerySet, Value

from events.models import Country, Organisation, Participant

#: What a name and an address are made of; after them what only organisations have.
_NAMES = ("pk", "name_ar", "name_en")
_OF_BODIES = {
    "body_kind": "kind",
    "body_language": "name_en_language",
    "body_country": "country__code",
    "body_country_ar": "country__name_ar",
    "body_country_en": "country__name_en",
}


def named_in(item: Any) -> list[Any]:
    """The persons, then the organisations, that `item` names and that have a page of their own.

    Only what their names and addresses need is read; never save what this returns.
    """
    persons = Participant.objects.with_page().filter(news=item).order_by()
    bodies = Organisation.objects.public().filter(news=item).order_by()
    nothing = {name: _text("") for name in _OF_BODIES}
    columns = (*_NAMES, "is_body", *_OF_BODIES)
    same = {name: F(column) for name, column in _OF_BODIES.items()}
    # Raw: the translated values() puts its columns in no order, and a union goes by their order.
    rows: QuerySet[Any, Any] = persons.annotate(is_body=_text(""), **nothing).raw_values(*columns)
    rows = rows.union(bodies.annotate(is_body=_text("1"), **same).raw_values(*columns), all=True)
    return [_record(row) for row in sorted(rows, key=lambda row: (row["is_body"], row["pk"]))]


def _text(said: str) -> Value:
    return Value(said, output_field=CharField())


def _record(row: dict[str, Any]) -> Any:
    names = {name: row[name] for name in _NAMES}
    if not row["is_body"]:
        return Participant(**names)
    country = None
    if row["body_country"]:
        country = Country(
            code=row["body_country"], name_ar=row["body_country_ar"], name_en=row["body_country_en"]
        )
    return Organisation(
        **names, kind=row["body_kind"], name_en_language=row["body_language"], country=country
    )

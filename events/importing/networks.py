"""The alliance and its networks, with their official names, as they ship."""

import csv
from pathlib import Path
from typing import Any

from django.db import transaction

from events.models import Network, Organisation

DATA = Path(__file__).parents[1] / "data"
GLOBAL = "GANHRI"


def shipped() -> list[dict[str, str]]:
    """The rows of ``networks.csv``, a parent before what is part of it."""
    with (DATA / "networks.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def by_abbreviation() -> dict[str, Network]:
    """Every network that has an abbreviation, by it in capitals. One query."""
    found = Network.objects.select_related("organisation").exclude(organisation__abbreviation="")
    return {network.organisation.abbreviation.upper(): network for network in found}


@transaction.atomic
def load_networks() -> int:
    """Add the shipped networks that are not there by their abbreviation; returns how many.

    May run again at any time: what was changed since stays as it was left.
    """
    there = by_abbreviation()
    new = [row for row in shipped() if row["abbreviation"] not in there]
    for position, row in enumerate(shipped()):
        if row in new:
            there[row["abbreviation"]] = _make(row, there.get(row["parent"]), position)
    return len(new)


def _make(row: dict[str, str], parent: Network | None, position: int) -> Network:
    # A body of that abbreviation may be there already, without being known as a network.
    known = Organisation.objects.current().filter(abbreviation__iexact=row["abbreviation"])
    organisation: Any = known.filter(network=None, kind=Organisation.Kind.NETWORK).first()
    organisation = organisation or Organisation.objects.create(
        kind=Organisation.Kind.NETWORK,
        name_ar=row["name_ar"],
        name_en=row["name_en"],
        abbreviation=row["abbreviation"],
        variants=row["variants"].replace("|", "\n"),
    )
    return Network.objects.create(
        organisation=organisation,
        scope=row["scope"],
        parent=parent,
        founded=int(row["founded"]) if row["founded"] else None,
        seat_ar=row["seat_ar"],
        seat_en=row["seat_en"],
        position=position,
    )

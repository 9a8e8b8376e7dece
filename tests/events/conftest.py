"""Events in every stage, and the organisations around them."""

from collections.abc import Callable
from typing import Any

import pytest

from events.models import Country, Event, Network, Organisation, Participant
from nhri.accounts.models import User
from nhri.accounts.roles import AUTHOR, TRANSLATOR
from nhri.workflow import drafts


@pytest.fixture
def alliance(db: None) -> Network:
    """A global alliance of its own name."""
    organisation = Organisation.objects.create(
        kind="network", name_ar="التحالف العالمي", name_en="Global Alliance", abbreviation="GA"
    )
    return Network.objects.create(organisation=organisation, scope="global")


@pytest.fixture
def institution_of_benin(db: None) -> Organisation:
    """An institution whose name nobody knows: described by its country."""
    benin = Country.objects.create(code="BJ", name_ar="بنن", name_en="Benin")
    return Organisation.objects.create(country=benin)


@pytest.fixture
def commissioner(db: None) -> Participant:
    """A clearly fictional office holder."""
    return Participant.objects.create(
        name_ar="سعادة المفوض التجريبي", name_en="Commissioner Example", in_public_office=True
    )


SESSIONS = [
    {
        "key": "assembly",
        "kind": "general_assembly",
        "day": "2026-03-10",
        "starts": "10:00",
        "ends": "12:30",
        "title_ar": "الجمعية العامة",
        "title_en": "General Assembly",
    },
    {
        "key": "side",
        "kind": "side_event",
        "day": "2026-03-11",
        "starts": "14:00",
        "title_ar": "فعالية جانبية",
        "title_en": "Side event",
    },
]


@pytest.fixture
def event_draft(people: dict[str, User], alliance: Network) -> Callable[..., Any]:
    """``event_draft(sessions=[…])`` → a complete draft in both languages."""

    def make(**values: Any) -> Any:
        arabic = {"title_ar": "الاجتماع السنوي", "summary_ar": "ملخص الاجتماع."}
        shared = {
            "starts_on": "2026-03-10",
            "ends_on": "2026-03-12",
            "mode": "online",
            "time_zone": "Europe/Zurich",
            "networks": [alliance.pk],
            "sessions": SESSIONS,
        }
        item = drafts.create(Event(), {**arabic, **shared, **values}, by=people[AUTHOR])
        english = {"title_en": "Annual Meeting", "summary_en": "What the meeting did."}
        return drafts.save(item, english, by=people[TRANSLATOR])

    return make

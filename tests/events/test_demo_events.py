"""Demo events: through the verbs, linked to their release, and a second run changes nothing."""

from typing import Any

from django.utils import timezone

from events.demo import records
from events.demo_events import meetings
from events.models import Event, EventSeries, Organisation, Participant, Participation, Session
from nhri.accounts.models import User
from nhri.workflow.models import AuditEntry, Revision


def test_demo_has_events_of_every_kind_and_stays(people: dict[str, User]) -> None:
    records(people)
    said = meetings(people)
    models: tuple[Any, ...] = (
        Event, EventSeries, Organisation, Participant, Participation, Session, Revision, AuditEntry,
    )  # fmt: skip
    first = [list(model.objects.order_by("pk").values_list()) for model in models]
    past, coming = Event.objects.filter(series__isnull=False).order_by("starts_on")
    assert (past.number, coming.number, past.state_ar, past.state_en) == (
        41, 42, "published", "published",
    )  # fmt: skip
    assert (coming.state_ar, coming.state_en) == ("published", "draft")
    counts = (past.sessions.count(), past.participations.count(), past.outcomes.count())
    assert counts == (10, 12, 5)
    workshop = Event.objects.get(kind="workshop")
    assert workshop.starts_on is not None and workshop.starts_on > timezone.localdate()
    assert (workshop.mode, workshop.sessions.count()) == ("in_person", 5)
    assert Event.objects.get(status="postponed").state_ar == "published"
    regional = Event.objects.get(kind="conference").networks.all()
    assert {network.organisation.abbreviation for network in regional} == {"ANNHRI", "APF"}
    assert all("demo" in person.name_en for person in Participant.objects.all())
    assert meetings(people) == said
    assert [list(model.objects.order_by("pk").values_list()) for model in models] == first

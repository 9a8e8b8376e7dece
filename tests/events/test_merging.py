"""Two records become one: every link moves, nothing is dropped in silence, all is written down."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from events import merging
from events.models import Accreditation, Merge, Network, Organisation, Participant
from nhri.accounts.models import User
from nhri.workflow import drafts, streams
from nhri.workflow.permissions import Refused
from tests.forms import form_in, text_in


def pages(one: Any, other: Any) -> str:
    return f"/ar/admin/events/{one._meta.model_name}/{one.pk}/merge/{other.pk}/"


@pytest.fixture
def two(db: None) -> tuple[Participant, Participant]:
    return (
        Participant.objects.create(name_ar="علي أحمد الدرازي", name_en="Ali Example"),
        Participant.objects.create(
            name_ar="على الدرازى", variants="Aly", biography_ar="سيرة", in_public_office=True
        ),
    )


def test_merge_moves_every_link_and_keeps_every_name(
    sign_in: Any, two: Any, event_draft: Any, draft: Any, people: dict[str, User]
) -> None:
    kept, gone = two
    event = event_draft(participations=[{"person": gone.pk, "role": "speaker"}])
    item = draft(participants=[gone.pk])
    earlier = Participant.objects.create(name_ar="قديم", merged_into=gone)
    client = sign_in("editor")
    form = form_in(client.get(pages(kept, gone)), "keep")
    assert form.value("value-biography_ar") == "other"
    form.fill(**{"value-in_public_office": "other"})
    response = form.send(client, pages(kept, gone))
    assert response.headers["Location"] == f"/ar/admin/events/participant/{kept.pk}/change/"
    kept.refresh_from_db()
    gone.refresh_from_db()
    earlier.refresh_from_db()
    assert event.participations.get().person == kept
    assert list(item.participants.all()) == [kept]
    assert (gone.merged_into, earlier.merged_into) == (kept, kept)
    assert (kept.name_ar, kept.biography_ar, kept.in_public_office) == (
        "علي أحمد الدرازي", "سيرة", True,
    )  # fmt: skip
    assert kept.variants.splitlines() == ["على الدرازى", "Aly"]
    assert list(Participant.objects.current().called("aly")) == [kept]
    log = Merge.objects.get()
    assert (log.kind, log.kept, log.gone, log.by) == (
        "participant", kept.pk, gone.pk, people["editor"],
    )  # fmt: skip
    assert log.moved["moved"]["events.participation.person"] == [event.participations.get().pk]


def test_other_one_may_stay_with_values_of_the_first(sign_in: Any, two: Any) -> None:
    one, other = two
    client = sign_in("publisher")
    form = form_in(client.get(pages(one, other)), "keep")
    form.fill(keep="other").send(client, pages(one, other))
    other.refresh_from_db()
    one.refresh_from_db()
    assert (one.merged_into, other.name_ar) == (other, "علي أحمد الدرازي")
    assert "على الدرازى" in other.variants


def test_one_item_that_named_both_names_the_kept_one_once(
    sign_in: Any, two: Any, draft: Any
) -> None:
    item = draft(participants=[one.pk for one in two])
    client = sign_in("editor")
    form_in(client.get(pages(*two)), "keep").send(client, pages(*two))
    assert list(item.participants.all()) == [two[0]]


def test_waiting_texts_that_name_the_other_are_read_as_naming_the_kept_one(
    sign_in: Any, two: Any, event_draft: Any, people: dict[str, User]
) -> None:
    kept, gone = two
    host, old_host = (Organisation.objects.create(kind="un", name_en=n) for n in ("New", "Old"))
    rows = [{"key": "one", "person": gone.pk, "role": "speaker"}]
    event = event_draft(participations=rows, host=old_host.pk)
    client = sign_in("editor")
    for one, other in ((kept, gone), (host, old_host)):
        form_in(client.get(pages(one, other)), "keep").send(client, pages(one, other))
    event = type(event).objects.with_streams().get(pk=event.pk)
    assert streams.head_values(event, "shared")["host"] == old_host.pk
    initial = streams.initial_values(event)
    assert (initial["host"], initial["participations"][0]["person"]) == (host.pk, kept.pk)
    drafts.save(event, {"number": 4}, by=people["author"])
    event.refresh_from_db()
    assert (event.host, event.participations.get().person) == (host, kept)


def test_merged_record_leads_to_the_kept_one(sign_in: Any, two: Any) -> None:
    kept, gone = two
    gone.merged_into = kept
    gone.save()
    client = sign_in("author")
    response = client.get(f"/ar/admin/events/participant/{gone.pk}/change/")
    assert response.headers["Location"] == f"/ar/admin/events/participant/{kept.pk}/change/"


@pytest.mark.parametrize("role", ["author", "translator", "administrator"])
def test_merging_is_for_reviewers(
    sign_in: Any, two: Any, people: dict[str, User], role: str
) -> None:
    client = sign_in(role)
    assert client.get(pages(*two)).status_code == 403
    assert client.post(pages(*two), {"keep": "one"}).status_code == 403
    assert client.get(f"/ar/admin/events/participant/{two[0].pk}/merge/").status_code == 403
    with pytest.raises(Refused):
        merging.merge(*two, by=people[role], values={}, settled={})
    assert not Merge.objects.exists()


def test_page_that_was_overtaken_merges_nothing(sign_in: Any, two: Any) -> None:
    client = sign_in("editor")
    form = form_in(client.get(pages(*two)), "keep")
    two[1].name_en = "Changed"
    two[1].save()
    response = form.send(client, pages(*two))
    assert (response.status_code, Merge.objects.count()) == (200, 0)
    assert "errornote" in response.content.decode()


@pytest.mark.parametrize("keep", ["", "neither"])
def test_nothing_is_merged_before_it_is_said_which_stays(sign_in: Any, two: Any, keep: str) -> None:
    client = sign_in("editor")
    form = form_in(client.get(pages(*two)), "keep").fill(keep=keep)
    assert form.send(client, pages(*two)).status_code == 200
    assert not Merge.objects.exists()


def test_kept_record_keeps_its_rules(sign_in: Any, db: None) -> None:
    one = Participant.objects.create(name_ar="علي", has_consented=True, is_public=True)
    other = Participant.objects.create(name_ar="على")
    client = sign_in("editor")
    form = form_in(client.get(pages(one, other)), "keep").fill(**{"value-has_consented": "other"})
    assert form.send(client, pages(one, other)).status_code == 200
    assert not Merge.objects.exists()


def test_record_is_not_merged_with_itself_or_twice(sign_in: Any, two: Any) -> None:
    client = sign_in("editor")
    assert "errornote" in client.get(pages(two[0], two[0])).content.decode()
    third = Participant.objects.create(name_ar="ثالث", merged_into=two[0])
    assert "errornote" in client.get(pages(two[1], third)).content.decode()
    assert client.get(pages(two[0], two[0]).replace(str(two[0].pk), "0")).status_code == 404


def test_likely_records_are_offered_and_any_other_can_be_chosen(sign_in: Any, two: Any) -> None:
    double = Participant.objects.create(name_ar="علي احمد الدرازى")
    client = sign_in("editor")
    page = f"/ar/admin/events/participant/{two[0].pk}/merge/"
    response = client.get(page)
    assert pages(two[0], double) in response.content.decode()
    assert page in client.get(page.replace("merge/", "change/")).content.decode()
    form = form_in(response, "other")
    form.values["other"] = [str(two[1].pk)]
    assert form.send(client, page).headers["Location"] == pages(*two)
    form.values["other"] = [str(two[0].pk)]
    assert form.send(client, page).status_code == 200


# Rows of which one can hold ---------------------------------------------------------------------


@pytest.fixture
def institutions(alliance: Network) -> tuple[Organisation, Organisation]:
    one = Organisation.objects.create(kind="un", name_en="One")
    other = Organisation.objects.create(kind="un", name_en="Other")
    one.memberships.create(network=alliance, member_class="A")
    other.memberships.create(network=alliance, member_class="B")
    one.accreditations.create(status="A", as_of=2019, source="old")
    other.accreditations.create(status="B", as_of=2025, source="new")
    return one, other


def clashing(client: Client, one: Any, other: Any) -> tuple[Any, list[str]]:
    form = form_in(client.get(pages(one, other)), "keep")
    return form, sorted(name for name in form.attributes if name.startswith("row-"))


def test_clash_is_asked_about_and_nothing_is_dropped_before(
    sign_in: Any, institutions: Any
) -> None:
    client = sign_in("editor")
    form, asked = clashing(client, *institutions)
    assert len(asked) == 2
    response = form.send(client, pages(*institutions))
    assert (response.status_code, Merge.objects.count()) == (200, 0)
    assert Accreditation.objects.count() == 2
    assert institutions[1].memberships.exists()


def test_chosen_row_holds_and_the_other_stands_in_the_log(sign_in: Any, institutions: Any) -> None:
    one, other = institutions
    client = sign_in("editor")
    form, (status, membership) = clashing(client, one, other)
    form.fill(
        **{
            status: str(other.accreditations.get().pk),
            membership: str(one.memberships.get().pk),
        }
    )
    form.send(client, pages(one, other))
    assert one.accreditations.get().status == "B"
    assert one.memberships.get().member_class == "A"
    dropped = Merge.objects.get().moved["dropped"]
    assert {(row["model"], row.get("status") or row["member_class"]) for row in dropped} == {
        ("events.accreditation", "A"), ("events.membership", "B"),
    }  # fmt: skip


def test_two_statuses_become_a_history(sign_in: Any, institutions: Any) -> None:
    one, other = institutions
    client = sign_in("editor")
    form, (status, membership) = clashing(client, one, other)
    form.fill(**{status: "both", membership: str(one.memberships.get().pk)})
    form.send(client, pages(one, other))
    rows = one.accreditations.order_by("as_of").values_list("status", "until")
    assert list(rows) == [("A", date(2025, 1, 1)), ("B", None)]


def test_two_networks_are_never_merged(sign_in: Any, alliance: Network) -> None:
    other = Organisation.objects.create(kind="network", name_en="Other")
    Network.objects.create(organisation=other)
    client = sign_in("editor")
    response = client.get(pages(alliance.organisation, other))
    assert "errornote" in response.content.decode()
    client.post(pages(alliance.organisation, other), {"keep": "one"})
    assert not Merge.objects.exists()


def test_network_moves_with_its_record(sign_in: Any, alliance: Network) -> None:
    kept = Organisation.objects.create(kind="network", name_en="Kept")
    client = sign_in("editor")
    gone = alliance.organisation
    form_in(client.get(pages(kept, gone)), "keep").send(client, pages(kept, gone))
    alliance.refresh_from_db()
    assert alliance.organisation == kept


def test_page_shows_what_points_to_each(sign_in: Any, two: Any, event_draft: Any) -> None:
    event_draft(participations=[{"person": two[1].pk, "role": "speaker"}])
    text = text_in(sign_in("editor").get(pages(*two)))
    assert ": 1" in text

"""Rows of an event are published with it: pending while it is public, merged row by row."""

from typing import Any

import pytest

from events.models import Event, Organisation, Participant, Session
from nhri.accounts.models import User
from nhri.workflow import actions, drafts, parts, streams


def titles(event: Any) -> list[str]:
    return list(Session.objects.filter(event=event).values_list("title_en", flat=True))


def head(event: Any, name: str = "sessions") -> list[dict[str, Any]]:
    return list(streams.head_values(streams_of(event), "shared")[name])


def streams_of(event: Any) -> Any:
    return Event.objects.with_streams().get(pk=event.pk)


def test_rows_of_a_draft_stand_in_their_table_in_order(event_draft: Any) -> None:
    event = event_draft()
    assert titles(event) == ["General Assembly", "Side event"]
    assert [row["key"] for row in head(event)] == ["assembly", "side"]
    assert head(event)[0]["starts"] == "10:00:00"


def test_a_changed_row_of_a_public_event_waits_for_its_publication(
    event_draft: Any, carry: Any, people: dict[str, User]
) -> None:
    event = carry(event_draft(), "en", "published")
    changed = [{**row, "title_en": "Changed"} for row in head(event)[:1]]
    event = drafts.save(event, {"sessions": changed}, by=people["author"])
    assert titles(event) == ["General Assembly", "Side event"]
    assert [row["title_en"] for row in head(event)] == ["Changed"]
    event = (
        actions.submit(event, "en", by=people["author"]) if event.change_en == "draft" else event
    )
    event = actions.approve(event, "en", by=people["editor"])
    event = actions.publish(event, "en", by=people["publisher"])
    assert titles(event) == ["Changed"]


def test_links_between_rows_are_kept_by_key(event_draft: Any, people: dict[str, User]) -> None:
    event = event_draft()
    rows = head(event)
    rows[1]["parent"] = "assembly"
    drafts.save(event, {"sessions": rows}, by=people["author"])
    side = Session.objects.get(event=event, key="side")
    assert side.parent is not None and side.parent.key == "assembly"
    assert streams.from_columns(streams_of(event), "shared")["sessions"] == head(event)


def test_participation_follows_a_merged_person(
    event_draft: Any, people: dict[str, User], commissioner: Participant
) -> None:
    other = Participant.objects.create(name_ar="المفوض التجريبي")
    event = event_draft(participations=[{"person": other.pk, "role": "speaker"}])
    other.merged_into = commissioner
    other.save()
    drafts.save(event, {"number": 3}, by=people["author"])
    assert event.participations.get().person == commissioner


def test_a_row_that_names_nobody_any_more_is_left_out(
    event_draft: Any, people: dict[str, User]
) -> None:
    gone = Organisation.objects.create(kind="un", name_en="Body")
    event = event_draft(participations=[])
    rows = [{"organisation": gone.pk, "role": "speaker"}]
    gone.delete()
    event = drafts.save(event, {"participations": rows}, by=people["author"])
    assert event.participations.count() == 0


ORIGIN = [{"key": "a", "t": 1, "u": 1}, {"key": "b", "t": 1, "u": 1}]


@pytest.mark.parametrize(
    "theirs,mine,merged,is_clash",
    [
        pytest.param([("a", 2, 1), ("b", 1, 1)], [("a", 1, 1), ("b", 2, 1)],
                     [("a", 2, 1), ("b", 2, 1)], False, id="different rows"),
        pytest.param([("a", 2, 1), ("b", 1, 1)], [("a", 1, 2), ("b", 1, 1)],
                     [("a", 2, 2), ("b", 1, 1)], False, id="different columns of one row"),
        pytest.param([("a", 2, 1), ("b", 1, 1)], [("a", 3, 1), ("b", 1, 1)],
                     [("a", 3, 1), ("b", 1, 1)], True, id="one column of one row"),
        pytest.param([("a", 1, 1)], [("a", 1, 1), ("b", 1, 1), ("c", 1, 1)],
                     [("a", 1, 1), ("c", 1, 1)], False, id="they removed, I added"),
        pytest.param([("a", 1, 1), ("b", 1, 1)], [("b", 1, 1), ("c", 1, 1)],
                     [("b", 1, 1), ("c", 1, 1)], False, id="I removed the first, added a last"),
        pytest.param([("a", 1, 1)], [("a", 1, 1), ("b", 2, 1)],
                     [("a", 1, 1), ("b", 2, 1)], True, id="they removed what I changed"),
        pytest.param([("a", 1, 1), ("b", 1, 1), ("d", 1, 1)], [("b", 1, 1), ("a", 1, 1)],
                     [("b", 1, 1), ("a", 1, 1), ("d", 1, 1)], False, id="I moved, they added"),
    ],
)  # fmt: skip
def test_two_versions_of_rows_are_put_together(
    theirs: Any, mine: Any, merged: Any, is_clash: bool
) -> None:
    def rows(side: Any) -> list[dict[str, Any]]:
        return [dict(zip(("key", "t", "u"), row, strict=True)) for row in side]

    assert parts.merge(ORIGIN, rows(theirs), rows(mine)) == (rows(merged), is_clash)


def test_two_people_change_two_sessions_and_both_are_kept(
    event_draft: Any, people: dict[str, User]
) -> None:
    event = event_draft()
    bases = {s: getattr(event, f"head_{s}_id") for s in ("ar", "en", "shared")}
    first, second = (head(event) for _one in range(2))
    first[0]["title_en"] = "One"
    second[1]["title_en"] = "Two"
    drafts.save(event, {"sessions": first}, by=people["author"], bases=bases)
    drafts.save(event, {"sessions": second}, by=people["editor"], bases=bases)
    assert titles(event) == ["One", "Two"]


def test_the_same_column_of_one_session_is_a_conflict(
    event_draft: Any, people: dict[str, User]
) -> None:
    event = event_draft()
    bases = {s: getattr(event, f"head_{s}_id") for s in ("ar", "en", "shared")}
    first, second = (head(event) for _one in range(2))
    first[0]["title_en"] = "One"
    second[0]["title_en"] = "Two"
    drafts.save(event, {"sessions": first}, by=people["author"], bases=bases)
    with pytest.raises(drafts.Conflict):
        drafts.save(event, {"sessions": second}, by=people["editor"], bases=bases)
    assert titles(event) == ["One", "Side event"]

"""The start page: what stands there for whom, why, and what does not."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.accounts.roles import ADMINISTRATOR, AUTHOR, EDITOR, PUBLISHER, ROLES, TRANSLATOR
from nhri.desk.comments import FieldComment
from nhri.pages.models import Page
from nhri.workflow import actions, drafts
from nhri.workflow.urgent import UrgentPublication
from tests.desk.start import INDEX, card_text, desk_of, shown, who_sees
from tests.forms import text_in

EVERYONE = {AUTHOR, TRANSLATOR, EDITOR, PUBLISHER}


def test_desk_is_calm_when_nothing_waits(people: Any, sign_in: Any) -> None:
    for role in ROLES:
        page = sign_in(role).get(INDEX)
        assert page.context["desk"].is_calm
        assert "Nothing needs you now." in text_in(page)


def test_what_is_public_and_whole_needs_nobody(published: Any, sign_in: Any) -> None:
    published("ar", "en")
    assert [desk_of(sign_in(role)).is_calm for role in ROLES] == [True] * len(ROLES)


def test_review_waits_for_reviewers_who_did_not_write(
    draft: Any, carry: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item = carry(draft(), "ar", "in_review")
    assert who_sees(sign_in, "review", item) == {EDITOR, PUBLISHER}
    drafts.save(item, {"place_ar": "المنامة"}, by=people[EDITOR])
    assert who_sees(sign_in, "review", item) == {PUBLISHER}
    text = card_text(sign_in(PUBLISHER), "review")
    assert "العربية Sent for review: Colleague author" in text
    assert "today" in text
    assert "English Sent for review" not in text


def test_shared_change_takes_the_review_away_from_its_writer(
    draft: Any, carry: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item = carry(carry(draft(), "ar", "in_review"), "en", "in_review")
    drafts.save(item, {"reference": "T/9"}, by=people[EDITOR])
    assert who_sees(sign_in, "review", item) == {PUBLISHER}


def test_writer_of_one_language_still_reviews_the_other(
    draft: Any, carry: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item = carry(carry(draft(), "ar", "in_review"), "en", "in_review")
    drafts.save(item, {"place_en": "Manama"}, by=people[EDITOR])
    text = card_text(sign_in(EDITOR), "review")
    assert ("العربية Sent for review" in text, "English Sent for review" in text) == (True, False)


def test_what_was_written_before_the_last_publication_does_not_count(
    published: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item = published("ar", "en")
    item = drafts.save(item, {"title_ar": "من المراجع"}, by=people[EDITOR])
    item = actions.submit(item, "ar", by=people[EDITOR])
    item = actions.approve(item, "ar", by=people[PUBLISHER])
    item = actions.publish(item, "ar", by=people[PUBLISHER])
    item = drafts.save(item, {"title_ar": "من المحرر"}, by=people[AUTHOR])
    item = actions.submit(item, "ar", by=people[AUTHOR])
    assert who_sees(sign_in, "review", item) == {EDITOR, PUBLISHER}


@pytest.mark.parametrize(("language", "expected"), [("ar", {AUTHOR}), ("en", {AUTHOR, TRANSLATOR})])
def test_returned_stands_with_its_writer_and_whoever_has_charge(
    draft: Any, carry: Any, sign_in: Any, people: dict[str, User],
    language: str, expected: set[str],
) -> None:  # fmt: skip
    item = carry(draft(), language, "in_review")
    item = actions.return_(item, language, by=people[EDITOR], comment="Which prison?")
    assert who_sees(sign_in, "returned", item) == expected
    text = card_text(sign_in(AUTHOR), "returned")
    assert "Returned: Colleague editor" in text and "Which prison?" in text
    actions.submit(item, language, by=people[AUTHOR])
    assert who_sees(sign_in, "returned", item) == set()


def test_returned_text_that_went_out_urgently_is_returned_no_more(
    draft: Any, carry: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item = carry(draft(), "ar", "in_review")
    item = actions.return_(item, "ar", by=people[EDITOR], comment="Wait.")
    actions.publish_urgently(item, "ar", by=people[PUBLISHER], reason="Cannot wait.")
    assert who_sees(sign_in, "returned", item) == set()


def test_approved_waits_for_publishers(draft: Any, carry: Any, sign_in: Any) -> None:
    item = carry(draft(), "ar", "approved")
    assert who_sees(sign_in, "approved", item) == {PUBLISHER}
    assert "العربية Approved: Colleague editor" in card_text(sign_in(PUBLISHER), "approved")


def test_pending_change_is_reviewed_and_published_like_a_first_text(
    published: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item = drafts.save(published("ar", "en"), {"title_ar": "عنوان معدل"}, by=people[AUTHOR])
    item = actions.submit(item, "ar", by=people[AUTHOR])
    assert who_sees(sign_in, "review", item) == {EDITOR, PUBLISHER}
    item = actions.approve(item, "ar", by=people[EDITOR])
    assert who_sees(sign_in, "review", item) == set()
    assert who_sees(sign_in, "approved", item) == {PUBLISHER}


def test_schedule_is_shown_in_local_time_the_soonest_first(
    draft: Any, carry: Any, sign_in: Any, people: dict[str, User]
) -> None:
    items = [carry(draft(), "ar", "approved") for _ in range(2)]
    for item, days in zip(items, (5, 3), strict=True):
        at = timezone.localtime() + timedelta(days=days)
        actions.schedule(item, "ar", by=people[PUBLISHER], at=at)
    assert who_sees(sign_in, "scheduled", items[0]) == {PUBLISHER}
    (section,) = [s for s in desk_of(sign_in(PUBLISHER)).sections if s.name == "scheduled"]
    assert [card.item.pk for card in section.cards] == [items[1].pk, items[0].pk]
    soonest = timezone.localtime() + timedelta(days=3)
    text = card_text(sign_in(PUBLISHER), "scheduled")
    assert f"{soonest:%H:%M} (UTC+03:00)" in text
    assert "in 3 days" in text


def test_lost_schedule_shouts_until_it_appears_again(
    draft: Any, carry: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item = carry(draft(english=False), "ar", "scheduled")
    planned = timezone.localtime(item.publish_at_ar)
    item = drafts.save(item, {"title_ar": "عنوان آخر"}, by=people[AUTHOR])
    assert who_sees(sign_in, "lost", item) == EVERYONE
    text = card_text(sign_in(PUBLISHER), "lost")
    assert f"{planned:%H:%M} (UTC+03:00)" in text
    assert "A change took its approval away: Colleague author" in text
    assert item.pk not in shown(sign_in(AUTHOR)).get("drafts", set())
    item = actions.submit(item, "ar", by=people[AUTHOR])
    assert item.pk in shown(sign_in(PUBLISHER))["lost"]
    item = actions.approve(item, "ar", by=people[EDITOR])
    actions.publish(item, "ar", by=people[PUBLISHER])
    assert who_sees(sign_in, "lost", item) == set()


def test_embargo_that_ends_stands_with_publishers(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item = draft()
    until = timezone.now() + timedelta(days=1)
    item = actions.set_embargo(item, until, by=people[PUBLISHER])
    assert who_sees(sign_in, "embargo", item) == {PUBLISHER}
    assert "Embargo ends" in card_text(sign_in(PUBLISHER), "embargo")
    NewsItem.objects.filter(pk=item.pk).update(embargo_until=timezone.now())
    assert who_sees(sign_in, "embargo", item) == set()


def test_translation_that_was_left_behind_is_out_of_date(
    published: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item = drafts.save(published("ar", "en"), {"title_ar": "عنوان آخر"}, by=people[AUTHOR])
    assert who_sees(sign_in, "stale", item) == EVERYONE
    assert "English 1 field out of date" in card_text(sign_in(TRANSLATOR), "stale")


@pytest.mark.parametrize(
    ("stage", "is_missed"),
    [("draft", False), ("in_review", True), ("approved", True), ("scheduled", True),
     ("published", True), ("withdrawn", False)],
)  # fmt: skip
def test_translation_is_missed_once_the_other_language_moves_on(
    draft: Any, carry: Any, sign_in: Any, stage: str, is_missed: bool
) -> None:
    item = carry(draft(english=False), "ar", stage)
    assert who_sees(sign_in, "missing", item) == (EVERYONE if is_missed else set())


def test_open_comments_stand_with_whoever_has_charge(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item = draft()
    remark = FieldComment.objects.create(
        item=item, language="ar", field="body_ar", body="Is this number right?", by=people[EDITOR]
    )
    FieldComment.objects.create(item=item, body="It is.", parent=remark, by=people[AUTHOR])
    assert who_sees(sign_in, "comments", item) == {AUTHOR}
    text = card_text(sign_in(AUTHOR), "comments")
    assert "1 open comment: Colleague editor" in text and "Is this number right?" in text
    remark.resolved_at, remark.resolved_by = timezone.now(), people[EDITOR]
    remark.save()
    assert who_sees(sign_in, "comments", item) == set()


def test_drafts_in_progress_stand_with_those_who_worked_on_them(draft: Any, sign_in: Any) -> None:
    item = draft()
    assert who_sees(sign_in, "drafts", item) == {AUTHOR, TRANSLATOR}
    assert who_sees(sign_in, "left", item) == set()


@pytest.mark.parametrize(("days", "name"), [(13, "drafts"), (15, "left")])
def test_draft_is_left_after_fourteen_days(draft: Any, sign_in: Any, days: int, name: str) -> None:
    item = draft()
    NewsItem.objects.filter(pk=item.pk).update(changed_at=timezone.now() - timedelta(days=days))
    lists = shown(sign_in(AUTHOR))
    assert {one for one in ("drafts", "left") if item.pk in lists.get(one, ())} == {name}
    assert f"{days} days ago" in card_text(sign_in(AUTHOR), name)


def test_work_that_was_handed_over_is_with_its_new_owner(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item = draft(english=False)
    NewsItem.objects.filter(pk=item.pk).update(
        in_charge=people[EDITOR], changed_at=timezone.now() - timedelta(days=20)
    )
    assert who_sees(sign_in, "left", item) == {EDITOR}


def test_text_returned_to_another_leaves_ones_own_draft_on_the_desk(
    draft: Any, carry: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item = carry(draft(), "en", "in_review")
    NewsItem.objects.filter(pk=item.pk).update(in_charge=None)
    actions.return_(item, "en", by=people[EDITOR], comment="Shorter.")
    assert who_sees(sign_in, "returned", item) == {TRANSLATOR}
    assert item.pk in shown(sign_in(AUTHOR))["drafts"]


def test_urgent_is_on_top_for_those_who_may_confirm(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item = draft(english=False)
    actions.publish_urgently(item, "ar", by=people[PUBLISHER], reason="A death in custody.")
    urgent = UrgentPublication.objects.get()
    seen = {role: desk_of(sign_in(role)).alarms for role in ROLES}
    assert {role for role, alarms in seen.items() if alarms} == {EDITOR, PUBLISHER}
    (alarm,) = seen[EDITOR]
    assert (alarm.item.pk, str(alarm.refused)) == (item.pk, "")
    page = sign_in(EDITOR).get(INDEX)
    text = text_in(page)
    for words in ("A death in custody.", "Colleague publisher", "Read and confirm"):
        assert words in text
    assert text.index("A death in custody.") < text.index("Translation missing")
    assert f'href="{alarm.confirm}"' in page.content.decode()
    own = text_in(sign_in(PUBLISHER).get(INDEX))
    assert "Read and confirm" not in own
    assert "a second person confirms it" in own
    actions.confirm_urgent(urgent, by=people[EDITOR])
    assert desk_of(sign_in(EDITOR)).alarms == []


def test_urgent_that_was_withdrawn_needs_no_confirmation(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item = draft(english=False)
    item = actions.publish_urgently(item, "ar", by=people[PUBLISHER], reason="Now.")
    actions.withdraw(item, "ar", by=people[PUBLISHER], note="خطأ")
    assert desk_of(sign_in(EDITOR)).alarms == []


def test_pages_stand_on_the_same_desk(people: dict[str, User], sign_in: Any, draft: Any) -> None:
    news = draft(english=False)
    page = drafts.create(
        Page(), {"slug": "about", "title_ar": "عن المؤسسة", "body_ar": "<p>نص</p>"},
        by=people[AUTHOR],
    )  # fmt: skip
    (section,) = desk_of(sign_in(AUTHOR)).sections
    assert (section.name, section.count) == ("drafts", 2)
    assert [card.item for card in section.cards] == [page, news]
    assert len(section.links) == 2


def test_administrator_sees_only_what_they_can_act_on(
    draft: Any, carry: Any, sign_in: Any, people: dict[str, User]
) -> None:
    carry(draft(english=False), "ar", "in_review")
    assert desk_of(sign_in(ADMINISTRATOR)).is_calm
    drafts.create(Page(), {"slug": "about", "title_ar": "عن"}, by=people[ADMINISTRATOR])
    assert set(shown(sign_in(ADMINISTRATOR))) == {"drafts"}

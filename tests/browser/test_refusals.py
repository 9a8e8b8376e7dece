"""Every verb refused on its own page, with the reason, and nothing changed."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.accounts.roles import AUTHOR, EDITOR, PUBLISHER, TRANSLATOR
from nhri.workflow import actions
from nhri.workflow.states import TRANSITIONS, State, Verb
from tests.browser.desk import Desk
from tests.browser.reasons import reason, stored

#: Verb → (the stage it is met in, somebody whose role does not allow it).
NOT_THEIRS = {
    Verb.RETURN: ("in_review", AUTHOR),
    Verb.APPROVE: ("in_review", TRANSLATOR),
    Verb.PUBLISH: ("approved", EDITOR),
    Verb.SCHEDULE: ("approved", AUTHOR),
    Verb.URGENT: ("in_review", EDITOR),
    Verb.UNSCHEDULE: ("scheduled", EDITOR),
    Verb.CORRECT: ("published", EDITOR),
    Verb.WITHDRAW: ("published", EDITOR),
}


def test_every_verb_is_refused_on_its_page_to_whom_it_does_not_belong(
    desk: Callable[..., Desk], people: dict[str, User], draft: Any, carry: Any
) -> None:
    assert set(NOT_THEIRS) == set(TRANSITIONS) - {Verb.SUBMIT}
    windows = {role: desk(role) for role in (AUTHOR, TRANSLATOR, EDITOR)}
    for verb, (stage, role) in NOT_THEIRS.items():
        item = carry(draft(), "ar", stage)
        place = windows[role]
        place.open_item(item)
        assert place.verb_button(verb.value).count() == 0, verb
        place.open_verb(item, verb.value)
        assert place.refusals == [reason(item, verb, people[role])], verb
        assert place.page.locator(".verb-actions [type=submit]").count() == 0, verb
        before = stored(item)
        path = place.path("admin:news_newsitem_verb", item.pk, verb.value, "ar")
        sent = {"revision": before.head_ar_id, "shared_revision": before.head_shared_id}
        own = {"comment": "x", "reason": "x", "note": "x", "note_ar": "x", "at": "2031-01-01T10:00"}
        assert place.post_by_hand(path, **sent, **own) == 200
        assert stored(item).stage("ar") == before.stage("ar"), verb


def test_who_changed_a_text_finds_its_approval_refused_with_the_reason(
    desk: Callable[..., Desk], people: dict[str, User], draft: Any, carry: Any
) -> None:
    item = carry(draft(), "ar", "in_review")
    editor = desk(EDITOR)
    editor.open_item(item)
    expect(editor.verb_button("approve")).to_be_enabled()
    editor.write("ar", place="صلالة")
    editor.save()
    expect(editor.verb_button("approve")).to_be_disabled()
    described = editor.verb_button("approve").get_attribute("aria-describedby")
    said = reason(item, Verb.APPROVE, people[EDITOR])
    expect(editor.page.locator(f"#{described}")).to_have_text(said)


def test_schedule_refuses_a_moment_that_has_passed_and_keeps_what_was_typed(
    desk: Callable[..., Desk], draft: Any, carry: Any
) -> None:
    item = carry(draft(), "ar", "approved")
    publisher = desk(PUBLISHER)
    publisher.open_item(item)
    publisher.press("schedule")
    publisher.fill("#id_at", "2020-01-01T10:00")
    publisher.confirm()
    assert len(publisher.refusals) == 1
    expect(publisher.page.locator("#id_at")).to_have_value("2020-01-01T10:00")
    assert stored(item).stage("ar") == State.APPROVED
    publisher.fill("#id_at", "2040-01-01T10:00")
    publisher.confirm()
    assert stored(item).stage("ar") == "scheduled"
    publisher.press("unschedule")
    publisher.confirm()
    assert stored(item).stage("ar") == State.DRAFT


def test_a_correction_without_a_note_is_refused(
    desk: Callable[..., Desk], people: dict[str, User], published: Any
) -> None:
    item = published("ar")
    author = desk(AUTHOR)
    author.open_item(item)
    author.write("ar", place="صلالة")
    author.press("submit")
    item = stored(item)
    assert item.place_ar != "صلالة"
    item = actions.approve(item, "ar", by=people[EDITOR])
    publisher = desk(PUBLISHER)
    publisher.open_item(item)
    publisher.press("correct")
    publisher.confirm()
    assert len(publisher.refusals) == 1
    assert stored(item).place_ar != "صلالة"
    publisher.fill("#id_note_ar", "صُوّب مكان الإصدار.")
    publisher.confirm()
    assert stored(item).place_ar == "صلالة"
    reader = publisher
    reader.go(NewsItem.objects.with_visibility().get(pk=item.pk).address("ar"))
    expect(reader.page.locator(".corrections")).to_contain_text("صُوّب مكان الإصدار.")

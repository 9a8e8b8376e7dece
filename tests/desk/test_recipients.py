"""Whom each deed calls: exactly those who must act, and nobody for their own deed."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.desk.comments import FieldComment
from nhri.desk.listeners import hear_comment
from nhri.desk.notices import Notice
from nhri.desk.reviewing import Reviewer, ReviewLink
from nhri.workflow import actions, drafts
from nhri.workflow.states import Deed
from tests.desk.mailbox import Committed, colleague, mailed, press, start_afresh, told
from tests.forms import form_in


@pytest.fixture
def at(draft: Any, carry: Any) -> Any:
    """``at("approved")`` → an item whose Arabic stands there, nobody told of anything yet."""

    def made(stage: str, **values: Any) -> NewsItem:
        item = carry(draft(**values), "ar", stage)
        start_afresh()
        return item

    return made


@pytest.fixture
def pressed(sign_in: Any, django_capture_on_commit_callbacks: Committed) -> Any:
    """Press a verb as a colleague in that role, and commit."""

    def act(role: str, item: Any, verb: str, language: str = "ar", **fields: Any) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            response = press(sign_in(role), item, verb, language, **fields)
        assert response.status_code == 302

    return act


def test_submitting_calls_whoever_may_approve_and_wrote_none_of_it(at: Any, pressed: Any) -> None:
    item = at("draft")
    colleague("second", "editor")
    colleague("gone", "editor", is_active=False)
    colleague("silent", "editor", mail="none")
    pressed("author", item, "submit")
    assert told() == {"editor": {"review"}, "publisher": {"review"}, "second": {"review"}}
    assert mailed() == ["editor", "publisher", "second"]


def test_submitting_never_calls_a_reviewer_who_changed_it(
    at: Any, pressed: Any, people: dict[str, User]
) -> None:
    item = at("draft")
    drafts.save(item, {"released_on": "2026-03-13"}, by=people["editor"])
    pressed("author", item, "submit")
    assert mailed() == ["publisher"]


def test_returning_calls_its_writers_and_whom_it_is_with(
    at: Any, pressed: Any, people: dict[str, User]
) -> None:
    item = at("draft")
    drafts.save(item, {"title_ar": "عنوان أوضح"}, by=people["publisher"])
    other = colleague("charge", "author")
    NewsItem.objects.filter(pk=item.pk).update(in_charge=other)
    actions.submit(item, "ar", by=people["author"])
    start_afresh()
    pressed("editor", item, "return", comment="يُرجى ذكر المصدر")
    assert mailed() == ["author", "charge", "publisher"]
    assert set(Notice.objects.values_list("words", flat=True)) == {"يُرجى ذكر المصدر"}


def test_returning_never_calls_writers_of_the_other_language(at: Any, pressed: Any) -> None:
    pressed("editor", at("in_review"), "return", comment="لماذا؟")
    assert mailed() == ["author"]


def test_returning_never_calls_writers_of_what_is_already_public(
    at: Any, pressed: Any, people: dict[str, User]
) -> None:
    item = at("published")
    item = drafts.save(item, {"title_ar": "غير"}, by=people["publisher"])
    NewsItem.objects.filter(pk=item.pk).update(in_charge=None)
    actions.submit(item, "ar", by=people["publisher"])
    start_afresh()
    pressed("editor", item, "return", comment="لماذا؟")
    assert mailed() == ["publisher"]


def test_approving_calls_whoever_may_publish(at: Any, pressed: Any) -> None:
    pressed("editor", at("in_review"), "approve")
    assert told() == {"publisher": {"to_publish"}}
    assert mailed() == ["publisher"]


def test_approving_calls_no_publisher_who_approved_it_themselves(at: Any, pressed: Any) -> None:
    colleague("second", "publisher")
    pressed("publisher", at("in_review"), "approve")
    assert mailed() == ["second"]


def save_title(client: Any, item: NewsItem, text: str) -> None:
    page = f"/ar/admin/news/newsitem/{item.pk}/change/"
    form = form_in(client.get(page), "_continue").fill(title_ar=text)
    assert form.send(client, page, form.button("_continue")).status_code == 302


@pytest.mark.parametrize(
    ("stage", "kind"), [("approved", "reopened"), ("scheduled", "lost_schedule")]
)
def test_a_change_that_costs_the_approval_calls_those_who_gave_it_and_publishers(
    stage: str,
    kind: str,
    at: Any,
    sign_in: Any,
    django_capture_on_commit_callbacks: Committed,
) -> None:
    item = at(stage)
    with django_capture_on_commit_callbacks(execute=True):
        save_title(sign_in("author"), item, "عنوان تغيّر")
    assert told() == {"editor": {kind}, "publisher": {kind}}
    assert mailed() == ["editor", "publisher"]


def test_an_approval_lost_after_a_schedule_was_lost_is_no_lost_schedule(
    at: Any, carry: Any, people: dict[str, User]
) -> None:
    item = drafts.save(at("scheduled"), {"title_ar": "غير"}, by=people["author"])
    item = carry(item, "ar", "approved")
    start_afresh()
    drafts.save(item, {"title_ar": "غيره"}, by=people["author"])
    assert told() == {"editor": {"reopened"}, "publisher": {"reopened"}}


def test_a_shared_change_that_costs_two_approvals_is_one_mail_for_each_person(
    at: Any, carry: Any, people: dict[str, User], django_capture_on_commit_callbacks: Committed
) -> None:
    item = carry(at("approved"), "en", "scheduled")
    start_afresh()
    with django_capture_on_commit_callbacks(execute=True):
        drafts.save(item, {"released_on": "2026-03-14"}, by=people["author"])
    assert told() == {
        "editor": {"reopened", "lost_schedule"},
        "publisher": {"reopened", "lost_schedule"},
    }
    assert mailed() == ["editor", "publisher"]


def test_publishing_calls_translators_while_the_other_language_is_missing(
    at: Any, pressed: Any
) -> None:
    pressed("publisher", at("approved", english=False), "publish")
    assert told() == {"translator": {"translate"}}
    assert mailed() == ["translator"]


def test_publishing_calls_translators_of_a_translation_half_written(
    at: Any, pressed: Any, people: dict[str, User]
) -> None:
    item = at("approved", english=False)
    item = drafts.save(item, {"title_en": "A title alone"}, by=people["translator"])
    pressed("publisher", item, "publish")
    assert told() == {"translator": {"translate"}}


def test_publishing_calls_translators_when_the_other_language_is_left_behind(
    at: Any, carry: Any, pressed: Any, people: dict[str, User]
) -> None:
    item = carry(at("published"), "en", "published")
    item = drafts.save(item, {"body_ar": "<p>نص جديد كله.</p>"}, by=people["author"])
    item = carry(item, "ar", "approved")
    start_afresh()
    pressed("publisher", item, "publish")
    assert told() == {"translator": {"out_of_date"}}
    assert mailed() == ["translator"]


def test_publishing_what_the_other_language_says_too_calls_nobody(at: Any, pressed: Any) -> None:
    pressed("publisher", at("approved"), "publish")
    assert told() == {}
    assert mailed() == []


def test_scheduling_calls_translators_too_as_nothing_happens_at_its_minute(
    at: Any, pressed: Any
) -> None:
    moment = f"{timezone.localtime() + timedelta(days=1):%Y-%m-%dT%H:%M}"
    pressed("publisher", at("approved", english=False), "schedule", at=moment)
    assert mailed() == ["translator"]


def test_urgent_publication_calls_the_second_person_and_says_so_to_writers(
    at: Any, pressed: Any, people: dict[str, User]
) -> None:
    item = at("draft", english=False)
    colleague("writer", "editor")
    drafts.save(item, {"title_ar": "غير"}, by=User.objects.get(username="writer"))
    pressed("publisher", item, "urgent", reason="خبر عاجل في الليل")
    assert told() == {
        "editor": {"confirm"},
        "writer": {"out_urgently"},
        "translator": {"translate"},
    }
    assert mailed() == ["editor", "translator", "writer"]


def test_handing_over_calls_whoever_has_it_now(
    at: Any, people: dict[str, User], django_capture_on_commit_callbacks: Committed
) -> None:
    items = [at("draft"), at("draft")]
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        for item in items:
            item.in_charge = people["translator"]
            item.save()
            comment = "Colleague translator\nالموعد يوم الخميس"
            actions.record(item, Deed.HANDOVER, by=people["administrator"], comment=comment)
    assert told() == {"translator": {"handover"}}
    assert set(Notice.objects.values_list("words", flat=True)) == {"الموعد يوم الخميس"}
    assert mailed() == ["translator"]


def test_nobody_is_called_for_taking_over_themselves(at: Any, people: dict[str, User]) -> None:
    item = at("draft")
    actions.record(item, Deed.HANDOVER, by=people["author"])
    assert told() == {}


# Comments ---------------------------------------------------------------------------------------


def commented(item: Any, field: str, **by: Any) -> FieldComment:
    row = FieldComment.objects.create(
        item=item, language="ar", field=field, body="هل التاريخ صحيح؟", **by
    )
    hear_comment(NewsItem, item=item, comment=row)
    return row


def test_a_comment_calls_whom_the_item_is_with_and_who_spoke_there_before(
    at: Any, people: dict[str, User]
) -> None:
    item = at("draft")
    commented(item, "title_ar", by=people["publisher"])
    commented(item, "body_ar", by=people["editor"])
    start_afresh()
    commented(item, "body_ar", by=people["translator"])
    assert told() == {"author": {"comment"}, "editor": {"comment"}}


def test_a_comment_never_calls_its_writer(at: Any, people: dict[str, User]) -> None:
    item = at("draft")
    commented(item, "body_ar", by=people["author"])
    assert told() == {}


# Review links -----------------------------------------------------------------------------------


class Guest:
    """Somebody who acts through a review link."""

    is_active = True
    pk = None

    def __init__(self, link: ReviewLink) -> None:
        self.review_link = link


@pytest.fixture
def link(people: dict[str, User]) -> Any:
    """A review link that the editor made for an item."""

    def made(item: Any) -> ReviewLink:
        reviewer = Reviewer.objects.create(
            name="الرئيس", email="president@example.org", created_by=people["administrator"]
        )
        return ReviewLink.objects.create(
            item=item, reviewer=reviewer, name="الرئيس", email=reviewer.email,
            digest="0" * 64, created_by=people["editor"],
            expires_at=timezone.now() + timedelta(days=3),
        )  # fmt: skip

    return made


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        (
            "approve",
            {
                "publisher": {"to_publish"},
                "editor": {"guest_approved"},
                "author": {"guest_approved"},
            },
        ),
        ("return", {"author": {"returned"}, "editor": {"guest_returned"}}),
    ],
)
def test_a_guest_s_decision_calls_who_made_the_link_and_whom_it_is_with(
    verb: str, expected: Any, at: Any, link: Any
) -> None:
    item = at("in_review")
    guest = Guest(link(item))
    actions.record(item, verb, by=guest, language="ar", comment="بلا ملاحظات")
    assert told() == expected
    assert set(Notice.objects.values_list("actor_name", flat=True)) == {"الرئيس"}


def test_a_guest_s_comment_calls_who_made_the_link(at: Any, link: Any) -> None:
    item = at("in_review")
    commented(item, "body_ar", guest=link(item))
    assert told() == {"author": {"comment"}, "editor": {"comment"}}

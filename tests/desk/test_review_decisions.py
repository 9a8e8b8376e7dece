"""Approving and returning through a review link: the code, its limits, four eyes, the record."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.http import HttpResponse
from django.utils import timezone

from nhri.accounts.models import User
from nhri.accounts.roles import AUTHOR, EDITOR, PUBLISHER
from nhri.desk.review_decisions import CODES_A_LINK, GuestActor, ask
from nhri.desk.review_links import revoke
from nhri.desk.reviewing import ReviewCode, Reviewer
from nhri.translation.languages import LANGUAGES
from nhri.workflow import actions, drafts
from nhri.workflow.models import AuditEntry
from nhri.workflow.permissions import Refused, may
from nhri.workflow.states import State, Verb
from tests.conftest import ARABIC_TEXT
from tests.desk.conftest import Guest
from tests.forms import form_in, forms_in, text_in

Invite = Callable[..., Guest]
COMMENTATOR = {"name": "المستشارة القانونية", "email": "counsel@example.org"}


def sent_code() -> str:
    """The six digits of the newest letter."""
    found = re.findall(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)
    assert len(found) == 1
    return str(found[0])


def stage(item: Any, language: str = "ar") -> str:
    """Where the language stands in the database."""
    return type(item).objects.get(pk=item.pk).stage(language)


def is_refused(page: HttpResponse) -> bool:
    """The page was shown and says why not."""
    assert page.status_code == 200
    return 'role="alert"' in page.content.decode()


@pytest.fixture
def item(draft: Any, carry: Any) -> Any:
    """Arabic waits for review; the English is a draft."""
    return carry(draft(), "ar", "in_review")


def test_president_approves_with_the_code_from_the_letter(guest: Invite, item: Any) -> None:
    someone = guest(item)
    page = someone.decide("approve")
    assert (page.status_code, stage(item)) == (200, State.IN_REVIEW)
    letter = mail.outbox[-1]
    assert letter.to == ["president@example.org"]
    assert ARABIC_TEXT["title_ar"] not in letter.subject
    assert ARABIC_TEXT["title_ar"] in letter.body
    field = form_in(page, "code").attributes["code"]
    assert (field["autocomplete"], field["inputmode"]) == ("one-time-code", "numeric")
    done = someone.enter(page, sent_code())
    assert done.redirect_chain[-1][0] == f"{someone.path()}#decided"
    assert stage(item) == State.APPROVED
    entry = AuditEntry.objects.get(verb=Verb.APPROVE)
    fresh = type(item).objects.get(pk=item.pk)
    assert (entry.guest, entry.by) == (someone.link, None)
    assert (entry.revision_id, entry.shared_revision_id) == (fresh.head_ar_id, fresh.head_shared_id)
    assert fresh.approved_ar_id == fresh.head_ar_id
    assert 'id="decided"' in done.content.decode()


def test_president_returns_with_a_comment(guest: Invite, item: Any) -> None:
    someone = guest(item)
    page = someone.decide("return", comment="يلزم ذكر تاريخ الزيارة.")
    assert "يلزم ذكر تاريخ الزيارة." in text_in(page)
    assert stage(item) == State.IN_REVIEW
    someone.enter(page, sent_code())
    entry = AuditEntry.objects.get(verb=Verb.RETURN)
    assert (stage(item), entry.guest) == (State.DRAFT, someone.link)
    assert entry.comment == "يلزم ذكر تاريخ الزيارة."


def test_return_without_a_comment_is_refused(guest: Invite, item: Any) -> None:
    page = guest(item).decide("return", comment="  ")
    assert 'id="id_comment_error"' in page.content.decode()
    assert not ReviewCode.objects.exists()
    assert mail.outbox == []


def test_code_is_typed_as_people_type_it(guest: Invite, item: Any) -> None:
    someone = guest(item)
    page = someone.decide("approve")
    code = sent_code().translate({ord(str(n)): chr(0x660 + n) for n in range(10)})
    someone.enter(page, f" {code[:3]} {code[3:]}\u200f")
    assert stage(item) == State.APPROVED


def test_confirmation_says_what_will_happen_to_which_text(guest: Invite, item: Any) -> None:
    someone = guest(item)
    page = text_in(someone.get("decide", "approve", "ar"))
    assert ARABIC_TEXT["title_ar"] in page
    assert "president@example.org" in page
    assert mail.outbox == []


# The code ----------------------------------------------------------------------------------------


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_wrong_code_says_so_and_the_right_one_still_works(guest: Invite, item: Any) -> None:
    someone = guest(item)
    page = someone.decide("approve")
    page = someone.enter(page, wrong(sent_code()))
    assert 'role="alert"' in page.content.decode()
    assert stage(item) == State.IN_REVIEW
    someone.enter(page, sent_code())
    assert stage(item) == State.APPROVED


def test_fifth_wrong_try_spends_the_code(guest: Invite, item: Any) -> None:
    someone = guest(item)
    page = start = someone.decide("return", comment="يلزم ذكر التاريخ.")
    right = sent_code()
    for _number in range(5):
        page = someone.enter(page, wrong(right))
    assert "code" not in {name for form in forms_in(page) for name in form.attributes}
    assert "يلزم ذكر التاريخ." in text_in(page)
    someone.enter(start, right)
    assert stage(item) == State.IN_REVIEW
    assert ReviewCode.objects.get().tries == 5


def test_late_code_is_refused_and_a_new_one_does_the_same_decision(
    guest: Invite, item: Any
) -> None:
    someone = guest(item)
    page = someone.decide("return", comment="يلزم ذكر التاريخ.")
    ReviewCode.objects.update(expires_at=timezone.now())
    late = someone.enter(page, sent_code())
    assert stage(item) == State.IN_REVIEW
    again = form_in(late, "again")
    page = again.send(someone.client, late.request["PATH_INFO"], again.button("again"), follow=True)
    assert len(mail.outbox) == 2
    someone.enter(page, sent_code())
    assert AuditEntry.objects.get(verb=Verb.RETURN).comment == "يلزم ذكر التاريخ."


def test_new_code_makes_the_old_one_worthless(guest: Invite, item: Any) -> None:
    someone = guest(item)
    page = someone.decide("approve")
    old = sent_code()
    again = form_in(page, "again")
    again.send(someone.client, page.request["PATH_INFO"], again.button("again"))
    someone.enter(page, old)
    assert stage(item) == State.IN_REVIEW


def test_code_works_once(guest: Invite, item: Any, people: dict[str, User]) -> None:
    someone = guest(item)
    page = someone.decide("approve")
    code = sent_code()
    someone.enter(page, code)
    item = drafts.save(item, {"place_ar": "نزوى"}, by=people[AUTHOR])
    actions.submit(item, "ar", by=people[AUTHOR])
    someone.enter(page, code)
    assert stage(item) == State.IN_REVIEW


def test_code_of_one_decision_is_worth_nothing_beside_another(
    guest: Invite, item: Any, carry: Any
) -> None:
    carry(item, "en", "in_review")
    someone = guest(item)
    someone.decide("approve", "ar")
    arabic = sent_code()
    english = someone.decide("approve", "en")
    if sent_code() != arabic:
        someone.enter(english, arabic)
        assert stage(item, "en") == State.IN_REVIEW
    someone.enter(english, sent_code())
    assert (stage(item, "ar"), stage(item, "en")) == (State.IN_REVIEW, State.APPROVED)


def test_sixth_code_within_an_hour_is_refused(guest: Invite, item: Any) -> None:
    someone = guest(item)
    for _number in range(5):
        someone.decide("approve")
    page = someone.decide("approve")
    assert (len(mail.outbox), ReviewCode.objects.count()) == (5, 5)
    assert 'role="alert"' in page.content.decode()
    ReviewCode.objects.update(created_at=timezone.now() - timedelta(minutes=61))
    someone.decide("approve")
    assert len(mail.outbox) == 6


def test_link_gives_only_so_many_codes(guest: Invite, item: Any) -> None:
    someone = guest(item)
    seen = (item.head_ar_id, item.head_shared_id)
    for _number in range(CODES_A_LINK):
        ask(someone.link, Verb.APPROVE, "ar", seen=seen)
        ReviewCode.objects.update(created_at=timezone.now() - timedelta(hours=2))
    with pytest.raises(Refused):
        ask(someone.link, Verb.APPROVE, "ar", seen=seen)


def test_code_is_kept_as_a_digest_alone(guest: Invite, item: Any) -> None:
    guest(item).decide("approve")
    code = sent_code()
    row = ReviewCode.objects.values().get()
    assert not any(code in str(value) for name, value in row.items() if "_at" not in name)


def test_letter_that_cannot_be_sent_is_told_and_nothing_typed_is_lost(
    guest: Invite, item: Any, settings: Any
) -> None:
    someone = guest(item)
    settings.EMAIL_BACKEND = "tests.desk.broken_mail.Backend"
    page = someone.decide("return", comment="يلزم ذكر التاريخ.")
    assert 'role="alert"' in page.content.decode()
    assert "يلزم ذكر التاريخ." in text_in(page)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    again = form_in(page, "again")
    page = again.send(someone.client, "", again.button("again"), follow=True)
    someone.enter(page, sent_code())
    assert stage(item) == State.DRAFT


# Refusals ----------------------------------------------------------------------------------------


def test_text_changed_before_the_button_shows_the_new_text(
    guest: Invite, item: Any, people: dict[str, User]
) -> None:
    someone = guest(item)
    address = someone.path("decide", "return", "ar")
    first = form_in(someone.client.get(address), "revision").fill(comment="يلزم ذكر التاريخ.")
    drafts.save(item, {"place_ar": "نزوى"}, by=people[AUTHOR])
    page = first.send(someone.client, address)
    assert is_refused(page)
    assert "نزوى" in text_in(page)
    assert "<ins>" in page.content.decode()
    assert not ReviewCode.objects.exists()
    second = form_in(page, "revision")
    assert second.value("comment") == "يلزم ذكر التاريخ."
    someone.enter(second.send(someone.client, address, follow=True), sent_code())
    assert stage(item) == State.DRAFT


def test_text_changed_before_its_page_was_opened_is_told_at_once(
    guest: Invite, item: Any, people: dict[str, User]
) -> None:
    someone = guest(item)
    was = f"?revision={item.head_ar_id}&shared_revision={item.head_shared_id}"
    address = someone.path("decide", "approve", "ar") + was
    assert not is_refused(someone.client.get(address))
    drafts.save(item, {"kind": "statement"}, by=people[AUTHOR])
    page = someone.client.get(address)
    assert is_refused(page)
    assert "<ins>" in page.content.decode()


def test_text_changed_before_the_code_shows_the_new_text(
    guest: Invite, item: Any, people: dict[str, User]
) -> None:
    someone = guest(item)
    page = someone.decide("approve")
    drafts.save(item, {"place_ar": "نزوى"}, by=people[AUTHOR])
    page = someone.enter(page, sent_code())
    assert (is_refused(page), stage(item)) == (True, State.IN_REVIEW)
    assert "نزوى" in text_in(page)
    form = form_in(page, "revision")
    address = someone.path("decide", "approve", "ar")
    someone.enter(form.send(someone.client, address, follow=True), sent_code())
    assert stage(item) == State.APPROVED


def test_shared_fact_changed_before_the_code_refuses_too(
    guest: Invite, item: Any, people: dict[str, User]
) -> None:
    someone = guest(item)
    page = someone.decide("approve")
    drafts.save(item, {"kind": "statement"}, by=people[EDITOR])
    assert is_refused(someone.enter(page, sent_code()))
    assert stage(item) == State.IN_REVIEW


@pytest.mark.parametrize("at", ["draft", "approved", "published"])
@pytest.mark.parametrize("verb", ["approve", "return"])
def test_only_a_text_in_review_is_decided_on(
    guest: Invite, draft: Any, carry: Any, at: str, verb: str
) -> None:
    item = carry(draft(), "ar", at)
    someone = guest(item)
    address = someone.path("decide", verb, "ar")
    assert address not in someone.get().content.decode()
    page = someone.client.get(address)
    assert is_refused(page)
    assert forms_in(page) == []
    seen = {"revision": item.head_ar_id, "shared_revision": item.head_shared_id}
    refused = someone.client.post(address, {**seen, "comment": "نص"})
    assert is_refused(refused)
    assert (stage(item), mail.outbox) == (at, [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_may_only_comment_cannot_decide(
    guest: Invite, draft: Any, carry: Any, language: str
) -> None:
    item = carry(draft(), language, "in_review")
    someone = guest(item, **COMMENTATOR)
    address = someone.path("decide", "approve", language)
    assert address not in someone.get().content.decode()
    page = someone.client.get(address)
    assert (is_refused(page), forms_in(page)) == (True, [])
    seen = {
        "revision": getattr(item, f"head_{language}_id"),
        "shared_revision": item.head_shared_id,
    }
    assert is_refused(someone.client.post(address, seen))
    assert (stage(item, language), mail.outbox) == (State.IN_REVIEW, [])


def test_writer_cannot_approve_under_another_hat(
    guest: Invite, item: Any, people: dict[str, User]
) -> None:
    """The register's address became that of the colleague who wrote the text."""
    someone = guest(item)
    page = someone.decide("approve")
    User.objects.filter(pk=people[AUTHOR].pk).update(email="President@Example.org")
    assert is_refused(someone.enter(page, sent_code()))
    assert stage(item) == State.IN_REVIEW
    assert is_refused(someone.get("decide", "approve", "ar"))
    assert not is_refused(someone.get("decide", "return", "ar"))


@pytest.mark.parametrize("close", ["revoked", "inactive"])
def test_code_of_a_closed_link_does_nothing(
    guest: Invite, item: Any, people: dict[str, User], close: str
) -> None:
    someone = guest(item)
    page = someone.decide("approve")
    if close == "revoked":
        revoke(someone.link, by=people[AUTHOR])
    else:
        Reviewer.objects.update(is_active=False)
    assert someone.enter(page, sent_code()).status_code == 404
    assert stage(item) == State.IN_REVIEW


def test_guest_may_approve_this_kind_of_item_and_nothing_else(guest: Invite, item: Any) -> None:
    actor, commentator = GuestActor(guest(item).link), GuestActor(guest(item, **COMMENTATOR).link)
    verbs = ("view", "add", "change", "delete", "submit", "approve", "publish")
    assert [verb for verb in verbs if may(actor, item, verb)] == ["approve"]
    assert [verb for verb in verbs if may(commentator, item, verb)] == []
    assert not actor.has_perm("nhri.approve_page")


def test_approval_of_a_guest_counts_under_four_eyes_and_is_published(
    guest: Invite, item: Any, people: dict[str, User], sign_in: Any
) -> None:
    someone = guest(item)
    someone.enter(someone.decide("approve"), sent_code())
    actions.publish(item, "ar", by=people[PUBLISHER])
    assert stage(item) == State.PUBLISHED
    history = sign_in(EDITOR).get(f"/en/admin/news/newsitem/{item.pk}/history/")
    assert "رئيس المؤسسة" in text_in(history)
    assert "(through a review link)" in text_in(history)


def test_log_never_holds_the_secret_of_an_open_link(
    guest: Invite, item: Any, people: dict[str, User], caplog: Any, settings: Any
) -> None:
    someone = guest(item)
    page = someone.decide("approve")
    drafts.save(item, {"place_ar": "نزوى"}, by=people[AUTHOR])
    someone.enter(page, sent_code())
    someone.get("decide", "approve", "en")
    settings.EMAIL_BACKEND = "tests.desk.broken_mail.Backend"
    someone.decide("return", comment="نص")
    assert "could not be sent" in caplog.text
    assert someone.token.split(".")[1] not in caplog.text

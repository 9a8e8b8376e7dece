"""The second person's confirmation, and the notice at the top of the home page; each refusal."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.pages.models import Page
from nhri.workflow import actions, drafts
from nhri.workflow.models import AuditEntry
from nhri.workflow.permissions import Refused
from nhri.workflow.urgent import UrgentPublication
from tests.conftest import ARABIC_TEXT
from tests.forms import form_in, text_in
from tests.workflow.refusals import TOMORROW, everything, refused


@pytest.fixture(autouse=True)
def _english_is_active() -> Iterator[None]:
    """Refusals are compared in the language that the code is written in."""
    with translation.override("en"):
        yield


@pytest.fixture
def urgent(draft: Any, people: dict[str, User]) -> Callable[[], UrgentPublication]:
    """The author's Arabic text, let through by the publisher."""

    def make(language: str = "ar") -> UrgentPublication:
        item = draft()
        actions.publish_urgently(item, language, by=people["publisher"], reason="لا يحتمل التأجيل")
        return UrgentPublication.objects.get(object_id=item.pk)

    return make


def confirm_page(one: UrgentPublication, language: str = "en") -> str:
    return f"/{language}/admin/news/newsitem/urgent/{one.pk}/confirm/"


# Publishing urgently ----------------------------------------------------------------------------


@pytest.mark.parametrize("stage", ["draft", "in_review"])
def test_urgent_text_is_public_and_waits_for_a_second_person(
    stage: str, draft: Any, carry: Any, people: dict[str, User]
) -> None:
    item = carry(draft(), "ar", stage)
    until = timezone.now() + TOMORROW
    after = actions.publish_urgently(
        item, "ar", by=people["publisher"], reason=" سبب ", until=until
    )
    assert NewsItem.objects.published("ar").get() == after
    assert (after.urgent_until, after.standing("en")) == (until, "draft")
    one = UrgentPublication.objects.get()
    assert (one.reason, one.revision, one.shared_revision) == (
        "سبب", item.head_ar, item.head_shared,
    )  # fmt: skip
    assert one.writers == [people["author"].pk]
    assert AuditEntry.objects.filter(verb="urgent", comment="سبب").count() == 1


@pytest.mark.parametrize(
    "role,arguments,said",
    [
        ("editor", {"reason": "x"}, "Your role does not allow this."),
        ("publisher", {"reason": " "}, "Write why this cannot wait for a second person."),
        ("publisher", {"reason": "x", "until": "past"}, "Choose a time that is still ahead."),
        (
            "publisher",
            {"reason": "x", "seen": (0, 0)},
            "The text was changed since you opened this page. Read it again first.",
        ),
    ],
)
def test_urgent_publication_is_refused(
    role: str, arguments: dict[str, Any], said: str, draft: Any, people: dict[str, User]
) -> None:
    if arguments.get("until"):
        arguments = {**arguments, "until": timezone.now() - TOMORROW}
    refusal = refused("publish_urgently", draft(), people[role], **arguments)
    assert str(refusal) == said


def test_urgent_text_must_be_whole(draft: Any, people: dict[str, User]) -> None:
    item = draft(summary_ar="")
    refusal = refused("publish_urgently", item, people["publisher"], reason="x")
    assert refusal.missing == ("summary_ar",)


# The second person --------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["editor", "administrator", "translator", "author", "publisher"])
def test_only_a_second_person_who_may_approve_confirms(
    role: str, urgent: Any, people: dict[str, User]
) -> None:
    one = urgent()
    if role == "editor":
        actions.confirm_urgent(one, by=people[role])
        one.refresh_from_db()
        assert (one.confirmed_by, one.confirmed_at is not None) == (people[role], True)
        assert AuditEntry.objects.filter(verb="confirm", language="ar", by=people[role]).exists()
        return
    said = {
        "publisher": "You wrote or published this text; a second person confirms it.",
    }.get(role, "Your role does not allow this.")
    before = everything(one.item)
    with pytest.raises(Refused, match=said.replace(".", r"\.")):
        actions.confirm_urgent(one, by=people[role])
    assert everything(one.item) == before


def test_whoever_wrote_is_no_second_person(draft: Any, people: dict[str, User]) -> None:
    item = drafts.save(draft(), {"title_ar": "عنوان المراجع"}, by=people["editor"])
    actions.publish_urgently(item, "ar", by=people["publisher"], reason="x")
    with pytest.raises(Refused, match="You wrote or published this text"):
        actions.confirm_urgent(UrgentPublication.objects.get(), by=people["editor"])


def replaced(item: Any, people: dict[str, User]) -> None:
    item = drafts.save(item, {"title_ar": "عنوان جديد"}, by=people["author"])
    actions.submit(item, "ar", by=people["author"])
    actions.approve(item, "ar", by=people["editor"])
    actions.publish(item, "ar", by=people["publisher"])


ENDS: dict[str, Callable[[Any, Any, Any], Any]] = {
    "confirmed": lambda one, item, p: actions.confirm_urgent(one, by=p["editor"]),
    "withdrawn": lambda one, item, p: actions.withdraw(item, "ar", by=p["publisher"], note="x"),
    "replaced": lambda one, item, p: replaced(item, p),
}


@pytest.mark.parametrize("end", ENDS)
def test_nothing_is_confirmed_twice_or_after_it_went(
    end: str, urgent: Any, people: dict[str, User], sign_in: Any
) -> None:
    one = urgent()
    ENDS[end](one, one.item, people)
    with pytest.raises(Refused, match="Nothing is left to confirm here"):
        actions.confirm_urgent(one, by=people["editor"])
    answer = sign_in("editor").get(confirm_page(one))
    assert "Nothing is left to confirm here." in text_in(answer)
    assert "I have read it: it is right" not in text_in(answer)


def test_confirm_page_shows_what_went_out_who_and_why(
    urgent: Any, people: dict[str, User], sign_in: Any
) -> None:
    """Also when a colleague goes on writing: the page shows the public text."""
    one = urgent()
    drafts.save(one.item, {"title_ar": "عنوان لم ينشر"}, by=people["author"])
    shown = text_in(sign_in("editor").get(confirm_page(one)))
    for words in (ARABIC_TEXT["title_ar"], one.reason, str(people["publisher"]), "UTC+03:00"):
        assert words in shown
    assert "والتقى الموقوفين على انفراد." in shown
    assert "عنوان لم ينشر" not in shown


def test_one_button_confirms_and_the_notice_leaves_the_form(urgent: Any, sign_in: Any) -> None:
    one, editor = urgent(), sign_in("editor")
    change = f"/en/admin/news/newsitem/{one.object_id}/change/"
    assert confirm_page(one) in editor.get(change).content.decode()
    page = editor.get(confirm_page(one))
    done = form_in(page).send(editor, confirm_page(one), follow=True)
    assert done.redirect_chain[-1][0] == change
    assert "Confirmed: two people stand behind this text now." in text_in(done)
    assert confirm_page(one) not in done.content.decode()
    history = text_in(editor.get(f"/en/admin/news/newsitem/{one.object_id}/history/"))
    assert "urgent publication confirmed" in history
    assert one.reason in history


@pytest.mark.parametrize("role", ["publisher", "author", "administrator"])
def test_confirm_page_refuses_with_the_reason(role: str, urgent: Any, sign_in: Any) -> None:
    one, client = urgent(), sign_in(role)
    page = client.get(confirm_page(one))
    said = "a second person confirms it" if role == "publisher" else "Your role does not allow this"
    assert said in text_in(page)
    assert "I have read it" not in text_in(page)
    assert said in text_in(client.post(confirm_page(one), follow=True))
    one.refresh_from_db()
    assert one.confirmed_at is None


def test_confirm_page_offers_withdrawal_to_publishers(urgent: Any, sign_in: Any) -> None:
    one = urgent()
    withdraw = f"/en/admin/news/newsitem/{one.object_id}/verb/withdraw/ar/"
    shown = {
        role: withdraw in sign_in(role).get(confirm_page(one)).content.decode()
        for role in ("editor", "publisher")
    }
    assert shown == {"editor": False, "publisher": True}


def test_confirm_page_of_nothing_is_missing(urgent: Any, sign_in: Any, client: Client) -> None:
    one = urgent()
    assert (
        sign_in("editor").get(confirm_page(one).replace(f"/{one.pk}/", "/9999/")).status_code == 404
    )
    of_pages = confirm_page(one).replace("news/newsitem", "nhri/page")
    assert sign_in("editor").get(of_pages).status_code == 404
    assert client.get(confirm_page(one)).status_code == 302


# The notice ---------------------------------------------------------------------------------------


def notice_page(item: Any) -> str:
    return f"/en/admin/news/newsitem/{item.pk}/urgent-notice/"


def test_notice_is_prolonged_and_ended_and_touches_no_text(
    published: Any, people: dict[str, User]
) -> None:
    item = published("ar")
    revisions = everything(item)[1]
    until = timezone.now() + TOMORROW
    item = actions.set_urgent(item, until, by=people["publisher"])
    assert NewsItem.objects.get().urgent_until == until
    item = actions.set_urgent(item, None, by=people["publisher"])
    assert NewsItem.objects.get().urgent_until is None
    assert everything(item)[1] == revisions
    entries = AuditEntry.objects.filter(verb="pin").order_by("pk")
    assert [entry.comment for entry in entries] == [until.isoformat(), ""]
    actions.set_urgent(item, None, by=people["publisher"])
    assert entries.count() == 2


@pytest.mark.parametrize("role", ["author", "translator", "editor", "administrator"])
def test_notice_is_for_publishers_alone(
    role: str, published: Any, people: dict[str, User], sign_in: Any
) -> None:
    item = published("ar")
    before = everything(item)
    with pytest.raises(Refused, match="Your role does not allow this"):
        actions.set_urgent(item, timezone.now() + TOMORROW, by=people[role])
    client = sign_in(role)
    assert "Your role does not allow this." in text_in(client.get(notice_page(item)))
    client.post(notice_page(item), {"stay": "24"})
    assert everything(item) == before


@pytest.mark.parametrize("stage", ["draft", "approved", "scheduled", "withdrawn"])
def test_notice_is_for_public_items_alone(
    stage: str, draft: Any, carry: Any, people: dict[str, User]
) -> None:
    item = carry(draft(english=False), "ar", stage)
    before = everything(item)
    with pytest.raises(Refused, match="Only news that is public can be shown as urgent"):
        actions.set_urgent(item, timezone.now() + TOMORROW, by=people["publisher"])
    assert everything(item) == before


def test_pages_have_no_notice(people: dict[str, User]) -> None:
    page = Page.objects.create(slug="about", created_by=people["author"])
    with pytest.raises(Refused, match="Only news that is public"):
        actions.set_urgent(page, timezone.now() + TOMORROW, by=people["publisher"])


@pytest.mark.parametrize("stay,hours", [("6", 6), ("24", 24), ("72", 72), ("none", None)])
def test_notice_page_counts_from_now(
    stay: str, hours: int | None, published: Any, people: dict[str, User], sign_in: Any
) -> None:
    item = published("ar")
    item = actions.set_urgent(item, timezone.now() + timedelta(days=9), by=people["publisher"])
    publisher = sign_in("publisher")
    change = f"/en/admin/news/newsitem/{item.pk}/change/"
    assert notice_page(item) in publisher.get(change).content.decode()
    form = form_in(publisher.get(notice_page(item)), "stay").fill(stay=stay)
    assert form.send(publisher, notice_page(item)).headers["Location"] == change
    until = NewsItem.objects.get().urgent_until
    if hours is None:
        assert until is None
    else:
        assert abs(until - timezone.now() - timedelta(hours=hours)) < timedelta(minutes=2)


def test_notice_page_takes_a_minute_in_the_institutions_time(published: Any, sign_in: Any) -> None:
    item, publisher = published("ar"), sign_in("publisher")
    moment = (timezone.localtime() + timedelta(days=5)).replace(second=0, microsecond=0)
    form = form_in(publisher.get(notice_page(item)), "stay")
    form.fill(until=moment.strftime("%Y-%m-%dT%H:%M")).send(publisher, notice_page(item))
    assert NewsItem.objects.get().urgent_until == moment


def test_notice_page_refuses_the_past_and_keeps_what_was_typed(
    published: Any, sign_in: Any
) -> None:
    item, publisher = published("ar"), sign_in("publisher")
    form = form_in(publisher.get(notice_page(item)), "stay").fill(until="2020-01-01T10:00")
    answer = form.send(publisher, notice_page(item))
    assert "Choose a time that is still ahead." in text_in(answer)
    assert form_in(answer, "until").value("until") == "2020-01-01T10:00"
    assert NewsItem.objects.get().urgent_until is None


def test_urgent_verb_page_proposes_a_day_and_publishes(draft: Any, sign_in: Any) -> None:
    item, publisher = draft(), sign_in("publisher")
    page = f"/en/admin/news/newsitem/{item.pk}/verb/urgent/ar/"
    form = form_in(publisher.get(page), "reason", "until")
    proposed = timezone.localtime() + timedelta(hours=24)
    assert form.value("until")[:13] in {
        (proposed - timedelta(minutes=m)).strftime("%Y-%m-%dT%H") for m in (0, 1)
    }
    assert "This field is required." in text_in(form.send(publisher, page))
    form.fill(reason="سبب").send(publisher, page)
    assert NewsItem.objects.published("ar").get().urgent_until is not None

"""What single verbs ask for beside a stage and a role: comments, notes, moments; the embargo."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone, translation

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.pages.models import Page
from nhri.workflow import actions, drafts
from nhri.workflow.models import AuditEntry
from nhri.workflow.permissions import Refused
from tests.workflow.refusals import TOMORROW, approved_change, refused, submitted_by


@pytest.fixture(autouse=True)
def _english_is_active() -> Iterator[None]:
    """Refusals are compared in the language that the code is written in."""
    with translation.override("en"):
        yield


def test_return_wants_a_comment(draft: Any, carry: Any, people: dict[str, User]) -> None:
    item = carry(draft(), "ar", "in_review")
    refusal = refused("return_", item, people["editor"], comment="  ")
    assert str(refusal) == "Write what should be changed."
    actions.return_(item, "ar", by=people["editor"], comment=" أضف المصدر ")
    assert AuditEntry.objects.order_by("-pk")[0].comment == "أضف المصدر"


def test_schedule_wants_a_time_ahead(draft: Any, carry: Any, people: dict[str, User]) -> None:
    item = carry(draft(), "ar", "approved")
    refusal = refused("schedule", item, people["publisher"], at=timezone.now())
    assert str(refusal) == "Choose a time that is still ahead."


def test_withdraw_wants_a_note(published: Any, people: dict[str, User]) -> None:
    refusal = refused("withdraw", published("ar"), people["publisher"], note=" \n")
    assert str(refusal).startswith("Write the public note")


def test_first_publication_alone_can_be_scheduled(published: Any, people: dict[str, User]) -> None:
    item = drafts.save(published("ar"), {"title_ar": "غير"}, by=people["author"])
    item = submitted_by(item, people["author"])
    item = actions.approve(item, "ar", by=people["editor"])
    refusal = refused("schedule", item, people["publisher"], at=timezone.now() + TOMORROW)
    assert str(refusal).startswith("Only a first publication can be scheduled")


def test_correction_replaces_the_text_and_leaves_a_public_note(
    published: Any, people: dict[str, User], client: Any
) -> None:
    item = published("ar")
    item = approved_change(item, people, body_ar="<p>النص المصحح.</p>")
    note = {"ar": "صُحح رقم في الفقرة الأولى.", "en": "A number was corrected."}
    item = actions.correct(item, "ar", by=people["publisher"], note=note)
    assert (item.stage("ar"), item.body_ar) == ("published", "<p>النص المصحح.</p>")
    correction = item.corrections.get()
    assert (correction.language, correction.note_ar, correction.note_en) == (
        "ar",
        note["ar"],
        note["en"],
    )
    assert (correction.revision_id, correction.created_by) == (
        item.public_ar_id,
        people["publisher"],
    )
    page = client.get(item.address("ar")).content.decode()
    assert (note["ar"] in page, note["en"] in page) == (True, False)


def test_correction_wants_a_note_in_its_language(published: Any, people: dict[str, User]) -> None:
    item = approved_change(published("ar"), people, title_ar="غير")
    for note in ({}, {"ar": " "}, {"en": "English alone"}):
        refusal = refused("correct", item, people["publisher"], note=note)
        assert str(refusal).startswith("Write the public note")


def test_what_nobody_has_read_cannot_be_corrected(
    draft: Any, carry: Any, people: dict[str, User]
) -> None:
    item = carry(draft(), "ar", "approved")
    refusal = refused("correct", item, people["publisher"], note={"ar": "تصويب"})
    assert "can be corrected" in str(refusal)


def test_page_has_no_corrections(people: dict[str, User], carry: Any) -> None:
    texts = {"slug": "about", "title_ar": "عن المؤسسة", "body_ar": "<p>نص.</p>"}
    item = carry(drafts.create(Page(), texts, by=people["author"]), "ar", "published")
    item = approved_change(item, people, title_ar="غير")
    with pytest.raises(Refused):
        actions.correct(item, "ar", by=people["publisher"], note={"ar": "تصويب"})
    assert actions.publish(item, "ar", by=people["publisher"]).title_ar == "غير"


def test_page_whose_pending_address_was_taken_is_refused(
    people: dict[str, User], carry: Any
) -> None:
    def page(slug: str) -> Any:
        values = {"slug": slug, "title_ar": "عنوان", "body_ar": "<p>نص.</p>"}
        return drafts.create(Page(), values, by=people["author"])

    first = carry(page("first"), "ar", "published")
    first = drafts.save(first, {"slug": "second"}, by=people["author"])
    page("second")
    first = submitted_by(first, people["author"])
    first = actions.approve(first, "ar", by=people["editor"])
    with pytest.raises(Refused) as caught:
        actions.publish(first, "ar", by=people["publisher"])
    assert str(caught.value).startswith("Another page has this address")
    assert Page.objects.get(pk=first.pk).slug == "first"


# Embargo ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("at", ["draft", "in_review"])
@pytest.mark.parametrize(
    "role,may", [("author", True), ("translator", True), ("administrator", False)]
)
def test_embargo_of_a_draft_is_for_whoever_may_change_it(
    draft: Any, carry: Any, people: dict[str, User], role: str, may: bool, at: str
) -> None:
    item, until = carry(draft(), "ar", at), timezone.now() + TOMORROW
    if may:
        assert actions.set_embargo(item, until, by=people[role]).embargo_until == until
        assert AuditEntry.objects.order_by("-pk")[0].verb == "embargo"
    else:
        with pytest.raises(Refused):
            actions.set_embargo(item, until, by=people[role])
        assert NewsItem.objects.get(pk=item.pk).embargo_until is None


@pytest.mark.parametrize("at", ["approved", "scheduled", "published", "withdrawn"])
@pytest.mark.parametrize("role", ["author", "translator", "editor", "administrator"])
def test_embargo_of_anything_decided_is_for_publishers(
    draft: Any, carry: Any, people: dict[str, User], at: str, role: str
) -> None:
    """Also to lift it: an author must not be able to let an approved text out."""
    until = timezone.now() + TOMORROW
    item = carry(actions.set_embargo(draft(), until, by=people["author"]), "ar", "approved")
    if at != "approved":
        item = actions.set_embargo(item, None, by=people["publisher"])
        item = actions.return_(item, "ar", by=people["editor"], comment="x")
        item = carry(item, "ar", at)
        item = actions.set_embargo(item, until, by=people["publisher"])
    with pytest.raises(Refused):
        actions.set_embargo(item, None, by=people[role])
    assert NewsItem.objects.get(pk=item.pk).embargo_until == until
    assert actions.set_embargo(item, None, by=people["publisher"]).embargo_until is None

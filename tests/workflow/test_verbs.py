"""Every verb: what it does, and each way in which it is refused, changing nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.pages.models import Page
from nhri.workflow import actions, drafts
from nhri.workflow.models import AuditEntry, Revision
from nhri.workflow.permissions import Refused

TOMORROW = timedelta(days=1)

#: Verb → (the stage it starts from, the roles that may, what is passed, where it leads).
VERBS: dict[str, tuple[str, set[str], Callable[[], dict[str, Any]], str]] = {
    "submit": ("draft", {"author", "translator", "editor", "publisher"}, dict, "in_review"),
    "return_": ("in_review", {"editor", "publisher"}, lambda: {"comment": "أعد الصياغة"}, "draft"),
    "approve": ("in_review", {"editor", "publisher"}, dict, "approved"),
    "publish": ("approved", {"publisher"}, dict, "published"),
    "schedule": ("approved", {"publisher"}, lambda: {"at": timezone.now() + TOMORROW}, "scheduled"),
    "unschedule": ("scheduled", {"publisher"}, dict, "draft"),
    "withdraw": ("published", {"publisher"}, lambda: {"note": "سُحب."}, "withdrawn"),
}
STAGES = ("draft", "in_review", "approved", "scheduled", "published", "withdrawn")
#: Stages beside its own from which the verb is possible too.
ALSO = {"submit": {"withdrawn"}, "return_": {"approved"}}


def everything(item: NewsItem) -> tuple[Any, ...]:
    """All that a verb could have written: the row, its revisions and its audit trail."""
    row = NewsItem.objects.filter(pk=item.pk).values().get()
    revisions = list(Revision.objects.order_by("pk").values())
    return row, revisions, list(AuditEntry.objects.order_by("pk").values())


def refused(verb: str, item: NewsItem, by: User, **arguments: Any) -> Refused:
    """The refusal, having made sure that nothing was written and that both languages are said."""
    before = everything(item)
    with pytest.raises(Refused) as caught:
        getattr(actions, verb)(item, "ar", by=by, **arguments)
    assert everything(item) == before
    with translation.override("en"):
        english = str(caught.value)
    assert english
    return caught.value


def in_english(refusal: Refused) -> str:
    with translation.override("en"):
        return str(refusal)


@pytest.mark.parametrize("verb", VERBS)
def test_verb_leads_on_and_leaves_one_line_in_the_trail(
    verb: str, draft: Any, carry: Any, people: dict[str, User]
) -> None:
    source, _roles, arguments, target = VERBS[verb]
    item = carry(draft(english=False), "ar", source)
    before = AuditEntry.objects.count()
    after = getattr(actions, verb)(item, "ar", by=people["publisher"], **arguments())
    assert after.stage("ar") == target
    assert NewsItem.objects.get(pk=item.pk).stage("ar") == target
    assert AuditEntry.objects.count() == before + 1
    entry = AuditEntry.objects.order_by("-pk")[0]
    assert (entry.verb, entry.language, entry.by) == (verb.rstrip("_"), "ar", people["publisher"])
    assert (entry.revision_id, entry.shared_revision_id) == (item.head_ar_id, item.head_shared_id)
    assert entry.item == item


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    "role", ["author", "translator", "editor", "publisher", "administrator"]
)
def test_verb_is_for_its_roles_alone(
    verb: str, role: str, draft: Any, carry: Any, people: dict[str, User]
) -> None:
    source, roles, arguments, target = VERBS[verb]
    item = carry(draft(english=False), "ar", source)
    if role in roles:
        after = getattr(actions, verb)(item, "ar", by=people[role], **arguments())
        assert after.stage("ar") == target
    else:
        refusal = refused(verb, item, people[role], **arguments())
        assert in_english(refusal) == "Your role does not allow this."


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("at", STAGES)
def test_verb_is_refused_at_every_other_stage(
    verb: str, at: str, draft: Any, carry: Any, people: dict[str, User]
) -> None:
    source, _roles, arguments, target = VERBS[verb]
    item = carry(draft(english=False), "ar", at)
    if at == source or at in ALSO.get(verb, ()):
        after = getattr(actions, verb)(item, "ar", by=people["publisher"], **arguments())
        assert after.stage("ar") == target
    else:
        refusal = refused(verb, item, people["publisher"], **arguments())
        assert in_english(refusal).startswith("This is not possible while the text is")


@pytest.mark.parametrize("verb", VERBS)
def test_verb_is_refused_where_nothing_is_written(
    verb: str, draft: Any, people: dict[str, User]
) -> None:
    item = draft(arabic=False)
    refusal = refused(verb, item, people["publisher"], **VERBS[verb][2]())
    assert in_english(refusal) == "Nothing is written in this language yet."


def test_inactive_colleague_is_refused(draft: Any, people: dict[str, User]) -> None:
    people["author"].is_active = False
    assert in_english(refused("submit", draft(), people["author"])) == (
        "Your role does not allow this."
    )


REQUIRED = ("title_ar", "summary_ar", "body_ar", "place_ar", "released_on")


@pytest.mark.parametrize("name", REQUIRED)
def test_submit_names_the_one_field_that_is_missing(
    name: str, draft: Any, people: dict[str, User]
) -> None:
    item = draft(**{name: None if name == "released_on" else ""})
    assert refused("submit", item, people["author"]).missing == (name,)


def test_submit_names_every_field_that_is_missing(draft: Any, people: dict[str, User]) -> None:
    item = draft(**dict.fromkeys(REQUIRED[:-1], ""), released_on=None, issuer_ar="جهة")
    refusal = refused("submit", item, people["author"])
    assert refusal.missing == REQUIRED
    assert in_english(refusal) == (
        "Missing: title (in Arabic); summary (in Arabic); body (in Arabic); place (in Arabic); "
        "released on."
    )


def test_body_without_a_letter_is_missing(draft: Any, people: dict[str, User]) -> None:
    item = draft(body_ar="<table><tbody><tr><td> <br> </td></tr></tbody></table>")
    assert refused("submit", item, people["author"]).missing == ("body_ar",)


@pytest.mark.parametrize("verb", ["approve", "publish", "schedule"])
def test_field_emptied_on_the_way_is_missing_again(
    verb: str, draft: Any, carry: Any, people: dict[str, User]
) -> None:
    """Emptied by hand behind the verbs' back: the later verbs look again all the same."""
    item = carry(draft(english=False), "ar", VERBS[verb][0])
    Revision.objects.filter(pk=item.head_ar_id).update(data={**item.head_ar.data, "place_ar": ""})
    item = NewsItem.objects.get(pk=item.pk)
    assert refused(verb, item, people["publisher"], **VERBS[verb][2]()).missing == ("place_ar",)


def test_proposed_title_waits_for_a_yes(draft: Any, people: dict[str, User]) -> None:
    item = draft(title_to_confirm_ar=True)
    refusal = refused("submit", item, people["author"])
    assert refusal.missing == ("title_to_confirm_ar",)
    assert in_english(refusal) == "Confirm first: proposed title (in Arabic)."
    item = drafts.save(item, {"title_to_confirm_ar": False}, by=people["author"])
    assert actions.submit(item, "ar", by=people["author"]).stage("ar") == "in_review"


def test_retyped_title_is_confirmed(draft: Any, people: dict[str, User]) -> None:
    item = draft(title_to_confirm_ar=True)
    item = drafts.save(item, {"title_ar": "عنوان كتبه إنسان"}, by=people["author"])
    assert (item.title_to_confirm_ar, item.head_ar.data["title_to_confirm_ar"]) == (False, False)


# Four eyes --------------------------------------------------------------------------------------


def submitted_by(item: Any, by: User) -> Any:
    return actions.submit(item, "ar", by=by)


FOUR_EYES = "You changed this text since it was last published; someone else must approve it."


def test_author_of_the_text_may_not_approve_it(draft: Any, people: dict[str, User]) -> None:
    item = drafts.save(draft(), {"title_ar": "عنوان المراجع"}, by=people["editor"])
    item = submitted_by(item, people["author"])
    assert in_english(refused("approve", item, people["editor"])) == FOUR_EYES
    assert actions.approve(item, "ar", by=people["publisher"]).stage("ar") == "approved"


def test_changing_what_both_languages_share_is_changing_the_text(
    draft: Any, people: dict[str, User]
) -> None:
    item = drafts.save(draft(), {"reference": "R/9"}, by=people["editor"])
    item = submitted_by(item, people["author"])
    assert in_english(refused("approve", item, people["editor"])) == FOUR_EYES


def test_changing_the_other_language_is_not(draft: Any, people: dict[str, User]) -> None:
    item = drafts.save(draft(), {"title_en": "By the editor"}, by=people["editor"])
    item = submitted_by(item, people["author"])
    assert actions.approve(item, "ar", by=people["editor"]).stage("ar") == "approved"


def test_an_early_change_still_counts_before_the_first_publication(
    draft: Any, people: dict[str, User]
) -> None:
    item = drafts.save(draft(), {"title_ar": "عنوان المراجع"}, by=people["editor"])
    item = drafts.save(item, {"title_ar": "عنوان آخر"}, by=people["author"])
    item = submitted_by(item, people["author"])
    assert in_english(refused("approve", item, people["editor"])) == FOUR_EYES


def test_a_publication_wipes_the_slate(draft: Any, people: dict[str, User]) -> None:
    item = drafts.save(draft(english=False), {"title_ar": "عنوان المراجع"}, by=people["editor"])
    item = submitted_by(item, people["author"])
    item = actions.approve(item, "ar", by=people["publisher"])
    item = actions.publish(item, "ar", by=people["publisher"])
    item = drafts.save(item, {"title_ar": "عنوان جديد"}, by=people["author"])
    item = submitted_by(item, people["author"])
    assert actions.approve(item, "ar", by=people["editor"]).stage("ar") == "approved"


def test_cancelled_schedule_does_not_wipe_the_slate(draft: Any, people: dict[str, User]) -> None:
    item = drafts.save(draft(english=False), {"title_ar": "عنوان المراجع"}, by=people["editor"])
    item = submitted_by(item, people["author"])
    item = actions.approve(item, "ar", by=people["publisher"])
    item = actions.schedule(item, "ar", by=people["publisher"], at=timezone.now() + TOMORROW)
    item = actions.unschedule(item, "ar", by=people["publisher"])
    item = submitted_by(item, people["author"])
    assert in_english(refused("approve", item, people["editor"])) == FOUR_EYES


# Bound to what was read -------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["approve", "publish", "schedule"])
def test_verb_is_bound_to_both_revisions_that_were_read(
    verb: str, draft: Any, carry: Any, people: dict[str, User]
) -> None:
    item = carry(draft(english=False), "ar", VERBS[verb][0])
    right = (item.head_ar_id, item.head_shared_id)
    arguments = VERBS[verb][2]()
    for wrong in ((right[0] - 1, right[1]), (right[0], right[1] - 1), (right[1], right[0])):
        refusal = refused(verb, item, people["publisher"], seen=wrong, **arguments)
        assert in_english(refusal).startswith("The text was changed since you opened this page.")
    done = getattr(actions, verb)(item, "ar", by=people["publisher"], seen=right, **arguments)
    assert done.stage("ar") == VERBS[verb][3]


@pytest.mark.parametrize("values", [{"title_ar": "غير"}, {"reference": "R/10"}])
def test_change_between_reading_and_approving_is_noticed(
    draft: Any, carry: Any, people: dict[str, User], values: dict[str, str]
) -> None:
    item = carry(draft(english=False), "ar", "in_review")
    seen = (item.head_ar_id, item.head_shared_id)
    item = drafts.save(item, values, by=people["author"])
    assert item.stage("ar") == "in_review"
    refused("approve", item, people["editor"], seen=seen)


@pytest.mark.parametrize("values", [{"title_ar": "غير"}, {"reference": "R/10"}])
@pytest.mark.parametrize("at", ["approved", "scheduled"])
def test_change_takes_approval_and_schedule_away(
    draft: Any, carry: Any, people: dict[str, User], at: str, values: dict[str, str]
) -> None:
    item = carry(draft(english=False), "ar", at)
    item = drafts.save(item, values, by=people["author"])
    assert (item.stage("ar"), item.approved_ar, item.publish_at_ar) == ("draft", None, None)
    assert item.public_ar is None
    assert list(AuditEntry.objects.values_list("verb", flat=True)[:2]) == ["reopen", "change"]


# Each verb's own --------------------------------------------------------------------------------


def test_return_wants_a_comment(draft: Any, carry: Any, people: dict[str, User]) -> None:
    item = carry(draft(), "ar", "in_review")
    refusal = refused("return_", item, people["editor"], comment="  ")
    assert in_english(refusal) == "Write what should be changed."
    actions.return_(item, "ar", by=people["editor"], comment=" أضف المصدر ")
    assert AuditEntry.objects.order_by("-pk")[0].comment == "أضف المصدر"


def test_schedule_wants_a_time_ahead(draft: Any, carry: Any, people: dict[str, User]) -> None:
    item = carry(draft(), "ar", "approved")
    refusal = refused("schedule", item, people["publisher"], at=timezone.now())
    assert in_english(refusal) == "Choose a time that is still ahead."


def test_withdraw_wants_a_note(published: Any, people: dict[str, User]) -> None:
    refusal = refused("withdraw", published("ar"), people["publisher"], note=" \n")
    assert in_english(refusal).startswith("Write the public note")


def test_first_publication_alone_can_be_scheduled(
    published: Any, people: dict[str, User]
) -> None:
    item = drafts.save(published("ar"), {"title_ar": "غير"}, by=people["author"])
    item = submitted_by(item, people["author"])
    item = actions.approve(item, "ar", by=people["editor"])
    refusal = refused("schedule", item, people["publisher"], at=timezone.now() + TOMORROW)
    assert in_english(refusal).startswith("Only a first publication can be scheduled")


def approved_change(item: Any, people: dict[str, User], **values: Any) -> Any:
    item = drafts.save(item, values, by=people["author"])
    item = submitted_by(item, people["author"])
    return actions.approve(item, "ar", by=people["editor"])


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
    assert (correction.revision_id, correction.created_by) == (item.public_ar_id, people["publisher"])
    page = client.get(item.address("ar")).content.decode()
    assert (note["ar"] in page, note["en"] in page) == (True, False)


def test_correction_wants_a_note_in_its_language(published: Any, people: dict[str, User]) -> None:
    item = approved_change(published("ar"), people, title_ar="غير")
    for note in ({}, {"ar": " "}, {"en": "English alone"}):
        refusal = refused("correct", item, people["publisher"], note=note)
        assert in_english(refusal).startswith("Write the public note")


def test_what_nobody_has_read_cannot_be_corrected(
    draft: Any, carry: Any, people: dict[str, User]
) -> None:
    item = carry(draft(), "ar", "approved")
    refusal = refused("correct", item, people["publisher"], note={"ar": "تصويب"})
    assert "can be corrected" in in_english(refusal)


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
    assert in_english(caught.value).startswith("Another page has this address")
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

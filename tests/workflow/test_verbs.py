"""Every verb: what it does, and each way in which it is refused, changing nothing."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import timezone, translation

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.workflow import actions, drafts
from nhri.workflow.models import AuditEntry, Revision
from tests.workflow.refusals import TOMORROW, refused, submitted_by


@pytest.fixture(autouse=True)
def _english_is_active() -> Iterator[None]:
    """Refusals are compared in the language that the code is written in."""
    with translation.override("en"):
        yield


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
@pytest.mark.parametrize("role", ["author", "translator", "editor", "publisher", "administrator"])
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
        assert str(refusal) == "Your role does not allow this."


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
        assert str(refusal).startswith("This is not possible while the text is")


@pytest.mark.parametrize("verb", VERBS)
def test_verb_is_refused_where_nothing_is_written(
    verb: str, draft: Any, people: dict[str, User]
) -> None:
    item = draft(arabic=False)
    refusal = refused(verb, item, people["publisher"], **VERBS[verb][2]())
    assert str(refusal) == "Nothing is written in this language yet."


def test_inactive_colleague_is_refused(draft: Any, people: dict[str, User]) -> None:
    people["author"].is_active = False
    assert str(refused("submit", draft(), people["author"])) == ("Your role does not allow this.")


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
    assert str(refusal) == (
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
    assert str(refusal) == "Confirm first: proposed title (in Arabic)."
    item = drafts.save(item, {"title_to_confirm_ar": False}, by=people["author"])
    assert actions.submit(item, "ar", by=people["author"]).stage("ar") == "in_review"


def test_retyped_title_is_confirmed(draft: Any, people: dict[str, User]) -> None:
    item = draft(title_to_confirm_ar=True)
    item = drafts.save(item, {"title_ar": "عنوان كتبه إنسان"}, by=people["author"])
    assert (item.title_to_confirm_ar, item.head_ar.data["title_to_confirm_ar"]) == (False, False)


# Four eyes --------------------------------------------------------------------------------------


FOUR_EYES = "You changed this text since it was last published; someone else must approve it."


def test_author_of_the_text_may_not_approve_it(draft: Any, people: dict[str, User]) -> None:
    item = drafts.save(draft(), {"title_ar": "عنوان المراجع"}, by=people["editor"])
    item = submitted_by(item, people["author"])
    assert str(refused("approve", item, people["editor"])) == FOUR_EYES
    assert actions.approve(item, "ar", by=people["publisher"]).stage("ar") == "approved"


def test_changing_what_both_languages_share_is_changing_the_text(
    draft: Any, people: dict[str, User]
) -> None:
    item = drafts.save(draft(), {"reference": "R/9"}, by=people["editor"])
    item = submitted_by(item, people["author"])
    assert str(refused("approve", item, people["editor"])) == FOUR_EYES


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
    assert str(refused("approve", item, people["editor"])) == FOUR_EYES


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
    assert str(refused("approve", item, people["editor"])) == FOUR_EYES


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
        assert str(refusal).startswith("The text was changed since you opened this page.")
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

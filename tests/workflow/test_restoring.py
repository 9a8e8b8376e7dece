"""Restoring an older text: what it brings back, and what it never touches."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission

from news.models import PressContact, Topic
from nhri.accounts.models import User
from nhri.workflow import actions, drafts, streams
from nhri.workflow.models import AuditEntry, Revision
from tests.forms import form_in
from tests.workflow.revision_site import OTHER_BODY, at, first, fresh, page

pytestmark = pytest.mark.urls("tests.workflow.revision_site")


@pytest.fixture
def changed(draft: Any, people: dict[str, User]) -> Any:
    """A draft whose Arabic body was changed once."""
    return drafts.save(draft(), {"body_ar": OTHER_BODY}, by=people["publisher"])


def restored(client: Any, item: Any, revision: Revision) -> Any:
    address = at(item, f"restore/{revision.pk}/")
    form = form_in(client.get(address), "newest")
    return form.send(client, address)


def test_restoring_makes_a_new_revision_of_that_language_alone(
    changed: Any, sign_in: Any, people: dict[str, User]
) -> None:
    before = (changed.head_en_id, changed.head_shared_id, changed.state_en)
    response = restored(sign_in("author"), changed, first(changed))
    item = fresh(changed)
    assert response.url == at(item, "revisions/")
    assert (item.head_ar.number, item.head_ar.created_by) == (3, people["author"])
    assert item.head_ar.data == first(item).data
    assert (item.head_en_id, item.head_shared_id, item.state_en) == before


def test_restoring_an_approved_text_takes_the_approval_back(
    changed: Any, carry: Any, sign_in: Any
) -> None:
    item = carry(carry(changed, "ar", "approved"), "en", "approved")
    said = sign_in("author").get(at(item, f"restore/{first(item).pk}/", "en"))
    assert said.context["consequences"] == [
        "The text becomes a new revision. The present one stays in the list.",
        "العربية: the approval is taken back; the text is a draft again.",
        "The other language and the shared fields are not touched.",
    ]
    restored(sign_in("author"), item, first(item))
    item = fresh(item)
    assert (item.state_ar, item.approved_ar, item.state_en) == ("draft", None, "approved")


def test_restoring_cancels_a_schedule_and_says_so(changed: Any, carry: Any, sign_in: Any) -> None:
    item = carry(changed, "ar", "scheduled")
    client = sign_in("author")
    said = client.get(at(item, f"restore/{first(item).pk}/", "en")).context["consequences"]
    assert said[1] == "العربية: the schedule is cancelled; the text is a draft again."
    restored(client, item, first(item))
    assert (fresh(item).state_ar, fresh(item).publish_at_ar) == ("draft", None)


def test_restoring_under_a_public_text_waits_as_a_pending_change(
    changed: Any, carry: Any, sign_in: Any
) -> None:
    item = carry(changed, "ar", "published")
    client = sign_in("author")
    said = client.get(at(item, f"restore/{first(item).pk}/", "en")).context["consequences"]
    assert said[1] == "Readers keep seeing the published text until this one is published."
    restored(client, item, first(item))
    item = fresh(item)
    assert (item.state_ar, item.change_ar, item.body_ar) == ("published", "draft", OTHER_BODY)
    assert item.head_ar.data["body_ar"] == first(item).data["body_ar"]


def test_restoring_the_public_text_ends_the_waiting_change(
    published: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item = drafts.save(published("ar"), {"body_ar": OTHER_BODY}, by=people["author"])
    client = sign_in("author")
    said = client.get(at(item, f"restore/{first(item).pk}/", "en")).context["consequences"]
    assert said[1] == "It is what was published: no change waits any longer."
    restored(client, item, first(item))
    item = fresh(item)
    assert (item.state_ar, item.change_ar, streams.is_pending(item, "ar")) == (
        "published",
        "",
        False,
    )


def test_restoring_in_review_stays_there(changed: Any, sign_in: Any, people: Any) -> None:
    item = actions.submit(changed, "ar", by=people["author"])
    restored(sign_in("author"), item, first(item))
    assert fresh(item).state_ar == "in_review"


def test_restoring_shared_fields_brings_dates_and_links_back(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    kept, lost = (Topic.objects.create(slug=s, name_ar=s) for s in "ab")
    item = draft(topics=[kept, lost])
    item = drafts.save(item, {"topics": [], "released_on": None}, by=people["author"])
    lost.delete()
    client = sign_in("author")
    said = client.get(at(item, f"restore/{first(item, 'shared').pk}/", "en"))
    assert said.context["losing"] == ["Topics"]
    restored(client, item, first(item, "shared"))
    item = fresh(item)
    assert (str(item.released_on), list(item.topics.all())) == ("2026-03-12", [kept])
    assert item.head_shared.data["topics"] == [kept.pk]


def test_restoring_without_its_vanished_contact_is_no_error(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    contact = PressContact.objects.create(name_ar="مكتب", phone="1")
    item = drafts.save(
        draft(press_contact=contact), {"press_contact": None, "reference": "x"}, by=people["author"]
    )
    contact.delete()
    restored(sign_in("author"), item, first(item, "shared"))
    item = fresh(item)
    assert (item.press_contact_id, item.reference) == (None, "T/2026/1")


def test_text_changed_meanwhile_is_not_overwritten(
    changed: Any, sign_in: Any, people: dict[str, User]
) -> None:
    client = sign_in("author")
    address = at(changed, f"restore/{first(changed).pk}/")
    form = form_in(client.get(address), "newest")
    item = drafts.save(changed, {"title_ar": "عنوان زميل"}, by=people["editor"])
    response = form.send(client, address)
    assert response.url == address
    assert fresh(item).head_ar_id == item.head_ar_id


def test_newest_text_cannot_be_restored(changed: Any, sign_in: Any) -> None:
    client = sign_in("author")
    address = at(changed, f"restore/{changed.head_ar_id}/")
    assert client.get(address).context["changes"] == []
    assert client.post(address, {"newest": changed.head_ar_id}).status_code == 200
    assert fresh(changed).head_ar_id == changed.head_ar_id


def test_opening_the_confirmation_changes_nothing(changed: Any, sign_in: Any) -> None:
    before = Revision.objects.count(), AuditEntry.objects.count()
    page(sign_in("author"), at(changed, f"restore/{first(changed).pk}/"))
    assert (Revision.objects.count(), AuditEntry.objects.count()) == before


def test_who_may_only_read_compares_and_does_not_restore(changed: Any, client: Any) -> None:
    reader = User.objects.create_user("reader", "reader@example.org", "x", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_newsitem"))
    client.force_login(reader)
    html = page(client, at(changed, "revisions/"))
    assert f"restore/{first(changed).pk}/" not in html
    page(client, at(changed, f"compare/{changed.head_ar_id}/"))
    assert client.get(at(changed, f"restore/{first(changed).pk}/")).status_code == 403
    assert client.post(at(changed, f"restore/{first(changed).pk}/")).status_code == 403
    assert fresh(changed).head_ar_id == changed.head_ar_id


def test_revision_from_before_a_field_was_added_can_be_read(changed: Any, sign_in: Any) -> None:
    old = first(changed)
    data = {k: v for k, v in old.data.items() if k != "issuer_ar"} | {"gone_ar": "x"}
    Revision.objects.filter(pk=old.pk).update(data=data)
    client = sign_in("author")
    for rest in ("revisions/", f"compare/{old.pk}/", f"compare/{changed.head_ar_id}/"):
        page(client, at(changed, rest))
    assert restored(client, changed, old).status_code == 302

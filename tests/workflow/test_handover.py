"""One item is handed over from its form: by whoever may change it, to whoever could."""

from typing import Any

import pytest

from nhri.accounts.models import User
from nhri.workflow import drafts, handover
from nhri.workflow.history import history_of
from nhri.workflow.permissions import Refused
from nhri.workflow.states import Deed
from tests.forms import form_in, text_in

ITEMS = "/ar/admin/news/newsitem/"


def test_form_says_who_is_in_charge_and_leads_to_the_handover(
    sign_in: Any, draft: Any, people: dict[str, User]
) -> None:
    item = draft()
    page = sign_in("editor").get(f"{ITEMS}{item.pk}/change/")
    assert "Colleague author" in text_in(page)
    assert f'href="{ITEMS}{item.pk}/handover/"' in page.content.decode()


def test_item_is_handed_over_with_a_line_in_its_history(
    sign_in: Any, draft: Any, people: dict[str, User]
) -> None:
    item, client = draft(), sign_in("author")
    address = f"{ITEMS}{item.pk}/handover/"
    form = form_in(client.get(address), "successor", "note")
    able = {str(people[role].pk) for role in ("translator", "editor", "publisher")}
    assert set(form.choices["successor"]) == {"", *able}
    form.fill(successor=str(people["editor"].pk), note="إجازة").send(client, address)
    item.refresh_from_db()
    assert (item.in_charge, item.state_ar) == (people["editor"], "draft")
    (entry,) = history_of(item).filter(verb=Deed.HANDOVER)
    assert (entry.by, entry.language) == (people["author"], "")
    assert entry.comment == "Colleague editor\nإجازة"


def test_handover_without_a_successor_keeps_the_note(
    sign_in: Any, draft: Any, people: dict[str, User]
) -> None:
    item, client = draft(), sign_in("author")
    address = f"{ITEMS}{item.pk}/handover/"
    response = form_in(client.get(address), "note").fill(note="إجازة").send(client, address)
    assert "errorlist" in response.content.decode()
    assert form_in(response, "note").value("note") == "إجازة"
    item.refresh_from_db()
    assert item.in_charge == people["author"]


def test_administrator_hands_over_what_they_may_only_read(
    sign_in: Any, draft: Any, people: dict[str, User]
) -> None:
    item, client = draft(), sign_in("administrator")
    address = f"{ITEMS}{item.pk}/handover/"
    form = form_in(client.get(address), "successor").fill(successor=str(people["editor"].pk))
    assert form.send(client, address).status_code == 302
    item.refresh_from_db()
    assert item.in_charge == people["editor"]


def test_stranger_and_reader_cannot_hand_over(draft: Any, people: dict[str, User]) -> None:
    item = draft()
    reader = User.objects.create_user("reader", "reader@example.org", full_name="Reader")
    rows = type(item).objects.filter(pk=item.pk)
    with pytest.raises(Refused):
        handover.hand_over(rows, people["editor"], by=reader)
    for unable in ("administrator", "publisher"):
        if unable == "publisher":
            User.objects.filter(username=unable).update(is_active=False)
        with pytest.raises(Refused):
            handover.hand_over(rows, User.objects.get(username=unable), by=people["author"])
    item.refresh_from_db()
    assert (item.in_charge, history_of(item).filter(verb=Deed.HANDOVER).count()) == (
        people["author"],
        0,
    )


def test_handing_over_to_whoever_has_it_writes_nothing(draft: Any, people: dict[str, User]) -> None:
    item = draft()
    rows = type(item).objects.filter(pk=item.pk)
    assert handover.hand_over(rows, people["author"], by=people["editor"]) == 0
    assert history_of(item).filter(verb=Deed.HANDOVER).count() == 0


@pytest.mark.parametrize(
    "stage,waits",
    [
        ("draft", True), ("in_review", True), ("approved", True), ("scheduled", True),
        ("published", False), ("withdrawn", False),
    ],
)  # fmt: skip
def test_unfinished_is_what_waits_for_somebody(
    draft: Any, carry: Any, stage: str, waits: bool
) -> None:
    item = carry(draft(english=False), "ar", stage)
    assert type(item).objects.unfinished().filter(pk=item.pk).exists() == waits


def test_pending_change_is_unfinished(published: Any, people: dict[str, User]) -> None:
    item = published("ar")
    assert not type(item).objects.unfinished().exists()
    drafts.save(item, {"title_ar": "عنوان آخر"}, by=people["author"])
    assert type(item).objects.unfinished().exists()

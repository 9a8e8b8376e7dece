"""A colleague leaves, or hands everything over for a time: one act, nothing left behind."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.utils import timezone

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.desk import leaving
from nhri.desk.reviewing import ReviewLink
from nhri.pages.models import Page
from nhri.workflow import drafts, handover
from nhri.workflow.history import history_of
from nhri.workflow.kept import KeptText, keep, kept_text
from nhri.workflow.permissions import Refused
from nhri.workflow.states import Deed
from tests.conftest import PASSWORD
from tests.forms import form_in, text_in

USERS = "/ar/admin/nhri/user/"


@pytest.fixture
def works(draft: Any, published: Any) -> dict[str, NewsItem]:
    """Two items of the author: one unfinished, one that is public and settled."""
    return {"draft": draft(), "done": published("ar", "en", title_ar="خبر منشور")}


@pytest.fixture
def review_links(people: dict[str, User], works: dict[str, NewsItem]) -> dict[str, ReviewLink]:
    """An open link of the author's, one of theirs that has expired, and an open one of another."""

    def make(digest: str, by: str, days: int) -> ReviewLink:
        return ReviewLink.objects.create(
            item=works["draft"], name=f"Guest {digest}", email="guest@example.org", digest=digest,
            created_by=people[by], created_at=timezone.now() - timedelta(days=9),
            expires_at=timezone.now() + timedelta(days=days),
        )  # fmt: skip

    return {
        "open": make("a", "author", 3), "expired": make("b", "author", -1),
        "other": make("c", "editor", 3),
    }  # fmt: skip


def page_of(user: User, name: str = "leaving") -> str:
    return f"{USERS}{user.pk}/{name}/"


def act(client: Client, user: User, name: str = "leaving", **values: Any) -> Any:
    form = form_in(client.get(page_of(user, name)), "csrfmiddlewaretoken")
    return form.fill(**values).send(client, page_of(user, name))


def handovers(item: Any) -> list[tuple[Any, str]]:
    return [(e.by, e.comment) for e in history_of(item).filter(verb=Deed.HANDOVER)]


def test_page_shows_what_the_leaver_holds(
    sign_in: Any, people: dict[str, User], works: Any, review_links: Any
) -> None:
    now = timezone.now()
    keep(people["author"], NewsItem, None, {"title_ar": ["سرّ"]}, opened=now)
    page = sign_in("administrator").get(f"/en/admin/nhri/user/{people['author'].pk}/leaving/")
    text = text_in(page)
    draft = f"/en/admin/news/newsitem/{works['draft'].pk}/change/"
    assert "2 items" in text
    assert "1 of them unfinished" in text
    assert page.content.decode().count("/newsitem/") == 1
    assert draft in page.content.decode()
    assert ("Guest a" in text, "Guest b" in text, "Guest c" in text) == (True, False, False)
    assert "1 text that they typed and did not save" in text
    assert "سرّ" not in text


def test_leaver_is_gone_and_the_work_goes_on(
    sign_in: Any, people: dict[str, User], works: Any, review_links: Any
) -> None:
    author, editor, chief = people["author"], people["editor"], people["administrator"]
    theirs, client = sign_in("author"), sign_in("administrator")
    assert theirs.get("/ar/admin/").status_code == 200
    response = act(client, author, successor=str(editor.pk), note="انتقل إلى جهة أخرى")
    assert response.status_code == 302
    author.refresh_from_db()
    assert (author.is_active, author.has_usable_password()) == (False, False)
    assert author.groups.count() == 0
    assert theirs.get("/ar/admin/").status_code == 302
    assert not Client().login(username="author", password=PASSWORD)
    for item in works.values():
        item.refresh_from_db()
        assert (item.in_charge, item.created_by) == (editor, author)
        assert handovers(item) == [(chief, "Colleague editor\nانتقل إلى جهة أخرى")]
    for link in review_links.values():
        link.refresh_from_db()
    assert review_links["open"].revoked_by == chief
    assert (review_links["expired"].revoked_at, review_links["other"].revoked_at) == (None, None)
    assert history_of(works["draft"]).filter(verb=Deed.UNLINK, comment="Guest a").count() == 1
    said = [entry.get_change_message() for entry in LogEntry.objects.filter(object_id=author.pk)]
    assert any("محرر" in words for words in said)


def test_what_was_typed_and_not_saved_stays_the_leavers(
    sign_in: Any, people: dict[str, User]
) -> None:
    keep(people["author"], NewsItem, None, {"title_ar": ["سرّ"]}, opened=timezone.now())
    act(sign_in("administrator"), people["author"])
    assert KeptText.objects.get().user == people["author"]
    assert kept_text(people["editor"], NewsItem, None) is None


def test_leaver_without_work_needs_no_successor(sign_in: Any, people: dict[str, User]) -> None:
    client = sign_in("administrator")
    assert "successor" not in client.get(page_of(people["author"])).content.decode()
    assert act(client, people["author"]).status_code == 302
    assert not User.objects.get(username="author").is_active


def test_leaver_with_work_needs_a_successor(
    sign_in: Any, people: dict[str, User], works: Any
) -> None:
    response = act(sign_in("administrator"), people["author"], note="رحيل")
    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert form_in(response, "note").value("note") == "رحيل"
    assert User.objects.get(username="author").is_active


def test_successors_are_those_who_could_do_the_work(
    sign_in: Any, people: dict[str, User], works: Any
) -> None:
    """Neither the leaver, nor who may only read, nor who has left."""
    people["publisher"].is_active = False
    people["publisher"].save()
    client = sign_in("administrator")
    form = form_in(client.get(page_of(people["author"])), "successor")
    able = {str(people[role].pk) for role in ("translator", "editor")}
    assert set(form.choices["successor"]) == {"", *able}
    wrong = form.fill(successor=str(people["administrator"].pk))
    assert wrong.send(client, page_of(people["author"])).status_code == 200
    assert User.objects.get(username="author").is_active


def test_pages_and_news_go_over_together(sign_in: Any, people: dict[str, User], works: Any) -> None:
    page = drafts.create(Page(), {"title_ar": "عن المؤسسة", "slug": "about"}, by=people["author"])
    act(sign_in("administrator"), people["author"], successor=str(people["editor"].pk))
    page.refresh_from_db()
    assert page.in_charge == people["editor"]


def test_nobody_closes_their_own_account(sign_in: Any, people: dict[str, User]) -> None:
    client, chief = sign_in("administrator"), people["administrator"]
    page = client.get(page_of(chief))
    assert "errornote" in page.content.decode()
    response = client.post(page_of(chief), {"_leave": "1"})
    assert "errornote" in response.content.decode()
    assert User.objects.get(pk=chief.pk).is_active


def test_last_administrator_does_not_leave(people: dict[str, User]) -> None:
    """Not even by the hand of one who was invited and has not chosen a password yet."""
    chief = people["administrator"]
    second = User.objects.create_user("second", "second@example.org", full_name="Second")
    second.groups.set(chief.groups.all())
    client = Client()
    client.force_login(second)
    assert "errornote" in client.get(page_of(chief)).content.decode()
    assert "errornote" in client.post(page_of(chief), {"_leave": "1"}).content.decode()
    assert User.objects.get(pk=chief.pk).is_active
    second.set_password(PASSWORD)
    second.save()
    client.force_login(second)
    assert act(client, chief).status_code == 302
    assert not User.objects.get(pk=chief.pk).is_active


def test_verb_asks_for_the_permission_itself(people: dict[str, User]) -> None:
    with pytest.raises(Refused):
        leaving.leave(people["author"], successor=None, by=people["publisher"])
    assert User.objects.get(username="author").is_active


def test_two_who_leave_to_each_other_leave_nothing_to_nobody(
    people: dict[str, User], works: Any
) -> None:
    chief = people["administrator"]
    leaving.leave(people["editor"], successor=None, by=chief)
    with pytest.raises(Refused):
        leaving.leave(people["author"], successor=people["editor"], by=chief)
    assert User.objects.get(username="author").is_active


def test_account_closes_once(sign_in: Any, people: dict[str, User]) -> None:
    client = sign_in("administrator")
    act(client, people["author"])
    page = client.get(page_of(people["author"]))
    assert "errornote" in page.content.decode()


def test_leaving_is_whole_or_not_at_all(
    people: dict[str, User], works: Any, review_links: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(leaving, "_revoke_links", fail)
    with pytest.raises(RuntimeError):
        leaving.leave(people["author"], successor=people["editor"], by=people["administrator"])
    works["draft"].refresh_from_db()
    assert works["draft"].in_charge == people["author"]
    assert handovers(works["draft"]) == []
    assert User.objects.get(username="author").is_active


def test_closed_account_is_opened_again_with_roles_anew(
    sign_in: Any, people: dict[str, User]
) -> None:
    client, author = sign_in("administrator"), people["author"]
    act(client, author)
    address = page_of(author, "return")
    empty = form_in(client.get(address), "groups").send(client, address)
    assert "errorlist" in empty.content.decode()
    assert mail.outbox == []
    role = str(Group.objects.get(name="translator").pk)
    form_in(client.get(address), "groups").fill(groups=[role]).send(client, address)
    author = User.objects.get(pk=author.pk)
    assert (author.is_active, author.is_invited) == (True, True)
    assert [group.name for group in author.groups.all()] == ["translator"]
    assert mail.outbox[0].to == ["author@example.org"]


def test_work_is_handed_over_for_a_holiday(
    sign_in: Any, people: dict[str, User], works: Any
) -> None:
    client, author = sign_in("administrator"), people["author"]
    response = act(client, author, "handover", successor=str(people["translator"].pk))
    assert response.status_code == 302
    author.refresh_from_db()
    assert (author.is_active, author.groups.count()) == (True, 1)
    assert {item.in_charge for item in NewsItem.objects.all()} == {people["translator"]}
    empty = client.get(page_of(author, "handover"))
    assert "successor" not in empty.content.decode()


def test_only_unfinished_work_calls_the_successor(
    sign_in: Any, people: dict[str, User], works: Any
) -> None:
    """Whoever takes over an archive must not find a notice for each item in it."""
    heard: list[Any] = []

    def hear(sender: Any, item: Any, entry: Any, **kwargs: Any) -> None:
        heard.append((item.pk, item.in_charge))

    handover.actions.deed_recorded.connect(hear)
    try:
        act(sign_in("administrator"), people["author"], successor=str(people["editor"].pk))
    finally:
        handover.actions.deed_recorded.disconnect(hear)
    assert heard == [(works["draft"].pk, people["editor"])]


@pytest.mark.parametrize("name", ["leaving", "handover"])
@pytest.mark.parametrize("role", ["author", "editor", "publisher"])
def test_leaving_is_the_administrators_act(
    sign_in: Any, people: dict[str, User], name: str, role: str
) -> None:
    client = sign_in(role)
    assert client.get(page_of(people["translator"], name)).status_code == 403
    assert client.post(page_of(people["translator"], name)).status_code == 403
    assert User.objects.get(username="translator").is_active


def test_page_of_nobody_is_missing(sign_in: Any) -> None:
    assert sign_in("administrator").get(f"{USERS}999999/leaving/").status_code == 404


def test_page_costs_the_same_for_many_items(
    sign_in: Any, people: dict[str, User], draft: Any, django_assert_max_num_queries: Any
) -> None:
    client = sign_in("administrator")
    for _number in range(12):
        draft()
    with django_assert_max_num_queries(20):
        assert client.get(page_of(people["author"])).status_code == 200

"""Two people at the same moment, each in a transaction of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.workflow import actions, drafts
from nhri.workflow.models import AuditEntry, Revision
from nhri.workflow.permissions import Refused
from nhri.workflow.urgent import UrgentPublication
from tests.conftest import ARABIC_TEXT
from tests.forms import form_in

URGENT = "/ar/admin/news/newsitem/urgent/"


def at_once(*acts: Callable[[], Any]) -> list[str]:
    """Run the acts in threads that start together; how each ended, sorted."""
    together = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> str:
        together.wait(timeout=20)
        try:
            act()
        except (Refused, drafts.Conflict) as refused:
            return type(refused).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


@pytest.mark.django_db(transaction=True)
def test_two_saves_of_one_field_are_one_save_and_one_conflict(
    draft: Any, people: dict[str, User]
) -> None:
    item = draft()
    bases = {stream: getattr(item, f"head_{stream}_id") for stream in ("ar", "en", "shared")}

    def save(title: str, role: str) -> Callable[[], Any]:
        return lambda: drafts.save(item, {"title_ar": title}, by=people[role], bases=bases)

    ended = at_once(save("الأول", "author"), save("الثاني", "editor"))
    assert ended == ["Conflict", "done"]
    assert Revision.objects.filter(object_id=item.pk, stream="ar").count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_saves_of_two_languages_are_both_kept(draft: Any, people: dict[str, User]) -> None:
    item = draft()
    bases = {stream: getattr(item, f"head_{stream}_id") for stream in ("ar", "en", "shared")}
    ended = at_once(
        lambda: drafts.save(item, {"title_ar": "جديد"}, by=people["author"], bases=bases),
        lambda: drafts.save(item, {"title_en": "New"}, by=people["translator"], bases=bases),
    )
    kept = NewsItem.objects.get(pk=item.pk)
    assert (ended, kept.title_ar, kept.title_en) == (["done", "done"], "جديد", "New")


@pytest.mark.django_db(transaction=True)
def test_two_presses_of_publish_are_one_publication(
    draft: Any, carry: Any, people: dict[str, User]
) -> None:
    item = carry(draft(english=False), "ar", "approved")

    def publish() -> Any:
        return actions.publish(item, "ar", by=people["publisher"])

    assert at_once(publish, publish) == ["Refused", "done"]
    assert AuditEntry.objects.filter(verb="publish").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_change_and_an_approval_never_pass_each_other(
    draft: Any, carry: Any, people: dict[str, User]
) -> None:
    """Whichever comes first, no approval stands over a text that its giver has not read."""
    item = carry(draft(english=False), "ar", "in_review")
    seen = (item.head_ar_id, item.head_shared_id)
    at_once(
        lambda: actions.approve(item, "ar", by=people["editor"], seen=seen),
        lambda: drafts.save(item, {"title_ar": "غير"}, by=people["author"]),
    )
    after = NewsItem.objects.with_streams().get(pk=item.pk)
    assert (after.title_ar, after.approved_ar) == ("غير", None)
    assert after.state_ar in ("draft", "in_review")


@pytest.mark.django_db(transaction=True)
def test_two_confirmations_are_one(draft: Any, people: dict[str, User]) -> None:
    item = draft(english=False)
    actions.publish_urgently(item, "ar", by=people["publisher"], reason="x")
    one = UrgentPublication.objects.get()

    def confirm() -> Any:
        return actions.confirm_urgent(one, by=people["editor"])

    assert at_once(confirm, confirm) == ["Refused", "done"]
    assert AuditEntry.objects.filter(verb="confirm").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_presses_of_the_urgent_page_are_one_publication(
    people: dict[str, User], sign_in: Any
) -> None:
    """The same form, the same session, two requests on their way at once."""
    publisher = sign_in("publisher")
    form = form_in(publisher.get(URGENT), "reason", "token").fill(
        text_ar=f"{ARABIC_TEXT['title_ar']}\n\n{ARABIC_TEXT['summary_ar']}",
        title_ar=ARABIC_TEXT["title_ar"],
        place_ar="العاصمة",
        reason="x",
    )
    led: list[str] = []

    def press() -> None:
        window = Client()
        window.cookies = publisher.cookies
        led.append(form.send(window, URGENT).headers["Location"])

    assert at_once(press, press) == ["done", "done"]
    assert NewsItem.objects.count() == UrgentPublication.objects.count() == 1
    assert set(led) == {f"/ar/admin/news/newsitem/{NewsItem.objects.get().pk}/urgent/"}


@pytest.mark.django_db(transaction=True)
def test_both_languages_and_a_change_of_one_never_pass_each_other(
    draft: Any, carry: Any, people: dict[str, User]
) -> None:
    item = carry(carry(draft(), "ar", "approved"), "en", "approved")
    seen = {c: (getattr(item, f"head_{c}_id"), item.head_shared_id) for c in ("ar", "en")}
    ended = at_once(
        lambda: actions.publish_together(item, by=people["publisher"], seen=seen),
        lambda: drafts.save(item, {"title_en": "Another"}, by=people["translator"]),
    )
    after = NewsItem.objects.with_streams().get(pk=item.pk)
    states = {after.state_ar, after.state_en}
    assert states == ({"published"} if ended == ["done", "done"] else {"approved", "draft"})
    assert after.title_en == ("Another" if ended != ["done", "done"] else item.title_en)

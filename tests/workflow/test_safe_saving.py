"""What a save must never do: lose a text, turn a choice round, or be a change without one."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from news.models import PressContact
from nhri.accounts.models import User
from nhri.workflow import actions, drafts, staleness
from nhri.workflow.comparisons import shown_clashes
from nhri.workflow.forms import BilingualForm
from nhri.workflow.kept import KeptText
from nhri.workflow.permissions import Refused
from tests.forms import form_in, text_in
from tests.workflow.leaving import opened_form, post, sent
from tests.workflow.test_conflict_form import MINE, THEIRS, address, clashing, fresh

TOO_LONG = "طويل " * 70


# The page of a clash ------------------------------------------------------------------------------


def test_refused_field_keeps_its_text_and_its_clash_while_another_one_clashes(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    client, item = sign_in("author"), draft()
    form = form_in(client.get(address(item)), "title_ar")
    drafts.save(item, {"body_ar": THEIRS, "title_ar": "عنوان الزميل"}, by=people["editor"])
    form.fill(body_ar=MINE, title_ar=TOO_LONG)
    page = form_in(form.send(client, address(item), form.button("_continue")), "title_ar")
    assert page.value("title_ar").strip() == TOO_LONG.strip()
    assert page.value("body_ar") == MINE
    page.fill(title_ar="عنواني")
    response = page.send(client, address(item), page.button("_continue"))
    form_in(response, "choose_title_ar", "choose_body_ar")
    assert fresh(item).title_ar == "عنوان الزميل"


def test_clash_of_what_both_share_leaves_the_kind_and_the_contact_as_they_are(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    contact = PressContact.objects.create(name_ar="المكتب", email="press@example.org")
    client, item = sign_in("author"), draft(kind="statement", press_contact=contact)
    form = form_in(client.get(address(item)), "title_ar")
    drafts.save(item, {"reference": "T/2"}, by=people["editor"])
    form.fill(reference="T/3")
    page = form_in(form.send(client, address(item), form.button("_continue")), "choose_reference")
    assert (page.value("kind"), page.value("press_contact")) == ("statement", str(contact.pk))
    page.fill(choose_reference="mine")
    assert page.send(client, address(item), page.button("_continue")).status_code == 302
    assert (fresh(item).kind, fresh(item).press_contact) == ("statement", contact)
    assert fresh(item).reference == "T/3"


def asked_again(client: Any, item: Any, people: dict[str, User], **answers: str) -> Any:
    """The page of a clash, sent with `answers` while somebody changes the body once more."""
    form = form_in(client.get(address(item)), "title_ar")
    theirs = {"body_ar": THEIRS, "title_ar": "عنوان الزميل"}
    drafts.save(item, theirs, by=people["editor"])
    form.fill(body_ar=MINE, title_ar="عنواني")
    page = form_in(form.send(client, address(item), form.button("_continue")), "choose_body_ar")
    drafts.save(fresh(item), {"body_ar": "<p>نص ثالث.</p>"}, by=people["publisher"])
    for name in ("title_ar", "body_ar"):
        page.fill(**{f"choose_{name}": answers.get(f"choose_{name}")})
    return form_in(page.send(client, address(item), page.button("_continue")), "choose_title_ar")


def test_who_thinks_again_on_the_second_page_gets_the_text_that_it_shows(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    client, item = sign_in("author"), draft()
    page = asked_again(client, item, people, choose_title_ar="theirs", choose_body_ar="mine")
    page.fill(choose_title_ar="mine", choose_body_ar="theirs")
    assert page.send(client, address(item), page.button("_continue")).status_code == 302
    assert (fresh(item).title_ar, fresh(item).body_ar) == ("عنواني", "<p>نص ثالث.</p>")


def test_unanswered_field_keeps_its_text_while_another_one_is_changed_once_more(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    client, item = sign_in("author"), draft()
    page = asked_again(client, item, people, choose_body_ar="theirs")
    assert page.value("title_ar") == "عنواني"
    page.fill(choose_title_ar="mine", choose_body_ar="theirs")
    assert page.send(client, address(item), page.button("_continue")).status_code == 302
    assert (fresh(item).title_ar, fresh(item).body_ar) == ("عنواني", "<p>نص ثالث.</p>")


def test_copy_of_an_undecided_clash_is_asked_again_when_it_is_restored(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    client, item = sign_in("author"), draft()
    page = clashing(client, item, people)
    page.fill(choose_body_ar="mine", choose_title_en="merged", merged_title_en="Both of us")
    assert post(client, item, sent(page, people["author"])).status_code == 200
    assert KeptText.objects.get().data["title_en"] == ["Both of us"]
    back = opened_form(client, item, "?restore=1")
    assert (back.value("body_ar"), back.value("title_en")) == (MINE, "Both of us")
    response = back.send(client, address(item), back.button("_continue"))
    form_in(response, "choose_body_ar", "choose_title_en")
    assert fresh(item).head_ar.data["body_ar"] == THEIRS


def test_saves_of_many_at_the_same_moment_end_without_an_error(
    draft: Any, sign_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, item = sign_in("author"), draft()
    honest, raised = drafts.save, []

    def save(*args: Any, **kwargs: Any) -> Any:
        if len(raised) < 3:
            raised.append(1)
            raise drafts.Conflict([])
        return honest(*args, **kwargs)

    monkeypatch.setattr(drafts, "save", save)
    form = form_in(client.get(address(item)), "title_ar").fill(title_ar="عنوان")
    assert form.send(client, address(item), form.button("_continue")).status_code == 302
    assert fresh(item).title_ar == "عنوان"


def test_embargo_set_between_reading_and_writing_is_not_overwritten(
    draft: Any, sign_in: Any, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, item = sign_in("publisher"), draft()
    theirs = timezone.now().replace(second=0, microsecond=0) + timedelta(days=9)
    honest, reads = BilingualForm._meet_embargo, []

    def meet(form: Any) -> None:
        if not reads:  # read before the other one had set it
            form.instance.embargo_until = form.instance_embargo = None
        reads.append(1)
        honest(form)

    form = form_in(client.get(address(item)), "title_ar").fill(embargo_until="2099-01-01T10:00")
    actions.set_embargo(item, theirs, by=people["editor"])
    monkeypatch.setattr(BilingualForm, "_meet_embargo", meet)
    response = form.send(client, address(item), form.button("_continue"))
    assert "embargo_until" in response.context["adminform"].form.errors
    assert fresh(item).embargo_until == theirs


def test_clashes_ask_for_their_authors_once_a_stream(
    draft: Any, people: dict[str, User], django_assert_num_queries: Any
) -> None:
    item = draft()
    names = ("title_ar", "summary_ar", "place_ar", "issuer_ar")
    bases = {"ar": item.head_ar_id}
    item = drafts.save(item, dict.fromkeys(names, "نصهم"), by=people["editor"])
    with pytest.raises(drafts.Conflict) as conflict:
        drafts.save(item, dict.fromkeys(names, "نصي"), by=people["author"], bases=bases)
    with django_assert_num_queries(1):
        shown = shown_clashes(item, conflict.value.clashes)
        assert {str(clash.who) for clash in shown} == {str(people["editor"])}


# A save without a change --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "values",
    [
        {"summary_ar": "سطر أول\nسطر ثان"},
        {"title_ar": "عنوان  بمسافتين"},
        {"title_ar": "بيان رقم\u00a012"},
        {"notes_to_editors_ar": "<p>أول</p>\n<p>ثان</p>"},
        {"pinned_until": datetime(2031, 5, 1, 10, 20, 30, 7, tzinfo=UTC)},
    ],
)
def test_opening_and_saving_takes_no_approval_away(
    draft: Any, carry: Any, sign_in: Any, values: dict[str, Any]
) -> None:
    client, item = sign_in("translator"), carry(draft(**values), "ar", "approved")
    form = form_in(client.get(address(item)), "title_ar")
    for name in form.values:  # as browsers end lines
        form.values[name] = [v.replace("\n", "\r\n") for v in form.values[name]]
    form.send(client, address(item), form.button("_continue"))
    assert (fresh(item).state_ar, fresh(item).head_ar_id) == ("approved", item.head_ar_id)
    assert fresh(item).head_shared_id == item.head_shared_id


def test_field_that_was_not_sent_is_not_emptied(draft: Any, sign_in: Any) -> None:
    client, item = sign_in("author"), draft()
    form = form_in(client.get(address(item)), "title_ar").fill(title_ar="عنوان آخر")
    for name in ("body_ar", "body_en", "released_on", "reference"):
        del form.values[name]
    assert form.send(client, address(item), form.button("_continue")).status_code == 302
    after = fresh(item)
    assert (after.title_ar, after.body_en, after.reference) == (
        "عنوان آخر", item.body_en, item.reference,
    )  # fmt: skip
    assert after.body_ar == item.body_ar


# What waits ---------------------------------------------------------------------------------------


def test_contact_deleted_while_a_change_waits_is_left_out_when_it_is_published(
    published: Any, people: dict[str, User]
) -> None:
    item = published("ar")
    contact = PressContact.objects.create(name_ar="المكتب", email="press@example.org")
    item = drafts.save(item, {"press_contact": contact}, by=people["author"])
    contact.delete()
    item = actions.submit(item, "ar", by=people["author"])
    item = actions.approve(item, "ar", by=people["editor"])
    item = actions.publish(item, "ar", by=people["publisher"])
    assert fresh(item).press_contact is None


def test_form_says_that_a_change_cancelled_the_schedule(
    draft: Any, carry: Any, sign_in: Any, people: dict[str, User]
) -> None:
    client, item = sign_in("author"), carry(draft(), "ar", "scheduled")
    planned = item.publish_at_ar
    assert "lost-schedule" not in client.get(address(item)).content.decode()
    form = form_in(client.get(address(item)), "title_ar").fill(title_ar="عنوان آخر")
    response = form.send(client, address(item), form.button("_continue"), follow=True)
    assert response.content.decode().count('class="notice lost-schedule"') == 1
    assert timezone.localtime(planned).strftime("%H:%M") in text_in(response)
    assert (fresh(item).state_ar, fresh(item).lost_schedule_ar) == ("draft", planned)
    carry(fresh(item), "ar", "published")
    assert "lost-schedule" not in client.get(address(item)).content.decode()


def test_colleagues_comma_does_not_let_one_approve_ones_own_urgent_words(
    draft: Any, people: dict[str, User]
) -> None:
    alone = people["publisher"]
    item = drafts.save(draft(), {"title_ar": "بيان عاجل"}, by=alone)
    item = actions.publish_urgently(item, "ar", by=alone, reason="لا ينتظر.")
    item = drafts.save(item, {"place_ar": "مدينة"}, by=people["author"])
    item = actions.submit(item, "ar", by=people["author"])
    with pytest.raises(Refused):
        actions.approve(item, "ar", by=alone)
    item = actions.withdraw(item, "ar", by=alone, note="خطأ.")
    item = actions.submit(item, "ar", by=people["author"])
    with pytest.raises(Refused):
        actions.approve(item, "ar", by=alone)
    item = actions.approve(item, "ar", by=people["editor"])
    assert item.change_ar == "approved"


# Out of date --------------------------------------------------------------------------------------


def stale(item: Any) -> set[tuple[str, str]]:
    return {(one.language, one.name) for one in staleness.stale(item)}


def heads(item: Any) -> dict[str, Any]:
    return {stream: getattr(item, f"head_{stream}_id") for stream in ("ar", "en", "shared")}


def test_restoring_an_older_text_is_no_translation(
    draft: Any, carry: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item = carry(carry(draft(), "ar", "in_review"), "en", "in_review")
    first = item.head_en
    item = drafts.save(item, {"title_ar": "ثان", "title_en": "Second"}, by=people["editor"])
    item = drafts.save(item, {"title_ar": "ثالث"}, by=people["author"])
    assert stale(item) == {("en", "title")}
    client, page = sign_in("editor"), f"/ar/admin/news/newsitem/{item.pk}/restore/{first.pk}/"
    assert form_in(client.get(page), "newest").send(client, page).status_code == 302
    assert fresh(item).title_en == first.data["title_en"]
    assert stale(fresh(item)) == {("en", "title")}
    assert fresh(item).head_ar_id == item.head_ar_id


def test_first_translation_of_an_older_text_is_out_of_date_at_once(
    draft: Any, people: dict[str, User]
) -> None:
    item = draft(english=False)
    opened = heads(item)
    item = drafts.save(item, {"title_ar": "عنوان ثان"}, by=people["author"])
    item = drafts.save(item, {"title_en": "First title"}, by=people["translator"], bases=opened)
    assert stale(item) == {("en", "title")}
    assert item.stale_en == 1


def test_still_correct_from_an_older_page_undoes_nobodys_newer_word(
    draft: Any, carry: Any, people: dict[str, User]
) -> None:
    item = carry(carry(draft(), "ar", "in_review"), "en", "in_review")
    item = drafts.save(item, {"title_ar": "ثان"}, by=people["author"])
    older = item.head_ar
    item = drafts.save(item, {"title_ar": "ثالث"}, by=people["author"])
    item = drafts.save(item, {"title_en": "Third"}, by=people["translator"])
    assert stale(item) == set()
    staleness.confirm(item, "en", "title", older, by=people["editor"])
    assert stale(fresh(item)) == set()

"""The news form and its verbs over HTTP, through the forms that the pages really render."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.workflow import actions, drafts
from nhri.workflow.models import AuditEntry
from tests.forms import Form, form_in, text_in

LIST = "/ar/admin/news/newsitem/"
ADD = f"{LIST}add/"


def form_of(item: Any, language: str = "ar") -> str:
    return f"/{language}/admin/news/newsitem/{item.pk}/change/"


def verb_of(item: Any, verb: str, language: str = "ar") -> str:
    return f"{LIST}{item.pk}/verb/{verb}/{language}/"


def opened(client: Client, item: Any) -> Form:
    return form_in(client.get(form_of(item)), "title_ar", "title_en")


def saved(client: Client, item: Any, form: Form) -> Any:
    """Press “Save”; the item as it then stands."""
    response = form.send(client, form_of(item), form.button("_continue"))
    assert response.status_code == 302
    return fresh(item)


def fresh(item: Any) -> Any:
    return NewsItem.objects.with_streams().get(pk=item.pk)


TYPED = {
    "title_ar": "المؤسسة تصدر تقريرها",
    "summary_ar": "ملخص التقرير.",
    "body_ar": '<p>نص التقرير<script>alert(1)</script>.</p><p style="color:red">فقرة</p>',
    "place_ar": "العاصمة",
    "title_en": "Institution issues its report",
    "released_on": "2026-03-12",
    "kind": "statement",
}


@pytest.fixture
def written(sign_in: Any) -> Any:
    client = sign_in("author")
    form = form_in(client.get(ADD), "title_ar").fill(**TYPED)
    response = form.send(client, ADD, form.button("_continue"))
    assert response.status_code == 302
    return NewsItem.objects.with_streams().get()


def test_new_item_is_a_draft_with_what_was_typed(written: Any, people: dict[str, User]) -> None:
    assert (written.title_ar, written.title_en) == (TYPED["title_ar"], TYPED["title_en"])
    assert written.body_ar == "<p>نص التقرير.</p><p>فقرة</p>"
    assert (written.released_on, written.kind) == (date(2026, 3, 12), "statement")
    assert (written.slug_ar, written.slug_en) == (
        "المؤسسة-تصدر-تقريرها",
        "institution-issues-its-report",
    )
    assert (written.state_ar, written.state_en, written.created_by) == (
        "draft",
        "draft",
        people["author"],
    )
    assert AuditEntry.objects.get().verb == "create"


def test_empty_form_makes_an_empty_draft(sign_in: Any) -> None:
    """Nothing is required to save: work is never held hostage by a missing field."""
    client = sign_in("author")
    form = form_in(client.get(ADD), "title_ar")
    assert form.send(client, ADD, form.button("_continue")).status_code == 302
    item = NewsItem.objects.with_streams().get()
    assert (item.head_ar, item.head_en) == (None, None)
    assert client.get(form_of(item)).status_code == 200


@pytest.mark.parametrize("language", ["ar", "en"])
def test_fields_run_in_their_own_language(draft: Any, sign_in: Any, language: str) -> None:
    form = form_in(sign_in("author").get(form_of(draft(), language)), "title_ar")
    for name in ("title", "summary", "body", "place", "slug", "issuer", "notes_to_editors"):
        for code, direction in (("ar", "rtl"), ("en", "ltr")):
            has = form.attributes[f"{name}_{code}"]
            assert (has.get("lang"), has.get("dir")) == (code, direction)


@pytest.mark.parametrize("role", ["author", "translator", "editor", "publisher"])
def test_page_holds_every_field_that_saving_reads(draft: Any, sign_in: Any, role: str) -> None:
    """A field that the form reads and the page does not show would be emptied in silence."""
    client, item = sign_in(role), draft(title_to_confirm_ar=True)
    for address in (form_of(item), ADD) if role != "translator" else (form_of(item),):
        page = client.get(address)
        assert set(page.context["adminform"].form.fields) <= set(
            form_in(page, "body_ar").attributes
        )


def test_untouched_form_saves_nothing(draft: Any, sign_in: Any) -> None:
    """Every field, moments and links included, reads back as what it was."""
    client = sign_in("author")
    item = draft(hijri_correction=-1)
    form = opened(client, item).fill(
        pinned_until="2027-01-05T10:00", embargo_until="2027-01-06T09:30"
    )
    item = saved(client, item, form)
    riyadh = ZoneInfo("Asia/Riyadh")
    assert item.pinned_until == datetime(2027, 1, 5, 10, tzinfo=riyadh)
    assert item.embargo_until == datetime(2027, 1, 6, 9, 30, tzinfo=riyadh)
    again = opened(client, item)
    assert (again.value("pinned_until"), again.value("embargo_until")) == (
        "2027-01-05T10:00",
        "2027-01-06T09:30",
    )
    before = item.revisions.count(), AuditEntry.objects.count()
    saved(client, item, again)
    assert (item.revisions.count(), AuditEntry.objects.count()) == before


def test_form_of_a_public_item_shows_the_waiting_change(
    published: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item = published("ar")
    public = item.title_ar
    client = sign_in("author")
    item = saved(client, item, opened(client, item).fill(title_ar="عنوان جديد"))
    assert (item.title_ar, item.change_ar) == (public, "draft")
    assert opened(client, item).value("title_ar") == "عنوان جديد"


def test_bad_value_keeps_everything_that_was_typed(draft: Any, sign_in: Any) -> None:
    client, item = sign_in("author"), draft()
    form = opened(client, item).fill(released_on="yesterday", title_ar="عنوان لم يُحفظ")
    response = form.send(client, form_of(item), form.button("_continue"))
    assert response.status_code == 200
    assert form_in(response, "title_ar").value("title_ar") == "عنوان لم يُحفظ"
    assert fresh(item).title_ar != "عنوان لم يُحفظ"


# Two editors ------------------------------------------------------------------------------------


def test_editors_of_two_languages_never_meet(draft: Any, sign_in: Any) -> None:
    item = draft()
    arab, english = sign_in("author"), sign_in("translator")
    first, second = opened(arab, item), opened(english, item)
    saved(arab, item, first.fill(title_ar="عنوان المحرر"))
    item = saved(english, item, second.fill(title_en="The translator's title"))
    assert (item.title_ar, item.title_en) == ("عنوان المحرر", "The translator's title")


def test_same_field_comes_back_with_both_texts(draft: Any, sign_in: Any) -> None:
    item = draft()
    one, two = sign_in("author"), sign_in("editor")
    first, second = opened(one, item), opened(two, item)
    saved(one, item, first.fill(title_ar="عنوان المحرر", summary_ar="ملخص المحرر"))
    before = item.revisions.count()
    second.fill(title_ar="عنوان المراجع", place_ar="مكان المراجع", title_en="Reviewed")
    response = second.send(two, form_of(item), second.button("_continue"))
    assert response.status_code == 200
    assert item.revisions.count() == before
    assert "عنوان المحرر" in text_in(response)
    again = form_in(response, "title_ar")
    assert again.value("title_ar") == "عنوان المراجع"
    assert again.value("place_ar") == "مكان المراجع"
    assert again.value("summary_ar") == "ملخص المحرر"
    assert again.value("title_en") == "Reviewed"
    item = saved(two, item, again.fill(title_ar="عنوان الاثنين", choose_title_ar="mine"))
    assert (item.title_ar, item.summary_ar, item.place_ar, item.title_en) == (
        "عنوان الاثنين",
        "ملخص المحرر",
        "مكان المراجع",
        "Reviewed",
    )


def test_embargo_set_meanwhile_is_not_lifted_by_an_old_form(
    draft: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item, client = draft(), sign_in("publisher")
    form = opened(client, item)
    until = timezone.now().replace(second=0, microsecond=0) + timedelta(days=2)
    actions.set_embargo(item, until, by=people["publisher"])
    assert saved(client, item, form.fill(title_ar="غير")).embargo_until == until


def test_embargo_set_by_two_is_said(draft: Any, sign_in: Any, people: dict[str, User]) -> None:
    item, client = draft(), sign_in("publisher")
    form = opened(client, item)
    until = timezone.now().replace(second=0, microsecond=0) + timedelta(days=2)
    actions.set_embargo(item, until, by=people["publisher"])
    form.fill(embargo_until="2030-01-01T09:00", title_ar="عنواني")
    response = form.send(client, form_of(item), form.button("_continue"))
    assert response.status_code == 200
    assert fresh(item).embargo_until == until
    assert form_in(response, "title_ar").value("title_ar") == "عنواني"


def test_embargo_of_an_approved_item_refuses_an_author_and_keeps_the_text(
    draft: Any, carry: Any, sign_in: Any
) -> None:
    item = carry(draft(), "en", "approved")
    client = sign_in("author")
    form = opened(client, item).fill(embargo_until="2030-01-01T09:00", title_ar="عنوان المحرر")
    item = saved(client, item, form)
    assert (item.embargo_until, item.title_ar) == (None, "عنوان المحرر")
    assert "messagelist" in client.get(form_of(item)).content.decode()


# Verbs ------------------------------------------------------------------------------------------


def press(client: Client, item: Any, verb: str, language: str = "ar") -> Any:
    """The verb's button on the form: the page it leads to."""
    form = opened(client, item)
    response = form.send(client, form_of(item), form.button("_verb", f"{verb}:{language}"))
    assert response.status_code == 302
    return client.get(response.headers["Location"])


def confirm(client: Client, item: Any, verb: str, **typed: Any) -> Any:
    """The verb's button, its page, and the button there."""
    page = press(client, item, verb)
    form = form_in(page, "revision").fill(**typed)
    return form.send(client, verb_of(item, verb))


def test_release_goes_from_its_author_to_the_readers(
    draft: Any, sign_in: Any, client: Client
) -> None:
    item = draft()
    press(sign_in("author"), item, "submit")
    assert fresh(item).stage("ar") == "in_review"
    assert confirm(sign_in("editor"), item, "approve").status_code == 302
    assert fresh(item).stage("ar") == "approved"
    assert client.get(item.address("ar")).status_code == 404
    assert confirm(sign_in("publisher"), item, "publish").status_code == 302
    assert fresh(item).stage("ar") == "published"
    assert client.get(fresh(item).address("ar")).status_code == 200


def test_submit_saves_what_was_typed_first(draft: Any, sign_in: Any) -> None:
    item, client = draft(place_ar=""), sign_in("author")
    form = opened(client, item).fill(place_ar="العاصمة")
    form.send(client, form_of(item), form.button("_verb", "submit:ar"))
    assert (fresh(item).place_ar, fresh(item).stage("ar")) == ("العاصمة", "in_review")


def test_submit_of_an_incomplete_text_is_saved_and_refused_by_name(
    draft: Any, sign_in: Any
) -> None:
    item, client = draft(place_ar="", released_on=None), sign_in("author")
    page = press(client, item, "submit")
    assert fresh(item).stage("ar") == "draft"
    for name in ("place_ar", "released_on"):
        label = str(NewsItem._meta.get_field(name).verbose_name)
        assert label in text_in(page)


def test_return_brings_the_comment_into_the_history(draft: Any, carry: Any, sign_in: Any) -> None:
    item, client = carry(draft(), "ar", "in_review"), sign_in("editor")
    empty = confirm(client, item, "return", comment="")
    assert (empty.status_code, fresh(item).stage("ar")) == (200, "in_review")
    assert confirm(client, item, "return", comment="أضف المصدر").status_code == 302
    assert fresh(item).stage("ar") == "draft"
    assert "أضف المصدر" in text_in(client.get(f"{LIST}{item.pk}/history/"))


def test_schedule_reads_the_institutions_own_time(draft: Any, carry: Any, sign_in: Any) -> None:
    item, client = carry(draft(), "ar", "approved"), sign_in("publisher")
    assert confirm(client, item, "schedule", at="2020-01-01T10:00").status_code == 200
    assert fresh(item).stage("ar") == "approved"
    assert confirm(client, item, "schedule", at="2031-05-04T10:00").status_code == 302
    moment = datetime(2031, 5, 4, 10, tzinfo=ZoneInfo("Asia/Riyadh"))
    assert (fresh(item).stage("ar"), fresh(item).publish_at_ar) == ("scheduled", moment)
    assert confirm(client, item, "unschedule").status_code == 302
    assert fresh(item).stage("ar") == "draft"


def test_withdraw_shows_the_note_to_readers(published: Any, sign_in: Any, client: Client) -> None:
    item, staff = published("ar"), sign_in("publisher")
    assert confirm(staff, item, "withdraw", note="").status_code == 200
    assert confirm(staff, item, "withdraw", note="سُحب لخطأ في رقم.").status_code == 302
    response = client.get(item.address("ar"))
    assert response.status_code == 410
    assert "سُحب لخطأ في رقم." in text_in(response)


def test_correction_is_published_with_its_note(
    published: Any, sign_in: Any, people: dict[str, User], client: Client
) -> None:
    item = drafts.save(published("ar"), {"body_ar": "<p>نص صحيح.</p>"}, by=people["author"])
    item = actions.submit(item, "ar", by=people["author"])
    item = actions.approve(item, "ar", by=people["editor"])
    staff = sign_in("publisher")
    assert confirm(staff, item, "correct", note_ar="").status_code == 200
    assert confirm(staff, item, "correct", note_ar="صُوّب رقم.").status_code == 302
    page = text_in(client.get(fresh(item).address("ar")))
    assert ("صُوّب رقم." in page, "نص صحيح." in page) == (True, True)


def test_stale_page_refuses_once_and_then_means_the_newest_text(
    draft: Any, carry: Any, sign_in: Any, people: dict[str, User]
) -> None:
    item, client = carry(draft(), "ar", "in_review"), sign_in("editor")
    form = form_in(client.get(verb_of(item, "approve")), "revision")
    drafts.save(item, {"title_ar": "عنوان تغيّر"}, by=people["author"])
    response = form.send(client, verb_of(item, "approve"))
    assert (response.status_code, fresh(item).stage("ar")) == (200, "in_review")
    assert "عنوان تغيّر" in text_in(response)
    again = form_in(response, "revision").send(client, verb_of(item, "approve"))
    assert (again.status_code, fresh(item).stage("ar")) == (302, "approved")


def test_button_that_cannot_be_pressed_says_why(
    draft: Any, carry: Any, sign_in: Any, people: dict[str, User]
) -> None:
    """The editor changed the text: approving is shown, switched off, with the reason beside it."""
    item = drafts.save(draft(), {"title_ar": "عنوان المراجع"}, by=people["editor"])
    item = carry(item, "ar", "draft")
    item = actions.submit(item, "ar", by=people["author"])
    page = sign_in("editor").get(form_of(item, "en"))
    form = form_in(page, "title_ar")
    assert form.button("_verb", "approve:ar").is_disabled
    assert "someone else must approve it" in text_in(page)


ROLE_VERBS = {
    "author": {"submit:ar"},
    "translator": {"submit:ar"},
    "editor": {"submit:ar", "return:en", "approve:en"},
    "publisher": {"submit:ar", "return:en", "approve:en", "urgent:ar", "urgent:en"},
}


@pytest.mark.parametrize("role", ROLE_VERBS)
def test_form_offers_each_role_its_verbs(role: str, draft: Any, carry: Any, sign_in: Any) -> None:
    item = carry(draft(), "en", "in_review")
    form = opened(sign_in(role), item)
    assert {b.value for b in form.buttons if b.name == "_verb"} == ROLE_VERBS[role]


@pytest.mark.parametrize("verb", ["submit", "return", "approve", "publish", "schedule", "withdraw"])
def test_verb_page_refuses_whoever_may_not(verb: str, draft: Any, carry: Any, sign_in: Any) -> None:
    """Also when the address is typed and the form is sent by hand."""
    item, client = carry(draft(), "ar", "in_review"), sign_in("administrator")
    assert client.get(verb_of(item, verb)).status_code == 200
    data = {"revision": item.head_ar_id, "shared_revision": item.head_shared_id, "comment": "x",
            "note": "x", "at": "2031-05-04T10:00"}  # fmt: skip
    assert client.post(verb_of(item, verb), data).status_code == 200
    assert fresh(item).stage("ar") == "in_review"


def test_verb_pages_that_do_not_exist(draft: Any, sign_in: Any) -> None:
    item, client = draft(), sign_in("publisher")
    for address in (
        verb_of(item, "destroy"), verb_of(item, "publish", "fr"), f"{LIST}999999/verb/publish/ar/",
    ):  # fmt: skip
        assert client.get(address).status_code == 404


def test_colleague_who_may_only_read_cannot_save(draft: Any, sign_in: Any) -> None:
    item, client = draft(), sign_in("administrator")
    assert client.get(form_of(item)).status_code == 200
    assert client.post(form_of(item), {"title_ar": "غير"}).status_code == 403
    assert fresh(item).title_ar == item.title_ar


def test_enter_in_a_field_saves_and_hands_nothing_on(draft: Any, sign_in: Any) -> None:
    """Browsers press the first button of a form when somebody presses Enter in one of its lines."""
    item, client = draft(), sign_in("author")
    form = opened(client, item)
    response = form.fill(place_ar="المدينة").send(client, form_of(item), form.buttons[0])
    item.refresh_from_db()
    assert (item.place_ar, item.state_ar, response.headers["Location"]) == (
        "المدينة", "draft", form_of(item),
    )  # fmt: skip

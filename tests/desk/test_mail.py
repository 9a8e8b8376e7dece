"""What a mail says, in whose language, and what it never carries."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.desk import delivery
from nhri.desk.notices import Notice
from nhri.desk.recipients import Kind
from nhri.desk.wording import TEXTS, WORDINGS
from nhri.translation import moments
from nhri.workflow import actions, drafts
from nhri.workflow.states import Deed
from tests.conftest import ARABIC_TEXT, ENGLISH_TEXT
from tests.desk.mailbox import (
    Committed,
    html_of,
    mail_to,
    press,
    start_afresh,
    subject_of,
)


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.SITE_URL = "https://nhri.example.org"


@pytest.fixture
def pressed(sign_in: Any, django_capture_on_commit_callbacks: Committed) -> Any:
    """Press a verb as a colleague in that role, and commit."""

    def act(role: str, item: Any, verb: str, language: str = "ar", **fields: Any) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            response = press(sign_in(role), item, verb, language, **fields)
        assert response.status_code == 302

    return act


def everything(message: Any) -> str:
    """The subject and both parts."""
    return "\n".join([message.subject, message.body, html_of(message)])


@pytest.mark.parametrize("language", ["ar", "en"])
def test_mail_is_in_its_reader_s_language_with_a_link_to_the_form_in_it(
    language: str, draft: Any, carry: Any, people: dict[str, User], pressed: Any
) -> None:
    User.objects.filter(username="publisher").update(language=language)
    item = carry(draft(), "ar", "in_review")
    start_afresh()
    pressed("editor", item, "approve")
    message = mail_to("publisher")
    link = f"https://nhri.example.org/{language}/admin/news/newsitem/{item.pk}/change/#column-ar"
    with translation.override(language):
        number = _("%(kind)s no. %(number)d") % {
            "kind": item._meta.verbose_name,
            "number": item.pk,
        }
        subject = subject_of(Kind.TO_PUBLISH, number)
        sentence = str(WORDINGS[Kind.TO_PUBLISH].sentence) % {"text": TEXTS["ar"]}
        moment = moments.in_words(Notice.objects.get().created_at)
    assert message.subject == subject
    html = html_of(message)
    for part in (message.body, html):
        assert sentence in part
        assert link in part
        assert "Colleague editor" in part
        assert moment in part
    assert html.count(f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">') == 1
    assert translation.get_language() == "ar"


def test_html_of_a_mail_has_nothing_from_elsewhere(draft: Any, pressed: Any) -> None:
    item = draft()
    start_afresh()
    pressed("author", item, "submit")
    html = html_of(mail_to("editor"))
    assert [word for word in ("<img", "<script", "<link", "<style", "url(") if word in html] == []
    assert html.count("http") == html.count("https://nhri.example.org/ar/admin/")


def test_mail_of_an_item_that_nobody_can_see_has_neither_its_title_nor_its_text(
    draft: Any, pressed: Any
) -> None:
    item = draft()
    start_afresh()
    pressed("author", item, "submit")
    said = everything(mail_to("editor"))
    texts = [*ARABIC_TEXT.values(), *ENGLISH_TEXT.values()]
    assert [text for text in texts if text.strip("<p>")[:20] in said] == []
    assert f"{item.pk}" in mail_to("editor").subject


def test_mail_of_a_public_item_names_its_public_title_and_never_the_pending_one(
    draft: Any, carry: Any, people: dict[str, User], pressed: Any
) -> None:
    item = carry(draft(), "ar", "published")
    item = drafts.save(item, {"title_ar": "عنوان لم يجزه أحد"}, by=people["author"])
    start_afresh()
    pressed("author", item, "submit")
    message = mail_to("editor")
    assert message.subject == subject_of(Kind.REVIEW, ARABIC_TEXT["title_ar"])
    assert "عنوان لم يجزه أحد" not in everything(message)
    assert ARABIC_TEXT["title_ar"] in message.body
    assert ARABIC_TEXT["body_ar"][3:30] not in everything(message)


def test_title_of_the_other_language_is_kept_apart_in_the_subject(
    draft: Any, carry: Any, people: dict[str, User], pressed: Any
) -> None:
    User.objects.filter(username="editor").update(language="en")
    item = carry(draft(), "ar", "published")
    start_afresh()
    pressed("translator", item, "submit", "en")
    with translation.override("en"):
        expected = subject_of(Kind.REVIEW, f"\u2068{ARABIC_TEXT['title_ar']}\u2069")
    assert mail_to("editor").subject == expected
    assert ENGLISH_TEXT["title_en"] not in everything(mail_to("editor"))


def test_embargo_keeps_the_title_and_what_colleagues_wrote_out_of_mail(
    draft: Any, carry: Any, people: dict[str, User], pressed: Any
) -> None:
    item = carry(draft(), "ar", "published")
    item = drafts.save(item, {"title_ar": "غير"}, by=people["author"])
    item = actions.submit(item, "ar", by=people["author"])
    until = timezone.now() + timedelta(days=1)
    actions.set_embargo(item, until, by=people["publisher"])
    start_afresh()
    pressed("editor", item, "return", comment="اسم الشاهد لا يُنشر")
    said = everything(mail_to("author"))
    assert ARABIC_TEXT["title_ar"] not in said
    assert "الشاهد" not in said


def test_withdrawn_item_is_named_by_its_number(
    draft: Any, carry: Any, people: dict[str, User], pressed: Any
) -> None:
    item = carry(draft(english=False), "ar", "withdrawn")
    start_afresh()
    pressed("author", item, "submit")
    assert ARABIC_TEXT["title_ar"] not in everything(mail_to("editor"))


def test_return_carries_its_comment_escaped_and_in_its_own_direction(
    draft: Any, carry: Any, pressed: Any
) -> None:
    item = carry(draft(), "ar", "in_review")
    start_afresh()
    pressed("editor", item, "return", comment="Use <b>names</b>\nand dates & places")
    message = mail_to("author")
    assert "Use <b>names</b>\nand dates & places" in message.body.replace("\r\n", "\n")
    html = html_of(message)
    assert '<div dir="ltr"' in html
    assert ">Use &lt;b&gt;names&lt;/b&gt;<br>and dates &amp; places</div>" in html


def test_lost_schedule_is_urgent_and_says_when_it_would_have_appeared(
    draft: Any, carry: Any, people: dict[str, User], django_capture_on_commit_callbacks: Committed
) -> None:
    item = carry(draft(english=False), "ar", "scheduled")
    moment = item.publish_at_ar
    start_afresh()
    with django_capture_on_commit_callbacks(execute=True):
        drafts.save(item, {"title_ar": "غير"}, by=people["author"])
    message = mail_to("publisher")
    assert message.subject.startswith(subject_of(Kind.LOST_SCHEDULE, "").rstrip())
    assert moments.in_words(moment) in message.body


def test_urgent_publication_says_its_reason(draft: Any, pressed: Any) -> None:
    item = draft()
    start_afresh()
    pressed("publisher", item, "urgent", reason="وفاة في مركز التوقيف")
    message = mail_to("editor")
    assert message.subject == subject_of(Kind.CONFIRM, ARABIC_TEXT["title_ar"])
    assert "وفاة في مركز التوقيف" in message.body


def test_gravest_of_several_things_is_the_subject(
    draft: Any, carry: Any, people: dict[str, User], django_capture_on_commit_callbacks: Committed
) -> None:
    item = carry(carry(draft(), "ar", "scheduled"), "en", "approved")
    start_afresh()
    with django_capture_on_commit_callbacks(execute=True):
        drafts.save(item, {"released_on": "2026-03-14"}, by=people["author"])
    message = mail_to("publisher")
    assert message.subject.startswith(subject_of(Kind.LOST_SCHEDULE, "").rstrip())
    assert message.body.count("Colleague author") == 2
    assert message.body.count("/change/") == 1


# Headers ----------------------------------------------------------------------------------------


def test_headers_sort_thread_and_ask_for_no_answer(
    draft: Any, carry: Any, people: dict[str, User], pressed: Any
) -> None:
    item = draft()
    pressed("author", item, "submit")
    first = mail_to("editor")
    pressed("editor", item, "approve")
    second = mail.outbox[-1]
    headers = [message.extra_headers for message in (first, second)]
    assert {one["Auto-Submitted"] for one in headers} == {"auto-generated"}
    assert {one["List-Id"] for one in headers} == {"<newsroom.nhri.example.org>"}
    thread = f"<news.newsitem-{item.pk}@nhri.example.org>"
    assert {(one["References"], one["In-Reply-To"]) for one in headers} == {(thread, thread)}
    assert len({one["Message-ID"] for one in headers}) == 2


def test_names_and_titles_cannot_write_headers(
    draft: Any, carry: Any, people: dict[str, User], pressed: Any
) -> None:
    User.objects.filter(username="author").update(full_name="Name\r\nBcc: all@example.org")
    item = carry(draft(), "ar", "published")
    NewsItem.objects.filter(pk=item.pk).update(title_ar="عنوان\nBcc: all@example.org")
    item = drafts.save(item, {"summary_ar": "ملخص آخر."}, by=people["author"])
    start_afresh()
    pressed("author", item, "submit")
    message = mail_to("editor")
    assert message.recipients() == ["editor@example.org"]
    parsed = message.message()
    assert parsed["Bcc"] is None
    assert message.subject == subject_of(Kind.REVIEW, "عنوان Bcc: all@example.org")


def test_long_title_ends_in_dots(draft: Any, carry: Any, pressed: Any, people: Any) -> None:
    item = carry(draft(title_ar="كلمة " * 50), "ar", "published")
    item = drafts.save(item, {"summary_ar": "ملخص آخر."}, by=people["author"])
    start_afresh()
    pressed("author", item, "submit")
    named = mail_to("editor").subject.partition(" – ")[2]
    assert (len(named), named[-1]) == (90, "…")


def test_mail_about_many_items_is_of_a_readable_length(
    draft: Any, people: dict[str, User], django_capture_on_commit_callbacks: Committed
) -> None:
    items = [draft(english=False, arabic=False) for _number in range(23)]
    start_afresh()
    with django_capture_on_commit_callbacks(execute=True):
        for item in items:
            item.in_charge = people["translator"]
            item.save()
            actions.record(item, Deed.HANDOVER, by=people["administrator"])
    message = mail_to("translator")
    for part in (message.body, html_of(message)):
        assert part.count("/change/") == 20
        assert part.count("https://nhri.example.org/ar/admin/\n") + part.count('/admin/"') == 1
    assert "23" in message.subject


def test_mail_about_many_items_asks_no_more_queries(
    draft: Any,
    people: dict[str, User],
    institution: Any,
    django_assert_max_num_queries: Any,
) -> None:
    for _number in range(15):
        item = draft(english=False)
        actions.submit(item, "ar", by=people["author"])
    Notice.objects.filter(user=people["publisher"]).delete()
    with django_assert_max_num_queries(12):
        assert delivery.retry() == 1
    assert mail_to("editor").body.count("/change/") == 15

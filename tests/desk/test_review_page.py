"""The page of somebody with a review link: what it shows, and that reading it changes nothing."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nhri.accounts.models import User
from nhri.accounts.roles import ADMINISTRATOR, AUTHOR, EDITOR, PUBLISHER, TRANSLATOR
from nhri.desk.comments import FieldComment, answer, comment
from nhri.desk.review_links import revoke
from nhri.desk.reviewing import Reviewer, ReviewLink
from nhri.pages.models import Institution, Page
from nhri.translation.languages import LANGUAGES
from nhri.workflow import actions, drafts
from tests.conftest import ARABIC_TEXT, ENGLISH_TEXT
from tests.desk.conftest import Guest
from tests.forms import form_in, forms_in, text_in

Invite = Callable[..., Guest]
COMMENTATOR = {"name": "المستشارة القانونية", "email": "counsel@example.org"}


@contextmanager
def nothing_written() -> Iterator[None]:
    """Not a row of any table is changed, and no cookie's session begun."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        yield
    wrote = [q["sql"] for q in captured if not q["sql"].lstrip().upper().startswith("SELECT")]
    assert wrote == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_shows_both_languages_each_in_its_direction(
    guest: Invite, draft: Any, carry: Any, institution: Institution, language: str
) -> None:
    someone = guest(carry(draft(), "ar", "in_review"))
    response = someone.get(language=language)
    page = response.content.decode()
    for text in (ARABIC_TEXT, ENGLISH_TEXT):
        for name, value in text.items():
            assert re.sub(r"<[^>]+>", " ", value).split()[0] in text_in(response), name
    assert '<article class="reading" lang="ar" dir="rtl">' in page
    assert '<article class="reading" lang="en" dir="ltr">' in page
    assert f'<html lang="{language}"' in page
    first, second = (page.index(f'id="text-{code}"') for code in LANGUAGES)
    assert (first < second) == (language == "ar")
    assert someone.path(language="en" if language == "ar" else "ar") in page
    assert "T/2026/1" in page


def test_page_is_kept_nowhere_and_known_to_nobody(guest: Invite, draft: Any) -> None:
    response = guest(draft()).get()
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store, private"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert response.cookies == {}
    page = response.content.decode()
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert "<script" not in page
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    assert title is not None
    assert ARABIC_TEXT["title_ar"] not in title[1]


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_changes_nothing_in_the_database(
    guest: Invite, draft: Any, carry: Any, method: str
) -> None:
    someone = guest(carry(draft(), "ar", "in_review"))
    page = someone.decide("approve")
    paths = [
        someone.path(),
        someone.path(language="en"),
        someone.path("decide", "approve", "ar"),
        someone.path("decide", "return", "ar"),
        page.request["PATH_INFO"],
        someone.path()[:-2] + "x/",
    ]
    with nothing_written():
        answers = [getattr(someone.client, method)(path).status_code for path in paths]
    assert answers == [200, 200, 200, 200, 200, 404]


def test_embargo_stands_in_red(guest: Invite, draft: Any, people: dict[str, User]) -> None:
    item = draft()
    someone = guest(item)
    assert 'class="notice embargo"' not in someone.get().content.decode()
    actions.set_embargo(item, timezone.now() + timedelta(days=1), by=people[AUTHOR])
    assert 'class="notice embargo"' in someone.get().content.decode()


def test_change_of_a_public_text_is_compared_word_by_word(
    guest: Invite, published: Any, people: dict[str, User]
) -> None:
    item = published("ar", "en")
    someone = guest(item)
    assert "<del>" not in someone.get().content.decode()
    drafts.save(item, {"place_ar": "صلالة", "kind": "statement"}, by=people[AUTHOR])
    page = someone.get().content.decode()
    changed = re.sub(r"<span.*?</span>", "", page)
    assert "<ins>صلالة</ins>" in changed
    assert "<del>العاصمة</del>" in changed
    assert 'id="heading-shared"' in page


def test_page_says_its_revision(guest: Invite, draft: Any, people: dict[str, User]) -> None:
    item = draft()
    someone = guest(item)
    number = item.head_ar.number
    said = re.compile(r'class="guest-revision">\D*(\d+)')
    assert said.findall(someone.get().content.decode())[0] == str(number)
    item = drafts.save(item, {"place_ar": "نزوى"}, by=people[AUTHOR])
    assert said.findall(someone.get().content.decode())[0] == str(number + 1)


def test_language_that_is_not_written_says_so(guest: Invite, draft: Any) -> None:
    page = guest(draft(english=False)).get().content.decode()
    assert 'id="text-en"' in page
    assert page.count('name="language"') == 1


def test_standing_page_is_reviewed_like_news(guest: Invite, people: dict[str, User]) -> None:
    values = {"slug": "about", "title_ar": "عن المؤسسة", "body_ar": "<p>مؤسسة مستقلة.</p>"}
    page = drafts.create(Page(), values, by=people[AUTHOR])
    assert "مؤسسة مستقلة" in text_in(guest(page).get())


# Commenting --------------------------------------------------------------------------------------


def say(someone: Guest, language: str, place: str, body: str) -> HttpResponse:
    """Through the form under that language's text."""
    form = next(f for f in forms_in(someone.get()) if f.values.get("language") == [language])
    assert place in form.choices[f"{language}-place"]
    form.fill(**{f"{language}-place": place, f"{language}-body": body})
    return form.send(someone.client, someone.path(), follow=True)


@pytest.mark.parametrize("place", ["en:title_en", "en:", ":released_on"])
def test_guest_comments_on_a_field_on_the_whole_and_on_what_both_share(
    guest: Invite, draft: Any, place: str
) -> None:
    item = draft()
    someone = guest(item, **COMMENTATOR)
    response = say(someone, "en", place, "هذه الكلمة غير دقيقة.")
    said = FieldComment.objects.get()
    assert (said.language, said.field) == tuple(place.split(":"))
    assert (said.guest, said.by, said.item) == (someone.link, None, item)
    assert response.redirect_chain[0][0].endswith(f"#comment-{said.pk}")
    assert "هذه الكلمة غير دقيقة." in text_in(response)


def test_empty_comment_is_refused_under_its_text(guest: Invite, draft: Any) -> None:
    response = say(guest(draft()), "ar", "ar:", "  ")
    assert response.status_code == 200
    assert 'id="id_ar-body_error"' in response.content.decode()
    assert not FieldComment.objects.exists()


@pytest.mark.parametrize("place", ["ar:state_ar", "en:title_en", ":created_by", "fr:title_fr"])
def test_comment_on_what_is_no_field_of_this_text_is_refused(
    guest: Invite, draft: Any, place: str
) -> None:
    someone = guest(draft())
    data = {"language": "ar", "ar-place": place, "ar-body": "نص"}
    response = someone.client.post(someone.path(), data)
    assert response.status_code == 200
    assert "نص</textarea>" in response.content.decode()
    assert not FieldComment.objects.exists()


def test_comments_of_an_hour_have_a_limit(guest: Invite, draft: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("nhri.desk.review_pages.COMMENTS_AN_HOUR", 2)
    someone = guest(draft())
    for _number in range(2):
        say(someone, "ar", "ar:", "ملاحظة")
    response = say(someone, "ar", "ar:", "ملاحظة ثالثة")
    assert "ملاحظة ثالثة</textarea>" in response.content.decode()
    assert FieldComment.objects.count() == 2
    FieldComment.objects.update(at=timezone.now() - timedelta(minutes=61))
    say(someone, "ar", "ar:", "ملاحظة ثالثة")
    assert FieldComment.objects.count() == 3


def test_guest_sees_own_comments_with_their_answers_and_nobody_elses(
    guest: Invite, draft: Any, people: dict[str, User]
) -> None:
    item = draft()
    someone, another = guest(item), guest(item, **COMMENTATOR)
    say(someone, "ar", "ar:", "ملاحظة الرئيس")
    say(another, "ar", "ar:", "ملاحظة المستشارة")
    comment(item, language="ar", field="", body="كلام داخلي", by=people[EDITOR])
    answer(FieldComment.objects.get(guest=someone.link), body="جواب المحرر", by=people[AUTHOR])
    page = text_in(someone.get())
    assert "ملاحظة الرئيس" in page
    assert "جواب المحرر" in page
    assert "ملاحظة المستشارة" not in page
    assert "كلام داخلي" not in page


# Closed ------------------------------------------------------------------------------------------


def _revoked(someone: Guest, people: dict[str, User]) -> None:
    revoke(someone.link, by=people[TRANSLATOR])


def _expired(someone: Guest, people: dict[str, User]) -> None:
    now = timezone.now()
    ReviewLink.objects.filter(pk=someone.link.pk).update(
        created_at=now - timedelta(days=2), expires_at=now - timedelta(seconds=1)
    )


def _inactive(someone: Guest, people: dict[str, User]) -> None:
    Reviewer.objects.update(is_active=False)


def _moved(someone: Guest, people: dict[str, User]) -> None:
    """The office has another holder: the register holds another address."""
    Reviewer.objects.update(email="successor@example.org")


def _forged(someone: Guest, people: dict[str, User]) -> None:
    someone.token = someone.token[:-1] + ("A" if someone.token[-1] != "A" else "E")


def _other_secret(someone: Guest, people: dict[str, User]) -> None:
    ReviewLink.objects.filter(pk=someone.link.pk).update(digest="0" * 64)


def _gone(someone: Guest, people: dict[str, User]) -> None:
    ReviewLink.objects.filter(pk=someone.link.pk).update(object_id=999_999)


CLOSINGS = (_revoked, _expired, _inactive, _moved, _forged, _other_secret, _gone)


@pytest.mark.parametrize("close", CLOSINGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_closed_link_shows_one_and_the_same_page_whatever_closed_it(
    guest: Invite, draft: Any, carry: Any, people: dict[str, User], institution: Institution,
    close: Callable[[Guest, dict[str, User]], None], language: str,
) -> None:  # fmt: skip
    item = carry(draft(), "ar", "in_review")
    someone = guest(item)
    code_page = someone.decide("approve").request["PATH_INFO"].replace("/ar/", f"/{language}/", 1)
    close(someone, people)
    nowhere = Client().get(f"/{language}/review/nothing/")
    assert nowhere.status_code == 404
    for path in (
        someone.path(language=language),
        someone.path("decide", "approve", "ar", language=language),
        code_page if close is not _forged else someone.path(language=language),
    ):
        for response in (someone.client.get(path), someone.client.post(path, {"code": "1"})):
            assert response.status_code == 404
            assert response.content == nowhere.content
            assert dict(response.headers) == dict(nowhere.headers)
    words = text_in(nowhere)
    assert ARABIC_TEXT["title_ar"] not in words
    assert institution.name_ar in words or institution.name_en in words


@pytest.mark.parametrize(
    "name,args",
    [
        ("decide", ("publish", "ar")), ("decide", ("approve", "fr")), ("decide", ("submit", "ar")),
        ("code", (999_999,)),
    ],
)  # fmt: skip
def test_page_that_does_not_exist_is_the_same_closed_page(
    guest: Invite, draft: Any, name: str, args: Any
) -> None:
    someone = guest(draft())
    assert someone.get(name, *args).content == Client().get("/ar/review/nothing/").content


def test_decision_on_a_language_that_is_not_written_does_not_exist(
    guest: Invite, draft: Any
) -> None:
    assert guest(draft(english=False)).get("decide", "approve", "en").status_code == 404


def test_code_of_another_link_does_not_exist(guest: Invite, draft: Any, carry: Any) -> None:
    item = carry(draft(), "ar", "in_review")
    first, second = guest(item), guest(item)
    first.decide("approve")
    waiting = first.link.codes.get()
    assert first.get("code", waiting.pk).status_code == 200
    assert second.get("code", waiting.pk).status_code == 404


def test_other_methods_are_refused(guest: Invite, draft: Any) -> None:
    someone = guest(draft())
    assert someone.client.put(someone.path()).status_code == 405


def test_token_is_kept_as_a_digest_alone(guest: Invite, draft: Any) -> None:
    someone = guest(draft())
    _pk, secret, _signature = someone.token.split(".")
    row = ReviewLink.objects.values().get()
    assert len(secret) == 32
    assert not any(secret in str(value) for value in row.values())


@pytest.mark.parametrize("role", [PUBLISHER, ADMINISTRATOR])
def test_signed_in_colleague_sees_what_the_guest_sees(
    guest: Invite, draft: Any, sign_in: Any, role: str
) -> None:
    someone = guest(draft())
    assert sign_in(role).get(someone.path()).content == someone.get().content


def test_form_is_sent_without_a_cookie(guest: Invite, draft: Any) -> None:
    """In-app browsers drop cookies; the client of these tests insists on forgery checks."""
    someone = guest(draft())
    form = form_in(someone.get(), "ar-body")
    assert "csrfmiddlewaretoken" not in form.attributes
    form.fill(**{"ar-body": "نص"})
    sent = form.send(someone.client, someone.path(), headers={"origin": "null"})
    assert sent.status_code == 302

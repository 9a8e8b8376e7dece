"""The urgent page over HTTP: paste, reason, publish; once, whole, or not at all."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from news.models import ImportedOriginal, NewsItem
from nhri.accounts.models import User
from nhri.pages.models import Institution
from nhri.workflow import actions
from nhri.workflow.models import AuditEntry, Revision
from nhri.workflow.permissions import Refused
from nhri.workflow.urgent import UrgentPublication
from tests.forms import Form, form_in, text_in

TITLE = {
    "ar": "المؤسسة تدين الاعتداء على مركز الإيواء",
    "en": "Institution condemns the attack on the shelter",
}
FIRST = {
    "ar": "أدانت المؤسسة الليلة الاعتداء على مركز الإيواء وطالبت بتحقيق عاجل ومستقل في الواقعة.",
    "en": "The institution tonight condemned the attack on the shelter and asked for an inquiry.",
}
REST = {
    "ar": "وتهيب المؤسسة بكل من لديه معلومات أن يتصل بخطها الساخن.",
    "en": "Anyone with information is asked to call the hotline.",
}
REASON = "المعتدون ما زالوا قرب المركز"


def text_of(language: str) -> str:
    return f"{TITLE[language]}\n\n{FIRST[language]}\n\n{REST[language]}\n"


@pytest.fixture(autouse=True)
def _english_is_active() -> Iterator[None]:
    """Refusals are compared in the language that the code is written in."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _dated_here(institution: Institution) -> None:
    institution.place_ar, institution.place_en = "العاصمة", "The Capital"
    institution.save()


def page(language: str = "ar") -> str:
    return f"/{language}/admin/news/newsitem/urgent/"


def opened(client: Client, language: str = "ar", query: str = "") -> Form:
    return form_in(client.get(page(language) + query), "reason", "token")


def filled(client: Client, language: str = "ar", **values: Any) -> Form:
    """Everything typed that the page asks for, in one language; `values` go over it."""
    own = {f"text_{language}": text_of(language), f"title_{language}": TITLE[language]}
    return opened(client, language).fill(**{**own, "reason": REASON, **values})


def nothing_was_written() -> bool:
    tables = (NewsItem, Revision, AuditEntry, UrgentPublication, ImportedOriginal)
    return not any(table.objects.exists() for table in tables)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_pasted_statement_is_public_in_one_press(
    language: str, sign_in: Any, people: dict[str, User], client: Client
) -> None:
    publisher = sign_in("publisher")
    response = filled(publisher, language).send(publisher, page(language))
    item = NewsItem.objects.get()
    assert response.headers["Location"].endswith(f"/admin/news/newsitem/{item.pk}/urgent/")
    assert NewsItem.objects.published(language).get() == item
    assert (item.kind, item.released_on) == ("statement", timezone.localdate())
    assert getattr(item, f"title_{language}") == TITLE[language]
    assert getattr(item, f"place_{language}") == {"ar": "العاصمة", "en": "The Capital"}[language]
    urgent = UrgentPublication.objects.get()
    assert (urgent.reason, urgent.by, urgent.writers, urgent.confirmed_at) == (
        REASON, people["publisher"], [people["publisher"].pk], None,
    )  # fmt: skip
    assert set(AuditEntry.objects.values_list("verb", "comment")) == {
        ("create", ""), ("urgent", REASON),
    }  # fmt: skip
    assert client.get(item.address(language)).status_code == 200


def test_headline_is_not_said_twice_and_the_summary_is_the_first_sentence(sign_in: Any) -> None:
    publisher = sign_in("publisher")
    filled(publisher).send(publisher, page())
    item = NewsItem.objects.get()
    assert item.body_ar == f"<p>{FIRST['ar']}</p><p>{REST['ar']}</p>"
    assert item.summary_ar == FIRST["ar"]
    prose = Client().get(item.address("ar")).content.decode().split('<div class="columns">')[1]
    assert prose.count(FIRST["ar"]) == 1


def test_typed_summary_date_place_and_kind_are_kept(sign_in: Any) -> None:
    publisher = sign_in("publisher")
    typed = {"summary_ar": "ملخص مكتوب.", "released_on": "2026-03-12", "place_ar": "جنيف",
             "kind": "press_release"}  # fmt: skip
    filled(publisher, **typed).send(publisher, page())
    item = NewsItem.objects.get()
    assert (item.summary_ar, str(item.released_on), item.place_ar, item.kind) == (
        "ملخص مكتوب.", "2026-03-12", "جنيف", "press_release",
    )  # fmt: skip


@pytest.mark.parametrize("stay,hours", [("6", 6), ("24", 24), ("72", 72), ("none", None)])
def test_notice_stays_as_long_as_was_chosen(stay: str, hours: int | None, sign_in: Any) -> None:
    publisher = sign_in("publisher")
    assert opened(publisher).value("stay") == "24"
    filled(publisher, stay=stay).send(publisher, page())
    until = NewsItem.objects.get().urgent_until
    if hours is None:
        assert until is None
    else:
        assert abs(until - timezone.now() - timedelta(hours=hours)) < timedelta(minutes=2)


def test_title_is_proposed_and_waits_for_a_second_press(sign_in: Any) -> None:
    publisher = sign_in("publisher")
    answer = filled(publisher, title_ar="").send(publisher, page())
    assert nothing_was_written()
    again = form_in(answer, "reason", "token")
    assert again.value("title_ar") == TITLE["ar"]
    again.send(publisher, page())
    item = NewsItem.objects.published("ar").get()
    assert (item.title_ar, item.title_to_confirm_ar) == (TITLE["ar"], False)


#: What is left out or wrong → the field whose label stands beside the reason, and that reason.
WRONG: dict[str, tuple[dict[str, str], str, str]] = {
    "no text": ({"text_ar": ""}, "text_ar", "Paste the text."),
    "no reason": ({"reason": "  "}, "reason", "This field is required."),
    "no place": ({"place_ar": ""}, "place_ar", "Write the place."),
    "no date": ({"released_on": ""}, "released_on", "This field is required."),
    "no such day": ({"released_on": "2026-02-31"}, "released_on", "Enter a valid date."),
    "no such kind": ({"kind": "rumour"}, "kind", "Select a valid choice."),
    "no such time": ({"stay": "99"}, "stay", "Select a valid choice."),
    "other language": ({"text_ar": text_of("en")}, "text_ar", "not in Arabic"),
    "no words": ({"text_ar": "12 / 34"}, "text_ar", "the text has no words"),
    "long title": ({"title_ar": "عنوان " * 60}, "title_ar", "at most 300 characters"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_named_and_nothing_typed_is_lost(case: str, sign_in: Any) -> None:
    values, name, said = WRONG[case]
    publisher = sign_in("publisher")
    form = filled(publisher, "ar", summary_ar="ملخص", **values)
    typed = dict(form.values)
    answer = form.send(publisher, page().replace("/ar/", "/en/"))
    assert answer.status_code == 200
    assert nothing_was_written()
    kept = form_in(answer, "reason", "token")
    for field in ("text_ar", "title_ar", "summary_ar", "place_ar", "token", "reason"):
        assert [v.strip() for v in kept.values[field]] == [v.strip() for v in typed[field]]
    assert said in text_in(answer)
    assert f'href="#id_{name}"' in answer.content.decode()


def test_markup_and_word_come_as_text(sign_in: Any) -> None:
    pasted = (
        f"<p>{FIRST['ar']}</p><script>alert(1)</script>"
        f"<ul><li>{REST['ar']}</li><li>بند ثان من النص.</li></ul>"
    )
    publisher = sign_in("publisher")
    filled(publisher, text_ar=pasted).send(publisher, page())
    body = NewsItem.objects.get().body_ar
    assert body.startswith(f"<p>{FIRST['ar']}</p>")
    assert "alert" not in body
    assert "<li>" in body


def test_repeats_are_dropped_and_said_and_the_original_is_kept(sign_in: Any) -> None:
    pasted = f"{text_of('ar')}\n{FIRST['ar']}\n"
    publisher = sign_in("publisher")
    done = filled(publisher, text_ar=pasted).send(publisher, page(), follow=True)
    item = NewsItem.objects.get()
    assert item.body_ar.count(FIRST["ar"]) == 1
    original = item.originals.get()
    assert bytes(original.data).decode().replace("\r\n", "\n").strip() == pasted.strip()
    assert original.report["ar"]
    for line in original.report["ar"]:
        assert " ".join(line.split()) in text_in(done)


def test_two_languages_are_published_together(sign_in: Any) -> None:
    publisher = sign_in("publisher")
    both = {"text_en": text_of("en"), "title_en": TITLE["en"]}
    filled(publisher, **both).send(publisher, page())
    item = NewsItem.objects.get()
    assert [item.standing(code) for code in ("ar", "en")] == ["published", "published"]
    assert set(UrgentPublication.objects.values_list("language", flat=True)) == {"ar", "en"}


def test_second_language_that_is_wrong_keeps_back_the_first(sign_in: Any) -> None:
    publisher = sign_in("publisher")
    answer = filled(publisher, text_en=text_of("en"), title_en=TITLE["en"], place_en="").send(
        publisher, page()
    )
    assert nothing_was_written()
    assert 'urgent-second" open' in answer.content.decode()


def test_one_language_alone_may_be_the_folded_one(sign_in: Any) -> None:
    publisher = sign_in("publisher")
    opened(publisher).fill(
        text_en=text_of("en"), title_en=TITLE["en"], reason=REASON
    ).send(publisher, page())  # fmt: skip
    item = NewsItem.objects.get()
    assert (item.state_ar, item.state_en, item.head_ar) == ("draft", "published", None)


def test_page_begins_with_the_language_that_was_asked_for(sign_in: Any) -> None:
    publisher = sign_in("publisher")
    for language, query, first in (("ar", "", "ar"), ("en", "", "en"), ("ar", "?text=en", "en")):
        assert opened(publisher, language, query).value("first") == first


def test_second_press_of_the_same_form_leads_to_what_the_first_made(sign_in: Any) -> None:
    publisher = sign_in("publisher")
    form = filled(publisher)
    first, second = form.send(publisher, page()), form.send(publisher, page())
    assert first.headers["Location"] == second.headers["Location"]
    assert NewsItem.objects.count() == UrgentPublication.objects.count() == 1


def test_text_that_is_public_is_not_published_again_from_another_form(sign_in: Any) -> None:
    publisher = sign_in("publisher")
    filled(publisher).send(publisher, page())
    answer = filled(publisher).send(publisher, page().replace("/ar/", "/en/"))
    item = NewsItem.objects.get()
    assert "This text is already public." in text_in(answer)
    assert f'<a href="http://testserver{item.address("ar")}">' in answer.content.decode()
    actions.withdraw(item, "ar", by=item.created_by, note="سُحب.")
    filled(publisher).send(publisher, page())
    assert NewsItem.objects.count() == 2


def test_draft_does_not_outlive_a_refused_publication(
    sign_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise Refused("Not tonight.")

    monkeypatch.setattr(actions, "publish_urgently", refuse)
    publisher = sign_in("publisher")
    answer = filled(publisher).send(publisher, page())
    assert "Not tonight." in text_in(answer)
    assert form_in(answer, "token").value("title_ar") == TITLE["ar"]
    assert nothing_was_written()


@pytest.mark.parametrize("role", ["author", "translator", "editor", "administrator"])
def test_page_is_for_publishers_alone(role: str, sign_in: Any) -> None:
    publisher, other = sign_in("publisher"), sign_in(role)
    form = filled(publisher)
    assert other.get(page()).status_code == 403
    assert form.send(other, page()).status_code == 403
    assert nothing_was_written()


@pytest.mark.parametrize("address", ["/ar/admin/", "/ar/admin/news/newsitem/"])
def test_way_to_the_page_is_shown_to_publishers_alone(address: str, sign_in: Any) -> None:
    for role in ("author", "editor", "publisher"):
        shown = f'href="{page()}"' in sign_in(role).get(address).content.decode()
        assert shown == (role == "publisher")


def test_signed_out_press_publishes_nothing_and_leads_back_here(
    client: Client, sign_in: Any
) -> None:
    response = filled(sign_in("publisher")).send(client, page())
    assert response.headers["Location"] == f"/ar/admin/login/?next={page()}"
    assert nothing_was_written()


@pytest.fixture
def published_item(sign_in: Any) -> Callable[[], NewsItem]:
    def make() -> NewsItem:
        publisher = sign_in("publisher")
        filled(publisher).send(publisher, page())
        return NewsItem.objects.get()

    return make


def test_done_page_has_the_address_the_way_back_and_the_way_on(
    published_item: Any, sign_in: Any
) -> None:
    item = published_item()
    done = sign_in("publisher").get(f"{page('en')[:-7]}{item.pk}/urgent/")
    shown = done.content.decode()
    assert f'value="http://testserver{item.address("ar")}"' in shown
    assert f'href="/en/admin/news/newsitem/{item.pk}/verb/withdraw/ar/"' in shown
    assert "Write the English version" in shown
    assert "Write the Arabic version" not in shown


@pytest.mark.parametrize("role,status", [("administrator", 403), ("editor", 200)])
def test_done_page_is_for_those_who_may_change(
    role: str, status: int, published_item: Any, sign_in: Any
) -> None:
    address = f"{page()[:-7]}{published_item().pk}/urgent/"
    assert sign_in(role).get(address).status_code == status
    assert sign_in(role).get(f"{page()[:-7]}999999/urgent/").status_code == 404

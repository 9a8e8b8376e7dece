"""Somebody who has never seen the admin writes a release, and two others make it public."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.accounts.roles import AUTHOR, EDITOR, PUBLISHER, TRANSLATOR
from nhri.pages.models import Institution
from nhri.workflow.states import State
from tests.browser.desk import Desk

TITLE = "المؤسسة تطلق خطا ساخنا لتلقي الشكاوى"
SUMMARY = "خط مجاني يعمل على مدار الساعة لتلقي شكاوى حقوق الإنسان."
BODY = (
    "أطلقت المؤسسة الوطنية لحقوق الإنسان خطا ساخنا مجانيا.\n\n"
    "ويعمل الخط على مدار الساعة، ويرد عليه مختصون."
)
#: What a person does from the desk to the public page: eight acts to write (open, title, summary,
#: text, place, date, submit, and one to spare for looking), four to approve, four to publish.
MOST_STEPS = 16

OPEN = ("title", "summary", "body", "place")
FOLDED = ("slug", "issuer", "notes_to_editors")


def stored() -> NewsItem:
    (item,) = NewsItem.objects.all()
    return item


def test_a_newcomer_writes_and_two_others_publish_in_few_steps(
    desk: Callable[..., Desk], window: Callable[..., Desk], institution: Institution
) -> None:
    author, editor, publisher = (desk(role) for role in (AUTHOR, EDITOR, PUBLISHER))

    author.open("admin:index")
    author.click(f'#content a[href="{author.path("admin:news_newsitem_add")}"] >> nth=0')
    author.write("ar", title=TITLE, summary=SUMMARY, body=BODY, place="مسقط")
    author.write(released_on="2026-03-12")
    author.press("submit")
    assert stored().state_ar == State.IN_REVIEW
    change = author.path("admin:news_newsitem_change", stored().pk)

    for colleague, verb, state in (
        (editor, "approve", State.APPROVED),
        (publisher, "publish", State.PUBLISHED),
    ):
        colleague.open("admin:index")
        # It may stand in several lists: to be approved, and without its translation.
        colleague.click(f'.desk-list a[href="{change}"] >> nth=0')
        colleague.press(verb)
        colleague.confirm()
        assert stored().state_ar == state

    steps = [place.steps for place in (author, editor, publisher)]
    assert sum(steps) <= MOST_STEPS, steps
    reader = window("ar", width=360)
    reader.open("home")
    reader.page.locator("main a", has_text=TITLE).first.click()
    expect(reader.page.locator("h1")).to_have_text(TITLE)
    assert reader.page.locator(".prose").first.inner_text().split() == BODY.split()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_form_opens_with_what_a_release_needs_and_folds_the_rest(
    desk: Callable[..., Desk], language: str
) -> None:
    author = desk(AUTHOR, language)
    author.open("admin:news_newsitem_add")
    author.rich("body_ar"), author.rich("body_en")
    for code in ("ar", "en"):
        for name in OPEN:
            shown = f"#cke_id_body_{code}" if name == "body" else f"#id_{name}_{code}"
            expect(author.page.locator(shown)).to_be_visible()
        for name in FOLDED:
            row = author.page.locator(f".field-{name}_{code}")
            expect(row).to_have_count(1)
            expect(row).to_be_hidden()
    expect(author.page.locator("#id_released_on")).to_be_visible()
    for name in ("reference", "topics", "press_contact", "embargo_until", "pinned_until"):
        expect(author.page.locator(f"#id_{name}")).to_be_hidden()
    expect(author.page.locator("details[open]")).to_have_count(0)
    author.click("details.folded > summary")
    expect(author.page.locator("#id_reference")).to_be_visible()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_languages_stand_side_by_side_on_a_desk_and_below_each_other_on_a_tablet(
    desk: Callable[..., Desk], language: str
) -> None:
    author = desk(AUTHOR, language)
    author.open("admin:news_newsitem_add")

    def boxes() -> tuple[dict[str, float], dict[str, float]]:
        found = [author.page.locator(f"#id_title_{code}").bounding_box() for code in ("ar", "en")]
        assert all(found)
        return found[0], found[1]

    arabic, english = boxes()
    assert abs(arabic["y"] - english["y"]) < 20
    # The first language stands where this page's lines begin.
    assert (arabic["x"] > english["x"]) == (language == "ar")
    author.page.set_viewport_size({"width": 800, "height": 900})
    arabic, english = boxes()
    assert english["y"] > arabic["y"] + arabic["height"]
    assert abs(arabic["x"] - english["x"]) < 2


def test_two_people_who_save_different_languages_are_both_kept(
    desk: Callable[..., Desk], draft: Any
) -> None:
    item = draft()
    author, translator = desk(AUTHOR, "ar"), desk(TRANSLATOR, "en")
    author.open_item(item)
    translator.open_item(item)
    author.write("ar", summary=SUMMARY)
    translator.write("en", summary="A free hotline, day and night.")
    author.save()
    translator.save()
    expect(translator.page.locator(".errorlist")).to_have_count(0)
    assert stored().summary_ar == SUMMARY
    assert stored().summary_en == "A free hotline, day and night."


def test_two_people_who_change_one_field_see_both_texts_and_lose_neither(
    desk: Callable[..., Desk], draft: Any, people: dict[str, User]
) -> None:
    item = draft()
    first, second = desk(AUTHOR), desk(EDITOR)
    first.open_item(item)
    second.open_item(item)
    first.write("ar", summary="ما كتبه الأول.")
    first.save()
    second.write("ar", summary="ما كتبه الثاني.", place="صحار")
    second.save()
    assert stored().summary_ar == "ما كتبه الأول."
    assert stored().place_ar == "العاصمة"
    expect(second.page.locator("#id_summary_ar")).to_have_value("ما كتبه الثاني.")
    expect(second.page.locator("#id_place_ar")).to_have_value("صحار")
    told = second.page.locator(".conflict")
    expect(told).to_contain_text("ما كتبه الأول.")
    expect(told).to_contain_text("ما كتبه الثاني.")
    expect(told).to_contain_text(people[AUTHOR].full_name)
    second.page.check('[name="choose_summary_ar"][value="merged"]')
    second.page.fill('[name="merged_summary_ar"]', "ما كتبه الأول والثاني معا.")
    second.save()
    assert stored().summary_ar == "ما كتبه الأول والثاني معا."
    assert stored().place_ar == "صحار"


def test_two_people_who_change_one_body_lose_neither_text(
    desk: Callable[..., Desk], draft: Any
) -> None:
    item = draft()
    first, second = desk(AUTHOR), desk(EDITOR)
    first.open_item(item)
    second.open_item(item)
    first.write("ar", body=" زيادة الأول")
    second.write("ar", body=" زيادة الثاني")
    first.save()
    second.save()
    assert "زيادة الأول" in stored().body_ar
    assert "زيادة الثاني" not in stored().body_ar
    assert "زيادة الثاني" in second.rich("body_ar")
    told = second.page.locator(".conflict")
    expect(told).to_contain_text("زيادة الأول")
    expect(told).not_to_contain_text("<p>")
    second.page.check('[name="choose_body_ar"][value="mine"]')
    second.save()
    assert "زيادة الثاني" in stored().body_ar


def test_date_is_read_back_in_words(desk: Callable[..., Desk]) -> None:
    author = desk(AUTHOR)
    author.open("admin:news_newsitem_add")
    author.write(released_on="2026-03-12")
    author.page.keyboard.press("Tab")
    words = author.page.locator(".field-released_on .readback")
    expect(words).to_contain_text("12 مارس 2026")

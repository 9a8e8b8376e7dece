"""Comments while somebody types: two people on one text, by mouse, keyboard, without script."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from nhri.accounts.models import User
from nhri.accounts.roles import AUTHOR, EDITOR, PUBLISHER
from nhri.desk import comments
from nhri.desk.comments import FieldComment
from nhri.translation.languages import LANGUAGES
from nhri.workflow.kept import KeptText
from tests.browser.desk import Desk
from tests.browser.measures import barriers, too_wide
from tests.desk.commenting import guest, link_to, said

pytestmark = pytest.mark.django_db(transaction=True)

TITLE = "المؤسسة تصدر تقريرها الخاص"
SENTENCE = "وستصدر المؤسسة تقريرها"


def box(place: Desk, slug: str) -> Locator:
    return place.page.locator(f'[data-comments="{slug}"]')


def act(place: Desk, slug: str, name: str) -> Locator:
    return box(place, slug).locator(f'.comment-act[data-act="{name}"]')


def composer(place: Desk) -> Locator:
    return place.page.locator(".comment-composer")


def say(place: Desk, words: str) -> None:
    composer(place).locator("textarea").fill(words)
    place.click(".composer-send")
    expect(composer(place)).to_have_count(0)


def test_one_comments_while_the_other_types_and_nothing_is_lost(
    desk: Callable[..., Desk], draft: Any, people: dict[str, User]
) -> None:
    item = draft()
    writer, reader = desk(AUTHOR, "ar"), desk(EDITOR, "en")
    writer.open_item(item)
    writer.write("ar", title=TITLE, body=SENTENCE)

    reader.open_item(item)
    reader.editor("body_ar")
    reader.rich("body_ar")
    reader.editor("body_ar").locator("p").first.click(click_count=3)
    act(reader, "body_ar", "comment").click()
    quote = composer(reader).locator("input")
    expect(quote).to_have_value("زار فريق من المؤسسة مركز التوقيف اليوم.")
    say(reader, "Which day?")
    expect(box(reader, "body_ar").locator(".comment")).to_have_count(1)

    act(writer, "body_ar", "comment").click()
    say(writer, "يلزم رقم التقرير.")
    expect(box(writer, "body_ar").locator(".comment")).to_have_count(2)
    theirs = FieldComment.objects.get(by=people[EDITOR])
    writer.page.locator(f'[data-act=answer][data-comment="{theirs.pk}"]').click()
    say(writer, "يوم الخميس.")
    writer.page.locator(f'[data-act=resolve][data-comment="{theirs.pk}"]').click()
    expect(box(writer, "body_ar").locator(".comments-resolved .comment")).to_have_count(1)
    expect(writer.page.locator("#id_title_ar")).to_have_value(TITLE)
    assert SENTENCE in writer.rich("body_ar")

    writer.save()
    item.refresh_from_db()
    assert item.title_ar == TITLE
    assert SENTENCE in item.body_ar
    theirs.refresh_from_db()
    assert (theirs.quote, theirs.resolved_by) == (
        "زار فريق من المؤسسة مركز التوقيف اليوم.",
        people[AUTHOR],
    )
    assert theirs.answers.get().body == "يوم الخميس."
    assert comments.open_comments(item).get().by == people[AUTHOR]


def test_comment_is_written_by_keyboard_alone(
    desk: Callable[..., Desk], draft: Any, people: dict[str, User]
) -> None:
    item = draft()
    place = desk(EDITOR, "en")
    place.open_item(item)
    title = place.page.locator("#id_title_en")
    title.press("Control+a")
    place.page.keyboard.press("Tab")
    expect(act(place, "title_en", "comment")).to_be_focused()
    place.page.keyboard.press("Enter")
    expect(composer(place).locator("textarea")).to_be_focused()
    place.page.keyboard.type("Too long.")
    place.page.keyboard.press("Control+Enter")
    one = place.page.locator(".comment")
    expect(one).to_be_focused()
    expect(one.locator(".comment-quote")).to_have_text(title.input_value())
    place.page.keyboard.press("Tab")
    place.page.keyboard.press("Tab")
    place.page.keyboard.press("Enter")
    expect(box(place, "title_en").locator("summary")).to_be_focused()
    place.page.keyboard.press("Enter")
    place.page.keyboard.press("Tab")
    place.page.keyboard.press("Enter")
    expect(one).to_be_focused()
    assert comments.open_comments(item).get().body == "Too long."


def test_comment_that_cannot_be_sent_stays_and_comes_back(
    desk: Callable[..., Desk], draft: Any, people: dict[str, User]
) -> None:
    item = draft()
    place = desk(EDITOR)
    place.open_item(item)
    act(place, "body_en", "comment").click()
    place.page.route("**/comments/**", lambda route: route.abort())
    composer(place).locator("textarea").fill("Which day?")
    place.click(".composer-send")
    expect(composer(place).locator(".errornote")).to_be_visible()
    expect(composer(place).locator("textarea")).to_have_value("Which day?")
    place.page.unroute("**/comments/**")
    place.page.reload()
    expect(composer(place).locator("textarea")).to_have_value("Which day?")
    place.click(".composer-send")
    expect(composer(place)).to_have_count(0)
    assert FieldComment.objects.get().body == "Which day?"
    place.page.reload()
    expect(box(place, "body_en").locator(".comment")).to_have_count(1)
    expect(composer(place)).to_have_count(0)


def test_act_that_is_refused_says_so_in_its_place(
    desk: Callable[..., Desk], draft: Any, people: dict[str, User]
) -> None:
    item = draft()
    one = said(item, people[EDITOR])
    place = desk(AUTHOR)
    place.open_item(item)
    people[AUTHOR].groups.clear()
    act(place, "body_ar", "resolve").click()
    expect(box(place, "body_ar").locator(".errornote")).to_be_visible()
    one.refresh_from_db()
    assert one.resolved_at is None


def test_comment_is_no_text_of_the_form(
    desk: Callable[..., Desk], draft: Any, people: dict[str, User]
) -> None:
    """Neither kept as typed text, nor checked, nor saved with the form."""
    item = draft()
    place = desk(AUTHOR)
    place.open_item(item)
    act(place, "title_ar", "comment").click()
    composer(place).locator("textarea").fill("ملاحظة لم تُرسل")
    composer(place).locator("input").press("Enter")
    place.save()
    expect(composer(place).locator("textarea")).to_have_value("ملاحظة لم تُرسل")
    item.refresh_from_db()
    assert item.head_ar.number == 1
    assert not FieldComment.objects.exists()
    assert not KeptText.objects.exists()
    place.click(".composer-cancel")
    place.page.reload()
    expect(act(place, "title_ar", "comment")).to_be_visible()
    expect(composer(place)).to_have_count(0)


def test_comment_is_added_and_resolved_without_a_script(
    desk: Callable[..., Desk], draft: Any, people: dict[str, User]
) -> None:
    item = draft()
    place = desk(EDITOR, "en", java_script_enabled=False, width=360)
    place.open_item(item)
    expect(place.page.locator("noscript .notice")).to_be_visible()
    act(place, "summary_en", "comment").click()
    place.fill("#id_body", "Who went?")
    place.click("#add [type=submit]")
    place.click("button[name=act][value=resolve]")
    expect(place.page.locator("button[name=act][value=reopen]")).to_be_visible()
    one = FieldComment.objects.get()
    assert (one.body, one.resolved_by) == ("Who went?", people[EDITOR])


@pytest.fixture
def discussed(draft: Any, carry: Any, people: dict[str, User]) -> Any:
    """A text in review with comments of every kind."""
    item = carry(draft(), "ar", "in_review")
    one = said(item, people[EDITOR], "أي مركز؟", quote="مركز التوقيف")
    comments.answer(one, body="The one in the capital.", by=people[AUTHOR])
    said(item, guest(link_to(item, people[EDITOR])), "A" * 80, language="en", field="title_en")
    said(item, people[AUTHOR], "النص جيد.", field="")
    said(item, people[AUTHOR], "Statement?", language="", field="kind")
    comments.resolve(said(item, people[EDITOR], "تصحيح.", field="place_ar"), by=people[AUTHOR])
    return item


def pages(place: Desk, item: Any) -> dict[str, str]:
    return {
        "change": place.path("admin:news_newsitem_change", item.pk),
        "comments": place.path("admin:news_newsitem_comments", item.pk),
        "body": place.path("admin:news_newsitem_comments_on", item.pk, "body_ar"),
        "place": place.path("admin:news_newsitem_comments_on", item.pk, "place_ar"),
        "approve": place.path("admin:news_newsitem_verb", item.pk, "approve", "ar"),
        "list": place.path("admin:news_newsitem_changelist"),
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("look", "width"), [("light", 360), ("dark", 1280)])
def test_pages_with_comments_have_no_barriers_and_fit(
    desk: Callable[..., Desk], discussed: Any, language: str, look: str, width: int
) -> None:
    place = desk(PUBLISHER, language, color_scheme=look, width=width)
    found = []
    for name, path in pages(place, discussed).items():
        place.go(path)
        if name == "change":
            place.rich("body_ar")
            place.rich("body_en")
            act(place, "title_ar", "comment").click()
            act(place, "body_ar", "answer").click()
            box(place, "place_ar").locator("summary").click()
        assert too_wide(place) == 0, name
        found += barriers(place)
    assert not found, "\n".join(found)

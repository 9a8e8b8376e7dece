"""One release from the clipboard to its readers and back, through the rendered pages alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from news.importing.proposal import propose
from news.importing.reading import read_paste
from news.models import NewsItem
from nhri.accounts.models import User
from nhri.accounts.roles import AUTHOR, EDITOR, PUBLISHER
from nhri.pages.models import Institution
from nhri.workflow import actions
from nhri.workflow.permissions import Refused
from nhri.workflow.states import State, Verb
from tests.browser.desk import Desk
from tests.browser.reasons import reason, stored
from tests.export.read_back import found_and_in_order, words

HERE = Path(__file__).resolve()
#: The release that this house was planned from, when it lies beside the checkout; else our own,
#: of the same shape: four paragraphs, three of them a second time, no title, date or place.
REAL = HERE.parents[3] / "shared/data/ganhri-annual-meeting.ar.txt"
OWN = HERE.parent / "texts/release.ar.txt"
SUMMARY = "شاركت المؤسسة في أعمال الاجتماع وعرضت تجربتها على الشبكات المشاركة."
SHORTER = "شاركت المؤسسة في أعمال الاجتماع السنوي وعرضت تجربتها."
COMMENT = "اختصروا الملخص، فهو أطول مما ينبغي."
NOTE = "سُحب البيان لخطأ في تاريخ الاجتماع، وستنشره المؤسسة مصوّبًا."


def stale_reason(item: NewsItem, by: User) -> str:
    """The sentence for somebody who read an older text."""
    with pytest.raises(Refused) as refused:
        actions.approve(item, "ar", by=by, seen=(0, 0))
    return str(refused.value)


def labels(*names: str) -> list[str]:
    """What the form calls these columns."""
    return [str(NewsItem._meta.get_field(name).verbose_name) for name in names]


def test_release_goes_from_the_clipboard_to_its_readers_and_back(
    window: Callable[..., Desk], people: dict[str, User], institution: Institution
) -> None:
    text = (REAL if REAL.exists() else OWN).read_text(encoding="utf-8")
    colleagues = {}
    for role in (AUTHOR, EDITOR, PUBLISHER):
        colleagues[role] = window("ar")
        colleagues[role].sign_in(role)
    author, editor, publisher = colleagues.values()

    item = import_by_paste(author, text)
    complete(author, item, people[AUTHOR])
    author_cannot_approve(author, item, people[AUTHOR])
    return_and_resubmit(editor, author, item)
    approve_what_was_read(editor, author, item, people[EDITOR])
    publish_what_was_approved(publisher, editor, author, item, people[PUBLISHER])
    read_in_public(window("ar"), item, text)
    withdraw(publisher, window("ar"), item)


def import_by_paste(author: Desk, text: str) -> NewsItem:
    """Four paragraphs, three repeats, a title to confirm, nothing invented."""
    author.click(f'a[href="{author.path("admin:news_newsitem_import")}"]')
    author.fill("#id_text", text)
    author.confirm()
    (item,) = NewsItem.objects.all()
    assert author.page.url.endswith(author.path("admin:news_newsitem_change", item.pk))

    proposal = propose(read_paste(text, "paste"), "ar")
    assert proposal.paragraphs == 4
    assert [(r.position, r.first_position) for r in proposal.repeats] == [(5, 2), (6, 3), (7, 4)]
    report = author.notes(".import-report li")
    told = [str(note) for note in proposal.notes if note.code == "repeat"]
    assert len(told) == 3
    assert [line for line in report if line in told] == told
    assert any("4" in line for line in report[:2])
    assert author.rich("body_ar").count("<p") == 4
    assert words_of_body(item) == words(unique_lines(text))
    expect(author.page.locator("#id_confirm_title_ar")).not_to_be_checked()
    for name in ("summary_ar", "place_ar", "released_on", "title_en", "summary_en"):
        expect(author.page.locator(f"#id_{name}")).to_have_value("")
    return item


def unique_lines(text: str) -> str:
    return "\n".join(dict.fromkeys(line.strip() for line in text.splitlines()))


def words_of_body(item: NewsItem) -> list[str]:
    plain = stored(item).body_ar.replace("</p>", " ").replace("<p>", " ")
    return words(plain)


def complete(author: Desk, item: NewsItem, user: User) -> None:
    """Submitting names what is missing, then what is to be confirmed, then works."""
    author.press("submit")
    (said,) = author.notes(".messagelist .error")
    assert said.endswith(reason(item, Verb.SUBMIT, user))
    assert [x for x in labels("summary_ar", "place_ar", "released_on") if x not in said] == []
    assert stored(item).state_ar == State.DRAFT

    author.write("ar", summary=SUMMARY, place="المنامة")
    author.write(released_on="2021-12-08")
    author.press("submit")
    (said,) = author.notes(".messagelist .error")
    assert said.endswith(reason(item, Verb.SUBMIT, user))
    assert labels("title_to_confirm_ar")[0] in said
    assert stored(item).state_ar == State.DRAFT

    author.click("#id_confirm_title_ar")
    author.press("submit")
    assert stored(item).state_ar == State.IN_REVIEW
    assert stored(item).summary_ar == SUMMARY


def author_cannot_approve(author: Desk, item: NewsItem, user: User) -> None:
    """No button, no form behind the address, and a form sent by hand changes nothing."""
    expect(author.verb_button("approve")).to_have_count(0)
    author.open_verb(item, "approve")
    assert author.refusals == [reason(item, Verb.APPROVE, user)]
    expect(author.page.locator(".verb-actions [type=submit]")).to_have_count(0)
    now = stored(item)
    seen = {"revision": now.head_ar_id, "shared_revision": now.head_shared_id}
    path = author.path("admin:news_newsitem_verb", item.pk, "approve", "ar")
    assert author.post_by_hand(path, **seen) == 200
    assert stored(item).state_ar == State.IN_REVIEW


def return_and_resubmit(editor: Desk, author: Desk, item: NewsItem) -> None:
    """A return needs a comment; the author reads it, shortens, submits again."""
    editor.open("admin:index")
    address = editor.path("admin:news_newsitem_change", item.pk)
    editor.click(f'.desk-list a[href="{address}"] >> nth=0')
    editor.press("return")
    editor.confirm()
    assert len(editor.refusals) == 1
    assert stored(item).state_ar == State.IN_REVIEW
    editor.fill("#id_comment", COMMENT)
    editor.confirm()
    assert stored(item).state_ar == State.DRAFT

    author.open_item(item)
    expect(author.page.locator("#content")).to_contain_text(COMMENT)
    author.write("ar", summary=SHORTER)
    author.press("submit")
    assert stored(item).state_ar == State.IN_REVIEW


def approve_what_was_read(editor: Desk, author: Desk, item: NewsItem, user: User) -> None:
    """The text changes while the page is open: refused, read again, then approved."""
    editor.open_item(item)
    editor.press("approve")
    author.open_item(item)
    author.write("ar", summary=SUMMARY)
    author.save()
    editor.confirm()
    assert editor.refusals == [stale_reason(item, user)]
    expect(editor.page.locator(".verb-reading .lead")).to_have_text(SUMMARY)
    assert stored(item).state_ar == State.IN_REVIEW
    editor.confirm()
    assert stored(item).state_ar == State.APPROVED


def publish_what_was_approved(
    publisher: Desk, editor: Desk, author: Desk, item: NewsItem, user: User
) -> None:
    """A change takes the approval away, under the publisher's hands too; then it is published."""
    publisher.open("admin:index")
    address = publisher.path("admin:news_newsitem_change", item.pk)
    publisher.click(f'.desk-list a[href="{address}"] >> nth=0')
    publisher.press("publish")
    author.open_item(item)
    expect(author.verb_button("publish")).to_have_count(0)
    author.write("ar", summary=SHORTER)
    author.save()
    assert stored(item).state_ar == State.DRAFT
    publisher.confirm()
    assert publisher.refusals == [reason(item, Verb.PUBLISH, user)]
    assert stored(item).state_ar == State.DRAFT

    author.press("submit")
    editor.open_item(item)
    editor.press("approve")
    editor.confirm()
    publisher.open_item(item)
    publisher.press("publish")
    expect(publisher.page.locator(".verb-reading .lead")).to_have_text(SHORTER)
    publisher.confirm()
    assert stored(item).state_ar == State.PUBLISHED


def read_in_public(reader: Desk, item: NewsItem, text: str) -> None:
    """The page, its English address, the PDF and the text, as somebody without an account."""
    item = NewsItem.objects.with_visibility().get(pk=item.pk)
    assert reader.go(item.address("ar")).status == 200
    html = reader.page.locator("html")
    expect(html).to_have_attribute("lang", "ar")
    expect(html).to_have_attribute("dir", "rtl")
    expect(reader.page.locator("h1")).to_have_text(item.title_ar)
    expect(reader.page.locator(".lead")).to_have_text(SHORTER)
    source = unique_lines(text)
    assert words(reader.page.locator(".prose").first.inner_text()) == words(source)

    pdf = download(reader, "pdf")
    assert found_and_in_order(source, pdf) == (1, 1)
    plain = download(reader, "txt").decode()
    assert [line for line in source.splitlines() if line not in plain] == []
    assert occurrences(words(source), words(plain)) == 1

    assert reader.go(item.address("en")).status == 200
    expect(reader.page.locator("meta[name=robots]")).to_have_attribute("content", "noindex")
    expect(html).to_have_attribute("dir", "ltr")
    arabic = reader.page.locator(f'main a[href$="{item.address("ar")}"]')
    assert arabic.evaluate("link => link.closest('[lang]').lang") == "ar"
    expect(reader.page.locator(".prose")).to_have_count(0)


def occurrences(wanted: list[str], got: list[str]) -> int:
    """How often `wanted` stands in `got` without a gap."""
    return sum(got[n : n + len(wanted)] == wanted for n in range(len(got)))


def download(reader: Desk, extension: str) -> bytes:
    with reader.page.expect_download() as started:
        reader.click(f'a[href$="/export.{extension}"]')
    return Path(started.value.path()).read_bytes()


def withdraw(publisher: Desk, reader: Desk, item: NewsItem) -> None:
    """Not without a note; then the address says that it is gone, and why."""
    address = NewsItem.objects.with_visibility().get(pk=item.pk).address("ar")
    publisher.open_item(item)
    publisher.press("withdraw")
    publisher.confirm()
    assert len(publisher.refusals) == 1
    assert stored(item).state_ar == State.PUBLISHED
    publisher.fill("#id_note", NOTE)
    publisher.confirm()
    assert stored(item).state_ar == State.WITHDRAWN
    assert reader.go(address).status == 410
    expect(reader.page.locator("main")).to_contain_text(NOTE)
    assert words(SHORTER)[-1] not in words(reader.page.locator("main").inner_text())

"""CKEditor as it stands in the form: each text's own language, only what the house keeps."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from news.models import NewsItem
from nhri.accounts.roles import AUTHOR, PUBLISHER, TRANSLATOR
from nhri.workflow.states import State
from tests.browser.desk import Desk

WORD = Path(__file__).parent / "texts/word.html"
BODIES = {"body_ar": ("ar", "rtl"), "body_en": ("en", "ltr")}

KEPT = [
    "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "a[!href]", "strong", "em", "br",
    "table", "caption", "thead", "tbody", "tr", "th[scope,colspan,rowspan]", "td[colspan,rowspan]",
    "p[dir,lang]",
]  # fmt: skip
REFUSED = [
    "script", "style", "img[src]", "iframe", "font", "span", "span{color}", "p{text-align}", "u",
    "p(MsoNormal)", "p[onclick]", "a[onclick]", "table[border]", "h1", "h5", "div", "form", "input",
]  # fmt: skip

UNWANTED = set(
    "image uploadimage uploadfile filebrowser iframe versioncheck sourcearea exportpdf".split()
)
#: What the database holds after texts/word.html was pasted: its structure, and nothing else.
PASTED = "".join(
    (
        "<h2>تقرير اللجنة الفرعية</h2>",
        "<p>عقدت اللجنة <strong>اجتماعها</strong> السنوي، و<em>ناقشت</em> ما يلي:</p>",
        "<ul><li>أوضاع أماكن الاحتجاز<ul><li>دور الرعاية</li></ul></li><li>حرية الرأي</li></ul>",
        "<ol><li>اعتماد الخطة</li><li>اعتماد الميزانية</li></ol>",
        "<h3>الأرقام</h3>",
        '<table dir="rtl"><tbody><tr><td><p>السنة</p></td><td><p>الشكاوى</p></td></tr>',
        "<tr><td><p>2024</p></td><td><p>118</p></td></tr></tbody></table>",
        '<p>انظر <a href="https://nhri.example.org/report">التقرير</a>.</p>',
    )
)


def form_of_a_new_item(place: Desk) -> Desk:
    place.open("admin:news_newsitem_add")
    for field in BODIES:
        assert place.rich(field) == ""
    return place


def kept_white_space_apart(html: str) -> str:
    """The markup without the line breaks and tabs that an editor puts between blocks."""
    return "".join(line.strip() for line in html.splitlines())


@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_body_is_written_in_its_own_language_and_direction(
    desk: Callable[..., Desk], language: str
) -> None:
    author = form_of_a_new_item(desk(AUTHOR, language))
    for field, (own, direction) in BODIES.items():
        html = author.editor(field).locator("html")
        expect(html).to_have_attribute("lang", own)
        expect(html).to_have_attribute("dir", direction)
        written = (
            author.editor(field).locator("body").evaluate("e => getComputedStyle(e).direction")
        )
        assert written == direction
        toolbar = author.page.locator(f"#cke_id_{field}")
        expect(toolbar).to_have_attribute("lang", language)
        for name in ("title", "summary", "place"):
            box = author.page.locator(f"#id_{name}_{own}")
            expect(box).to_have_attribute("dir", direction)
            expect(box).to_have_attribute("lang", own)


def test_editor_keeps_what_the_house_keeps_and_nothing_else(desk: Callable[..., Desk]) -> None:
    author = form_of_a_new_item(desk(AUTHOR))
    answers = """([field, rules]) => {
        const filter = CKEDITOR.instances[`id_${field}`].filter;
        return rules.map((rule) => filter.check(rule));
    }"""
    for field in BODIES:
        # Each rule is asked as an element of it: "a[!href]" is how CKEditor writes "with href".
        kept = author.page.evaluate(answers, [field, [rule.replace("!", "") for rule in KEPT]])
        assert [r for r, is_kept in zip(KEPT, kept, strict=True) if not is_kept] == []
        kept = author.page.evaluate(answers, [field, REFUSED])
        assert [r for r, is_kept in zip(REFUSED, kept, strict=True) if is_kept] == []


def test_editor_asks_no_host_for_its_version_and_loads_no_uploader(
    desk: Callable[..., Desk],
) -> None:
    author = form_of_a_new_item(desk(AUTHOR))
    for field in BODIES:
        config = f"CKEDITOR.instances.id_{field}.config"
        assert author.page.evaluate(f"{config}.versionCheck") is False
        loaded = author.page.evaluate(f"Object.keys(CKEDITOR.instances.id_{field}.plugins)")
        assert set(loaded) & UNWANTED == set()


def paste(place: Desk, field: str, html: str) -> None:
    """As the clipboard gives it: CKEditor hears a paste event with the Word markup."""
    place.editor(field).locator("body").click()
    put = """([field, html]) => new Promise((done) => {
        const editor = CKEDITOR.instances[`id_${field}`];
        editor.once("afterPaste", () => done());
        const transfer = new CKEDITOR.plugins.clipboard.dataTransfer();
        transfer.setData("text/html", html);
        editor.fire("paste", { type: "auto", method: "paste", dataTransfer: transfer,
                               dataValue: html });
    })"""
    place.page.evaluate(put, [field, html])


def test_paste_from_word_keeps_headings_lists_tables_links_and_nothing_else(
    desk: Callable[..., Desk],
) -> None:
    author = form_of_a_new_item(desk(AUTHOR))
    paste(author, "body_ar", WORD.read_text(encoding="utf-8"))
    author.write("ar", title="تقرير اللجنة الفرعية")
    author.save()
    (item,) = NewsItem.objects.all()
    assert kept_white_space_apart(item.body_ar) == PASTED


def test_pasting_script_leaves_its_words_at_most(desk: Callable[..., Desk]) -> None:
    author = form_of_a_new_item(desk(AUTHOR))
    evil = '<p onclick="x()">قبل</p><script>window.hit = 1</script><img src="x" onerror="hit=1">'
    paste(author, "body_ar", evil)
    author.write("ar", title="عنوان")
    author.save()
    (item,) = NewsItem.objects.all()
    assert item.body_ar == "<p>قبل</p>"
    assert author.page.evaluate("window.hit") is None


def test_typed_text_survives_an_error_of_the_form(desk: Callable[..., Desk]) -> None:
    author = form_of_a_new_item(desk(AUTHOR))
    author.write("ar", title="عنوان", body="فقرة أولى طويلة\n\nفقرة ثانية", place="مسقط")
    # The browser would not let this through; a copied form or an old one would.
    author.page.evaluate("document.querySelector('#id_released_on').type = 'text'")
    author.write(released_on="الخميس")
    author.save()
    assert NewsItem.objects.count() == 0
    expect(author.page.locator(".field-released_on .errorlist")).to_have_count(1)
    kept = kept_white_space_apart(author.rich("body_ar"))
    assert kept == "<p>فقرة أولى طويلة</p><p>فقرة ثانية</p>"
    expect(author.page.locator("#id_title_ar")).to_have_value("عنوان")
    expect(author.page.locator("#id_place_ar")).to_have_value("مسقط")
    author.write(released_on="2026-03-12")
    author.save()
    (item,) = NewsItem.objects.all()
    assert kept_white_space_apart(item.body_ar) == kept


def test_form_works_when_the_editor_does_not_load(desk: Callable[..., Desk]) -> None:
    author = desk(AUTHOR)

    def lost(route: Route) -> None:
        route.abort()

    author.page.route("**/ckeditor/ckeditor/ckeditor.js", lost)
    author.open("admin:news_newsitem_add")
    box = author.page.locator("#id_body_ar")
    expect(box).to_be_visible()
    expect(box).to_have_attribute("dir", "rtl")
    author.write("ar", title="عنوان")
    author.fill("#id_body_ar", "<p>فقرة كتبت بلا محرر.</p>")
    author.save()
    (item,) = NewsItem.objects.all()
    assert item.body_ar == "<p>فقرة كتبت بلا محرر.</p>"
    # CKEditor's own plugin of dialogs misses it; nothing of ours does.
    assert set(author.stumbles) <= {"CKEDITOR is not defined"}
    author.stumbles.clear()


def test_opening_and_saving_without_typing_changes_nothing(
    desk: Callable[..., Desk], draft: Any, carry: Any
) -> None:
    markup = (
        '<h2>عنوان</h2><p>نص فيه «اقتباس» و<a href="/ar/news/">رابط</a>.</p>'
        "<ul><li>أول<ul><li>فرع</li></ul></li><li>ثان</li></ul>"
        "<table><tbody><tr><th>سنة</th><td>2024 &amp; 2025</td></tr></tbody></table>"
        "<blockquote><p>قول</p></blockquote><p>سطر<br>وسطر</p>"
    )
    item = carry(draft(body_ar=markup), "ar", "approved")
    before = item.revisions.count()
    for role, button in ((TRANSLATOR, "_continue"), (PUBLISHER, "_verb")):
        place = desk(role)
        place.open_item(item)
        place.rich("body_ar")
        if button == "_verb":
            place.press("publish")
        else:
            place.save()
        item.refresh_from_db()
        assert item.revisions.count() == before
        assert item.state_ar == State.APPROVED
    place.confirm()
    item.refresh_from_db()
    assert item.state_ar == State.PUBLISHED

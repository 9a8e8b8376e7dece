"""Every page as people meet it: barriers, widths, directions, weight, keyboard, without script."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Response, expect

from news.models import NewsItem, PressContact, Topic
from news.views import NewsList
from nhri.accounts.models import User
from nhri.accounts.roles import AUTHOR, EDITOR, PUBLISHER
from nhri.pages.models import Institution, Page
from nhri.translation.languages import LANGUAGES, direction, other
from nhri.workflow import actions, drafts
from tests.browser.desk import Desk
from tests.browser.measures import barriers, too_wide

#: Compressed bytes of a first visit, photographs apart.
BUDGET = 100_000
LONG = "".join(
    f"<h2>القسم {n}</h2><p>زار فريق من المؤسسة المركز رقم {n} والتقى الموقوفين على انفراد.</p>"
    f"<blockquote><p>قول مأثور رقم {n}.</p></blockquote><ul><li>بند</li><li>بند آخر</li></ul>"
    for n in range(1, 6)
) + (
    '<table><caption>الشكاوى</caption><thead><tr><th scope="col">السنة</th>'
    '<th scope="col">شكاوى أماكن الاحتجاز والتوقيف</th><th scope="col">طلبات المساعدة</th>'
    '<th scope="col">الزيارات</th></tr></thead><tbody><tr><td>2025</td><td>1180</td><td>412</td>'
    '<td>37</td></tr></tbody></table><p>انظر <a href="https://nhri.example.org/report">'
    "التقرير</a> (GANHRI).</p>"
)


@dataclass(frozen=True)
class Places:
    """Paths by name and language, and what stands behind some of them."""

    both: NewsItem
    arabic: NewsItem
    gone: NewsItem

    def path(self, name: str, language: str) -> str:
        """The path of one kind of public page."""
        items = {"detail": self.both, "elsewhere": self.arabic, "gone": self.gone}
        if name in items:
            rows = NewsItem.objects.with_visibility()
            return rows.get(pk=items[name].pk).address(language)
        return f"/{language}/{dict(PATHS)[name]}"


#: What each public page is, its path below the language, and the status it answers with.
PATHS = (
    ("home", ""),
    ("list", "news/"),
    ("list by kind", "news/?kind=statement"),
    ("list, second page", "news/?page=2"),
    ("topic", "news/topic/detention/"),
    ("year", "news/2026/"),
    ("page", "about/"),
    ("missing", "news/999999-nothing/"),
)
STATUS = {"missing": 404, "gone": 410}
PUBLIC = (*(name for name, _path in PATHS), "detail", "elsewhere", "gone")


@pytest.fixture
def places(
    people: dict[str, User],
    institution: Institution,
    published: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> Places:
    """A site with some of everything: two languages, one, withdrawn, long, many, a page."""
    Institution.objects.filter(pk=1).update(
        mandate_ar="نرصد ونحمي ونعزز حقوق الإنسان", mandate_en="We protect human rights",
        hotline="+968 8000 0000", complaints_url="https://nhri.example.org/complain",
    )  # fmt: skip
    topic = Topic.objects.create(name_ar="أماكن الاحتجاز", name_en="Detention", slug="detention")
    contact = PressContact.objects.create(
        name_ar="مكتب الإعلام",
        name_en="Press office",
        phone="+968 2400 0000",
        email="p@example.org",
    )
    both = published(
        "ar", "en", body_ar=LONG, body_en="<h2>Visits</h2><p>See the <em>report</em>.</p>",
        topics=[topic], press_contact=contact, notes_to_editors_ar="<p>للتواصل مع المكتب.</p>",
    )  # fmt: skip
    arabic = published("ar", title_ar="بيان بالعربية وحدها عن يوم المرأة العالمي", topics=[topic])
    gone = actions.withdraw(published("ar"), "ar", by=people[PUBLISHER], note="سُحب لخطأ فيه.")
    for _number in range(3):
        published("ar", "en", kind="statement")
    # The server runs in this process: two on a page make pages without forty items.
    monkeypatch.setattr(NewsList, "paginate_by", 2)
    page = drafts.create(
        Page(),
        {
            "slug": "about", "in_menu": True, "title_ar": "عن المؤسسة", "title_en": "About us",
            "summary_ar": "من نحن", "summary_en": "Who we are",
            "body_ar": "<p>مؤسسة مستقلة.</p>", "body_en": "<p>An independent institution.</p>",
        },
        by=people[AUTHOR],
    )  # fmt: skip
    for language in LANGUAGES:
        page = carry_page(page, language, people)
    return Places(both, arabic, gone)


def carry_page(page: Page, language: str, people: dict[str, User]) -> Page:
    page = actions.submit(page, language, by=people[AUTHOR])
    page = actions.approve(page, language, by=people[EDITOR])
    return actions.publish(page, language, by=people[PUBLISHER])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("look", ["light", "dark"])
def test_public_pages_have_no_barriers_wide_or_narrow_light_or_dark(
    window: Callable[..., Desk], places: Places, language: str, look: str
) -> None:
    reader = window(language, color_scheme=look)
    found = []
    for name in PUBLIC:
        assert reader.go(places.path(name, language)).status == STATUS.get(name, 200)
        for width in (1280, 360):
            reader.page.set_viewport_size({"width": width, "height": 800})
            found += [f"{width}: {barrier}" for barrier in barriers(reader)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_public_pages_have_their_direction_and_never_scroll_sideways(
    window: Callable[..., Desk], places: Places, language: str
) -> None:
    reader = window(language, width=320)
    for name in PUBLIC:
        reader.go(places.path(name, language))
        html = reader.page.locator("html")
        assert html.get_attribute("lang") == language, name
        assert html.get_attribute("dir") == direction(language), name
        assert reader.page.locator("h1").count() == 1, name
        assert too_wide(reader) == 0, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_other_language_is_the_same_page(
    window: Callable[..., Desk], places: Places, language: str
) -> None:
    reader = window(language)
    for name in PUBLIC:
        if name in STATUS:
            continue
        reader.go(places.path(name, language))
        with reader.page.expect_navigation():
            reader.page.locator(f'header a[lang="{other(language)}"]').first.click()
        # The other language may have fewer pages: its list begins at its first.
        wanted = places.path(name, other(language)).replace("?page=2", "")
        assert reader.page.url == f"{reader.site}{wanted}", name


@pytest.mark.parametrize("language", LANGUAGES)
def test_public_pages_read_without_script_and_leave_no_cookie(
    window: Callable[..., Desk], places: Places, language: str
) -> None:
    reader = window(language, java_script_enabled=False)
    for name in PUBLIC:
        answer = reader.go(places.path(name, language))
        assert "set-cookie" not in answer.headers, name
        assert "unsafe" not in answer.headers["content-security-policy"], name
        assert len(reader.page.locator("main").inner_text().split()) > 3, name
    assert reader.page.context.cookies() == []
    reader.go(places.path("detail", language))
    expect(reader.page.locator(".prose").first).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_visit_weighs_no_more_than_its_budget(
    window: Callable[..., Desk], places: Places, language: str
) -> None:
    """The test server compresses nothing: texts are compressed here as the site's server does."""
    for name in ("home", "list", "detail"):
        reader = window(language, width=360)
        answers: list[Response] = []
        reader.page.on("response", lambda answer, kept=answers: kept.append(answer))
        reader.go(places.path(name, language))
        reader.page.evaluate("document.fonts.ready.then(() => 0)")
        weight = sum(weight_of(answer) for answer in answers)
        assert 0 < weight <= BUDGET, f"{name}: {weight}"


def weight_of(answer: Response) -> int:
    body = answer.body() if answer.status == 200 else b""
    kind = answer.headers.get("content-type", "").partition(";")[0]
    is_text = kind.startswith("text/") or kind in ("image/svg+xml", "application/javascript")
    return len(gzip.compress(body, 6)) if is_text else len(body)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_keyboard_meets_the_way_to_the_content_first_and_shows_where_it_is(
    window: Callable[..., Desk], places: Places, language: str
) -> None:
    reader = window(language)
    reader.go(places.path("detail", language))
    reader.page.keyboard.press("Tab")
    focused = "document.activeElement"
    target = reader.page.evaluate(f"{focused}.getAttribute('href')")
    assert reader.page.evaluate(f"document.querySelector('{target}').matches('main, main *')")
    seen = []
    for _step in range(12):
        shown = f"""(() => {{
            const here = {focused}, style = getComputedStyle(here);
            const box = here.getBoundingClientRect();
            return [here.tagName, box.width > 0 && box.height > 0 && box.bottom > 0,
                    style.outlineStyle !== "none" || style.boxShadow !== "none"];
        }})()"""
        seen.append(reader.page.evaluate(shown))
        reader.page.keyboard.press("Tab")
    assert [stop for stop in seen if stop[0] != "BODY" and stop[1:] != [True, True]] == []
    reader.go(places.path("detail", language))
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Enter")
    assert reader.page.url.endswith(target)

"""The demo texts, read from their files: a visitor takes them for the work of a real press desk.

No database: these tests hold the words (lengths, typography, markup), not the loader.
"""

import datetime
import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
NEWS = REPO / "news" / "demo_data"
PAGES = REPO / "nhri" / "pages" / "demo_data"
REAL_RELEASE = REPO.parent / "shared" / "data" / "ganhri-annual-meeting.ar.txt"

KINDS = {"press_release", "statement", "news", "speech", "announcement"}
INLINE = {"strong", "em", "a"}
TAGS = INLINE | {"p", "h2", "ul", "ol", "li", "blockquote", "table"}
TAGS |= {"thead", "tbody", "tr", "th", "td"}
LINK_HOSTS = ("https://www.ohchr.org/", "https://example.org/")
ARABIC = "\u0621-\u064a\u064b-\u0652"


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


ITEMS = {path.stem: read(path) for path in sorted(NEWS.glob("[0-9][0-9]-*.json"))}
PAGE_FILES = {
    path.stem: read(path) for path in sorted(PAGES.glob("*.json")) if path.stem != "institution"
}
INSTITUTION = read(PAGES / "institution.json")
TOPICS = read(NEWS / "topics.json")

# (where, language, the text of that language as a dict) of every item and page.
TEXTS = [
    pytest.param(language, content[language], id=f"{name}-{language}")
    for name, content in {**ITEMS, **PAGE_FILES}.items()
    for language in ("ar", "en")
    if content[language]
]


class Markup(HTMLParser):
    """Collects tags, link targets and words; notes what is not closed and what stands bare."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.links, self.faults, self.open, self.text = [], [], [], [], []
        self.feed(html)
        self.close()
        self.faults += [f"not closed: {tag}" for tag in self.open]

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.open.append(tag)
        names = [name for name, _ in attrs]
        if names != (["href"] if tag == "a" else []):
            self.faults.append(f"attributes of {tag}: {names}")
        self.links += [value for _, value in attrs]
        if tag not in INLINE:
            self.text.append("\n")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"closed out of order: {tag}")
        if tag not in INLINE:
            self.text.append("\n")

    def handle_data(self, data):
        if data.strip() and not self.open:
            self.faults.append(f"text outside a block: {data.strip()[:30]}")
        self.text.append(data)

    @property
    def plain(self):
        lines = ("".join(self.text)).split("\n")
        return "\n".join(line for line in lines if line.strip())


def plain(text):
    """All visible words of one language: title, summary, body, notes."""
    parts = [text.get(field, "") for field in ("title", "summary", "place", "issuer")]
    parts += [Markup(text[field]).plain for field in ("body", "notes_to_editors") if field in text]
    return "\n".join(part for part in parts if part)


def typography_faults(text, language):
    """What a careful desk would send back, as short descriptions; empty when the text is clean."""
    found = []
    patterns = {
        "double space": r"[ \u00a0]{2}",
        "space at a line's end": r"(?m)(^ | $)",
        "tatweel": "\u0640",
        "invisible mark": "[\u00a0\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]",
        "straight quotation mark": "[\"']",
        "space before punctuation": r" [،؛؟,;?!»)\].]",
        "space after an opening": r"[«(\[] ",
    }
    if language == "ar":
        patterns |= {
            "Latin punctuation after an Arabic word": rf"[{ARABIC}]\s*[,;?]",
            "quotation marks of another script": "[“”‘’]",
            "tanwin after the alef": "ا\u064b",
            "hamza forgotten": r"(?<![ء-ي])(الى|ان|او|انه|احد|الانسان)(?![ء-ي])",
            "punctuation touching the next word": rf"[،؛؟:][{ARABIC}A-Za-z]",
            "word written twice": rf"(?<![{ARABIC}])([{ARABIC}]{{2,}}) \1(?![{ARABIC}])",
        }
    else:
        patterns |= {
            "Arabic punctuation": "[،؛؟«»]",
            "word written twice": r"\b([A-Za-z]{2,}) \1\b",
        }
    found += [name for name, pattern in patterns.items() if re.search(pattern, text)]
    for opening, closing in ("«»", "“”", "()", "[]"):
        depth, lowest = 0, 0
        for character in text:
            depth += (character == opening) - (character == closing)
            lowest = min(lowest, depth)
        if depth or lowest < 0:
            found.append(f"unbalanced {opening}{closing}")
    return found


def stages(language):
    return Counter(item["stage"][language] for item in ITEMS.values())


def test_items_have_the_agreed_number_keys_and_kinds():
    assert len(ITEMS) == 14
    assert len({item["key"] for item in ITEMS.values()}) == 14
    assert {item["kind"] for item in ITEMS.values()} == KINDS
    references = [item["reference"] for item in ITEMS.values() if item["reference"]]
    assert len(references) == len(set(references))
    assert {topic for item in ITEMS.values() for topic in item["topics"]} == {
        topic["slug"] for topic in TOPICS
    }


def test_items_cover_every_stage_and_two_thirds_have_english():
    assert stages("ar") == {
        "published": 9,
        "draft": 2,
        "in_review": 1,
        "scheduled": 1,
        "withdrawn": 1,
    }
    assert stages("en") == {"published": 7, "draft": 1, "approved": 1, "withdrawn": 1, None: 4}
    english = [item for item in ITEMS.values() if item["en"]]
    assert round(len(english) / len(ITEMS) * 3) == 2
    for item in ITEMS.values():
        assert {"ar": True, "en": item["stage"]["en"] is not None} == {
            language: bool(item[language]) for language in ("ar", "en")
        }


def test_items_one_each_is_scheduled_embargoed_withdrawn_and_corrected():
    def keys(wanted):
        return [key for key, item in ITEMS.items() if wanted(item)]

    assert keys(lambda item: item["schedule"]) == ["12-sign-language-complaints"]
    assert keys(lambda item: item["stage"]["ar"] == "scheduled") == ["12-sign-language-complaints"]
    assert keys(lambda item: item["embargo"]) == ["13-parallel-report"]
    assert ITEMS["13-parallel-report"]["stage"]["ar"] == "published"
    assert keys(lambda item: item["stage"]["ar"] == "withdrawn") == ["04-teachers-course"]
    assert keys(lambda item: item.get("withdrawal_note")) == ["04-teachers-course"]
    assert keys(lambda item: item["correction"]) == ["05-annual-report"]


def test_items_dates_run_over_three_years_and_only_a_draft_lacks_one():
    undated = [key for key, item in ITEMS.items() if item["released_on"] is None]
    assert undated == ["14-climate"]
    assert ITEMS["14-climate"]["stage"]["ar"] == "draft"
    assert ITEMS["14-climate"]["ar"]["place"] == ""
    dates = [
        datetime.date.fromisoformat(item["released_on"])
        for item in ITEMS.values()
        if item["released_on"]
    ]
    assert dates == sorted(dates)
    assert Counter(date.year for date in dates) == {2024: 3, 2025: 3, 2026: 7}


def test_items_lengths_suit_a_newsroom():
    for item in ITEMS.values():
        for language in ("ar", "en"):
            if text := item[language]:
                assert 150 <= len(Markup(text["body"]).plain.split()) <= 500
                assert 120 <= len(text["summary"]) <= 250
                assert text["summary"] != text["title"]
    assert [key for key, item in ITEMS.items() if len(item["ar"]["title"]) >= 160] == [
        "06-business-due-diligence"
    ]


def test_items_show_every_kind_of_block_and_one_table():
    with_table = [key for key, item in ITEMS.items() if "<table>" in item["ar"]["body"]]
    assert with_table == ["05-annual-report"]
    used = {tag for item in ITEMS.values() for tag in Markup(item["ar"]["body"]).tags}
    assert used == TAGS - {"em"}


def test_annual_report_table_adds_up_in_both_languages():
    for language in ("ar", "en"):
        rows = re.findall(r"<tr>(<td>.*?)</tr>", ITEMS["05-annual-report"][language]["body"])
        cells = [[int(cell) for cell in re.findall(r"<td>(\d+)</td>", row)] for row in rows]
        assert len(cells) == 5
        assert [sum(column) for column in zip(*cells[:4], strict=True)] == cells[4]


def test_items_numbers_agree_between_the_languages():
    """Every number of two and more digits in an English body stands in the Arabic one too."""
    for key, item in ITEMS.items():
        if item["en"] and key != "03-human-rights-day-speech":
            numbers = {
                language: set(re.findall(r"\d{2,}", Markup(item[language]["body"]).plain))
                for language in ("ar", "en")
            }
            assert numbers["en"] - numbers["ar"] == set(), key


def test_items_arabic_indic_digits_stand_in_one_text_alone():
    with_them = [key for key, item in ITEMS.items() if re.search("[٠-٩]", plain(item["ar"]))]
    assert with_them == ["03-human-rights-day-speech"]
    assert re.findall("[0-9]", plain(ITEMS[with_them[0]]["ar"])) == []


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_text_markup_is_plain_closed_and_links_nowhere_else(language, text):
    for field in ("body", "notes_to_editors"):
        markup = Markup(text.get(field, ""))
        assert markup.faults == []
        assert set(markup.tags) - TAGS == set()
        assert [link for link in markup.links if not link.startswith(LINK_HOSTS)] == []


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_text_typography_is_clean(language, text):
    assert typography_faults(plain(text), language) == []


def test_short_texts_typography_is_clean_in_both_languages():
    for language in ("ar", "en"):
        notes = [
            item[field][language]
            for item in ITEMS.values()
            for field in ("correction", "withdrawal_note")
            if item.get(field)
        ]
        names = [topic[language]["name"] for topic in TOPICS]
        own = [value[language] for value in INSTITUTION.values() if isinstance(value, dict)]
        own.append(read(NEWS / "contact.json")["name"][language])
        for text in notes + names + own:
            assert text
            assert typography_faults(text, language) == []


def test_typography_check_finds_what_it_is_for():
    assert typography_faults("قال, ثم  مضى", "ar") == [
        "double space",
        "Latin punctuation after an Arabic word",
    ]
    assert typography_faults("حقـوق «الإنسان", "ar") == ["tatweel", "unbalanced «»"]
    assert typography_faults("the the institution’s", "en") == ["word written twice"]


def test_addresses_and_numbers_are_fictional():
    everything = [*ITEMS.values(), *PAGE_FILES.values(), INSTITUTION, read(NEWS / "contact.json")]
    text = json.dumps(everything, ensure_ascii=False)
    assert set(re.findall(r"@([\w.-]*\w)", text)) == {"example.org"}
    assert {number[:5] for number in re.findall(r"\+\d[\d ]+\d", text)} == {"+999 "}


def test_pages_exist_in_both_languages_at_the_agreed_length():
    assert set(PAGE_FILES) == {"about", "contact", "accessibility", "privacy"}
    assert {name: page["slug"] for name, page in PAGE_FILES.items()} == {n: n for n in PAGE_FILES}
    assert len({page["menu_order"] for page in PAGE_FILES.values()}) == 4
    for page in PAGE_FILES.values():
        for language in ("ar", "en"):
            assert 150 <= len(Markup(page[language]["body"]).plain.split()) <= 350


def spoken(text):
    """Words alone, without marks and hamza forms, so that a light disguise hides no copying."""
    text = re.sub("[\u064b-\u0652\u0640]", "", text)
    text = re.sub("[أإآ]", "ا", text).replace("ى", "ي").replace("ة", "ه")
    return re.findall(r"\w+", text)


def runs_of_words(text, length=8):
    words = spoken(text)
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def test_items_share_no_run_of_eight_words_with_the_real_release():
    if not REAL_RELEASE.exists():
        pytest.skip("the real release does not lie beside this checkout")
    real = runs_of_words(REAL_RELEASE.read_text(encoding="utf-8"))
    assert len(real) > 100
    ours = [item["ar"] for item in ITEMS.values()] + [page["ar"] for page in PAGE_FILES.values()]
    assert [shared for text in ours for shared in runs_of_words(plain(text)) & real] == []

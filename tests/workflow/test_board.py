"""The translation board: what it shows, narrows, orders and gives away as a file."""

import csv
import io
from datetime import timedelta
from itertools import chain
from typing import Any

import pytest
from django.utils import timezone

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.workflow import board, drafts

ADDRESS = "/en/admin/news/newsitem/translations/"


@pytest.fixture
def items(draft: Any, carry: Any, people: dict[str, User]) -> dict[str, Any]:
    """One item of each kind that the board tells apart."""
    behind = carry(carry(draft(reference="1"), "ar", "in_review"), "en", "in_review")
    behind = drafts.save(behind, {"title_ar": "غيره", "body_ar": "<p>غ</p>"}, by=people["author"])
    both = carry(carry(draft(reference="2"), "ar", "published"), "en", "published")
    return {
        "behind": behind,
        "both": both,
        "missing": draft(english=False, reference="3"),
        "english": draft(arabic=False, title_en="English alone", reference="4"),
    }


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        ("", {"behind", "both", "missing", "english"}),
        ("missing", {"missing", "english"}),
        ("missing_en", {"missing"}),
        ("missing_ar", {"english"}),
        ("stale", {"behind"}),
        ("stale_en", {"behind"}),
        ("stale_ar", set()),
        ("review", {"behind"}),
        ("live", {"both"}),
        ("nonsense", {"behind", "both", "missing", "english"}),
    ],
)
def test_board_narrows(chosen: str, shown: set[str], items: Any, sign_in: Any) -> None:
    response = sign_in("translator").get(ADDRESS, {"show": chosen})
    found = {row.item.pk for row in response.context["rows"]}
    assert found == {items[name].pk for name in shown}
    told = {name: count for name, _label, count in response.context["filters"]}
    assert told[chosen if chosen in board.FILTERS else ""] == len(shown)
    assert (told["missing_en"], told["missing_ar"], told["live"]) == (1, 1, 1)


def test_cell_says_how_many_fields_and_days(items: Any, sign_in: Any) -> None:
    ago = timezone.now() - timedelta(days=3, hours=1)
    NewsItem.objects.filter(pk=items["behind"].pk).update(stale_since_en=ago)
    response = sign_in("translator").get(ADDRESS, {"show": "stale"})
    (row,) = response.context["rows"]
    assert [(cell.fields, cell.days) for cell in row.cells] == [(0, 0), (2, 3)]
    assert "2 fields · 3 days" in " ".join(response.content.decode().split())


def test_longest_out_of_date_comes_first(
    items: Any, draft: Any, carry: Any, people: dict[str, User]
) -> None:
    later = carry(carry(draft(reference="4"), "ar", "in_review"), "en", "in_review")
    later = drafts.save(later, {"title_en": "Other"}, by=people["translator"])
    long_ago = timezone.now() - timedelta(days=9)
    NewsItem.objects.filter(pk=later.pk).update(stale_since_ar=long_ago)
    found = list(chain.from_iterable(board.ordered(NewsItem.objects.all(), "")))
    assert [item.pk for item in found[:2]] == [later.pk, items["behind"].pk]


def table(client: Any, **query: str) -> list[list[str]]:
    """The board's file, row by row."""
    text = client.get(ADDRESS, {"as": "csv", **query}).content.decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize(
    "title",
    ["=SUM(A1)", "+1+cmd|'/c calc'!A0", "-2+3", "@SUM(A1)", '=HYPERLINK("https://x.example","x")'],
)
def test_file_has_every_row_and_no_formula(
    items: Any, draft: Any, sign_in: Any, title: str
) -> None:
    item = draft(title_ar=title, reference="5")
    rows = table(sign_in("translator"))
    assert len(rows) == 1 + 5
    assert [row[1] for row in rows if row[0] == str(item.pk)] == [f"'{title}"]


@pytest.mark.parametrize("title", ["\t=1", "\r=1", "=1"])
def test_cell_that_hides_a_formula_behind_a_blank_is_text(title: str) -> None:
    assert board._safe(title) == f"'{title}"


def test_file_has_what_was_chosen(items: Any, sign_in: Any) -> None:
    rows = table(sign_in("translator"), show="missing_ar")
    assert [row[0] for row in rows[1:]] == [str(items["english"].pk)]


def test_board_costs_the_same_for_many_items(
    items: Any, draft: Any, sign_in: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        draft(reference=f"M/{number}")
    client = sign_in("translator")
    with django_assert_max_num_queries(8):
        client.get(ADDRESS)


def test_board_is_for_staff_alone(client: Any, items: Any) -> None:
    assert client.get(ADDRESS).status_code == 302

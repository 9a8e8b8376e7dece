"""Lists that are longer than anybody pages through: what they count, show and cost."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.accounts.roles import AUTHOR, PUBLISHER
from nhri.workflow import paging
from nhri.workflow.paging import BoundedPaginator, InTurn, counts
from tests.forms import text_in

LIST = "/en/admin/news/newsitem/"
BOARD = f"{LIST}translations/"


@pytest.fixture
def many(people: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> list[NewsItem]:
    """Seventy items where only sixty can be paged through."""
    monkeypatch.setattr(paging, "MOST", 60)
    monkeypatch.setattr("nhri.workflow.board.MOST", 60)
    return NewsItem.objects.bulk_create(
        NewsItem(
            created_by=people[AUTHOR],
            title_ar=f"مادة {number}",
            released_on=date(2000 + number, 1, 1) if number < 40 else None,
            stale_en=int(number < 5),
        )
        for number in range(70)
    )


def test_list_says_that_it_is_cut(many: list[NewsItem], sign_in: Any) -> None:
    response = sign_in(AUTHOR).get(LIST)
    assert response.context["cl"].result_count == 60
    assert "The first 60. Search or filter" in text_in(response)
    last = sign_in(AUTHOR).get(LIST, {"p": 2})
    assert len(last.context["cl"].result_list) == 30


def test_short_list_counts_what_it_has(draft: Any, sign_in: Any) -> None:
    draft()
    assert "1 entry" in text_in(sign_in(AUTHOR).get(LIST))


def test_year_and_month_narrow_the_list(many: list[NewsItem], sign_in: Any) -> None:
    client = sign_in(AUTHOR)
    page = client.get(LIST)
    years = [s for s in page.context["cl"].filter_specs if s.title == "year of release"]
    assert [value for value, _label in years[0].lookup_choices] == [
        str(year) for year in range(2039, 1999, -1)
    ]
    chosen = client.get(LIST, {"released_on__year": "2007"}).context["cl"]
    assert [item.title_ar for item in chosen.result_list] == ["مادة 7"]
    both = {"released_on__year": "2007", "released_on__month": "2"}
    assert list(client.get(LIST, both).context["cl"].result_list) == []


@pytest.mark.parametrize("asked", ["abc", "0", "99999", "²"])
def test_what_is_no_year_narrows_nothing(many: list[NewsItem], sign_in: Any, asked: str) -> None:
    response = sign_in(AUTHOR).get(LIST, {"released_on__year": asked})
    assert response.context["cl"].result_count == 60


def test_parts_are_paged_as_one_list(many: list[NewsItem]) -> None:
    first = NewsItem.objects.filter(stale_en=1).order_by("pk")
    rest = NewsItem.objects.filter(stale_en=0).order_by("pk")[:20]
    rows = InTurn((first, rest), 5, 25)
    wanted = [item.pk for item in many[:25]]
    for size in (1, 3, 5, 7, 25, 30):
        pages = BoundedPaginator(rows, size)
        found = [item.pk for number in pages.page_range for item in pages.page(number)]
        assert found == wanted


def test_counts_are_read_in_one_statement(
    many: list[NewsItem], django_assert_num_queries: Any
) -> None:
    lists = {
        "all": NewsItem.objects.all(),
        "none": NewsItem.objects.none(),
        "some": NewsItem.objects.filter(stale_en=1),
    }
    with django_assert_num_queries(1):
        assert counts(NewsItem, lists) == {"all": 60, "none": 0, "some": 5}
    NewsItem.objects.all().delete()
    assert counts(NewsItem, lists) == {"all": 0, "none": 0, "some": 0}


def test_board_shows_the_stale_first_and_pages_on(many: list[NewsItem], sign_in: Any) -> None:
    response = sign_in(PUBLISHER).get(BOARD)
    shown = [row.item.stale_en for row in response.context["rows"]]
    assert shown == [1] * 5 + [0] * 45
    second = sign_in(PUBLISHER).get(BOARD, {"page": 2})
    assert len(second.context["rows"]) == 10
    assert "The first 60. Filter to find" in text_in(second)
    assert "Everything (60+)" in text_in(second)


def test_board_puts_the_undated_last(many: list[NewsItem], sign_in: Any) -> None:
    response = sign_in(PUBLISHER).get(BOARD, {"order": "date"})
    dates = [row.item.released_on for row in response.context["rows"]]
    assert dates[:2] == [date(2039, 1, 1), date(2038, 1, 1)]
    assert dates[40:] == [None] * 10


@pytest.mark.parametrize(
    ("address", "most"),
    [
        (LIST, 9),
        (f"{LIST}?ar=draft", 9),
        (f"{LIST}?missing=en", 9),
        (f"{LIST}?q=x", 9),
        (BOARD, 8),
        (f"{BOARD}?order=date", 8),
    ],
)
def test_long_list_costs_what_a_short_one_costs(
    draft: Any, people: dict[str, User], sign_in: Any, address: str, most: int
) -> None:
    client = sign_in(PUBLISHER)
    draft(english=False, title_ar="x")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        assert client.get(address).status_code == 200
    NewsItem.objects.bulk_create(
        NewsItem(created_by=people[AUTHOR], title_ar=f"x {n}", stale_en=n % 2) for n in range(300)
    )
    with CaptureQueriesContext(connection) as many:
        assert client.get(address).status_code == 200
    assert len(many) <= most
    # One more where a second part of the board, or a second page, has rows now.
    assert len(many) - len(few) <= 1

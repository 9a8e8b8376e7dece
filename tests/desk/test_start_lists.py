"""The lists of the start page: their order, their counts, the whole of each, what they cost."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.accounts.roles import ADMINISTRATOR, AUTHOR, EDITOR, PUBLISHER, ROLES
from nhri.desk.comments import FieldComment
from nhri.desk.filters import OnTheDesk
from nhri.desk.lists import LISTS, lists_for
from nhri.desk.start import COUNTED, SHOWN
from nhri.pages.models import Page
from nhri.workflow import actions, drafts
from tests.desk.start import INDEX, card_text, desk_of


def test_lists_stand_in_the_order_in_which_they_press(
    draft: Any, carry: Any, sign_in: Any, people: dict[str, User]
) -> None:
    carry(draft(), "ar", "scheduled")
    carry(draft(), "ar", "approved")
    carry(draft(), "ar", "in_review")
    lost = carry(draft(), "ar", "scheduled")
    drafts.save(lost, {"title_ar": "عنوان آخر"}, by=people[AUTHOR])
    names = [section.name for section in desk_of(sign_in(PUBLISHER)).sections]
    assert names == ["lost", "review", "approved", "scheduled", "stale"]


def test_six_are_shown_and_all_are_counted(draft: Any, carry: Any, sign_in: Any) -> None:
    items = [carry(draft(english=False), "ar", "in_review") for _ in range(SHOWN + 2)]
    section = desk_of(sign_in(EDITOR)).sections[0]
    assert (section.count, section.is_long) == (SHOWN + 2, False)
    newest = [item.pk for item in reversed(items)][:SHOWN]
    assert [card.item.pk for card in section.cards] == newest
    ((_name, address),) = section.links
    response = sign_in(EDITOR).get(address)
    assert {item.pk for item in response.context["cl"].result_list} == {i.pk for i in items}


def test_long_list_is_said_to_be_long(people: dict[str, User], sign_in: Any) -> None:
    many = [NewsItem(created_by=people[AUTHOR], stale_en=1) for _ in range(COUNTED + 1)]
    NewsItem.objects.bulk_create(many)
    assert "Translation out of date 99+" in card_text(sign_in(AUTHOR), "stale")


@pytest.mark.parametrize("role", ROLES)
def test_list_behind_a_section_shows_exactly_what_it_counts(
    draft: Any, carry: Any, published: Any, sign_in: Any, people: dict[str, User], role: str
) -> None:
    for stage in ("draft", "in_review", "approved", "scheduled", "published", "withdrawn"):
        carry(draft(english=False), "ar", stage)
    back = carry(draft(), "ar", "in_review")
    actions.return_(back, "ar", by=people[EDITOR], comment="Shorter.")
    drafts.save(carry(draft(), "ar", "scheduled"), {"title_ar": "آخر"}, by=people[AUTHOR])
    behind = drafts.save(published("ar", "en"), {"title_ar": "آخر"}, by=people[AUTHOR])
    FieldComment.objects.create(item=behind, body="Sure?", by=people[EDITOR])
    actions.set_embargo(draft(), timezone.now() + timedelta(days=1), by=people[PUBLISHER])
    left = draft()
    NewsItem.objects.filter(pk=left.pk).update(changed_at=timezone.now() - timedelta(days=30))
    client = sign_in(role)
    counts = {section.name: section.count for section in desk_of(client).sections}
    address = reverse("admin:news_newsitem_changelist")
    for one in lists_for(people[role], NewsItem):
        found = client.get(address, {"desk": one.name}).context["cl"].result_count
        assert found == counts.get(one.name, 0), one.name


@pytest.mark.parametrize("name", [one.name for one in LISTS])
def test_list_that_is_of_no_use_to_a_role_narrows_nothing(
    draft: Any, sign_in: Any, name: str
) -> None:
    draft()
    address = reverse("admin:news_newsitem_changelist")
    page = sign_in(ADMINISTRATOR).get(address, {"desk": name})
    assert page.context["cl"].result_count == 1
    offered = [type(spec) for spec in page.context["cl"].filter_specs]
    assert OnTheDesk not in offered


def test_desk_of_a_colleague_without_a_role_is_calm(people: dict[str, User], draft: Any) -> None:
    draft()
    client = Client()
    client.force_login(User.objects.create_user("new", "new@example.org", "x"))
    assert desk_of(client).is_calm


@pytest.mark.parametrize("role", ROLES)
def test_start_page_costs_the_same_for_three_items_and_for_three_hundred(
    draft: Any, carry: Any, sign_in: Any, people: dict[str, User],
    django_assert_max_num_queries: Any, role: str,
) -> None:  # fmt: skip
    client = sign_in(role)

    def fill() -> None:
        review = carry(draft(english=False), "ar", "in_review")
        FieldComment.objects.create(item=review, body="Sure?", by=people[EDITOR])
        urgent = draft(english=False)
        actions.publish_urgently(urgent, "ar", by=people[PUBLISHER], reason="Now.")
        drafts.create(Page(), {"slug": f"p{urgent.pk}", "title_ar": "عن"}, by=people[AUTHOR])

    fill()
    with CaptureQueriesContext(connection) as few:
        assert client.get(INDEX).status_code == 200
    for _ in range(9):
        fill()
    NewsItem.objects.bulk_create(
        NewsItem(created_by=people[AUTHOR], in_charge=people[AUTHOR], stale_en=n % 2)
        for n in range(300)
    )
    with django_assert_max_num_queries(12), CaptureQueriesContext(connection) as many:
        assert client.get(INDEX).status_code == 200
    assert len(many) == len(few)

"""What the newsroom's tables promise: constraints by name, addresses, words in two languages."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils import timezone
from django.utils.translation import override

from news.models import ImportedOriginal, NewsItem, PressContact, Topic
from nhri.accounts.models import User
from nhri.workflow import actions, drafts
from nhri.workflow.models import AuditEntry, Publishable, Revision


@pytest.fixture
def item(people: dict[str, User]) -> NewsItem:
    return NewsItem.objects.create(created_by=people["author"])


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    "values,name",
    [
        ({"state": "nonsense"}, "state_{0}_known"),
        ({"state": "published"}, "public_{0}_named"),
        ({"state": "withdrawn"}, "public_{0}_named"),
        ({"state": "approved"}, "approved_{0}_named"),
        ({"change": "draft"}, "change_{0}_of_public"),
        ({"state": "in_review", "change": "in_review"}, "change_{0}_of_public"),
    ],
)
def test_database_refuses_a_state_that_cannot_be(
    item: NewsItem, language: str, values: dict[str, str], name: str
) -> None:
    columns = {f"{column}_{language}": value for column, value in values.items()}
    with pytest.raises(IntegrityError, match=name.format(language)), transaction.atomic():
        NewsItem.objects.filter(pk=item.pk).update(**columns)


@pytest.mark.parametrize("days", [-3, 3])
def test_hijri_correction_is_at_most_two_days(item: NewsItem, days: int) -> None:
    with pytest.raises(IntegrityError, match="news_hijri_correction_small"), transaction.atomic():
        NewsItem.objects.filter(pk=item.pk).update(hijri_correction=days)


def test_press_contact_can_be_reached(db: None) -> None:
    with pytest.raises(IntegrityError, match="press_contact_is_reachable"), transaction.atomic():
        PressContact.objects.create(name_ar="المكتب الإعلامي")


def test_topic_slug_is_one(db: None) -> None:
    Topic.objects.create(slug="rights")
    with pytest.raises(IntegrityError), transaction.atomic():
        Topic.objects.create(slug="rights")


def test_revision_number_is_given_once(draft: Any, people: dict[str, User]) -> None:
    item = draft()
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.create(
            item=item, stream="ar", number=1, data={}, created_by=people["author"]
        )


def test_same_original_is_kept_once(item: NewsItem, people: dict[str, User]) -> None:
    values = {
        "item": item, "language": "ar", "name": "a.txt", "fingerprint": "f" * 64, "data": b"a",
        "created_by": people["author"],
    }  # fmt: skip
    ImportedOriginal.objects.create(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        ImportedOriginal.objects.create(**values)


def test_every_constraint_of_ours_has_a_name_that_says_what_it_holds() -> None:
    names = [c.name for m in apps.get_models() for c in m._meta.constraints if m._meta.app_label in
             ("nhri", "news")]  # fmt: skip
    assert len(names) == len(set(names))
    assert [name for name in names if not name.replace("_", "").isalnum()] == []


def test_deleting_people_never_deletes_content(draft: Any, people: dict[str, User]) -> None:
    item = draft()
    for role in ("author", "translator"):
        with pytest.raises((ProtectedError, RestrictedError)):
            people[role].delete()
    assert NewsItem.objects.filter(pk=item.pk).exists()


def test_press_contact_in_use_stays(draft: Any) -> None:
    contact = PressContact.objects.create(email="p@example.org")
    draft(press_contact=contact)
    with pytest.raises(ProtectedError):
        contact.delete()


def test_history_is_kept_whole(draft: Any, carry: Any, people: dict[str, User]) -> None:
    """Rows are only added: every act of an item's life is in the trail, in order."""
    item = carry(draft(english=False), "ar", "withdrawn")
    acts = ["create", "submit", "approve", "publish", "withdraw"]
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)) == acts
    assert Revision.objects.filter(object_id=item.pk).count() == 2


def test_address_names_only_what_can_be_seen(draft: Any, carry: Any) -> None:
    item = carry(draft(slug_ar="سري", slug_en="seen"), "en", "published")
    row = NewsItem.objects.with_visibility().get(pk=item.pk)
    assert row.address("en").endswith(f"/en/news/{item.pk}-seen/")
    assert row.address("ar").endswith(f"/ar/news/{item.pk}-seen/")


def test_visibility_is_one_adjective_everywhere(
    draft: Any, carry: Any, people: dict[str, User]
) -> None:
    """`published`, `published_anywhere` and `with_visibility` agree on every stage."""
    for stage in ("draft", "in_review", "approved", "scheduled", "published", "withdrawn"):
        carry(draft(), "ar", stage)
    hidden = carry(draft(), "ar", "published")
    actions.set_embargo(hidden, timezone.now() + timedelta(days=1), by=people["publisher"])
    by_filter = set(NewsItem.objects.published("ar").values_list("pk", flat=True))
    by_column = {row.pk for row in NewsItem.objects.with_visibility() if row.visible_ar}
    anywhere = set(NewsItem.objects.published_anywhere().values_list("pk", flat=True))
    assert len(by_filter) == 1
    assert by_filter == by_column == anywhere


def test_empty_columns_are_never_visible(item: NewsItem) -> None:
    assert not NewsItem.objects.published_anywhere().exists()
    row = NewsItem.objects.with_visibility().get()
    assert (row.visible_ar, row.visible_en) == (False, False)


def test_str_asks_nothing(draft: Any, django_assert_num_queries: Any) -> None:
    item = draft()
    with django_assert_num_queries(0):
        assert str(item) == item.title_ar


@pytest.mark.parametrize("language", ["ar", "en"])
def test_bare_name_is_never_shown_in_the_other_language(
    draft: Any, people: dict[str, User], language: str
) -> None:
    """Modeltranslation's own fallback stays off: an empty language reads as empty."""
    item = drafts.create(NewsItem(), {"title_ar": "عربي"}, by=people["author"])
    with override(language):
        assert item.title == ("عربي" if language == "ar" else "")


def test_published_models_register_their_texts() -> None:
    for model in apps.get_models():
        if issubclass(model, Publishable):
            columns = {field.name for field in model._meta.get_fields()}
            for name in model.translated_content:
                assert {f"{name}_ar", f"{name}_en"} <= columns


def test_models_and_migrations_agree(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_system_check_is_silent(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check", fail_level="WARNING")
    assert "no issues" in capsys.readouterr().out

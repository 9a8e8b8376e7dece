"""The field's promise: no path to the database goes round the sanitiser."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core import serializers
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.workflow import drafts
from nhri.workflow.models import Revision

DIRTY = '<p onclick="x">نص<script>alert(1)</script></p>'
CLEAN = "<p>نص</p>"


def held(item: Any, name: str = "body_ar") -> str:
    """What the database holds, read past the model."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM news_newsitem WHERE id = %s", [item.pk])
        return str(cursor.fetchone()[0])


@pytest.fixture
def item(people: dict[str, User]) -> NewsItem:
    return NewsItem.objects.create(created_by=people["author"])


@pytest.mark.parametrize("name", ["body_ar", "body_en", "notes_to_editors_ar"])
def test_save_sanitises_and_tells_the_instance(item: NewsItem, name: str) -> None:
    setattr(item, name, DIRTY)
    item.save()
    assert (held(item, name), getattr(item, name)) == (CLEAN, CLEAN)


def test_save_of_some_fields_sanitises(item: NewsItem) -> None:
    item.body_ar = DIRTY
    item.save(update_fields=["body_ar"])
    assert held(item) == CLEAN


def test_create_sanitises(people: dict[str, User]) -> None:
    assert held(NewsItem.objects.create(created_by=people["author"], body_ar=DIRTY)) == CLEAN


def test_update_sanitises(item: NewsItem) -> None:
    NewsItem.objects.filter(pk=item.pk).update(body_ar=DIRTY)
    assert held(item) == CLEAN


def test_bulk_create_sanitises(people: dict[str, User]) -> None:
    (made,) = NewsItem.objects.bulk_create([NewsItem(created_by=people["author"], body_ar=DIRTY)])
    assert held(made) == CLEAN


def test_bulk_update_sanitises(item: NewsItem) -> None:
    item.body_ar = DIRTY
    NewsItem.objects.bulk_update([item], ["body_ar"])
    assert held(item) == CLEAN


def test_update_or_create_sanitises(item: NewsItem) -> None:
    NewsItem.objects.update_or_create(pk=item.pk, defaults={"body_ar": DIRTY})
    assert held(item) == CLEAN


def test_loaddata_sanitises(item: NewsItem, tmp_path: Path) -> None:
    rows = json.loads(serializers.serialize("json", [item]))
    rows[0]["fields"]["body_ar"] = DIRTY
    fixture = tmp_path / "rows.json"
    fixture.write_text(json.dumps(rows), encoding="utf-8")
    call_command("loaddata", str(fixture), verbosity=0)
    assert held(item) == CLEAN


def test_revision_holds_clean_text(people: dict[str, User]) -> None:
    item = drafts.create(NewsItem(), {"body_ar": DIRTY}, by=people["author"])
    item = drafts.save(item, {"body_en": DIRTY}, by=people["author"])
    assert (item.head_ar.data["body_ar"], item.head_en.data["body_en"]) == (CLEAN, CLEAN)
    assert (held(item), held(item, "body_en")) == (CLEAN, CLEAN)


def test_page_cleans_what_was_put_past_every_gate(
    published: Any, people: dict[str, User], client: Any
) -> None:
    """The last gate: rows that a database tool changed are cleaned when they are shown."""
    item = published("ar")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE news_newsitem SET body_ar = %s WHERE id = %s", [DIRTY, item.pk])
    page = client.get(item.address("ar")).content.decode()
    assert ("onclick" in page, "alert(1)" in page) == (False, False)


def test_preview_cleans_a_tampered_revision(draft: Any, sign_in: Any) -> None:
    item = draft()
    data = {**item.head_ar.data, "body_ar": DIRTY}
    Revision.objects.filter(pk=item.head_ar_id).update(data=data, created_at=timezone.now())
    page = sign_in("editor").get(f"/ar/admin/news/newsitem/{item.pk}/preview/ar/")
    assert (page.status_code, b"alert(1)" in page.content) == (200, False)


def test_migrations_know_no_editor() -> None:
    field = NewsItem._meta.get_field("body_ar")
    written = (Path(__file__).resolve().parents[2] / "news" / "migrations").glob("*.py")
    text = "".join(path.read_text(encoding="utf-8") for path in written)
    assert ("RichText" in text, "ckeditor" in text) == (False, False)
    assert field.get_internal_type() == "TextField"

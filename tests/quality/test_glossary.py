"""The glossary's table: loaded once, kept by editors, read by all who write."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from nhri.quality.glossary import load_glossary, shipped, terms
from nhri.quality.models import GlossaryTerm

pytestmark = pytest.mark.django_db


def test_loading_twice_adds_nothing() -> None:
    count = len(list(shipped()))
    assert (load_glossary(), load_glossary()) == (count, 0)
    assert GlossaryTerm.objects.count() == count


def test_loading_keeps_what_editors_changed() -> None:
    load_glossary()
    GlossaryTerm.objects.filter(name_en="Paris Principles").update(name_ar="س", is_active=False)
    load_glossary()
    row = GlossaryTerm.objects.get(name_en="Paris Principles")
    assert (row.name_ar, row.is_active) == ("س", False)


def test_name_that_is_switched_off_is_not_checked(django_assert_num_queries: Any) -> None:
    load_glossary()
    GlossaryTerm.objects.exclude(name_en="African Union").update(is_active=False)
    with django_assert_num_queries(1):
        assert [term.name_en for term in terms()] == ["African Union"]


def test_form_cannot_be_right_and_wrong() -> None:
    row = GlossaryTerm(name_ar="هيئة", name_en="Body", wrong_en="Boddy\nbody")
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    assert list(caught.value.message_dict) == ["wrong_en"]


@pytest.mark.parametrize(
    ("role", "may_change"),
    [
        ("author", False), ("translator", False), ("editor", True), ("publisher", True),
        ("administrator", True),
    ],
)  # fmt: skip
def test_roles_keep_or_read_the_glossary(people: Any, role: str, may_change: bool) -> None:
    user = people[role]
    assert user.has_perm("nhri.view_glossaryterm") is True
    assert user.has_perm("nhri.add_glossaryterm") is may_change
    assert user.has_perm("nhri.change_glossaryterm") is may_change
    assert user.has_perm("nhri.delete_glossaryterm") is False


def test_editor_adds_a_wrong_variant_and_texts_are_told(sign_in: Any) -> None:
    load_glossary()
    row = GlossaryTerm.objects.get(name_en="African Union")
    client = sign_in("editor")
    fields = (
        "name_ar", "name_en", "abbreviation", "variants_ar", "variants_en", "wrong_en", "note",
    )  # fmt: skip
    data = {name: getattr(row, name) for name in fields}
    data |= {"wrong_ar": "اتحاد أفريقيا", "is_official": "on", "is_active": "on"}
    answer = client.post(f"/ar/admin/nhri/glossaryterm/{row.pk}/change/", data)
    assert answer.status_code == 302
    assert [t.wrong_ar for t in terms() if t.name_en == "African Union"] == [("اتحاد أفريقيا",)]


def test_glossary_list_and_form_open_in_both_languages(sign_in: Any) -> None:
    load_glossary()
    row = GlossaryTerm.objects.get(name_en="African Union")
    client = sign_in("editor")
    for language in ("ar", "en"):
        stem = f"/{language}/admin/nhri/glossaryterm/"
        assert client.get(stem).status_code == 200
        assert client.get(f"{stem}{row.pk}/change/").status_code == 200

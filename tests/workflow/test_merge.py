"""Two people save one item: what both typed is kept, and a true clash writes nothing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.models import NewsItem, Topic
from nhri.accounts.models import User
from nhri.workflow import drafts
from nhri.workflow.models import Revision
from tests.workflow.refusals import everything


def bases(item: Any) -> dict[str, int | None]:
    return {stream: getattr(item, f"head_{stream}_id") for stream in ("ar", "en", "shared")}


def head(item: Any, stream: str) -> dict[str, Any]:
    found = NewsItem.objects.with_streams().get(pk=item.pk)
    return dict(getattr(found, f"head_{stream}").data)


def test_different_fields_of_one_language_are_both_kept(
    draft: Any, people: dict[str, User]
) -> None:
    item = draft()
    opened = bases(item)
    drafts.save(item, {"title_ar": "عنوان الأول"}, by=people["editor"], bases=opened)
    drafts.save(item, {"place_ar": "مكان الثاني"}, by=people["author"], bases=opened)
    kept = head(item, "ar")
    assert (kept["title_ar"], kept["place_ar"]) == ("عنوان الأول", "مكان الثاني")


def test_untouched_fields_of_a_whole_form_are_not_written_back(
    draft: Any, people: dict[str, User]
) -> None:
    """A form posts every field; the old values in it are nobody's wish."""
    item = draft()
    opened, as_opened = bases(item), head(item, "ar")
    drafts.save(item, {"title_ar": "عنوان الأول"}, by=people["editor"], bases=opened)
    drafts.save(item, as_opened | {"place_ar": "هنا"}, by=people["author"], bases=opened)
    kept = head(item, "ar")
    assert (kept["title_ar"], kept["place_ar"]) == ("عنوان الأول", "هنا")


def test_same_field_changed_on_both_sides_is_a_clash(draft: Any, people: dict[str, User]) -> None:
    item = draft()
    opened, origin = bases(item), item.title_ar
    drafts.save(item, {"title_ar": "عنوانهم"}, by=people["editor"], bases=opened)
    before = everything(item)
    with pytest.raises(drafts.Conflict) as caught:
        mine = {"title_ar": "عنواني", "place_ar": "مكاني", "title_en": "Mine"}
        drafts.save(item, mine, by=people["author"], bases=opened)
    assert everything(item) == before
    (clash,) = caught.value.clashes
    assert (clash.name, clash.base, clash.theirs, clash.mine) == (
        "title_ar",
        origin,
        "عنوانهم",
        "عنواني",
    )
    assert clash.revision.created_by == people["editor"]


def test_same_change_on_both_sides_is_no_clash(draft: Any, people: dict[str, User]) -> None:
    item = draft()
    opened = bases(item)
    drafts.save(item, {"title_ar": "عنوان"}, by=people["editor"], bases=opened)
    before = Revision.objects.count()
    drafts.save(item, {"title_ar": "عنوان"}, by=people["author"], bases=opened)
    assert Revision.objects.count() == before


def test_language_begun_meanwhile_by_another_is_not_overwritten(
    draft: Any, people: dict[str, User]
) -> None:
    item = draft(english=False)
    opened = bases(item)
    assert opened["en"] is None
    drafts.save(item, {"title_en": "Theirs"}, by=people["translator"], bases=opened)
    with pytest.raises(drafts.Conflict):
        drafts.save(item, {"title_en": "Mine"}, by=people["author"], bases=opened)
    drafts.save(item, {"title_en": "", "title_ar": "ع"}, by=people["author"], bases=opened)
    assert head(item, "en")["title_en"] == "Theirs"


def test_base_of_another_item_is_no_base(draft: Any, people: dict[str, User]) -> None:
    item, another = draft(), draft()
    with pytest.raises(drafts.Conflict):
        drafts.save(item, {"title_ar": "عنوان"}, by=people["author"], bases=bases(another))


def test_links_clash_like_any_field(draft: Any, people: dict[str, User]) -> None:
    topics = [Topic.objects.create(slug=s, name_ar=s, name_en=s) for s in ("a", "b")]
    item = draft()
    opened = bases(item)
    drafts.save(item, {"topics": topics[:1]}, by=people["editor"], bases=opened)
    with pytest.raises(drafts.Conflict) as caught:
        drafts.save(item, {"topics": topics[1:]}, by=people["author"], bases=opened)
    assert caught.value.clashes[0].theirs == [topics[0].pk]


def test_revisions_are_numbered_and_know_their_base(draft: Any, people: dict[str, User]) -> None:
    item = draft(english=False)
    first = item.head_ar
    item = drafts.save(item, {"title_ar": "عنوان"}, by=people["editor"])
    second = item.head_ar
    assert (first.number, first.base, second.number, second.base) == (1, None, 2, first)
    assert (first.created_by, second.created_by) == (people["author"], people["editor"])


def test_slug_follows_the_title_until_somebody_writes_one(
    draft: Any, people: dict[str, User]
) -> None:
    item = drafts.save(draft(), {"title_ar": "عنوان أول"}, by=people["author"])
    assert item.slug_ar == "عنوان-أول"
    item = drafts.save(item, {"slug_ar": "خاص"}, by=people["author"])
    item = drafts.save(item, {"title_ar": "عنوان ثان"}, by=people["author"])
    assert item.slug_ar == "خاص"
    item = drafts.save(item, {"slug_ar": ""}, by=people["author"])
    assert item.slug_ar == "عنوان-ثان"


VALUES = st.sampled_from(["", "one", "two", "three"])
FORM = st.fixed_dictionaries({"title_ar": VALUES, "summary_ar": VALUES, "place_ar": VALUES})


@given(origin=FORM, theirs=FORM, mine=FORM)
def test_merge_loses_nothing(
    origin: dict[str, str], theirs: dict[str, str], mine: dict[str, str]
) -> None:
    """For each field: my change, else theirs, else the origin; both and unequal is a clash."""
    blank = dict.fromkeys(("title_ar", "summary_ar", "place_ar"), "")
    base = Revision(pk=1, stream="ar", data=origin)
    item = NewsItem(head_ar=Revision(pk=2, stream="ar", data=blank | theirs))
    merged, clashes = drafts.merge(item, "ar", mine, base)
    clashing = {
        name for name in mine if origin[name] not in (mine[name], theirs[name])
        and mine[name] != theirs[name]
    }  # fmt: skip
    assert {clash.name for clash in clashes} == clashing
    for name, value in mine.items():
        assert merged[name] == (value if value != origin[name] else theirs[name])

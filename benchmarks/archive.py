"""An archive of any size for measurements: items, revisions and audit rows as the verbs leave them.

Made with bulk_create, so that twenty thousand items take seconds; the mix is that of a newsroom
with a past: most is public, some of it in one language alone, and a little is on somebody's desk.
"""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.accounts.roles import ROLES
from nhri.desk.comments import FieldComment
from nhri.pages.models import Institution
from nhri.workflow.models import AuditEntry, Revision

_PARAGRAPH = (
    "<p>" + "زار فريق من المؤسسة مركز التوقيف واطلع على أوضاع الموقوفين فيه. " * 12 + "</p>"
)
_ENGLISH = (
    "<p>" + "A team of the institution visited the centre and met those held there. " * 12 + "</p>"
)
#: Of a hundred items, those with these numbers are not simply public in both languages.
_ONLY_ARABIC = range(30)
_DRAFT, _REVIEW, _APPROVED, _SCHEDULED, _STALE, _EMBARGO = 90, 92, 94, 95, 96, 97


def colleagues() -> dict[str, User]:
    """One for each role."""
    found = {}
    for role in ROLES:
        user = User(username=role, email=f"{role}@example.org", full_name=f"Colleague {role}")
        user.set_unusable_password()
        user.save()
        user.groups.set([Group.objects.get(name=role)])
        found[role] = user
    Institution.objects.get_or_create(
        pk=1, defaults={"name_ar": "المؤسسة", "name_en": "Institution"}
    )
    return found


def fill(size: int, people: dict[str, User]) -> None:
    """`size` items, the newest today, one a day before that.

    Keys are given out here: items name their revisions, so these come first.
    """
    kind = ContentType.objects.get_for_model(NewsItem)
    for first in range(0, size, 1000):
        items, revisions, entries = [], [], []
        for number in range(first, min(first + 1000, size)):
            item = _item(number, people)
            heads = _heads(item, kind, people)
            _settle(item, heads)
            items.append(item)
            revisions += heads.values()
            entries += _deeds(item, kind, people, heads)
        Revision.objects.bulk_create(revisions, batch_size=300)
        NewsItem.objects.bulk_create(items, batch_size=100)
        AuditEntry.objects.bulk_create(entries, batch_size=500)
    FieldComment.objects.bulk_create(
        FieldComment(
            content_type=kind, object_id=number, body="هل الرقم صحيح؟", by=people["editor"]
        )
        for number in range(1, size, max(1, size // 40))
    )


def _item(number: int, people: dict[str, User]) -> NewsItem:
    now = timezone.now()
    at = now - timedelta(days=number)
    turn = number % 100
    item = NewsItem(
        pk=number + 1,
        title_ar=f"المؤسسة تزور مركز التوقيف رقم {number}",
        summary_ar="زار فريق من المؤسسة مركز التوقيف.",
        body_ar=_PARAGRAPH * 4,
        place_ar="العاصمة",
        slug_ar=f"visit-{number}",
        kind=NewsItem.Kind.values[number % 3],
        released_on=at.date(),
        reference=f"R/{number}",
        created_by=people["author"],
        in_charge=people["author"],
        created_at=at,
        changed_at=at,
        state_ar="draft",
    )
    if turn not in _ONLY_ARABIC:
        item.title_en = f"Institution visits detention centre number {number}"
        item.summary_en, item.body_en, item.place_en = "A visit.", _ENGLISH * 4, "The Capital"
    stages = {_DRAFT: "draft", _DRAFT + 1: "draft", _REVIEW: "in_review", _REVIEW + 1: "in_review"}
    # What waits is recent: nobody leaves a text in review for ten years.
    recent = number < 1000
    item.stage_now = stages.get(turn, "approved" if turn == _APPROVED else "") if recent else ""
    if recent and turn == _SCHEDULED:
        item.ahead = now + timedelta(days=1 + number / 100)
    if recent and turn == _STALE:
        item.stale_en, item.stale_since_en = 2, at
    if recent and turn == _EMBARGO:
        item.embargo_until = now + timedelta(days=1 + number / 100)
    return item


def _heads(item: Any, kind: ContentType, people: dict[str, User]) -> dict[str, Revision]:
    writers = {"ar": people["author"], "en": people["translator"], "shared": people["author"]}
    shared = {"kind": item.kind, "released_on": item.released_on.isoformat(), "topics": []}
    heads = {}
    for place, (stream, writer) in enumerate(writers.items()):
        if stream == "en" and not item.title_en:
            continue
        names = [f"{n}_{stream}" for n in ("title", "summary", "body", "place")]
        heads[stream] = Revision(
            pk=item.pk * 3 + place,
            content_type=kind,
            object_id=item.pk,
            stream=stream,
            number=1,
            data=shared if stream == "shared" else {n: getattr(item, n) for n in names},
            created_by=writer,
            created_at=item.created_at,
        )
    return heads


def _settle(item: Any, heads: dict[str, Revision]) -> None:
    for stream, revision in heads.items():
        setattr(item, f"head_{stream}", revision)
    for code in ("ar", "en"):
        if code not in heads:
            continue
        if item.stage_now:
            setattr(item, f"state_{code}", item.stage_now)
            if item.stage_now == "approved":
                setattr(item, f"approved_{code}", heads[code])
        else:
            setattr(item, f"state_{code}", "published")
            setattr(item, f"publish_at_{code}", getattr(item, "ahead", item.created_at))
            setattr(item, f"public_{code}", heads[code])
            item.public_shared = heads["shared"]


def _deeds(
    item: Any, kind: ContentType, people: dict[str, User], heads: dict[str, Revision]
) -> list[AuditEntry]:
    done = [("create", "", "author")]
    for code in ("ar", "en"):
        if code in heads and item.stage_now != "draft":
            done += [("submit", code, "author"), ("approve", code, "editor")]
            done += [("publish", code, "publisher")]
    return [
        AuditEntry(
            content_type=kind, object_id=item.pk, verb=verb, language=code, by=people[role],
            at=item.created_at, revision=heads.get(code), shared_revision=heads["shared"],
        )
        for verb, code, role in done
    ]  # fmt: skip

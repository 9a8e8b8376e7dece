"""Any acts in any order: readers see what was approved, or let through urgently on the record."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from news.models import NewsItem, Topic
from nhri.accounts.models import User
from nhri.workflow import actions, drafts, streams
from nhri.workflow.models import AuditEntry, Revision
from nhri.workflow.permissions import Refused
from nhri.workflow.urgent import UrgentPublication
from tests.conftest import ARABIC_TEXT, ENGLISH_TEXT, SHARED

LANGUAGES = ("ar", "en")
WORDS = st.sampled_from(["one", "two", "three", "four", ""])
PEOPLE = st.sampled_from(["author", "translator", "editor", "publisher"])
HANDS = st.sampled_from(["editor", "publisher"])
LANGUAGE = st.sampled_from(LANGUAGES)

EDIT = st.tuples(st.just("edit"), LANGUAGE, PEOPLE, WORDS)
SHARE = st.tuples(st.just("share"), st.just(""), PEOPLE, WORDS)
VERB = st.tuples(
    st.sampled_from(
        [
            "submit",
            "return_",
            "approve",
            "publish",
            "schedule",
            "unschedule",
            "withdraw",
            "correct",
            "publish_urgently",
        ]
    ),  # fmt: skip
    LANGUAGE,
    HANDS,
    st.just(""),
)
#: The straight way to the readers, so that random orders often start from something public.
WAY = st.tuples(st.just("way"), LANGUAGE, st.just(""), st.sampled_from(["publish", "schedule"]))
TICK = st.tuples(st.just("tick"), st.just(""), st.just(""), st.just(""))
EMBARGO = st.tuples(
    st.just("embargo"), st.just(""), st.just("publisher"), st.sampled_from(["set", ""])
)
#: A second person reads what one publisher let through.
CONFIRM = st.tuples(st.just("confirm"), LANGUAGE, PEOPLE, st.just(""))
PIN = st.tuples(st.just("pin"), st.just(""), HANDS, st.sampled_from(["set", ""]))
TOGETHER = st.tuples(st.just("together"), st.just(""), HANDS, st.sampled_from(["later", ""]))
STEP = st.one_of(
    WAY, EDIT, VERB, WAY, SHARE, VERB, EMBARGO, TICK, CONFIRM, st.one_of(PIN, TOGETHER)
)
#: Long enough that most orders pass through a schedule, a change of public text, a withdrawal.
STEPS = st.lists(STEP, min_size=14, max_size=22)


class World:
    """One item, a clock, and what a strict observer remembers of it."""

    def __init__(self, people: dict[str, User], topic: Topic) -> None:
        self.people, self.topic = people, topic
        self.approved: dict[str, list[dict[str, Any]]] = {"ar": [], "en": [], "shared": []}
        #: What one publisher let through alone, as far as they were seen to do it.
        self.urgent: dict[str, list[dict[str, Any]]] = {"ar": [], "en": [], "shared": []}
        self.now = timezone.now().replace(microsecond=0)
        values = {**SHARED, **ARABIC_TEXT, **ENGLISH_TEXT}
        self.item = drafts.create(NewsItem(), values, by=people["author"])

    def step(self, name: str, language: str, role: str, word: str) -> None:
        if name == "way":
            for verb, by in (("submit", "author"), ("approve", "editor"), (word, "publisher")):
                self.act(verb, language, by)
        elif name == "edit":
            self.save({f"title_{language}": word}, role)
        elif name == "share":
            topics = [self.topic] if word == "one" else []
            self.save({"reference": word, "topics": topics}, role)
        elif name == "tick":
            self.now += timedelta(days=1)
        elif name == "embargo":
            until = self.now + timedelta(days=2) if word else None
            self.item = actions.set_embargo(self.item, until, by=self.people[role])
        elif name == "confirm":
            self.confirm(language, role)
        elif name == "pin":
            self.pin(role, word)
        elif name == "together":
            self.together(role, word)
        else:
            self.act(name, language, role)

    def confirm(self, language: str, role: str) -> None:
        """Changes nothing that readers see, and never by a hand that wrote or published it."""
        before = self.seen()
        for one in UrgentPublication.objects.filter(language=language):
            was_open = one.confirmed_at is None and one.superseded_at is None
            with suppress(Refused), transaction.atomic():
                self.item = actions.confirm_urgent(one, by=self.people[role])
                assert was_open
                assert self.people[role].pk not in (*one.writers, one.by_id)
        assert self.seen() == before

    def pin(self, role: str, word: str) -> None:
        before = self.seen()
        until = self.now + timedelta(days=1) if word else None
        with suppress(Refused), transaction.atomic():
            self.item = actions.set_urgent(self.item, until, by=self.people[role])
        assert self.seen() == before

    def together(self, role: str, word: str) -> None:
        """Both languages move, or neither."""
        row, before = self.row(), self.seen()
        seen = {c: (getattr(row, f"head_{c}_id"), row.head_shared_id) for c in LANGUAGES}
        at = self.now + timedelta(days=2) if word else None
        try:
            with transaction.atomic():
                self.item = actions.publish_together(
                    self.item, by=self.people[role], seen=seen, at=at
                )
        except Refused:
            assert self.seen() == before
            return
        assert {row.stage(c, self.now) for c in LANGUAGES} == {"approved"}
        assert {self.item.state_ar, self.item.state_en} == {"published"}

    def save(self, values: dict[str, Any], role: str) -> None:
        before = self.seen()
        self.item = drafts.save(self.item, values, by=self.people[role])
        assert self.seen() == before

    def act(self, verb: str, language: str, role: str) -> None:
        own: dict[str, Any] = {
            "return_": {"comment": "x"},
            "schedule": {"at": self.now + timedelta(days=2)},
            "withdraw": {"note": "x"},
            "correct": {"note": {language: "x"}},
            "publish_urgently": {"reason": "x"},
        }.get(verb, {})
        before, trail = self.seen(), AuditEntry.objects.count()
        newest = {stream: self.head(stream) for stream in (language, "shared")}
        changed_by = self.changed_by(language)
        try:
            with transaction.atomic():
                by = self.people[role]
                self.item = getattr(actions, verb)(self.item, language, by=by, **own)
        except Refused:
            assert (self.seen(), AuditEntry.objects.count()) == (before, trail)
            return
        assert AuditEntry.objects.count() == trail + 1
        if verb == "approve":
            assert self.people[role].pk not in changed_by
            for stream, values in newest.items():
                self.approved[stream].append(values)
        if verb == "publish_urgently":
            for stream, values in newest.items():
                self.urgent[stream].append(values)
            one = UrgentPublication.objects.latest("pk")
            assert (one.by, one.language) == (self.people[role], language)
            assert changed_by <= set(one.writers)
        if verb not in ("publish", "correct", "withdraw", "publish_urgently"):
            assert self.seen() == before

    def head(self, stream: str) -> dict[str, Any]:
        return dict(Revision.objects.filter(stream=stream).order_by("-number")[0].data)

    def changed_by(self, language: str) -> set[int]:
        found: set[int] = set()
        for stream in (language, "shared"):
            public = getattr(self.row(), f"public_{stream}")
            since = public.number if public else 0
            rows = Revision.objects.filter(stream=stream, number__gt=since)
            found |= set(rows.values_list("created_by", flat=True))
        return found

    def row(self) -> Any:
        return NewsItem.objects.with_streams().get(pk=self.item.pk)

    def seen(self) -> dict[str, Any]:
        """Language → what its readers find, by the one adjective and the columns."""
        found = {}
        for language in LANGUAGES:
            row = NewsItem.objects.published(language, self.now).filter(pk=self.item.pk).first()
            if row is not None:
                found[language] = {
                    **streams.from_columns(row, language),
                    **streams.from_columns(row, "shared"),
                }
        return found

    def check(self) -> None:
        row = self.row()
        embargoed = row.embargo_until is not None and row.embargo_until > self.now
        for language, text in self.seen().items():
            assert not embargoed
            assert row.standing(language, self.now) == "published"
            own = {k: v for k, v in text.items() if k in streams.names(NewsItem, language)}
            shared = {k: v for k, v in text.items() if k in NewsItem.shared_content}
            self.check_let_through(row, language, own, shared)
        for stream in (*LANGUAGES, "shared"):
            public = getattr(row, f"public_{stream}")
            shown = public or getattr(row, f"head_{stream}")
            assert streams.from_columns(row, stream) == shown.data
        public = any(getattr(row, f"public_{language}") for language in LANGUAGES)
        assert (row.public_shared is not None) == public
        for language in LANGUAGES:
            self.check_language(row, language)
        self.item = row

    def check_let_through(self, row: Any, language: str, own: Any, shared: Any) -> None:
        """Somebody else approved it, or one publisher answers for it on the record."""
        records = UrgentPublication.objects.all()
        if own not in self.approved[language]:
            assert own in self.urgent[language]
            public = getattr(row, f"public_{language}_id")
            assert records.filter(language=language, revision=public).exists()
        if shared not in self.approved["shared"]:
            assert shared in self.urgent["shared"]
            assert records.filter(shared_revision=row.public_shared_id).exists()

    def waits(self, row: Any, stream: str) -> bool:
        public, head = getattr(row, f"public_{stream}"), getattr(row, f"head_{stream}")
        return public is not None and public.data != head.data

    def check_language(self, row: Any, language: str) -> None:
        state, change = getattr(row, f"state_{language}"), getattr(row, f"change_{language}")
        approved = getattr(row, f"approved_{language}_id")
        assert (approved is not None) == ("approved" in (state, change))
        if approved is not None:
            assert approved == getattr(row, f"head_{language}_id")
            assert self.head(language) in self.approved[language]
            assert self.head("shared") in self.approved["shared"]
        was_public = state in ("published", "withdrawn")
        assert (getattr(row, f"public_{language}") is not None) == was_public
        assert (getattr(row, f"publish_at_{language}") is not None) == was_public
        if state == "published":
            assert bool(change) == (self.waits(row, language) or self.waits(row, "shared"))
        elif not was_public:
            assert change == ""


@pytest.fixture
def topic(db: None) -> Topic:
    return Topic.objects.create(slug="one", name_ar="واحد", name_en="One")


@given(steps=STEPS)
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_readers_see_only_what_was_approved(
    people: dict[str, User], topic: Topic, monkeypatch: pytest.MonkeyPatch, steps: list[Any]
) -> None:
    with transaction.atomic(), monkeypatch.context() as clock:
        world = World(people, topic)
        clock.setattr(timezone, "now", lambda: world.now)
        for step in steps:
            world.step(*step)
            world.check()
        transaction.set_rollback(True)

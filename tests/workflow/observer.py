"""A strict observer of one item: it reads rows, knows what people did and saw, believes no code.

`Breach` is raised after the step that lost a text, let one out, or left the row unsound.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from news.models import NewsItem
from nhri.arabic.slugs import slug as slug_of
from nhri.workflow.models import AuditEntry, Revision
from nhri.workflow.readable import plain_lines, readable
from nhri.workflow.states import Verb
from nhri.workflow.urgent import UrgentPublication
from tests.workflow.open_pages import Page, Seen
from tests.workflow.sessions import COLUMNS, LANGUAGES, STREAMS, Session, as_stored, is_rich

#: Shared columns that point to one record, and those that list some, by their column in between.
LINKED = ("press_contact", "event")
LISTED = {
    "topics": "topic_id",
    "participants": "participant_id",
    "organisations": "organisation_id",
}


class Breach(AssertionError):
    """Something happened that must never happen."""


def hold(is_so: bool, what: str) -> None:
    """Raise `Breach` when it is not so."""
    if not is_so:
        raise Breach(what)


@dataclass
class Moment:
    """The rows at one moment."""

    row: dict[str, Any]
    head: dict[str, dict[str, Any]]
    revisions: int
    trail: int

    def standing(self, language: str, name: str) -> Any:
        """A column of the language."""
        return self.row[f"{name}_{language}"]

    def pair(self, kind: str, language: str) -> tuple[int | None, int | None]:
        """Primary keys of the language's and the shared `head` or `public` revision."""
        return self.row[f"{kind}_{language}_id"], self.row[f"{kind}_shared_id"]


class Observer:
    """What was saved, approved and let out so far, by the rows and by what people did."""

    def __init__(self, pk: int) -> None:
        self.pk = pk
        self.revisions: dict[int, dict[str, Any]] = {}
        self.now = self.read()
        row = self.now.row
        #: Stream → the revisions that may be public; language → the pair that is approved now.
        self.let_out = {stream: {row[f"public_{stream}_id"]} - {None} for stream in STREAMS}
        self.active = {
            code: self.now.pair("head", code) if row[f"approved_{code}_id"] else None
            for code in LANGUAGES
        }
        #: Stream → the number of the newest revision that two people answer for.
        self.reviewed = {s: self._number(row[f"public_{s}_id"]) for s in STREAMS}

    # Reading ------------------------------------------------------------------------------------

    def read(self) -> Moment:
        """The rows now."""
        item = NewsItem.objects.get(pk=self.pk)
        row = {f.attname: item.__dict__.get(f.attname) for f in NewsItem._meta.concrete_fields}
        for name, target in LISTED.items():
            through = getattr(NewsItem, name).through.objects.filter(newsitem_id=self.pk)
            row[name] = sorted(through.values_list(target, flat=True))
        known = max(self.revisions, default=0)
        fresh = Revision.objects.filter(object_id=self.pk, pk__gt=known).order_by("pk").values()
        for revision in fresh:
            self.revisions[revision["id"]] = revision
        head = {s: self._data(row[f"head_{s}_id"]) for s in STREAMS}
        trail = AuditEntry.objects.filter(object_id=self.pk).count()
        return Moment(row, head, len(self.revisions), trail)

    def _data(self, pk: int | None) -> dict[str, Any]:
        return self.revisions[pk]["data"] if pk else {}

    def _number(self, pk: int | None) -> int:
        return self.revisions[pk]["number"] if pk else 0

    def readers_see(self, moment: Moment) -> dict[str, dict[str, Any]]:
        """Language → the columns that its readers find."""
        row, found = moment.row, {}
        for code in LANGUAGES:
            at, embargo = row[f"publish_at_{code}"], row["embargo_until"]
            is_out = row[f"state_{code}"] == "published" and at <= timezone.now()
            if is_out and (embargo is None or embargo <= timezone.now()):
                found[code] = {s: self._columns(row, s) for s in (code, "shared")}
        return found

    def _columns(self, row: Mapping[str, Any], stream: str) -> dict[str, Any]:
        found = {}
        for name in COLUMNS[stream]:
            value = row[f"{name}_id"] if name in LINKED else row[name]
            found[name] = value.isoformat() if hasattr(value, "isoformat") else value
        return found

    # After a save -------------------------------------------------------------------------------

    def saved(self, session: Session) -> None:
        """A save was stored: what was typed is there, nothing else moved, nothing unseen went."""
        before, after = self.now, self.read()
        for stream in STREAMS:
            self._grew(before, after, stream, session.user)
            for name in COLUMNS[stream]:
                self._kept(session, name, before.head[stream], after.head[stream])
        hold(
            self.readers_see(after) == self.readers_see(before)
            or self._lost_schedule(before, after),
            "a save changed what readers see",
        )
        for code in LANGUAGES:
            changed = [s for s in (code, "shared") if after.head[s] != before.head[s]]
            self._reopened(before, after, code, changed)
            if changed:
                self.active[code] = None
        self.settle(after)

    def _grew(self, before: Moment, after: Moment, stream: str, user: Any) -> None:
        old, new = before.row[f"head_{stream}_id"], after.row[f"head_{stream}_id"]
        if old == new:
            hold(after.head[stream] == before.head[stream], "a revision was rewritten")
            return
        revision = self.revisions[new]
        hold(revision["base_id"] == old, "the chain of revisions is broken")
        hold(revision["number"] == self._number(old) + 1, "a revision was jumped over")
        hold(revision["created_by_id"] == user.pk, "a revision bears another's name")

    def _kept(self, session: Session, name: str, old: dict[str, Any], new: dict[str, Any]) -> None:
        before, after = old.get(name), new.get(name)
        if name.startswith("slug") and name not in session.typed:
            follows = after == slug_of(new.get(f"title_{name[-2:]}") or "")
            hold(after == before or follows, "an address nobody typed was written")
        elif not session.is_touched(name):
            hold((after or None) == (before or None), f"{name}: written, though nobody typed there")
        else:
            hold(session.is_content(name, after), f"{name}: what was typed has vanished")
            if after != before:
                hold(
                    before in session.shown[name], f"{name}: replaced by somebody who never saw it"
                )

    def _lost_schedule(self, before: Moment, after: Moment) -> bool:
        return any(after.standing(c, "state") != before.standing(c, "state") for c in LANGUAGES)

    def _reopened(self, before: Moment, after: Moment, code: str, changed: list[str]) -> None:
        stood, stands = before.standing(code, "state"), after.standing(code, "state")
        at = before.standing(code, "publish_at")
        if not changed:
            hold((stood, before.standing(code, "change"))
                 == (stands, after.standing(code, "change")),
                 "a save moved a state whose text it did not change")  # fmt: skip
            return
        if stood == "published" and at > timezone.now():
            hold(stands == "draft", "a scheduled text was changed and stays scheduled")
            hold(after.standing(code, "lost_schedule") == at, "the lost moment is forgotten")
        hold("approved" not in (stands, after.standing(code, "change")),
             "an approval covers a later change")  # fmt: skip
        hold(stands == stood or stands == "draft", "a save raised a state")

    def came_back(self, session: Session, page: Page) -> None:
        """A save was not stored: nothing was written, and the page holds every text."""
        self._unmoved("a save that was not stored has written")
        for name, sent in session.typed.items():
            held = page.values.get(name, [])
            if name in page.refused:
                hold(held == sent, f"{name}: the refused text is gone from the page")
            elif name in page.clashes or session.is_touched(name):
                is_same = as_stored(name, held) == as_stored(name, sent)
                if not is_same and session.chosen.get(name, ("",))[0] == "merged":
                    self._asked_anew(session, name, page)
                    is_same = True
                hold(is_same, f"{name}: the typed text is gone from the page")
        hold(bool(page.clashes or page.refused), "a save was refused without a word")
        nobodys = [name for name in page.refused if name not in session.typed]
        hold(not nobodys, f"{nobodys}: refused, though nobody typed there")
        for name, clash in page.clashes.items():
            stream = next(s for s in STREAMS if name in COLUMNS[s])
            theirs = self._theirs(page, stream, name)
            session.shown[name].append(theirs)
            if isinstance(theirs, str) and clash.three.is_text:
                shown = _side(clash.three.theirs)
                hold(shown == _text(name, theirs), f"{name}: their text is not on the page")
                mine = _side(clash.three.mine)
                hold(mine == _text(name, as_stored(name, session.typed[name])),
                     f"{name}: the text typed is not beside theirs")  # fmt: skip
        self._agreed(session, page)
        session.page = page

    def _agreed(self, session: Session, page: Page) -> None:
        """What both typed alike is no change of this person's, once the page begins with it."""
        for stream in STREAMS:
            if page.values[f"base_{stream}"] == session.page.values[f"base_{stream}"]:
                continue
            for name in set(COLUMNS[stream]) & set(session.typed) - set(page.clashes):
                theirs = self._theirs(page, stream, name)
                if as_stored(name, session.typed[name]) == theirs:
                    del session.typed[name]
                    session.shown[name] = [theirs]

    def _asked_anew(self, session: Session, name: str, page: Page) -> None:
        """What was put together from both is this person's text in the next clash."""
        held = as_stored(name, page.values[name])
        hold(session.is_content(name, held), f"{name}: the text put together is gone")
        session.typed[name] = page.values[name]

    def _theirs(self, page: Page, stream: str, name: str) -> Any:
        """The value of the revision that the page is now opened on."""
        return self._data(int(page.values[f"base_{stream}"][0])).get(name)

    # After a verb -------------------------------------------------------------------------------

    def acted(self, verb: Verb, language: str, user: Any, seen: Seen | None) -> None:
        """A verb was done."""
        before, after = self.now, self.read()
        hold(after.revisions == before.revisions, "a verb wrote a text")
        hold(after.trail == before.trail + 1, "a verb left no trail")
        newest = before.pair("head", language)
        if verb == Verb.APPROVE:
            hold(seen == newest, "approved a text that its giver has not read")
            hold(user.pk not in self.writers(language), "approved by somebody who wrote it")
            self.active[language] = newest
        elif verb in (Verb.PUBLISH, Verb.CORRECT, Verb.SCHEDULE):
            self._let_out(after, language, seen, self.active[language])
            for stream in (language, "shared"):
                self.reviewed[stream] = self._number(after.row[f"public_{stream}_id"])
        elif verb == Verb.URGENT:
            record = UrgentPublication.objects.filter(
                object_id=self.pk, language=language, revision_id=newest[0],
                shared_revision_id=newest[1], by=user, confirmed_at=None, superseded_at=None,
            ).exclude(reason="")  # fmt: skip
            hold(record.exists(), "let through without a record")
            self._let_out(after, language, seen, newest)
            # What both languages share is on record with this one; its text is nobody's yet.
            self.reviewed["shared"] = self._number(after.row["public_shared_id"])
        elif verb not in (Verb.WITHDRAW, Verb.UNSCHEDULE):
            hold(self.readers_see(after) == self.readers_see(before),
                 "a verb that publishes nothing changed what readers see")  # fmt: skip
        if verb != Verb.APPROVE:
            self.active[language] = None
        self.settle(after)

    def _let_out(
        self, after: Moment, language: str, seen: Seen | None, allowed: tuple[Any, Any] | None
    ) -> None:
        pair = after.pair("public", language)
        hold(pair == allowed, "public, though nobody approved it")
        hold(pair == seen, "published a text that its publisher has not read")
        for stream, pk in zip((language, "shared"), pair, strict=True):
            self.let_out[stream].add(pk)

    def refused(self) -> None:
        """A verb was refused."""
        self._unmoved("a refused verb has written")

    def writers(self, language: str) -> set[int]:
        """Whoever changed the language or what both share since two people answered for it."""
        return {
            revision["created_by_id"]
            for revision in self.revisions.values()
            if revision["stream"] in (language, "shared")
            and revision["number"] > self.reviewed[revision["stream"]]
        }

    # After every step ---------------------------------------------------------------------------

    def _unmoved(self, breach: str) -> None:
        after = self.read()
        hold(
            (after.row, after.revisions, after.trail)
            == (self.now.row, self.now.revisions, self.now.trail),
            breach,
        )

    def settle(self, moment: Moment) -> None:
        """What must be true at any moment."""
        for code, seen in self.readers_see(moment).items():
            for stream in (code, "shared"):
                pk = moment.row[f"public_{stream}_id"]
                hold(pk in self.let_out[stream], f"{stream}: public, though nobody approved it")
                hold(seen[stream] == self._data(pk), f"{stream}: readers see another text")
        for code in LANGUAGES:
            self._is_sound(moment, code)
        self.now = moment

    def _is_sound(self, moment: Moment, code: str) -> None:
        row = moment.row
        state, change = row[f"state_{code}"], row[f"change_{code}"]
        approved = row[f"approved_{code}_id"]
        hold((approved is not None) == ("approved" in (state, change)), "approved, but what?")
        if approved is not None:
            hold(moment.pair("head", code) == self.active[code], "an approval of another text")
            hold(approved == row[f"head_{code}_id"], "an approval of an older text")
        was_public = state in ("published", "withdrawn")
        for name in ("public_{}_id", "publish_at_{}"):
            hold((row[name.format(code)] is not None) == was_public, f"{name} does not fit {state}")
        waits = any(
            row[f"public_{s}_id"] and self._data(row[f"public_{s}_id"]) != moment.head[s]
            for s in (code, "shared")
        )
        if state == "published":
            hold(bool(change) == waits, "a pending change and its state differ")
        elif not was_public:
            hold(change == "", "a change of what is not public")
            hold(self._columns(row, code) == moment.head[code] or not moment.head[code],
                 "the columns of a draft are not its newest text")  # fmt: skip

    def finished(self) -> None:
        """At the end: no revision was ever rewritten or removed."""
        rows = {one["id"]: one for one in Revision.objects.filter(object_id=self.pk).values()}
        hold(rows == self.revisions, "a revision was rewritten or removed")


def _side(stretches: Any) -> str:
    return "\n".join(
        "".join(segment.text for segment in row.right.segments)
        for stretch in stretches
        for row in stretch.rows
        if row.right is not None
    )


def _text(name: str, value: str) -> str:
    lines = readable(value) if is_rich(name) else plain_lines(value)
    return "\n".join(line.text for line in lines)

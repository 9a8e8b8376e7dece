"""Two saves and a publication at one instant, again and again: both kept, nothing unread out."""

import random
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from time import sleep
from typing import Any

import pytest
from django.db import connection

from nhri.accounts.models import User
from nhri.accounts.roles import AUTHOR, PUBLISHER, TRANSLATOR
from nhri.workflow import actions, drafts
from nhri.workflow.models import Revision
from nhri.workflow.states import Verb
from tests.workflow.observer import Observer, hold
from tests.workflow.open_pages import Browser, Page
from tests.workflow.sessions import LANGUAGES, STREAMS, Session

#: PostgreSQL locks the row and SQLite the whole file: there the three can only queue.
TIMES = 40 if connection.vendor == "postgresql" else 10
LATEST = 0.03


def typed(session: Session, **values: str) -> Session:
    for name, value in values.items():
        session.type(name, [value])
    return session


@pytest.mark.django_db(transaction=True)
def test_two_saves_and_a_publication_at_the_same_instant(
    draft: Any, carry: Any, people: dict[str, User]
) -> None:
    luck = random.Random(3)
    item = carry(carry(draft(), "ar", "published"), "en", "published")
    author, translator, publisher = (people[r] for r in (AUTHOR, TRANSLATOR, PUBLISHER))
    pages = Browser(item.pk)
    ends: dict[str, int] = {}
    for turn in range(TIMES):
        item = drafts.save(item, {"place_ar": f"place {turn}"}, by=author)
        item = actions.submit(item, "ar", by=author)
        item = actions.approve(item, "ar", by=people["editor"])
        eye = Observer(item.pk)
        first = Session(author, pages.open(author))
        second = Session(translator, pages.open(translator))
        typed(first, title_ar=f"ar {turn}", summary_en=f"both {turn}", reference=f"a{turn % 2}")
        typed(second, title_en=f"en {turn}", summary_en=f"both {turn} too")
        seen = pages.look(publisher, Verb.PUBLISH, "ar")
        moments = [luck.random() * LATEST for _ in range(3)]
        came, went, is_out = together(
            moments,
            partial(pages.save, author, first.page.values),
            partial(pages.save, translator, second.page.values),
            partial(pages.act, publisher, Verb.PUBLISH, "ar", seen),
        )
        end = f"{'asked' if came else 'saved'} {'asked' if went else 'saved'} {is_out}"
        ends[end] = ends.get(end, 0) + 1
        hold((came is None) != (went is None), "one of two who touched one field is asked")
        public(eye, seen, is_out)
        for session, page, others in ((first, came, second), (second, went, first)):
            settle(eye, pages, session, page, others)
        item = drafts.save(item, {"reference": "T"}, by=author)
        item = carry(carry(item, "ar", "published"), "en", "published")
    assert sum(ends.values()) == TIMES
    # Both orders were met, or the three never really ran at once.
    assert len(ends) > 1, ends


def together(moments: list[float], *acts: Any) -> list[Any]:
    """Run the acts in threads of their own, each a random instant after the start."""
    barrier = Barrier(len(acts))

    def run(act: Any, moment: float) -> Any:
        barrier.wait(timeout=20)
        sleep(moment)
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        waiting = [pool.submit(run, *pair) for pair in zip(acts, moments, strict=True)]
        return [one.result(timeout=60) for one in waiting]


def settle(
    eye: Observer, pages: Browser, session: Session, page: Page | None, other: Session
) -> None:
    """Whoever was saved finds every word; whoever was asked finds both texts, and chooses."""
    now = eye.read()
    if page is None:
        for name in session.typed:
            stream = next(s for s in STREAMS if name in now.head[s])
            kept = [
                revision["data"][name]
                for revision in eye.revisions.values()
                if revision["stream"] == stream and revision["created_by_id"] == session.user.pk
            ]
            hold(session.is_content(name, kept[-1]), f"{name}: what was typed has vanished")
        return
    hold(list(page.clashes) == ["summary_en"], "the field of both is asked about, and no other")
    eye.now = now
    eye.came_back(session, page)
    hold(session.shown["summary_en"][-1] == other.typed["summary_en"][0], "their text is shown")
    page.values["choose_summary_en"] = ["mine"]
    session.chosen["summary_en"] = ("mine", page.clashes["summary_en"], [""])
    hold(pages.save(session.user, page.values) is None, "the choice is not stored")
    eye.active = dict.fromkeys(LANGUAGES)
    eye.saved(session)


def public(eye: Observer, seen: Any, is_out: bool) -> None:
    """Readers find what was approved and read, or what they found before."""
    now = eye.read()
    pair = now.pair("public", "ar")
    if is_out:
        hold(pair == seen, "published a text that its publisher has not read")
        for stream, pk in zip(("ar", "shared"), pair, strict=True):
            eye.let_out[stream].add(pk)
    hold(eye.readers_see(now)["ar"]["ar"] == eye.revisions[pair[0]]["data"], "another text is read")
    hold(now.row["approved_ar_id"] is None, "an approval covers a later change")
    numbers = Revision.objects.filter(object_id=eye.pk).values_list("stream", "number")
    hold(len(set(numbers)) == len(numbers), "two revisions of one number")

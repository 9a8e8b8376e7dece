"""What two editors and a publisher do on one item, step by step, as people do it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from hypothesis import strategies as st

from news.models import NewsItem
from nhri.workflow.states import Verb, allowed_verbs
from nhri.workflow.verbs import fits
from tests.workflow.observer import Observer
from tests.workflow.open_pages import Seen
from tests.workflow.sessions import Session, is_rich

TEXTS = {
    code: (f"title_{code}", f"body_{code}", f"summary_{code}", f"body_{code}", f"place_{code}")
    for code in ("ar", "en")
}
SHARED = ("reference", "released_on", "topics", "hijri_correction")
RARE = ("slug", "issuer", "notes_to_editors")
DAYS = ("2026-03-12", "2026-03-13", "2026-04-01")
#: Refused by the form, whatever else is in it.
SLIPS = {"title": "x" * 301, "hijri_correction": "7"}


@dataclass
class House:
    """The item, its pages, its observer and the words that nobody has typed yet."""

    pages: Any
    observer: Observer
    topics: Sequence[int]
    numbers: Iterator[int] = field(default_factory=count)
    #: How often what happened: a test that never meets a clash proves nothing about clashes.
    met: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Edit:
    """Open the form, type, save, settle what clashes; then perhaps hand it in."""

    names: tuple[str, ...]
    ways: tuple[str, ...]
    choice: str
    submit: str = ""
    has_slip: bool = False

    def steps(self, house: House, user: Any) -> Iterator[None]:
        """Each a moment in which the others may come between."""
        session = Session(user, house.pages.open(user))
        yield
        for name, way in zip(self.names, self.ways, strict=True):
            session.type(name, typed(house, session, name, way))
            yield  # people type slowly
        slip = next((n for n in self.names if _slip(n)), "") if self.has_slip else ""
        if slip:
            meant = session.typed[slip]
            session.type(slip, [_slip(slip)])
            if not _saved(house, session):
                session.type(slip, meant)
                _choose(session, self.choice)
            yield
        for _attempt in range(4):
            if _saved(house, session):
                break
            yield
            _choose(session, self.choice)
            yield
        else:
            return
        if self.submit:
            yield
            yield from Lead(self.submit, Verb.SUBMIT).steps(house, user)


@dataclass(frozen=True)
class Lead:
    """Open the page of a verb, read, press its button: the `which`th of those offered now."""

    language: str
    which: int | Verb

    def steps(self, house: House, user: Any) -> Iterator[None]:
        """Reading, and pressing."""
        verb = self.which if isinstance(self.which, Verb) else self._offered(house, self.which)
        if verb is None:
            return
        seen: Seen | None = house.pages.look(user, verb, self.language)
        yield
        if house.pages.act(user, verb, self.language, seen):
            house.observer.acted(verb, self.language, user, seen)
            house.met[verb.value] += 1
        else:
            house.observer.refused()
            house.met["refused"] += 1
        yield

    def _offered(self, house: House, which: int) -> Verb | None:
        item = NewsItem.objects.get(pk=house.observer.pk)
        stage, standing = item.stage(self.language), item.standing(self.language)
        verbs = [v for v in allowed_verbs(stage, standing) if fits(item, v, self.language, None)]
        return verbs[which % len(verbs)] if verbs else None


@dataclass(frozen=True)
class Way:
    """All the way: whatever is offered first, until it is public or somebody else must act."""

    language: str

    def steps(self, house: House, user: Any) -> Iterator[None]:
        """Submitting, approving, publishing, each with time to read."""
        for _deed in range(3):
            item = NewsItem.objects.get(pk=house.observer.pk)
            if item.stage(self.language) not in ("published", "scheduled"):
                yield from Lead(self.language, 0).steps(house, user)


def typed(house: House, session: Session, name: str, way: str) -> list[str]:
    """Something that nobody typed before (or, the `same` way, what others may type too)."""
    number, now = next(house.numbers), session.page.values.get(name, [""])
    word = f"word{number}" if way != "same" else "same"
    if name == "topics":
        return [str(house.topics[number % len(house.topics)])]
    if name == "hijri_correction":
        return [str(number % 3 - 1)]
    if name == "released_on":
        return [DAYS[number % len(DAYS)]]
    if name.startswith("slug"):  # one that happens to be the title's own would follow the title
        return [f"word{number}"]
    if way == "append":
        return [f"{now[0].removesuffix('</p>')} {word}{'</p>' if is_rich(name) else ''}"]
    if way == "begin" and is_rich(name):
        return [f"<p>{word}</p>\r\n\r\n{now[0]}"]
    if way == "lines" and name.startswith("summary"):
        return [f"{word}\r\n{now[0]}"]
    return [f"<p>{word} <strong>bold</strong></p>" if is_rich(name) else word]


def _slip(name: str) -> str:
    return SLIPS.get(name, SLIPS.get(name.rpartition("_")[0], ""))


def _saved(house: House, session: Session) -> bool:
    """Press save; True when it was stored."""
    page = house.pages.save(session.user, session.page.values)
    if page is None:
        house.observer.saved(session)
        house.met["saved"] += 1
        return True
    house.observer.came_back(session, page)
    house.met["clash"] += bool(page.clashes)
    house.met["clash again"] += any(name in session.chosen for name in page.clashes)
    return False


def _choose(session: Session, choice: str) -> None:
    for name, clash in session.page.clashes.items():
        own = choice if choice != "merged" or clash.three.can_merge else "mine"
        merged = session.page.values.get(f"merged_{name}", [""])
        session.page.values[f"choose_{name}"] = [own]
        session.chosen[name] = (own, clash, merged)


def interleaved(
    house: House, people: Sequence[Any], scripts: Sequence[Sequence[Any]], order: Sequence[int]
) -> None:
    """Run the scripts, whose turn it is by `order`, then all that is left, one step each."""
    running = [_run(house, user, script) for user, script in zip(people, scripts, strict=True)]
    left = set(range(len(running)))
    turns = [*order, *[n for _ in range(200) for n in range(len(running))]]
    for turn in turns:
        if turn in left and next(running[turn], "end") == "end":
            left.discard(turn)
        if not left:
            break
    house.observer.finished()


def _run(house: House, user: Any, script: Sequence[Any]) -> Iterator[None]:
    for act in script:
        yield from act.steps(house, user)


# What hypothesis draws ----------------------------------------------------------------------------

WAYS = st.sampled_from(["append", "replace", "begin", "lines", "same"])
CHOICE = st.sampled_from(["theirs", "mine", "merged"])


def edits(own: str, other: str) -> st.SearchStrategy[Edit]:
    """An editor of `own` language: mostly there, often in the shared fields, at times elsewhere."""
    rare = tuple(f"{name}_{own}" for name in RARE)
    # What two people meet in most: the headline and the text, and the number they both know.
    often = (f"title_{own}", f"body_{own}", f"title_{other}", f"body_{other}", "reference")
    pool = (*often, *often, *often, *TEXTS[own], *SHARED, *rare, *TEXTS[other])

    @st.composite
    def one(draw: Callable[..., Any]) -> Edit:
        names = draw(st.lists(st.sampled_from(pool), min_size=1, max_size=3, unique=True))
        ways = tuple(draw(WAYS) for _ in names)
        submit = draw(st.sampled_from(["", own, own]))
        return Edit(tuple(names), ways, draw(CHOICE), submit, draw(st.integers(0, 5)) == 0)

    return one()


def leads() -> st.SearchStrategy[Lead]:
    """A publisher: on with it, mostly."""
    return st.builds(Lead, st.sampled_from(["ar", "en"]), st.sampled_from([0, 0, 0, 1, 2, 3, 4]))


def ways() -> st.SearchStrategy[Way]:
    """A publisher in a hurry."""
    return st.builds(Way, st.sampled_from(["ar", "en"]))

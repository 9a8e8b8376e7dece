"""The English draft: plain sentences, lists as the United Nations joins them."""

from collections.abc import Sequence

from news.composing.facts import Part, Person, Told
from nhri.arabic.dates import gregorian, month_name
from nhri.arabic.joining import join

_VERBS = {
    "presented": "Presented",
    "adopted": "Adopted",
    "discussed": "On the agenda",
    "elected": "Elected",
}
#: The preposition before the session's name.
_PLACES = {"discussed": "of"}
#: As the United Nations writes numbers below ten.
_NUMBERS = dict(enumerate("two three four five six seven eight nine".split(), 2))
_ARTICLES = ("the ", "a ", "an ")


def title(told: Told) -> str:
    """“National Human Rights Institution takes part in …”."""
    return f"{told.own['en']} takes part in {told.title['en']}"


def paragraphs(told: Told) -> list[str]:
    """The draft, one string a paragraph; the first is the summary too."""
    found = [_opening(told), _programme(told)]
    found += [_session(part) for part in told.sessions if part.people or part.outcomes]
    found.append(_about(told.whole))
    return [text for text in found if text]


def _opening(told: Told) -> str:
    led = join([_named(p) for p in told.delegation], "en")
    represented = f", represented by {led}," if led else ""
    own = _definite(told.own["en"], capital=True)
    held = " ".join(filter(None, (_where(told), _when(told))))
    text = f"{own}{represented} took part in {_definite(told.title['en'])}"
    return f"{text}, held {held}." if held else f"{text}."


def _where(told: Told) -> str:
    place = ", ".join(filter(None, (told.city["en"], told.country["en"])))
    if told.mode == "online":
        return "online"
    at = f"in {place}" if place else ""
    return f"online and {at or 'in person'}" if told.mode == "hybrid" else at


def _when(told: Told) -> str:
    first, last = told.first, told.last
    if first is None:
        return ""
    if last is None or last == first:
        return f"on {gregorian(first, 'en')}"
    if (first.year, first.month) == (last.year, last.month):
        return f"from {first.day} to {gregorian(last, 'en')}"
    if first.year == last.year:
        return f"from {first.day} {month_name(first.month, 'en')} to {gregorian(last, 'en')}"
    return f"from {gregorian(first, 'en')} to {gregorian(last, 'en')}"


def _programme(told: Told) -> str:
    side = [part for part in told.sessions if part.kind == "side_event"]
    items = [part.title["en"] for part in told.sessions if part.kind != "side_event"]
    if len(side) == 1:
        items.append(side[0].title["en"])
    elif side:
        named = join([f"“{part.title['en']}”" for part in side if part.title["en"]], "en")
        said = f"{_NUMBERS.get(len(side), len(side))} side events"
        items.append(f"{said} ({named})" if named else said)
    items = [item for item in items if item]
    return f"The programme included {join(items, 'en')}." if items else ""


def _session(part: Part) -> str:
    name = part.title["en"]
    if not name:
        return ""
    chairs = [p for p in part.people if p.role == "chair"]
    speakers = [p for p in part.people if p.role in ("speaker", "moderator")]
    others = [p for p in part.people if p not in chairs and p not in speakers]
    pieces = []
    if chairs:
        pieces.append(f"{_upper(name)} was chaired by {join([_named(p) for p in chairs], 'en')}.")
    if speakers:
        pieces.append(f"Speakers in {name} included {join([_named(p) for p in speakers], 'en')}.")
    if others:
        pieces.append(f"{_upper(name)} was attended by {join([_named(p) for p in others], 'en')}.")
    return " ".join([*pieces, *_outcomes(part.outcomes, f" {name}")])


def _about(whole: Part) -> str:
    pieces = []
    if whole.people:
        pieces.append(f"Participants included {join([_named(p) for p in whole.people], 'en')}.")
    return " ".join([*pieces, *_outcomes(whole.outcomes, "")])


def _outcomes(outcomes: Sequence[tuple[str, object]], where: str) -> list[str]:
    """A title is no sentence, and English wants an article before most: a colon needs neither."""
    found = []
    for kind, verb in _VERBS.items():
        titles = [told["en"] for one, told in outcomes if one == kind and told["en"]]  # type: ignore[index]
        if titles:
            at = f" {_PLACES.get(kind, 'in')}{where}" if where else ""
            found.append(f"{verb}{at}: {join(titles, 'en')}.")
    return found


def _named(person: Person) -> str:
    name, function = person.name["en"], person.function["en"]
    body = person.organisation["en"]
    if not name:
        seen = _definite(function) if function else "a representative"
        return f"{seen} of {_definite(body)}"
    called = " ".join(filter(None, (person.honorific["en"], name)))
    if function:
        return f"{called} ({function})"
    return f"{called} ({body})" if body and person.role not in ("head", "delegate") else called


def _definite(name: str, *, capital: bool = False) -> str:
    if not name or name.lower().startswith(_ARTICLES) or name[0].isdigit():
        return name
    return f"{'The' if capital else 'the'} {name}"


def _upper(name: str) -> str:
    return name[:1].upper() + name[1:]

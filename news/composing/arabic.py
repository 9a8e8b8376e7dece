"""The Arabic draft: verbs before their subjects, agreeing; lists joined as Arabic joins them."""

from collections.abc import Sequence

from news.composing.facts import Part, Person, Told
from nhri.arabic.agreement import agree
from nhri.arabic.counting import counted
from nhri.arabic.dates import gregorian, month_name, weekday_name
from nhri.arabic.joining import join

#: kind of outcome → the passive verb, masculine and feminine.
_VERBS = {
    "presented": ("عُرض", "عُرضت"),
    "adopted": ("اعتُمد", "اعتُمدت"),
    "discussed": ("نوقش", "نوقشت"),
    "elected": ("انتُخب", "انتُخبت"),
}
_SIDE_EVENTS = {
    "one": "فعالية جانبية واحدة",
    "two": "فعاليتين جانبيتين",
    "few": "فعاليات جانبية",
    "many": "فعالية جانبية",
    "other": "فعالية جانبية",
}


def title(told: Told) -> str:
    """«المؤسسة … تشارك في …»."""
    verb = agree("يشارك", "تشارك", told.own["ar"])
    return f"{told.own['ar']} {verb} في {told.title['ar']}"


def paragraphs(told: Told) -> list[str]:
    """The draft, one string a paragraph; the first is the summary too."""
    found = [_opening(told), _programme(told)]
    found += [_session(part) for part in told.sessions if part.people or part.outcomes]
    found.append(_about(told.whole))
    return [text for text in found if text]


def _opening(told: Told) -> str:
    own = told.own["ar"]
    came = agree("شارك", "شاركت", own)
    head = [p for p in told.delegation if p.role == "head"]
    rest = [p for p in told.delegation if p.role != "head"]
    if head:
        led = f"، {agree('ممثلًا', 'ممثلةً', own)} في {join([_named(p) for p in head], 'ar')}"
        with_them = f"، و{join([_named(p) for p in rest], 'ar')}" if rest else ""
        who = f"{came} {own}{led}{with_them}،"
    elif rest:
        who = f"{came} {own} بوفد ضم {join([_named(p) for p in rest], 'ar')}،"
    else:
        who = f"{came} {own}"
    held = agree("الذي عُقد", "التي عُقدت", told.title["ar"])
    where = _where(told)
    when = _when(told)
    return f"{who} في {told.title['ar']} {' '.join(filter(None, (held, where, when)))}."


def _where(told: Told) -> str:
    place = "، ".join(filter(None, (told.city["ar"], told.country["ar"])))
    if told.mode == "online":
        return "عن بعد"
    at = f"في {place}" if place else ""
    return f"حضوريًا وعن بعد {at}".strip() if told.mode == "hybrid" else at


def _when(told: Told) -> str:
    first, last, months = told.first, told.last, told.months
    if first is None:
        return ""
    if last is None or last == first:
        return f"يوم {weekday_name(first, 'ar')} {gregorian(first, 'ar', months=months)}"
    until = gregorian(last, "ar", months=months)
    if (first.year, first.month) == (last.year, last.month):
        return f"من {first.day} إلى {until}"
    if first.year == last.year:
        return f"من {first.day} {month_name(first.month, 'ar', months=months)} إلى {until}"
    return f"من {gregorian(first, 'ar', months=months)} إلى {until}"


def _programme(told: Told) -> str:
    side = [part for part in told.sessions if part.kind == "side_event"]
    items = [part.title["ar"] for part in told.sessions if part.kind != "side_event"]
    if len(side) == 1:
        items.append(side[0].title["ar"])
    elif side:
        named = join([f"«{part.title['ar']}»" for part in side if part.title["ar"]], "ar")
        said = counted(len(side), _SIDE_EVENTS)
        items.append(f"{said} هي: {named}" if named else said)
    items = [item for item in items if item]
    return f"وتضمن البرنامج {join(items, 'ar')}." if items else ""


def _session(part: Part) -> str:
    name = part.title["ar"]
    chairs = [p for p in part.people if p.role == "chair"]
    speakers = [p for p in part.people if p.role in ("speaker", "moderator")]
    others = [p for p in part.people if p not in chairs and p not in speakers]
    pieces = []
    if chairs or speakers or others:
        text = f"و{agree('عُقد', 'عُقدت', name)} {name}"
        if chairs:
            text += f" برئاسة {join([_named(p) for p in chairs], 'ar')}"
        there = agree("فيه", "فيها", name)
        if speakers:
            text += f"، ومن المتحدثين {there} {join([_named(p) for p in speakers], 'ar')}"
        if others:
            text += f"، بمشاركة {join([_named(p) for p in others], 'ar')}"
        pieces.append(f"{text}.")
    done = _outcomes(part.outcomes)
    if done:
        lead = agree("وخلاله", "وخلالها", name) if pieces else f"وخلال {name}"
        pieces.append(f"{lead} {done}.")
    return " ".join(pieces)


def _about(whole: Part) -> str:
    pieces = []
    if whole.people:
        pieces.append(f"وكان من المشاركين {join([_named(p) for p in whole.people], 'ar')}.")
    done = _outcomes(whole.outcomes)
    if done:
        pieces.append(f"و{done}.")
    return " ".join(pieces)


def _outcomes(outcomes: Sequence[tuple[str, object]]) -> str:
    """«عُرض التقرير السنوي، واعتُمدت الخطة والميزانية»."""
    clauses = []
    for kind, forms in _VERBS.items():
        titles = [told["ar"] for one, told in outcomes if one == kind and told["ar"]]  # type: ignore[index]
        if titles:
            clauses.append(f"{agree(*forms, titles[0])} {join(titles, 'ar')}")
    return "، و".join(clauses)


def _named(person: Person) -> str:
    """«رئيس القسم المهندس فلان», «رئيس الشبكة الأفريقية» or «ممثل عن الاتحاد الأوروبي»."""
    name, function = person.name["ar"], person.function["ar"]
    if not name:
        body = person.organisation["ar"]
        if not function:
            return f"ممثل عن {body}"
        if " " in function:
            return f"{function} في {body}"
        return f"{function.removeprefix('ال')} {body}"
    called = " ".join(filter(None, (function, person.honorific["ar"], name)))
    body = person.organisation["ar"]
    is_said = function or not body or person.role in ("head", "delegate")
    return called if is_said else f"{called} ({body})"

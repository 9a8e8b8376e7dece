"""The comments of one item as people read them: place by place, thread by thread."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nhri.desk.comments import (
    FieldComment,
    comments_of,
    may_be_commented,
    may_comment,
    may_resolve,
)
from nhri.translation.inputs import language_of
from nhri.translation.languages import LANGUAGES, OWN_NAMES, direction
from nhri.workflow import streams
from nhri.workflow.comparisons import label_of
from nhri.workflow.models import Publishable, Revision

#: The place of what is said about the whole item, in no language.
WHOLE = "shared"


@dataclass
class Thread:
    """One comment with its answers."""

    comment: FieldComment
    answers: list[FieldComment]
    #: Where the text as it was read stands beside the newest; empty while it is the same.
    compare: str = ""


@dataclass
class Place:
    """One field, or the whole text of a language, with what is said about it."""

    slug: str
    language: str
    field: str
    label: Any
    address: str
    may_comment: bool
    may_resolve: bool
    open: list[Thread] = field(default_factory=list)
    resolved: list[Thread] = field(default_factory=list)

    @property
    def direction(self) -> str:
        """Of the words that are quoted here."""
        return direction(self.language) if self.language else "auto"

    @property
    def language_name(self) -> str:
        """The language's own name; empty for what both share."""
        return OWN_NAMES.get(self.language, "")


def place_of(model: type[Publishable], slug: str) -> tuple[str, str] | None:
    """(language, field) of ``body_ar``, of ``ar`` for a whole text; None where no place is."""
    if slug == WHOLE:
        return "", ""
    if slug in LANGUAGES:
        return slug, ""
    language = language_of(slug) or ""
    return (language, slug) if may_be_commented(model, language, slug) else None


def address(item: Publishable, name: str, *args: Any) -> str:
    """The path of one of the item's own pages in the admin."""
    meta = item._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{name}", args=[item.pk, *args])


class Discussion:
    """All that is said about an item, for one reader: two queries, whatever their number.

    `item` has its streams.
    """

    def __init__(self, item: Publishable, user: Any) -> None:
        self.item = item
        self.address = address(item, "comments")
        self._rights = (may_comment(user, item), may_resolve(user, item))
        self._places: dict[str, Place] = {}
        self._read()

    def _read(self) -> None:
        rows = list(comments_of(self.item))
        answers: dict[int, list[FieldComment]] = {}
        for row in rows:
            if row.parent_id is not None:
                answers.setdefault(row.parent_id, []).append(row)
        first = [row for row in rows if row.parent_id is None]
        known = self._revisions(first)
        for row in first:
            place = self.at(row.field or row.language or WHOLE)
            thread = Thread(row, answers.get(row.pk, []))
            if row.resolved_at is None:
                thread.compare = self._compare(row, known.get(row.revision_id))
                place.open.append(thread)
            else:
                place.resolved.append(thread)

    def _revisions(self, rows: list[FieldComment]) -> dict[Any, Revision]:
        """Those that open comments were made on and that are not the newest any more."""
        newest = {getattr(self.item, f"head_{stream}_id") for stream in (*LANGUAGES, WHOLE)}
        wanted = {row.revision_id for row in rows if row.resolved_at is None} - {None, *newest}
        return self.item.revisions.only("stream", "data").in_bulk(list(wanted)) if wanted else {}

    def _compare(self, row: FieldComment, read: Revision | None) -> str:
        newest = streams.head(self.item, row.language or streams.SHARED)
        if read is None or newest is None:
            return ""
        if row.field:
            is_same = read.data.get(row.field) == newest.data.get(row.field)
        else:
            is_same = read.data == newest.data
        return "" if is_same else address(self.item, "compare", read.pk, newest.pk)

    def at(self, slug: str) -> Place:
        """What is said at one place; empty where nothing is."""
        if slug not in self._places:
            language, name = place_of(type(self.item), slug) or (language_of(slug) or "", slug)
            self._places[slug] = Place(
                slug,
                language,
                name,
                _label(type(self.item), language, name),
                address(self.item, "comments_on", slug),
                *self._rights,
            )
        return self._places[slug]

    def field(self, name: str) -> Place | None:
        """The place beside the form's field `name`; None where no comment can stand."""
        return None if place_of(type(self.item), name) is None else self.at(name)

    def besides(self, language: str, names: Any) -> list[Place]:
        """The places of `language` with comments whose field is not among the form's `names`."""
        return [
            place
            for place in self.places()
            if place.language == language and place.field and place.field not in names
        ]

    def places(self) -> list[Place]:
        """Every place where something was said: the whole texts first, then in the form's order."""
        order = [
            *(WHOLE, *LANGUAGES),
            *(name for stream in (WHOLE, *LANGUAGES) for name in _names(self.item, stream)),
        ]
        rank = {slug: number for number, slug in enumerate(order)}
        found = [place for place in self._places.values() if place.open or place.resolved]
        return sorted(found, key=lambda place: rank.get(place.slug, len(order)))

    @property
    def open_count(self) -> int:
        """How many comments wait for somebody."""
        return sum(len(place.open) for place in self._places.values())


def _names(item: Publishable, stream: str) -> tuple[str, ...]:
    return streams.names(type(item), stream)


def _label(model: type[Publishable], language: str, name: str) -> Any:
    if not name:
        return _("The text as a whole") if language else _("Both languages as a whole")
    try:
        return label_of(model, name)
    except FieldDoesNotExist:  # a column that was renamed since
        return name

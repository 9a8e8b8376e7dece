"""The door `exports`: an event's agenda and its list of participants as documents.

Each is one document in one language, or in both: then the second follows the first, every block
in its own language and direction.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from events import lines
from events.agenda import Programme
from events.models import Event
from nhri.export.document import Block, Document, Head, Heading, Paragraph, runs
from nhri.export.registry import LanguageMissing, register
from nhri.pages.letterheads import letterhead
from nhri.pages.models import Institution
from nhri.translation.languages import direction, localized, other


@dataclass(frozen=True)
class Sheet:
    """What is printed of an event: whose columns, its rows by language, in which languages."""

    event: Any
    #: Language → the rows: those that readers see, or the newest.
    programme: Callable[[str], Programme]
    in_both: bool = False
    name: ClassVar[str] = ""

    @staticmethod
    def label() -> str:
        """What it is, in the active language."""
        raise NotImplementedError

    def blocks(self, institution: Institution, language: str) -> list[Block]:
        """Its text, in the active language, which is `language`."""
        raise NotImplementedError


class Agenda(Sheet):
    """The sessions by day, with who is in them and what came of them."""

    name: ClassVar[str] = "agenda"

    @staticmethod
    def label() -> str:
        """«جدول الأعمال»."""
        return _("Agenda")

    def blocks(self, institution: Institution, language: str) -> list[Block]:
        """Headings for days and sessions, so that it can be walked through by ear as well."""
        return lines.agenda(self.event, self.programme(language), institution, language)


class Participants(Sheet):
    """Everybody who takes part and may be named; of the others, whom they speak for."""

    name: ClassVar[str] = "participants"

    @staticmethod
    def label() -> str:
        """«قائمة المشاركين»."""
        return _("List of participants")

    def blocks(self, institution: Institution, language: str) -> list[Block]:
        """A table for the institution's own delegation, and one for everybody else."""
        return lines.participants(self.programme(language), language)


#: By the name in the address.
SHEETS: dict[str, type[Sheet]] = {sheet.name: sheet for sheet in (Agenda, Participants)}


@register(Sheet)
def document(sheet: Sheet, language: str) -> Document:
    """`LanguageMissing` where the event has no title in a language that is asked for."""
    languages = (language, other(language)) if sheet.in_both else (language,)
    for code in languages:
        if not localized(sheet.event, "title", code):
            raise LanguageMissing(code)
    institution = Institution.objects.current()
    blocks = _text(sheet, institution, language)
    if sheet.in_both:
        blocks += _beside(sheet, institution, other(language))
    with override(language):
        return Document(
            head=_head(sheet, institution, language),
            letterhead=letterhead(institution, language),
            blocks=tuple(blocks),
        )


def _head(sheet: Sheet, institution: Institution, language: str) -> Head:
    event = sheet.event
    revision = event.public_shared or event.head_shared
    return Head(
        title=localized(event, "title", language),
        language=language,
        direction=direction(language),
        kind=sheet.label(),
        issuer=lines.where_and_when(event, institution, language),
        date=event.starts_on,
        address=_address(event, language, institution),
        revision=revision.number if revision else 0,
        identifier=f"event-{event.pk}-{sheet.name}{'-both' if sheet.in_both else ''}",
    )


def _text(sheet: Sheet, institution: Institution, language: str) -> list[Block]:
    with override(language):
        return [*_standing(sheet.event, language), *sheet.blocks(institution, language)]


def _beside(sheet: Sheet, institution: Institution, language: str) -> list[Block]:
    """The whole again in the other language: what the head says of the first is said here."""
    event = sheet.event
    with override(language):
        told = lines.where_and_when(event, institution, language)
        heading = f"{sheet.label()}: {localized(event, 'title', language)}"
        opening = [
            _heading(2, heading, language),
            _paragraph(told, language),
        ]
    return [*opening, *_text(sheet, institution, language)]


def _standing(event: Any, language: str) -> Iterable[Block]:
    """Said before anything else where the event does not take place as planned."""
    said = {
        Event.Status.CANCELLED: _("This event is cancelled."),
        Event.Status.POSTPONED: _("This event is postponed; the new date is not known yet."),
    }
    if event.status in said:
        found = runs(said[event.status], language)
        strong = tuple(replace(run, strong=True) for run in found)
        yield Paragraph(strong, language, direction(language))


def _heading(level: int, text: str, language: str) -> Heading:
    return Heading(level, runs(text, language), language, direction(language))


def _paragraph(text: str, language: str) -> Paragraph:
    return Paragraph(runs(text, language), language, direction(language))


def _address(event: Any, language: str, institution: Institution) -> str:
    """The page's address, fit for paper: the number is the identity, the words are led right."""
    if not institution.site:
        return ""
    path = event.address(language)
    if not path.isascii() or "%" in path:
        path = reverse("events:detail", args=[event.pk, event.kind])
    return institution.site.rstrip("/") + path

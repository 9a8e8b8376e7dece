"""The door `exports`: a news item as a document, in one language."""

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import override

from news.models import NewsItem
from nhri.arabic.slugs import slug as slug_of
from nhri.export.document import Correction, Document, Head, parse
from nhri.export.registry import LanguageMissing, register
from nhri.pages.letterheads import letterhead
from nhri.pages.models import Institution
from nhri.pages.writing import dated, short
from nhri.translation import moments
from nhri.translation.languages import direction, localized


@register(NewsItem)
def document(item: NewsItem, language: str) -> Document:
    """What the item's columns hold in `language`; `LanguageMissing` without a title and a body."""

    def text(name: str) -> str:
        return str(localized(item, name, language))

    if not text("title") or not text("body"):
        raise LanguageMissing(language)
    institution = Institution.objects.current()
    with override(language):
        return Document(
            head=Head(
                title=text("title"),
                language=language,
                direction=direction(language),
                kind=capfirst(item.get_kind_display()),
                date_line=dated(institution, item.released_on, language, item.hijri_correction)
                if item.released_on
                else "",
                date=item.released_on,
                place=text("place"),
                issuer=text("issuer"),
                reference=item.reference,
                summary=text("summary"),
                address=_address(item, language, institution),
                revision=_revision_number(item, language),
                embargo=_moment(item),
                corrections=_corrections(item, language, institution),
                notes_to_editors=parse(text("notes_to_editors"), language),
                contact=_contact(item, language),
                ending_mark=item.ending_mark,
                identifier=f"news-{item.pk}",
            ),
            letterhead=letterhead(institution, language),
            blocks=parse(text("body"), language),
        )


def _address(item: NewsItem, language: str, institution: Institution) -> str:
    """An address fit for paper: an Arabic slug would be printed as lines of percent signs.

    The number is the item's identity; the site leads any other words to the right ones.
    """
    if not institution.site:
        return ""
    path = item.address(language)
    if not path.isascii() or "%" in path:
        words = slug_of(item.reference) or item.kind.replace("_", "-")
        path = reverse("news:detail", args=[item.pk, words])
    return institution.site.rstrip("/") + path


def _revision_number(item: NewsItem, language: str) -> int:
    revision = getattr(item, f"public_{language}") or getattr(item, f"head_{language}")
    return revision.number if revision else 0


def _moment(item: NewsItem) -> str:
    if item.embargo_until is None or item.embargo_until <= timezone.now():
        return ""
    return moments.in_words(item.embargo_until)


def _corrections(item: NewsItem, language: str, institution: Institution) -> tuple[Correction, ...]:
    return tuple(
        Correction(
            date_line=short(institution, timezone.localdate(note.created_at), language),
            text=localized(note, "note", language),
        )
        for note in item.corrections.all()
        if localized(note, "note", language)
    )


def _contact(item: NewsItem, language: str) -> tuple[str, ...]:
    contact = item.press_contact
    if contact is None:
        return ()
    lines = (localized(contact, "name", language), contact.phone, contact.email)
    return tuple(line for line in lines if line)

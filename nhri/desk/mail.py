"""One mail to one colleague: what waits, in their language, with a link to each form.

Mail is read on lock screens and passes foreign servers. Of an item that readers cannot see it
carries the number, no title, no text; while an embargo is ahead not what colleagues wrote either.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from nhri.accounts.models import User
from nhri.desk import links
from nhri.desk.notices import Notice
from nhri.desk.recipients import Kind
from nhri.desk.wording import GRAVE, TEXTS, WORDINGS
from nhri.translation import moments
from nhri.translation.languages import Direction, direction, localized, other
from nhri.workflow.models import Publishable

#: Whoever takes over two hundred drafts gets one mail of a readable length.
_MOST_SECTIONS = 20
#: Longer titles end in dots: a subject is one line.
_TITLE_LENGTH = 90
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_ORDER = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True)
class Line:
    """One notice as a mail says it."""

    kind: Kind
    sentence: str
    actor: str
    moment: str
    words: str
    words_label: str
    words_direction: Direction


@dataclass
class Section:
    """One item: its number, its title where everyone may see it, what happened, its form."""

    item: Publishable
    number: str
    title: str
    title_language: str
    address: str
    lines: list[Line] = field(default_factory=list)

    @property
    def title_direction(self) -> Direction:
        """The direction of the title's own language."""
        return direction(self.title_language)

    def named(self, language: str) -> str:
        """The item in a subject of `language`: one line, its direction kept apart."""
        if not self.title:
            return self.number
        title = " ".join(self.title.split())
        if len(title) > _TITLE_LENGTH:
            title = f"{title[: _TITLE_LENGTH - 1].rstrip()}…"
        if self.title_language != language:
            title = f"{_ISOLATE}{title}{_END_ISOLATE}"
        return title


def compose(
    user: User, notices: Iterable[tuple[Notice, Publishable]], *, digest: bool = False
) -> EmailMultiAlternatives:
    """The mail that tells `user` these notices; items come from `with_visibility`."""
    pairs = list(notices)
    with override(user.language):
        sections = _sections(pairs, user.language)
        context = {
            "language": user.language,
            "direction": direction(user.language),
            "align": "right" if direction(user.language) == "rtl" else "left",
            "sections": sections[:_MOST_SECTIONS],
            "left_out": len(sections[_MOST_SECTIONS:]),
            "desk_address": links.desk_address(),
            "digest": digest,
            "settings_address": links.settings_address(),
            "subject": _subject(sections, user.language, digest=digest),
        }
        message = EmailMultiAlternatives(
            subject=context["subject"],
            body=render_to_string("emails/notices.txt", context),
            to=[user.email],
            headers=_headers(user, pairs, sections),
        )
        message.attach_alternative(render_to_string("emails/notices.html", context), "text/html")
    return message


def _sections(pairs: list[tuple[Notice, Publishable]], language: str) -> list[Section]:
    found: dict[Any, Section] = {}
    for notice, item in sorted(pairs, key=lambda pair: _ORDER[Kind(pair[0].kind)]):
        key = (notice.content_type_id, notice.object_id)
        if key not in found:
            title, title_language = _public_title(item, language)
            found[key] = Section(
                item=item,
                number=_("%(kind)s no. %(number)d")
                % {"kind": item._meta.verbose_name, "number": item.pk},
                title=title,
                title_language=title_language,
                address=links.place_to_act(notice.kind, item, notice.language),
            )
        line = _line(notice, item)
        if line not in found[key].lines:
            found[key].lines.append(line)
    return list(found.values())


def _public_title(item: Any, language: str) -> tuple[str, str]:
    """A title that readers can see now, in `language` or else in the other; else an empty one."""
    for candidate in (language, other(language)):
        if getattr(item, f"visible_{candidate}"):
            return str(localized(item, "title", candidate)), candidate
    return "", language


def _line(notice: Notice, item: Publishable) -> Line:
    kind = Kind(notice.kind)
    wording = WORDINGS[kind]
    said: dict[str, Any] = {"text": TEXTS[notice.language]}
    words = notice.words if wording.words else ""
    if kind == Kind.LOST_SCHEDULE:
        moment = parse_datetime(notice.words)
        said["moment"] = moments.in_words(moment) if moment else "–"
    if words and item.is_embargoed():
        words = _("Not in this mail because of the embargo; to be read in the newsroom.")
    return Line(
        kind=kind,
        sentence=str(wording.sentence) % said,
        actor=notice.actor_name,
        moment=moments.in_words(notice.created_at),
        words=words,
        words_label=str(wording.words),
        words_direction=_direction_of(words),
    )


def _direction_of(text: str) -> Direction:
    """By the first letter that has one, as browsers do for ``dir="auto"``, which mail lacks."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"


def _subject(sections: list[Section], language: str, *, digest: bool) -> str:
    lines = [(line, section) for section in sections for line in section.lines]
    first, section = min(lines, key=lambda pair: _ORDER[pair[0].kind])
    if first.kind in GRAVE or (len(sections) == 1 and not digest):
        return str(WORDINGS[first.kind].subject) % {"item": section.named(language)}
    count = len(lines)
    return ngettext("Newsroom: %(count)d new notice", "Newsroom: %(count)d new notices", count) % {
        "count": count
    }


def _headers(
    user: User, pairs: list[tuple[Notice, Publishable]], sections: list[Section]
) -> dict[str, str]:
    """What lets mail programs sort, thread and not answer. Made of numbers and our own name."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    newest = max(notice.pk for notice, _item in pairs)
    headers = {
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "List-Id": f"<newsroom.{host}>",
        # The same when it is tried again: a server that has it already may drop the second.
        "Message-ID": f"<notice-{newest}-{user.pk}@{host}>",
    }
    if len(sections) == 1:
        thread = f"<{sections[0].item._meta.label_lower}-{sections[0].item.pk}@{host}>"
        headers |= {"In-Reply-To": thread, "References": thread}
    return headers

"""What a guest reads: both texts of one item, what was said through the link, what may be done."""

from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhri.desk.comments import FieldComment
from nhri.desk.review_decisions import DECISIONS, decision_refused, newest
from nhri.desk.review_forms import GuestCommentForm
from nhri.desk.reviewing import ReviewLink
from nhri.translation import moments
from nhri.translation.languages import OWN_NAMES, current_language, direction, other
from nhri.workflow import chips, streams
from nhri.workflow.comparisons import FieldChange, field_changes, label_of
from nhri.workflow.facts import facts, texts
from nhri.workflow.models import AuditEntry, Publishable, Revision
from nhri.workflow.states import State, Verb

#: More than a person writes; whoever got hold of a link cannot bury the newsroom.
COMMENTS_AN_HOUR: Final = 30


def page(
    link: ReviewLink, item: Publishable, token: str, typed: GuestCommentForm | None = None
) -> dict[str, Any]:
    """The context of the guest's page; `typed` is a comment that was refused."""
    first = current_language()
    return {
        **frame(link, item, token),
        "sections": [
            section(link, item, token, language, typed) for language in (first, other(first))
        ],
        "shared_changes": pending(item, streams.SHARED),
        "comments": own_comments(link, item),
        "decided": own_decisions(link),
        "typed": typed,
        "may_decide": link.reviewer_id is not None,
    }


def frame(link: ReviewLink, item: Publishable, token: str) -> dict[str, Any]:
    """What every page of a guest carries."""
    return {
        "link": link,
        "embargo": moments.in_words(item.embargo_until) if item.is_embargoed() else "",
        "closes": moments.in_words(link.expires_at),
        "home": reverse("review:item", args=[token]),
        "token": token,
    }


def section(
    link: ReviewLink,
    item: Publishable,
    token: str,
    language: str,
    typed: GuestCommentForm | None = None,
) -> dict[str, Any]:
    """One language: its text and facts, its revision, what changed, the buttons, the form."""
    found: dict[str, Any] = {
        **text(item, language),
        "chip": chips.stage_chip(item, language),
        "changes": pending(item, language),
    }
    if found["revision"] is not None:
        found["decisions"] = _decisions(link, item, token, language)
        is_typed = typed is not None and typed.prefix == language
        found["form"] = typed if is_typed else comment_form(item, language)
    return found


def text(item: Publishable, language: str) -> dict[str, Any]:
    """The newest text of one language as its reader sees it."""
    values = streams.head_values(item, language)
    return {
        "language": language,
        "direction": direction(language),
        "name": OWN_NAMES[language],
        "revision": streams.head(item, language),
        "shared_revision": streams.head(item, streams.SHARED),
        "heading": values[f"title_{language}"],
        "summary": values.get(f"summary_{language}"),
        "texts": texts(item, language),
        "facts": facts(item, language),
    }


def comment_form(item: Publishable, language: str, data: Any = None) -> GuestCommentForm:
    """About the whole text, one of its filled fields, or one that both languages share."""
    model = type(item)
    places = [(f"{language}:", _("the text as a whole"))]
    for stream in (language, streams.SHARED):
        prefix = language if stream == language else ""
        places += [
            (f"{prefix}:{name}", label_of(model, name))
            for name, value in streams.head_values(item, stream).items()
            if value not in (None, "", [], False, 0) and not name.startswith("slug")
        ]
    return GuestCommentForm(data, places=places, prefix=language, label_suffix="")


def pending(item: Publishable, stream: str) -> list[FieldChange]:
    """Word by word, what differs from what is public; nothing where nothing is public."""
    public: Revision | None = getattr(item, f"public_{stream}")
    if public is None or not streams.is_pending(item, stream):
        return []
    now = streams.head_values(item, stream)
    return field_changes(type(item), stream, public.data, now)[0]


def since(item: Publishable, language: str, seen: tuple[Any, Any]) -> list[FieldChange]:
    """Word by word, what was changed since the revisions that this person has read."""
    changes = []
    for stream, pk in zip((language, streams.SHARED), seen, strict=True):
        read = item.revisions.filter(pk=pk, stream=stream).first() if pk else None
        if read is not None:
            values = streams.head_values(item, stream)
            changes += field_changes(type(item), stream, read.data, values)[0]
    return changes


def own_comments(link: ReviewLink, item: Publishable) -> list[dict[str, Any]]:
    """What was said through this link and what was answered to it; nothing of anyone else."""
    rows = (
        FieldComment.objects.filter(guest=link, parent__isnull=True)
        .prefetch_related("answers__by", "answers__guest")
        .order_by("at", "pk")
    )
    return [
        {
            "comment": row,
            "language_name": OWN_NAMES.get(row.language, ""),
            "place": label_of(type(item), row.field) if row.field else _("the text as a whole"),
            "answers": list(row.answers.all()),
        }
        for row in rows
    ]


def has_said_enough(link: ReviewLink) -> bool:
    """True when no more comments are taken for now."""
    an_hour_ago = timezone.now() - timedelta(hours=1)
    said = FieldComment.objects.filter(guest=link, at__gt=an_hour_ago)
    return said.count() >= COMMENTS_AN_HOUR


def own_decisions(link: ReviewLink) -> list[AuditEntry]:
    """What was approved and returned through this link, the newest first."""
    rows = AuditEntry.objects.filter(guest=link, verb__in=DECISIONS)
    return list(rows.select_related("revision").order_by("-at", "-pk"))


def _decisions(
    link: ReviewLink, item: Publishable, token: str, language: str
) -> list[dict[str, Any]]:
    """The buttons, each bound to the revisions shown here; while in review, why not where not."""
    if link.reviewer_id is None or item.stage(language) != State.IN_REVIEW:
        return []
    seen = dict(zip(("revision", "shared_revision"), newest(item, language), strict=True))
    found = []
    for verb in DECISIONS:
        address = reverse("review:decide", args=[token, verb.value, language])
        refused = decision_refused(link, item, verb, language)
        found.append(
            {
                "label": title(verb, language),
                "address": f"{address}?{urlencode(seen)}",
                "reason": str(refused or ""),
                "is_first": verb == Verb.APPROVE,
            }
        )
    return found


def title(verb: Verb, language: str) -> str:
    """The act with the language it is done to, for buttons and headings."""
    return str(_TITLES[verb, language])


_TITLES = {
    (Verb.APPROVE, "ar"): gettext_lazy("Approve the Arabic text"),
    (Verb.APPROVE, "en"): gettext_lazy("Approve the English text"),
    (Verb.RETURN, "ar"): gettext_lazy("Return the Arabic text with a comment"),
    (Verb.RETURN, "en"): gettext_lazy("Return the English text with a comment"),
}

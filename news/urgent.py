"""The urgent page: paste, title, reason, publish; draft and publication in one transaction."""

import re
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from news.drafting import keep_original
from news.importing.proposal import Proposal
from news.models import ImportedOriginal, NewsItem
from news.urgent_form import Statement, UrgentPageForm
from nhri.accounts.models import User
from nhri.translation.languages import LANGUAGES, OWN_NAMES, current_language, direction, other
from nhri.workflow import actions, drafts
from nhri.workflow.permissions import Refused, may
from nhri.workflow.states import State, Verb

#: In the session: the token of each form that was published → its item. The last ones are enough.
_SENT = "urgent_forms_sent"
_REMEMBERED = 20
_TOKEN = re.compile(r"[0-9a-f]{32}")


class AlreadyPublic(Exception):
    """The same text is on the site: pressed twice, or published by somebody else meanwhile."""

    def __init__(self, item: NewsItem, language: str) -> None:
        super().__init__(item.pk)
        self.item, self.language = item, language


class UrgentAdmin:
    """Mixin of the news admin: the urgent page, and what stands there once it is published."""

    # What the admin class brings; named for the reader and for mypy.
    admin_site: Any
    opts: Any
    get_queryset: Any
    has_change_permission: Any

    def get_urls(self) -> list[Any]:
        """``urgent/`` and ``<pk>/urgent/``."""
        wrap = self.admin_site.admin_view
        return [
            path("urgent/", wrap(self.urgent_view), name="news_newsitem_urgent"),
            path(
                "<int:object_id>/urgent/", wrap(self.urgent_done_view),
                name="news_newsitem_urgent_done",
            ),
            *super().get_urls(),  # type: ignore[misc]
        ]  # fmt: skip

    def urgent_view(self, request: HttpRequest) -> HttpResponse:
        """One form; publishing needs nothing else. Whatever is refused, the typed text stays."""
        if not may_publish_urgently(request.user):
            raise PermissionDenied
        asked = request.POST.get("first") or request.GET.get("text") or current_language()
        first = asked if asked in LANGUAGES else current_language()
        form = UrgentPageForm(request.POST or None, first=first)
        known = _known(request, form["token"].value())
        if request.method == "POST" and known is not None:
            return redirect("admin:news_newsitem_urgent_done", known)
        if request.method == "POST" and form.is_valid():
            item = self._publish(request, form)
            if item is not None:
                return redirect("admin:news_newsitem_urgent_done", item.pk)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Publish urgently"),
            "form": form,
            "blocks": [_block(form, first), _block(form, form.second)],
            "second_open": form.is_second_open(),
            "wrong": [form[name] for name in form.errors if name in form.fields],
            "switch": f"{request.path}?text={form.second}",
        }
        return TemplateResponse(request, "admin/news/newsitem/urgent.html", context)

    def _publish(self, request: HttpRequest, form: UrgentPageForm) -> NewsItem | None:
        """The item, now public; None when it was refused, the reason put on the form."""
        token = form.cleaned_data["token"]
        try:
            return publish_once(request, form, token)
        except AlreadyPublic as found:
            form.add_error(f"text_{found.language}", _("This text is already public."))
            address = _public_address(request, found.item, found.language)
            title = found.item.heading(found.language)
            messages.info(request, format_html('<a href="{}"><bdi>{}</bdi></a>', address, title))
        except Refused as refused:
            for name in refused.missing:
                form.add_error(_field_of(name, form), _("This is missing."))
            if not refused.missing:
                form.add_error(None, str(refused))
        return None

    def urgent_done_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Where it is, how to take it back, how to add the other language."""
        item = self.get_queryset(request).filter(pk=object_id).first()
        if item is None:
            raise Http404
        if not self.has_change_permission(request, item):
            raise PermissionDenied
        live = [code for code in LANGUAGES if item.standing(code) == State.PUBLISHED]
        missing = [code for code in LANGUAGES if code not in live]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Published urgently"),
            "item": item,
            "change": reverse("admin:news_newsitem_change", args=[item.pk]),
            "tokens": " ".join(_sent(request)),
            "public": [_shown(request, item, code) for code in live],
            "missing": [{"language": code, "name": OWN_NAMES[code]} for code in missing],
            "reports": [
                line
                for original in item.originals.defer("data")
                for line in original.report.get(current_language(), [])
            ],
        }
        return TemplateResponse(request, "admin/news/newsitem/urgent_done.html", context)


def may_publish_urgently(user: Any) -> bool:
    """Making a draft and publishing it, both."""
    return may(user, NewsItem, "add") and may(user, NewsItem, "publish")


@transaction.atomic
def publish_once(request: Any, form: UrgentPageForm, token: str) -> NewsItem:
    """Make the draft and publish it, or give back what an earlier press of this form made.

    One person's presses come one after another: the second finds what the first has written.
    Raises `Refused` and `AlreadyPublic`; then nothing was written.
    """
    by = User.objects.select_for_update().get(pk=request.user.pk)
    request.session = type(request.session)(request.session.session_key)
    known = _known(request, token)
    if known is not None:
        return NewsItem.objects.get(pk=known)
    for statement in form.statements:
        _meet_twin(statement)
    item = drafts.create(NewsItem(), form.values(), by=by)
    for statement in form.statements:
        item = actions.publish_urgently(
            item,
            statement.language,
            by=by,
            reason=form.cleaned_data["reason"],
            until=form.until(),
        )
        # The same text may have been imported before and be a draft still.
        with suppress(IntegrityError), transaction.atomic():
            keep_original(item, statement.original, statement.proposal, by=by, lines=_report_lines)
    if _TOKEN.fullmatch(token):
        sent = {**_sent(request), token: item.pk}
        request.session[_SENT] = dict(list(sent.items())[-_REMEMBERED:])
        request.session.save()
    return item


def _meet_twin(statement: Statement) -> None:
    known = (
        ImportedOriginal.objects.filter(fingerprint=statement.proposal.fingerprint)
        .select_related("item")
        .first()
    )
    if known is None or known.item.is_embargoed():
        return
    if known.item.standing(statement.language) == State.PUBLISHED:
        raise AlreadyPublic(known.item, statement.language)


def _report_lines(proposal: Proposal) -> list[str]:
    """What was cleaned and what looks odd; title, date and place were a person's own."""
    own = {"title_styled", "title_proposed", "date", "place"}
    return [str(note) for note in proposal.notes if note.code not in own]


def _sent(request: Any) -> dict[str, int]:
    return dict(request.session.get(_SENT, {}))


def _known(request: Any, token: str | None) -> int | None:
    return _sent(request).get(token or "")


def _field_of(name: str, form: UrgentPageForm) -> str | None:
    """The form's field for a column of the item; None for what the page does not ask."""
    asked = name.replace("body_", "text_")
    return asked if asked in form.fields else None


def _block(form: UrgentPageForm, language: str) -> dict[str, Any]:
    return {
        "language": language,
        "direction": direction(language),
        "name": OWN_NAMES[language],
        "fields": form.fields_of(language),
    }


def _public_address(request: HttpRequest, item: Any, language: str) -> str:
    return request.build_absolute_uri(item.address(language))


def _shown(request: HttpRequest, item: Any, language: str) -> dict[str, Any]:
    return {
        "language": language,
        "other": other(language),
        "name": OWN_NAMES[language],
        "direction": direction(language),
        "title": item.heading(language),
        "address": _public_address(request, item, language),
        "withdraw": reverse(
            "admin:news_newsitem_verb", args=[item.pk, Verb.WITHDRAW.value, language]
        ),
    }

"""The pages of somebody who has a review link and no account.

Reading them changes nothing at all: mail programmes and messengers open links before people do.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from nhri.desk import review_decisions, review_pages
from nhri.desk.comments import comment
from nhri.desk.review_decisions import GuestActor, Outcome, newest
from nhri.desk.review_forms import CodeForm, DecisionForm
from nhri.desk.review_links import linked_item, opened
from nhri.desk.review_mail import send_code
from nhri.desk.reviewing import ReviewCode, ReviewLink
from nhri.translation.languages import LANGUAGES
from nhri.workflow.permissions import Refused
from nhri.workflow.states import Verb
from nhri.workflow.verbs import PRESENTATIONS

View = Callable[..., HttpResponse]


def _for_guests(view: View) -> View:
    """Hands the view the link and its item, or answers for it: closed, whatever the reason.

    Exempt from Django's forgery check, which compares a cookie with the form: the secret in the
    address is all the authority there is, no cookie adds to it, and another site's page does not
    know it. In-app browsers drop cookies, and a page without a referrer sends `Origin: null`,
    which the check refuses.
    """

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        link = opened(token)
        item = linked_item(link) if link is not None else None
        try:
            if link is None or item is None:
                raise Http404
            response = view(request, link, item, token, **kwargs)
        except Http404:
            response = render(request, "review/closed.html", status=404)
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


@_for_guests
def read(request: HttpRequest, link: ReviewLink, item: Any, token: str) -> HttpResponse:
    """Both texts to read and to comment on."""
    typed = None
    if request.method == "POST":
        language = request.POST.get("language")
        if language not in LANGUAGES:
            raise Http404
        typed = review_pages.comment_form(item, language, request.POST)
        if typed.is_valid():
            try:
                if review_pages.has_said_enough(link):
                    raise Refused(_("That is a lot within an hour. Please go on later."))
                said = comment(
                    item, **typed.about(), body=typed.cleaned_data["body"], by=GuestActor(link)
                )
            except Refused as refused:
                typed.add_error(None, str(refused))
            else:
                return HttpResponseRedirect(f"{request.path}#comment-{said.pk}")
    return render(request, "review/item.html", review_pages.page(link, item, token, typed))


@_for_guests
def decide(
    request: HttpRequest, link: ReviewLink, item: Any, token: str, verb: str, language: str
) -> HttpResponse:
    """Say what will happen to which text; the button sends the code."""
    if verb not in review_decisions.DECISIONS or language not in LANGUAGES:
        raise Http404
    seen = newest(item, language)
    if None in seen:
        raise Http404
    act, is_return = Verb(verb), verb == Verb.RETURN
    if request.method == "POST":
        form = DecisionForm(request.POST, with_comment=is_return, label_suffix="")
        were_read = _revisions(request.POST)
        if form.is_valid():
            try:
                waiting, digits = review_decisions.ask(link, act, language, **form.arguments())
            except Refused as refused:
                if were_read == seen:  # else the page says what was changed
                    form.add_error(None, str(refused))
            else:
                return _sent(request, waiting, digits, item, token)
        form.reopen_on(seen)
    else:
        were_read = _revisions(request.GET)
        initial = dict(zip(("revision", "shared_revision"), seen, strict=True))
        form = DecisionForm(initial=initial, with_comment=is_return, label_suffix="")
    return _decision(request, link, item, token, act, language, form, were_read)


@_for_guests
def enter(request: HttpRequest, link: ReviewLink, item: Any, token: str, pk: int) -> HttpResponse:
    """The code that was sent, or a new one for the decision that still waits."""
    waiting = ReviewCode.objects.select_related("link").filter(pk=pk, link=link).first()
    if waiting is None:
        raise Http404
    if request.method != "POST":
        return _code_page(request, waiting, item, token)
    if "again" in request.POST:
        try:
            waiting, digits = review_decisions.ask_again(waiting)
        except Refused as refused:
            return _stopped(request, waiting, item, token, str(refused))
        return _sent(request, waiting, digits, item, token)
    form = CodeForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _code_page(request, waiting, item, token, form=form)
    answer = review_decisions.enter(waiting, form.cleaned_data["code"])
    waiting.refresh_from_db()
    if answer.outcome == Outcome.DONE:
        return HttpResponseRedirect(f"{reverse('review:item', args=[token])}#decided")
    if answer.outcome == Outcome.CLOSED:
        raise Http404
    if answer.outcome == Outcome.REFUSED:
        return _stopped(request, waiting, item, token, answer.reason)
    return _code_page(request, waiting, item, token, answer=answer)


def _sent(
    request: HttpRequest, waiting: ReviewCode, digits: str, item: Any, token: str
) -> HttpResponse:
    """Send the code; on to its page, or the truth when the letter did not go."""
    if send_code(waiting, digits, item):
        return HttpResponseRedirect(reverse("review:code", args=[token, waiting.pk]))
    return _code_page(request, waiting, item, token, is_unsent=True)


def _code_page(
    request: HttpRequest, waiting: ReviewCode, item: Any, token: str, **more: Any
) -> HttpResponse:
    act = Verb(waiting.verb)
    context = {
        **review_pages.frame(waiting.link, item, token),
        **review_pages.text(item, waiting.language),
        "title": review_pages.title(act, waiting.language),
        "waiting": waiting,
        "form": CodeForm(label_suffix=""),
        "here": reverse("review:code", args=[token, waiting.pk]),
        "is_spent": review_decisions.is_spent(waiting),
        **more,
    }
    return render(request, "review/code.html", context)


def _stopped(
    request: HttpRequest, waiting: ReviewCode, item: Any, token: str, reason: str
) -> HttpResponse:
    """The decision cannot be done now: its page again, with the new text and what was typed."""
    link, seen = waiting.link, newest(item, waiting.language)
    were_read = (waiting.revision_id, waiting.shared_revision_id)
    form = DecisionForm(
        {"revision": seen[0], "shared_revision": seen[1], "comment": waiting.comment},
        with_comment=waiting.verb == Verb.RETURN,
        label_suffix="",
    )
    if were_read == seen:
        form.add_error(None, reason)
    act = Verb(waiting.verb)
    return _decision(request, link, item, token, act, waiting.language, form, were_read)


def _decision(
    request: HttpRequest,
    link: ReviewLink,
    item: Any,
    token: str,
    verb: Verb,
    language: str,
    form: DecisionForm,
    were_read: tuple[int | None, int | None],
) -> HttpResponse:
    refused = review_decisions.decision_refused(link, item, verb, language)
    has_moved = None not in were_read and were_read != newest(item, language)
    context = {
        **review_pages.frame(link, item, token),
        **review_pages.text(item, language),
        "title": review_pages.title(verb, language),
        "effect": PRESENTATIONS[verb].effect,
        "form": form,
        "refused": str(refused or ""),
        "has_moved": has_moved,
        "changes": review_pages.since(item, language, were_read) if has_moved else [],
        "here": reverse("review:decide", args=[token, verb.value, language]),
    }
    # 200, refused or not: Django logs the path of whatever answers 400 and more, secret and all.
    return render(request, "review/decide.html", context)


def _revisions(sent: Any) -> tuple[int | None, int | None]:
    """The revisions that the page before showed, as its link or its form carries them."""
    found = [sent.get(name, "") for name in ("revision", "shared_revision")]
    first, second = (int(pk) if pk.isdecimal() and len(pk) < 19 else None for pk in found)
    return first, second

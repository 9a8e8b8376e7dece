"""An administrator's pages: a colleague leaves; a colleague's work goes to another for a time."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhri.accounts.models import User
from nhri.desk import leaving
from nhri.workflow.handover import successors
from nhri.workflow.handover_views import HandoverForm
from nhri.workflow.models import Publishable
from nhri.workflow.permissions import Refused


def leaving_view(request: HttpRequest, pk: int) -> HttpResponse:
    """What closing the account means, item by item, and then the act."""
    user = _colleague(request, pk)
    refused = leaving.leaving_refusal(user, by=request.user) if request.method == "GET" else None

    def act(**chosen: Any) -> int:
        number = leaving.leave(user, by=request.user, **chosen)
        messages.success(request, _("The account of %(name)s is closed.") % {"name": user})
        return number

    return _act(request, user, _("This colleague leaves"), "leaving", act, refused)


def handover_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything in a colleague's charge to another; the account stays as it is."""
    user = _colleague(request, pk)

    def act(**chosen: Any) -> int:
        return leaving.hand_over_all(user, by=request.user, **chosen)

    return _act(request, user, _("Hand over the work"), "handover", act)


def _act(
    request: HttpRequest,
    user: User,
    title: str,
    name: str,
    act: Callable[..., int],
    refused: Refused | None = None,
) -> HttpResponse:
    """The page, and the act of its button: the colleague's page with the result, or the reason."""
    held = leaving.held_by(user)
    form = HandoverForm(
        request.POST or None, candidates=successors(held.models).exclude(pk=user.pk)
    )
    if not held.items:
        del form.fields["successor"], form.fields["note"]
    if form.is_valid():
        chosen = form.cleaned_data
        try:
            number = act(successor=chosen.get("successor"), note=chosen.get("note", ""))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if number:
                _say_handed_over(request, number, chosen["successor"])
            return redirect("admin:nhri_user_change", user.pk)
    context = {
        **admin.site.each_context(request),
        "opts": User._meta,
        "title": title,
        "colleague": user,
        "held": held,
        "listed": [(item, _address(item)) for item in held.listed],
        "form": form,
        "refused": refused,
        "back": reverse("admin:nhri_user_change", args=[user.pk]),
    }
    return TemplateResponse(request, f"admin/desk/{name}.html", context)


def _address(item: Publishable) -> str:
    meta = item._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[item.pk])


def _colleague(request: HttpRequest, pk: int) -> User:
    """The account, for whoever manages colleagues; a superuser's for a superuser alone."""
    if not request.user.has_perm("nhri.change_user"):
        raise PermissionDenied
    user = User.objects.filter(pk=pk).first()
    if user is None:
        raise Http404
    if user.is_superuser and not request.user.is_superuser:
        raise PermissionDenied
    return user


def _say_handed_over(request: HttpRequest, number: int, to: User) -> None:
    said = ngettext(
        "%(number)d item is in the charge of %(name)s now.",
        "%(number)d items are in the charge of %(name)s now.",
        number,
    )
    messages.success(request, said % {"number": number, "name": to})

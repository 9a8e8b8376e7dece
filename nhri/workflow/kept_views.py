"""Kept texts in the admin: where the form sends what is typed, and the offer on return."""

import json
from datetime import datetime
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.forms import Media
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateformat import format as date_as
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from nhri.translation import moments
from nhri.workflow import kept as keeping
from nhri.workflow.kept import HeldElsewhere, KeptText
from nhri.workflow.kept_changes import before_the_clash, changes, has_moved, typed_values
from nhri.workflow.kept_labels import labels

_TEMPLATE = "admin/workflow/kept.html"
#: What the page of a clash asks beside the form's own fields.
_ASKED = ("origin_", "choose_", "merged_")
_MEDIA = Media(js=["js/admin/kept.js"], css={"all": ["css/admin/kept.css"]})


class KeptViews:
    """Mixin of `BilingualAdmin`: what its form sends while somebody types, and gives back."""

    # What the admin class brings; named for the reader and for mypy.
    admin_site: Any
    opts: Any
    model: Any
    get_queryset: Any
    get_form: Any
    get_changeform_initial_data: Any
    has_add_permission: Any
    has_change_permission: Any
    _address: Any

    def get_urls(self) -> list[Any]:
        """``add/kept/`` and ``<pk>/kept/``; they answer a signed-out script in JSON."""
        stem = f"{self.opts.app_label}_{self.opts.model_name}"
        view = never_cache(self.kept_view)
        return [
            path("add/kept/", view, name=f"{stem}_kept_new"),
            path("<int:object_id>/kept/", view, name=f"{stem}_kept"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    # The address that the form's script talks to --------------------------------------------------

    def kept_view(self, request: HttpRequest, object_id: int | None = None) -> HttpResponse:
        """GET: one's own copy. POST: keep what is typed, or discard that copy (JSON, or a form)."""
        is_script = request.method == "GET" or request.content_type == "application/json"
        if not self.admin_site.has_permission(request):
            if not is_script:
                return redirect_to_login(request.path, reverse("admin:login"))
            return _answer(403, _("You are signed out."), reason="signed_out")
        item = self.get_queryset(request).filter(pk=object_id).first() if object_id else None
        if object_id is not None and item is None:
            return _answer(404, _("This item does not exist."), reason="missing")
        may = (
            self.has_add_permission(request)
            if item is None
            else self.has_change_permission(request, item)
        )
        if not may:
            return _answer(403, _("Your role does not allow this."), reason="refused")
        if request.method == "GET":
            return self._kept_offer(request, item)
        if request.method != "POST":
            return _answer(405, _("This is not possible here."), reason="method")
        return self._keep(request, item) if is_script else self._discard(request, item)

    def _keep(self, request: HttpRequest, item: Any) -> HttpResponse:
        if int(request.META.get("CONTENT_LENGTH") or 0) > keeping.LIMIT_BYTES:
            said = _("This text is too long to be kept while you type. Save it now.")
            return _answer(413, said, reason="too_long")
        form = self._kept_form(request, item)
        try:
            sent = json.loads(request.body)
            writer, opened = sent["user"], keeping.read_moment(sent["opened"])
            replaces = keeping.read_moment(sent["replaces"]) if sent.get("replaces") else None
            is_discarded, is_late = sent.get("discard") is True, sent.get("late") is True
            data = {} if is_discarded else _typed(sent["data"], form)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            # The error is not chained into a log: its words may quote the text.
            return _answer(400, _("This could not be read."), reason="unreadable")
        if writer != request.user.pk:
            said = _("Somebody else is signed in in this browser.")
            return _answer(403, said, reason="somebody_else")
        own = (request.user, self.model, item and item.pk)
        if is_discarded or (is_late and not changes(keeping.unsaved(*own, data, opened), form)):
            keeping.forget(*own, opened)
            return JsonResponse({"token": get_token(request)})
        try:
            kept = keeping.keep(
                *own,
                data,
                opened=opened,
                replaces=replaces,
                is_spent=lambda held: not changes(held, form),
            )
        except HeldElsewhere:
            said = _("Another text of yours is kept for this item; decide about it first.")
            return _answer(409, said, reason="held_elsewhere")
        at = date_as(timezone.localtime(kept.kept_at), "H:i")
        return JsonResponse({"at": at, "token": get_token(request)})

    def _discard(self, request: HttpRequest, item: Any) -> HttpResponse:
        """That copy alone which its writer saw; a newer one stays."""
        keeping.forget(
            request.user, self.model, item and item.pk, _moment(request.POST.get("discard"))
        )
        return HttpResponseRedirect(self._form_address(item))

    def _kept_offer(self, request: HttpRequest, item: Any) -> HttpResponse:
        kept = keeping.kept_text(request.user, self.model, item and item.pk)
        offer = self._offer(request, kept, self._kept_form(request, item), item)
        if kept is None or offer is None:
            return JsonResponse({"kept": None})
        box = render_to_string(_TEMPLATE, {"kept": {"offer": offer}}, request)
        told = {"kept": kept.data, "opened": offer["opened"], "box": box}
        return JsonResponse({**told, "labels": labels(kept.data, self._kept_form(request, item))})

    # The form -------------------------------------------------------------------------------------

    def render_change_form(
        self, request: HttpRequest, context: Any, add: bool = False, change: bool = False,
        form_url: str = "", obj: Any = None,
    ) -> Any:  # fmt: skip
        """With the offer of one's own copy; ``?restore=1`` draws the form with it."""
        item = obj if change else None
        is_writer = (
            self.has_change_permission(request, item)
            if change
            else self.has_add_permission(request)
        )
        if is_writer:
            form = context["adminform"].form
            context["kept"] = self._kept_context(request, form, item)
            context["media"] += _MEDIA
        return super().render_change_form(  # type: ignore[misc]
            request, context, add, change, form_url, obj
        )

    def _kept_context(self, request: HttpRequest, form: Any, item: Any) -> dict[str, Any]:
        opened = _moment(request.POST.get("_kept_opened")) or timezone.now()
        replaces = _moment(request.POST.get("_kept_replaces"))
        kept = keeping.kept_text(request.user, self.model, item and item.pk)
        if kept is not None and kept.form_opened_at in (opened, replaces):
            kept = None  # this very window's
        unbound = self._kept_form(request, item) if form.is_bound and kept is not None else form
        offer = self._offer(request, kept, unbound, item)
        restored = bool(offer and request.GET.get("restore") and not form.is_bound)
        if kept is not None and (restored or offer is None):
            replaces = kept.form_opened_at
        if kept is not None and restored:
            form.initial |= typed_values(kept, form)
        return {
            "offer": None if restored else offer,
            "restored": restored,
            "user": request.user.pk,
            "url": self._kept_address(item),
            "login": reverse("admin:login"),
            "opened": opened.isoformat(),
            "marks": format_html(
                '<input type="hidden" name="_kept_opened" value="{}">'
                '<input type="hidden" name="_kept_replaces" value="{}">',
                opened.isoformat(),
                replaces.isoformat() if replaces else "",
            ),
        }

    def forget_kept(self, request: HttpRequest, item: Any) -> None:
        """After a save: the copy of this window, and of the one it took over, is saved now.

        `item` is None after the first save of a new one. Another window's copy stays.
        """
        opened = [_moment(request.POST.get(name)) for name in ("_kept_opened", "_kept_replaces")]
        keeping.forget(request.user, self.model, item and item.pk, *opened)

    def _offer(
        self, request: HttpRequest, kept: KeptText | None, form: Any, item: Any
    ) -> dict[str, Any] | None:
        found = changes(kept, form) if kept is not None else []
        if kept is None or not found:
            return None
        return {
            "changes": found,
            "at": moments.in_words(kept.kept_at),
            "opened": kept.form_opened_at.isoformat(),
            "has_moved": has_moved(kept, form),
            "url": self._kept_address(item),
            "restore": f"{self._form_address(item)}?restore=1",
        }

    def _kept_form(self, request: HttpRequest, item: Any) -> Any:
        """The form as it is opened now, unbound."""
        form = self.get_form(request, item, change=item is not None)
        if item is not None:
            return form(instance=item)
        return form(initial=self.get_changeform_initial_data(request))

    def _kept_address(self, item: Any) -> str:
        return self._address("kept", item.pk) if item is not None else self._address("kept_new")

    def _form_address(self, item: Any) -> str:
        return self._address("change", item.pk) if item is not None else self._address("add")


def _typed(sent: Any, form: Any) -> dict[str, list[str]]:
    """The form's fields, as they were before the page asked about a clash, if it does."""
    data = keeping.read_data(sent, form.owns_input)
    asked = keeping.read_data(sent, lambda name: name.startswith(_ASKED))
    return before_the_clash(data, asked, form.instance) if asked else data


def _moment(value: Any) -> datetime | None:
    try:
        return keeping.read_moment(value)
    except ValueError:
        return None


def _answer(status: int, said: str, *, reason: str) -> JsonResponse:
    return JsonResponse({"reason": reason, "said": said}, status=status)

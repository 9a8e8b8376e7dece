"""Comments in the admin: beside each field of the form, on pages of their own, in the list."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nhri.desk import comments
from nhri.desk.threads import Discussion, Place, address, place_of
from nhri.translation.languages import LANGUAGES
from nhri.workflow import streams
from nhri.workflow.comparisons import field_kind, sayer
from nhri.workflow.permissions import Refused

_MEDIA = forms.Media(js=["js/admin/comments.js"], css={"all": ["css/admin/comments.css"]})


class AnswerForm(forms.Form):
    """What is said."""

    body = forms.CharField(
        label=gettext_lazy("Comment"),
        max_length=comments.LIMIT,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class CommentForm(AnswerForm):
    """What is said, and the words that it is about."""

    field_order = ("quote", "body")
    quote = forms.CharField(label=gettext_lazy("The words it is about"), required=False)


class CommentedAdmin:
    """Mixin before `BilingualAdmin`: whoever sees an item reads what is said about it."""

    # What the admin class brings; named for the reader and for mypy.
    admin_site: Any
    opts: Any
    model: Any
    _one: Any

    def get_urls(self) -> list[Any]:
        """``<pk>/comments/`` and ``<pk>/comments/<place>/`` before Django's own."""
        stem = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        route = "<int:object_id>/comments/"
        return [
            path(route, wrap(self.comments_view), name=f"{stem}_comments"),
            path(f"{route}<slug:slug>/", wrap(self.place_view), name=f"{stem}_comments_on"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    # The pages ------------------------------------------------------------------------------------

    def comments_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Everything said about the item, open and resolved."""
        item = self._one(request, object_id, LANGUAGES[0])
        return self._comments_page(request, item, {"title": _("Comments")})

    def place_view(self, request: HttpRequest, object_id: int, slug: str) -> HttpResponse:
        """One field with its text, its comments, and the forms to add, answer and resolve.

        The form's script posts the same, asking for JSON, and gets the place as it then stands.
        """
        item = self._one(request, object_id, LANGUAGES[0])
        found = place_of(type(item), slug)
        if found is None:
            raise Http404
        is_script = request.headers.get("Accept") == "application/json"
        form = about = None
        if request.method == "POST":
            form, about, done = self._act(request, item, *found)
            if done is not None:
                return self._done(request, item, slug, *done, is_script=is_script)
            if is_script:
                errors = [str(error) for some in form.errors.values() for error in some]
                return JsonResponse({"said": " ".join(errors)}, status=400)
        return self._place_page(request, item, slug, form, about)

    def _act(
        self, request: HttpRequest, item: Any, language: str, field: str
    ) -> tuple[Any, Any, tuple[Any, str] | None]:
        """(the form, the comment it is about, what was done and what to say of it).

        Without the last the form says why not.
        """
        act, user = request.POST.get("act", ""), request.user
        speaks = act in ("comment", "answer")
        if not (comments.may_comment if speaks else comments.may_resolve)(user, item):
            raise PermissionDenied
        forms_of = {"comment": CommentForm, "answer": AnswerForm}
        form = forms_of.get(act, forms.Form)(request.POST)
        about = None
        if act != "comment":
            about = _thread(item, language, field, request.POST.get("comment", ""))
        if not form.is_valid():
            return form, about, None
        said = form.cleaned_data
        try:
            if act == "comment":
                one = comments.comment(item, language=language, field=field, by=user, **said)
                return form, about, (one, _("The comment was added."))
            if act == "answer":
                one = comments.answer(about, by=user, **said)
                return form, about, (one, _("The answer was added."))
            if act == "resolve":
                one = comments.resolve(about, by=user)
                return form, about, (one, _("The comment is resolved."))
            if act == "reopen":
                one = comments.reopen(about, by=user)
                return form, about, (one, _("The comment is open again."))
        except Refused as refused:
            form.add_error(None, str(refused))
            return form, about, None
        raise Http404

    def _done(
        self, request: HttpRequest, item: Any, slug: str, one: Any, told: str, *, is_script: bool
    ) -> HttpResponse:
        if not is_script:
            messages.success(request, told)
            return HttpResponseRedirect(address(item, "comments_on", slug))
        discussion = Discussion(item, request.user)
        box = render_to_string("admin/desk/place.html", {"place": discussion.at(slug)}, request)
        total = counted(discussion.open_count) if discussion.open_count else ""
        return JsonResponse({"box": box, "total": total, "said": told, "comment": one.pk})

    def _place_page(
        self, request: HttpRequest, item: Any, slug: str, form: Any, about: Any
    ) -> TemplateResponse:
        discussion = Discussion(item, request.user)
        place = discussion.at(slug)
        fresh = form if form is not None and about is None else CommentForm()
        if place.language:
            own = {"lang": place.language, "dir": place.direction}
            fresh.fields["quote"].widget.attrs |= own
        if not place.field:
            fresh.fields.pop("quote", None)
        context = {
            "title": _("Comments: %(field)s") % {"field": place.label},
            "place": place,
            "form": fresh,
            "answering": form if about is not None else None,
            "about": about and (about.parent_id or about.pk),
            **_shown(item, place),
        }
        return self._comments_page(request, item, context, discussion)

    def _comments_page(
        self, request: HttpRequest, item: Any, context: dict[str, Any], discussion: Any = None
    ) -> TemplateResponse:
        known = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "item": item,
            "discussion": discussion or Discussion(item, request.user),
            "back": address(item, "change"),
        }
        template = "place_page" if "place" in context else "comments"
        return TemplateResponse(request, f"admin/desk/{template}.html", {**known, **context})

    # The form and the list ------------------------------------------------------------------------

    def render_change_form(
        self, request: HttpRequest, context: Any, add: bool = False, change: bool = False,
        form_url: str = "", obj: Any = None,
    ) -> Any:  # fmt: skip
        """With the comments of a saved item, beside their fields."""
        if change and obj is not None:
            context["discussion"] = Discussion(obj, request.user)
            context["media"] += _MEDIA
        return super().render_change_form(  # type: ignore[misc]
            request, context, add, change, form_url, obj
        )

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """With the number of open comments of the page's rows, in one query."""
        found = super().get_changelist_instance(request)  # type: ignore[misc]
        rows = list(found.result_list)
        counts = comments.open_counts(self.model, [row.pk for row in rows]) if rows else {}
        for row in rows:
            row.open_comments_count = counts.get(row.pk, 0)
        found.result_list = rows
        return found

    @admin.display(description=gettext_lazy("comments"), empty_value="")
    def open_comments(self, item: Any) -> Any:
        """How many comments are open, leading to them."""
        number = item.open_comments_count
        if not number:
            return ""
        return format_html(
            '<a class="chip chip-comments" href="{}">{}</a>',
            address(item, "comments"),
            counted(number),
        )


def counted(number: int) -> str:
    """“3 open comments”."""
    said = ngettext("%(number)d open comment", "%(number)d open comments", number)
    return said % {"number": number}


def _thread(item: Any, language: str, field: str, pk: str) -> Any:
    """The comment `pk` of this place; 404 for another's."""
    own = comments.comments_of(item).filter(language=language, field=field)
    found = own.filter(pk=pk).first() if pk.isdecimal() else None
    if found is None:
        raise Http404
    return found


def _shown(item: Any, place: Place) -> dict[str, Any]:
    """The newest text of the place, as its field's kind is shown."""
    if not place.field or streams.stream_of(type(item), place.field) is None:
        return {}
    values = streams.head_values(item, place.language or streams.SHARED)
    value = values.get(place.field)
    if value in (None, "", []):
        return {}
    if field_kind(type(item), place.field) == "rich":
        return {"rich": value}
    return {"text": sayer(type(item), place.field, value, around=(values,))(value)}

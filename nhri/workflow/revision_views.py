"""The pages of an item's revisions in the admin: all of them, two compared, one restored."""

from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhri.translation.languages import LANGUAGES, OWN_NAMES, direction
from nhri.workflow import comparisons, drafts, streams
from nhri.workflow.models import STREAMS, AuditEntry, Publishable, Revision
from nhri.workflow.states import SCHEDULED, STAGE_LABELS, State, Verb

_ACTS = (Verb.APPROVE, Verb.PUBLISH, Verb.SCHEDULE, Verb.CORRECT)
#: How many revisions one page shows; those before are a page further back.
PAGE = 200


class RevisionViews:
    """Mixin of `BilingualAdmin`, before `ActViews`, whose `_one` and `_address` it uses."""

    def revision_urls(self) -> list[Any]:
        """The addresses of these pages, for `get_urls`."""
        stem = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path(f"<int:object_id>/{route}/", wrap(view), name=f"{stem}_{name}")
            for route, view, name in (
                ("revisions", self.revisions_view, "revisions"),
                ("compare/<int:old>/<int:new>", self.compare_view, "compare"),
                ("compare/<int:new>", self.compare_view, "compare_previous"),
                ("compare/public/<slug:stream>", self.compare_public_view, "compare_public"),
                ("restore/<int:revision>", self.restore_view, "restore"),
            )
        ]

    def get_urls(self) -> list[Any]:
        """These pages before Django's own."""
        return [*self.revision_urls(), *super().get_urls()]

    def revisions_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Every revision of the three streams: who, when, which fields, what became of it."""
        item = self._one(request, object_id, LANGUAGES[0])
        pair = [request.GET.get(name, "") for name in ("old", "new")]
        if all(pk.isdecimal() for pk in pair):
            return HttpResponseRedirect(self._address("compare", item.pk, *map(int, pair)))
        before = request.GET.get("before", "")
        rows = item.revisions.select_related("created_by", "base").order_by("-pk")
        if before.isdecimal():
            rows = rows.filter(pk__lt=int(before))
        revisions = list(rows[: PAGE + 1])
        acts = _acts(item)
        found = [_row(item, revision, acts) for revision in revisions[:PAGE]]
        context = {
            "title": _("Revisions"),
            "groups": [
                group | {"rows": [row for row in found if row["revision"].stream == stream]}
                for stream in STREAMS
                for group in [_heading(stream, item)]
            ],
            "older": revisions[PAGE - 1].pk if len(revisions) > PAGE else None,
            "pending": [
                _heading(stream, item) for stream in STREAMS if streams.is_pending(item, stream)
            ],
            "can_edit": self.has_change_permission(request, item),
        }
        return self._page(request, item, "revisions", context)

    def compare_view(
        self, request: HttpRequest, object_id: int, new: int, old: int | None = None
    ) -> HttpResponse:
        """Two revisions of one stream, or one beside the one before it."""
        item = self._one(request, object_id, LANGUAGES[0])
        later = _revision(item, new)
        if old is None:
            earlier = later.base
        else:
            earlier = _revision(item, old)
            if earlier.stream != later.stream:
                raise Http404
            if earlier.number > later.number:
                earlier, later = later, earlier
        return self._comparison(request, item, earlier, later)

    def compare_public_view(
        self, request: HttpRequest, object_id: int, stream: str
    ) -> HttpResponse:
        """What readers see beside the newest text of `stream`."""
        item = self._one(request, object_id, LANGUAGES[0])
        if stream not in STREAMS or getattr(item, f"public_{stream}") is None:
            raise Http404
        public, newest = getattr(item, f"public_{stream}"), streams.head(item, stream)
        return self._comparison(request, item, public, newest)

    def _comparison(
        self, request: HttpRequest, item: Any, earlier: Revision | None, later: Any
    ) -> HttpResponse:
        stream = later.stream
        old = earlier.data if earlier is not None else {}
        changes, same = comparisons.field_changes(type(item), stream, old, later.data)
        after = item.revisions.filter(stream=stream, number=later.number + 1).first()
        context = {
            "title": _("Compare revisions"),
            "changes": changes,
            "same": same,
            "earlier": earlier and _row(item, earlier, {}),
            "later": _row(item, later, {}),
            "step_back": earlier if earlier is not None and earlier.pk == later.base_id else None,
            "step_on": after,
            "can_edit": self.has_change_permission(request, item),
            **_heading(stream, item),
        }
        return self._page(request, item, "compare", context)

    def restore_view(self, request: HttpRequest, object_id: int, revision: int) -> HttpResponse:
        """Say what restoring this text does, then save it as the stream's newest revision."""
        item = self._one(request, object_id, LANGUAGES[0])
        if not self.has_change_permission(request, item):
            raise PermissionDenied
        chosen = _revision(item, revision)
        stream = chosen.stream
        newest = streams.head(item, stream)
        values, losing = comparisons.restorable(type(item), chosen)
        present = streams.head_values(item, stream)
        changes, _same = comparisons.field_changes(
            type(item), stream, present, {**present, **values}
        )
        if request.method == "POST" and changes:
            if request.POST.get("newest") == str(newest.pk):
                try:
                    bases = {stream: newest.pk}
                    saved = drafts.save(item, values, by=request.user, bases=bases)
                except drafts.Conflict:
                    saved = None
                if saved is not None:
                    done = _("Restored. The text is now revision %(number)s.")
                    number = getattr(saved, f"head_{stream}").number
                    messages.success(request, done % {"number": number})
                    return HttpResponseRedirect(self._address("revisions", item.pk))
            messages.error(
                request, _("The text was changed since you opened this page. Read it again first.")
            )
            return HttpResponseRedirect(request.path)
        context = {
            "title": _("Restore this text"),
            "changes": changes,
            "losing": losing,
            "consequences": consequences(item, stream, {**present, **values}),
            "earlier": _row(item, newest, {}),
            "later": _row(item, chosen, {}),
            "newest": newest,
            "can_edit": True,
            **_heading(stream, item),
        }
        return self._page(request, item, "restore", context)

    def _page(
        self, request: HttpRequest, item: Any, name: str, context: dict[str, Any]
    ) -> HttpResponse:
        known = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "item": item,
            "back": self._address("change", item.pk),
            "revisions_address": self._address("revisions", item.pk),
            **{f"{act}_route": f"admin:{self.opts.app_label}_{self.opts.model_name}_{act}"
               for act in ("compare", "compare_previous", "compare_public", "restore")},
        }  # fmt: skip
        template = "revisions" if name == "revisions" else f"revisions_{name}"
        return TemplateResponse(request, f"admin/workflow/{template}.html", {**known, **context})


def consequences(item: Publishable, stream: str, values: dict[str, Any]) -> list[str]:
    """What saving `values` as the newest text of `stream` does, a sentence each."""
    said = [_("The text becomes a new revision. The present one stays in the list.")]
    public: Revision | None = getattr(item, f"public_{stream}")
    if public is not None and _standing(item, stream)[0] == State.PUBLISHED:
        is_public_text = all(values.get(name) == value for name, value in public.data.items())
        said.append(
            _("It is what was published: no change waits any longer.")
            if is_public_text
            else _("Readers keep seeing the published text until this one is published.")
        )
    for language in LANGUAGES if stream == streams.SHARED else (stream,):
        if streams.head(item, language) is None:
            continue
        sentence = _EFFECTS.get(item.stage(language))
        if sentence is not None:
            said.append(str(sentence) % {"language": OWN_NAMES[language]})
    if stream in LANGUAGES:
        said.append(_("The other language and the shared fields are not touched."))
    return said


_EFFECTS = {
    SCHEDULED: gettext_lazy("%(language)s: the schedule is cancelled; the text is a draft again."),
    State.APPROVED: gettext_lazy(
        "%(language)s: the approval is taken back; the text is a draft again."
    ),
    State.IN_REVIEW: gettext_lazy("%(language)s: stays in review, with the restored text."),
}


def _revision(item: Any, pk: int) -> Any:
    """The item's own revision `pk`; 404 for another's."""
    found = item.revisions.select_related("created_by", "base__created_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _heading(stream: str, item: Any) -> dict[str, Any]:
    language = stream if stream in LANGUAGES else ""
    return {
        "stream": stream,
        "language": language,
        "direction": direction(language) if language else "",
        "stream_name": OWN_NAMES[language] if language else _("both languages"),
        "can_compare_public": streams.is_pending(item, stream),
    }


def _row(item: Any, revision: Revision, acts: dict[int, list[AuditEntry]]) -> dict[str, Any]:
    model = type(item)
    names = comparisons.changed_names(model, revision, revision.base)
    is_public = getattr(item, f"public_{revision.stream}_id") == revision.pk
    return {
        "revision": revision,
        "fields": [comparisons.label_of(model, name) for name in names],
        "is_first": revision.base_id is None,
        "is_head": getattr(item, f"head_{revision.stream}_id") == revision.pk,
        "standing": _standing(item, revision.stream) if is_public else None,
        "acts": acts.get(revision.pk, []),
    }


def _standing(item: Any, stream: str) -> tuple[str, Any]:
    """(state, its word) of the published revision: published, scheduled or withdrawn since."""
    found = [item.standing(code) for code in (LANGUAGES if stream == streams.SHARED else [stream])]
    for state in (State.PUBLISHED, SCHEDULED):
        if state in found:
            return state, STAGE_LABELS[state]
    return State.WITHDRAWN, STAGE_LABELS[State.WITHDRAWN]


def _acts(item: Any) -> dict[int, list[AuditEntry]]:
    """Primary key of a revision → who approved and published it, oldest first."""
    entries = AuditEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(item), object_id=item.pk, verb__in=_ACTS
    )
    found: dict[int, list[AuditEntry]] = {}
    for entry in entries.select_related("by", "guest").order_by("at", "pk"):
        for pk in (entry.revision_id, entry.shared_revision_id):
            if pk is not None:
                found.setdefault(pk, []).append(entry)
    return found

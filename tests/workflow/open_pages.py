"""The pages that people hold open on one item: by the form layer, quick, or over HTTP, rendered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.admin import site
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.workflow import actions, drafts
from nhri.workflow.comparisons import ShownClash, shown_clashes
from nhri.workflow.forms import MINUTE_INPUT
from nhri.workflow.permissions import Refused
from nhri.workflow.states import Verb
from tests.forms import form_in

Values = dict[str, list[str]]
#: The revisions that a verb's page showed: the language's and the shared one.
Seen = tuple[int, int]

#: The verbs whose page does not bind them to what it showed.
UNBOUND = (Verb.SUBMIT, Verb.RETURN, Verb.UNSCHEDULE, Verb.WITHDRAW)
RUNS = {Verb.RETURN: "return_", Verb.URGENT: "publish_urgently"}


@dataclass
class Page:
    """One form as a browser holds it: its controls, and what it asks and refuses."""

    values: Values
    clashes: dict[str, ShownClash] = field(default_factory=dict)
    refused: tuple[str, ...] = ()


def stored(pk: int) -> Any:
    """The item as the database now holds it."""
    return NewsItem.objects.with_streams().get(pk=pk)


def as_sent(text: str) -> str:
    """Browsers end lines in their own way."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def own_arguments(verb: Verb, language: str) -> dict[str, Any]:
    """What each verb's page asks for beside a click."""
    at = (timezone.localtime() + timedelta(days=2)).replace(second=0, microsecond=0)
    return {
        Verb.RETURN: {"comment": "Shorter."},
        Verb.SCHEDULE: {"at": at},
        Verb.WITHDRAW: {"note": "An error."},
        Verb.CORRECT: {"note": {language: "A date was wrong."}},
        Verb.URGENT: {"reason": "It cannot wait."},
    }.get(verb, {})


class FormLayer:
    """The real form and the real verbs, without pages drawn and sent."""

    def __init__(self, pk: int) -> None:
        self.pk = pk
        request = RequestFactory().get("/")
        request.user = User(is_superuser=True)
        self.form = site.get_model_admin(NewsItem).get_form(request, None, change=True)

    def open(self, user: Any) -> Page:
        """The form, opened now."""
        return Page(controls(self.form(instance=stored(self.pk))))

    def save(self, user: Any, values: Values) -> Page | None:
        """Press save: None when it is stored, else the page that came back."""
        item = stored(self.pk)
        data = posted(values)
        form = self.form(data, instance=item)
        if form.is_valid():
            drafts.save(
                item, form.values(), by=user, bases=form.bases(),
                typing_errors=form.typing_errors(),
            )  # fmt: skip
            return None
        clashes = shown_clashes(item, list(form.clashes.values()), data, form.origins)
        asked = {}
        for clash in clashes:
            asked[f"origin_{clash.three.name}"] = [str(clash.origin or "")]
            asked[f"merged_{clash.three.name}"] = [as_sent(clash.merged)]
            if clash.choice:
                asked[f"choose_{clash.three.name}"] = [clash.choice]
        return Page(
            {**controls(form), **asked},
            {clash.three.name: clash for clash in clashes},
            tuple(name for name in form.errors if name not in form.clashes),
        )

    def look(self, user: Any, verb: Verb, language: str) -> Seen | None:
        """Open the verb's page."""
        heads = NewsItem.objects.filter(pk=self.pk).values_list(f"head_{language}", "head_shared")
        found: Seen = heads.get()
        return found

    def act(self, user: Any, verb: Verb, language: str, seen: Seen | None) -> bool:
        """Press the button of the page that showed `seen`; False when it is refused."""
        own = own_arguments(verb, language)
        if verb not in UNBOUND:
            own["seen"] = seen
        run = getattr(actions, RUNS.get(verb, verb.value))
        try:
            run(NewsItem(pk=self.pk), language, by=user, **own)
        except Refused:
            return False
        return True


class Browser:
    """The rendered admin, over HTTP."""

    def __init__(self, pk: int) -> None:
        self.pk = pk
        self.clients: dict[int, Client] = {}
        self.verb_pages: dict[tuple[int, str, str], Any] = {}

    def client(self, user: Any) -> Client:
        """The browser of one person."""
        if user.pk not in self.clients:
            self.clients[user.pk] = Client()
            self.clients[user.pk].force_login(user)
        return self.clients[user.pk]

    def open(self, user: Any) -> Page:
        """The form, opened now."""
        response = self.client(user).get(self._address())
        return Page(_sent(form_in(response, "_continue").values))

    def save(self, user: Any, values: Values) -> Page | None:
        """Press save: None when it is stored, else the page that came back."""
        sent = {**values, "_continue": ["1"]}
        response = self.client(user).post(self._address(), sent)
        if response.status_code == 302:
            return None
        form = response.context["adminform"].form
        return Page(
            _sent(form_in(response, "_continue").values),
            {clash.three.name: clash for clash in response.context["conflicts"]},
            tuple(name for name in form.errors if name not in form.clashes),
        )

    def look(self, user: Any, verb: Verb, language: str) -> Seen | None:
        """Open the verb's page; None when it holds no button."""
        response = self.client(user).get(self._verb(verb, language))
        if response.context["refused"]:
            return None
        form = form_in(response, "revision")
        self.verb_pages[user.pk, verb, language] = form
        return int(form.value("revision")), int(form.value("shared_revision"))

    def act(self, user: Any, verb: Verb, language: str, seen: Seen | None) -> bool:
        """Press the button of the page that was opened; False when it is refused."""
        if seen is None:
            return False
        form = self.verb_pages.pop((user.pk, verb, language))
        own = own_arguments(verb, language)
        if "note" in own and isinstance(own["note"], dict):
            own = {f"note_{code}": text for code, text in own["note"].items()}
        if "at" in own:
            own["at"] = own["at"].strftime(MINUTE_INPUT)
        form.fill(**own)
        return form.send(self.client(user), self._verb(verb, language)).status_code == 302

    def _address(self) -> str:
        return reverse("admin:news_newsitem_change", args=[self.pk])

    def _verb(self, verb: Verb, language: str) -> str:
        return reverse("admin:news_newsitem_verb", args=[self.pk, verb.value, language])


def controls(form: Any) -> Values:
    """Every control of `form` with what a browser would send of it."""
    found: Values = {}
    for bound in form:
        widget = getattr(bound.field.widget, "widget", bound.field.widget)
        value = bound.value()
        if isinstance(widget, forms.CheckboxInput):
            if value and value != "False":
                found[bound.name] = ["on"]
            continue
        shown = widget.format_value(value)
        if isinstance(shown, (list, tuple)):
            found[bound.name] = [str(one) for one in shown]
        else:
            found[bound.name] = [as_sent("" if shown is None else str(shown))]
    return found


def posted(values: Mapping[str, list[str]]) -> QueryDict:
    """`values` as Django reads them from a request."""
    data = QueryDict(mutable=True)
    for name, entries in values.items():
        data.setlist(name, entries)
    return data


def _sent(values: Values) -> Values:
    return {name: [as_sent(one) for one in entries] for name, entries in values.items()}

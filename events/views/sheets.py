"""An event's agenda and its list of participants as files, seen by whom the event is seen by."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from events import agenda
from events.exports import SHEETS
from events.models import Event
from events.views.events import own_names
from nhri.export import views
from nhri.translation.languages import current_language, other
from nhri.workflow.visibility import Answer, Found, find


@require_safe
def sheet(request: HttpRequest, pk: int, slug: str, name: str, extension: str) -> HttpResponse:
    """``agenda.pdf``, ``participants.txt``; ``?both=1`` where readers see both languages."""
    language = current_language()
    events = Event.objects.select_related("country", "public_shared")
    found = find(events.filter(pk=pk), language)
    if found.answer is not Answer.PAGE:
        return views.respond(request, found, language, extension, "events/event")
    event = found.item
    both = request.GET.get("both") == "1" and getattr(event, f"visible_{other(language)}")
    rows = partial(agenda.of_tables, event, own=own_names())
    item = SHEETS[name](event, rows, in_both=both)
    return views.respond(request, Found(Answer.PAGE, item), language, extension, "events/event")

"""The check of what stands in a form, saved or not."""

import json
from typing import Any

from django.apps import apps
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from nhri.quality import panel
from nhri.workflow.models import Publishable
from nhri.workflow.permissions import may


@require_POST
def check_view(request: HttpRequest) -> HttpResponse:
    """The panel for posted values: ``{"model": "app.model", "values": {column: text}}`` as JSON.

    For staff who may add or change items of that model; writes nothing. 400 for what is not such
    JSON or not a published model, 403 for everybody else.
    """
    user: Any = request.user
    if not (user.is_active and user.is_staff):
        raise PermissionDenied
    model, values = _asked(request)
    if not (may(user, model, "change") or may(user, model, "add")):
        raise PermissionDenied
    context = {**panel.context(model, values), "is_live": True}
    return render(request, "admin/quality/panel.html", context)


def _asked(request: HttpRequest) -> tuple[type[Publishable], dict[str, str]]:
    try:
        asked = json.loads(request.body)
        model = apps.get_model(asked["model"])
        values = {
            name: value
            for name, value in asked["values"].items()
            if name in panel.COLUMNS and isinstance(value, str)
        }
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise BadRequest("not the values of a form") from error
    if not issubclass(model, Publishable):
        raise BadRequest("not a published model")
    return model, values

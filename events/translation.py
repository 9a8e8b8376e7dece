"""Which fields of this section have two languages (read by modeltranslation)."""

from typing import Any

from modeltranslation.translator import TranslationOptions, translator

from events import models


def _register(model: Any, *fields: str) -> None:
    blank = dict.fromkeys(fields, "")
    options = {"fields": fields, "empty_values": "", "fallback_undefined": blank}
    translator.register(model, type(f"{model.__name__}Translation", (TranslationOptions,), options))


_register(models.Country, "name")
_register(models.Organisation, "name", "description")
_register(models.Network, "seat")
_register(models.EventSeries, "name")
_register(models.Event, "title", "slug", "summary", "body", "venue", "city")
_register(models.Session, "title", "description", "place")
_register(models.Outcome, "title")
_register(models.Participant, "honorific", "name", "biography")
_register(models.Participation, "function")

"""Absolute addresses for mail, in the language that is active: a mail has no request to ask."""

from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from nhri.desk.recipients import Kind
from nhri.workflow.models import Publishable
from nhri.workflow.urgent import open_ones


def place_to_act(kind: str, item: Publishable, language: str) -> str:
    """Where a notice leads: the page that confirms an urgent text, else the item's form."""
    if kind == Kind.CONFIRM:
        urgent = open_ones(item, language).order_by("-pk").first()
        page = _existing(_route(item, "confirm_urgent"), urgent.pk) if urgent else ""
        if page:
            return page
    return form_address(item, language)


def form_address(item: Publishable, language: str = "") -> str:
    """The item's form, at the column of `language` where there is one."""
    place = f"#column-{language}" if language else ""
    return f"{_absolute(reverse(_route(item, 'change'), args=[item.pk]))}{place}"


def desk_address() -> str:
    """The start page of the newsroom."""
    return _absolute(reverse("admin:index"))


def settings_address() -> str:
    """Where a colleague chooses how often mail comes; empty where there is no such page."""
    return _existing("admin:my_settings")


def _route(item: Publishable, name: str) -> str:
    return f"admin:{item._meta.app_label}_{item._meta.model_name}_{name}"


def _existing(route: str, *args: Any) -> str:
    """The address of a page that another room may or may not bring."""
    try:
        return _absolute(reverse(route, args=args))
    except NoReverseMatch:
        return ""


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"

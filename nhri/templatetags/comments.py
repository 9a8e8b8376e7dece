"""Comments in templates of rooms that stand below the desk."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from nhri.desk.comment_views import counted
from nhri.desk.threads import WHOLE, Discussion
from nhri.translation.languages import LANGUAGES

register = template.Library()

_PLACES = "admin/desk/places.html"


@register.inclusion_tag(_PLACES, takes_context=True)
def field_comments(context: Any, name: str) -> dict[str, Any]:
    """What is said about the form's field `name`, and the way to say more."""
    discussion = context.get("discussion")
    place = discussion.field(name) if discussion is not None else None
    return {"places": [place] if place is not None else []}


@register.inclusion_tag(_PLACES, takes_context=True)
def language_comments(context: Any, language: str) -> dict[str, Any]:
    """What is said about the whole text of `language`, and about fields that the form lacks."""
    discussion = context.get("discussion")
    if discussion is None:
        return {"places": []}
    names = context["adminform"].form.fields
    return {"places": [discussion.at(language), *discussion.besides(language, names)]}


@register.inclusion_tag(_PLACES, takes_context=True)
def shared_comments(context: Any) -> dict[str, Any]:
    """The same for what both languages share; nothing where nothing was said."""
    discussion = context.get("discussion")
    if discussion is None:
        return {"places": []}
    names = context["adminform"].form.fields
    whole = discussion.at(WHOLE)
    said = [whole] if whole.open or whole.resolved else []
    return {"places": [*said, *discussion.besides("", names)]}


@register.inclusion_tag("admin/desk/before_act.html", takes_context=True)
def comments_before(context: Any, item: Any, language: str) -> dict[str, Any]:
    """What is still open about the text of `language`, for whoever decides about it."""
    discussion = Discussion(item, context["request"].user)
    places = [
        place
        for place in discussion.places()
        if place.open and place.language in ("", language) and language in LANGUAGES
    ]
    return {
        "places": places,
        "count": sum(len(place.open) for place in places),
        "address": discussion.address,
    }


@register.filter
def open_comments(number: int) -> SafeString | str:
    """``{{ 3|open_comments }}``: “3 open comments”."""
    return counted(number)

"""What people forget, as Django system checks."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, Warning, register  # noqa: A004 -- Django's own name

from nhri.workflow.models import Publishable


@register
def languages_are_ours(app_configs: Any, **kwargs: Any) -> list[Error]:
    """nhri.E001: every rule of this house is written for Arabic and English."""
    if [code for code, _label in settings.LANGUAGES] != ["ar", "en"]:
        return [Error("LANGUAGES must be Arabic and English, in this order.", id="nhri.E001")]
    return []


@register
def content_is_named(app_configs: Any, **kwargs: Any) -> list[Error]:
    """nhri.E002: a published model names its content, and every name is one of its columns."""
    found = []
    for model in apps.get_models():
        if not issubclass(model, Publishable):
            continue
        columns = {field.name for field in model._meta.get_fields()}
        wanted = [f"{n}_{lang}" for n in model.translated_content for lang in ("ar", "en")]
        absent = [name for name in (*wanted, *model.shared_content) if name not in columns]
        if absent or not wanted:
            found.append(
                Error(f"{model._meta.label} names no such content: {absent}", id="nhri.E002")
            )
    return found


@register(deploy=True)
def policy_is_on(app_configs: Any, **kwargs: Any) -> list[Warning]:
    """nhri.W001: the content policy's middleware is installed."""
    if "nhri.security.headers.HeadersMiddleware" not in settings.MIDDLEWARE:
        return [Warning("The Content-Security-Policy middleware is missing.", id="nhri.W001")]
    return []

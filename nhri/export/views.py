"""Files over HTTP, under the rules of the item's own page."""

from django.http import HttpRequest, HttpResponse

from nhri.export import registry
from nhri.workflow.answers import missing
from nhri.workflow.answers import respond as answer
from nhri.workflow.visibility import Answer, Found


def formats() -> tuple[str, ...]:
    """The extensions a reader may ask for, in the order in which they are offered."""
    return tuple(registry.WRITERS)


def respond(
    request: HttpRequest, found: Found, language: str, extension: str, template: str
) -> HttpResponse:
    """The file; where this language is not there, the honest page with status 404."""
    if extension not in registry.WRITERS:
        return missing(request)
    if found.answer is not Answer.PAGE:
        return answer(request, found, language, template, elsewhere_status=404)
    return attachment(registry.build(found.item, language), extension)


def attachment(document: registry.Document, extension: str) -> HttpResponse:
    """`document` written as `extension`, as a download with a readable file name."""
    writer = registry.WRITERS[extension]
    response = HttpResponse(writer.write(document), content_type=writer.content_type)
    name = registry.filename(document, extension)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

"""The home page and the standing pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nhri.pages.models import Page
from nhri.translation.languages import current_language
from nhri.workflow.answers import respond
from nhri.workflow.visibility import find


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The home page; its template asks each section for what it shows."""
    return render(request, "home.html")


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """A standing page by its slug, answered as every published thing is."""
    language = current_language()
    return respond(request, find(Page.objects.filter(slug=slug), language), language, "pages/page")

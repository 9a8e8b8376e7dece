"""The addresses that belong to no section: the root, errors, and what machines ask for."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import activate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from nhri.pages.views import home, page
from nhri.translation.languages import ARABIC
from nhri.workflow.answers import missing

__all__ = ["admin_redirect", "healthz", "home", "page", "robots", "root"]


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """``/`` leads to Arabic; a reader who wants English says so once, in the address."""
    return redirect("/ar/")


@require_safe
def admin_redirect(request: HttpRequest) -> HttpResponse:
    """``/admin/`` leads to the admin in the colleague's own language, also through sign-in."""
    if request.user.is_authenticated:
        activate(request.user.language)
        return redirect("admin:index")
    activate(ARABIC)
    return redirect_to_login(request.path, reverse("admin:login"))


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400."""
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """403."""
    return render(request, "403.html", status=403)


def page_not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404, for addresses that lead nowhere as for items nobody may see."""
    return missing(request)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, without a query: the database may be what failed."""
    return render(request, "500.html", status=500)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Live and able to reach the database: ``{"status": "ok"}``, or 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:  # noqa: BLE001 -- whatever the driver raises, the answer is the same
        return JsonResponse({"status": "database"}, status=503)
    return JsonResponse({"status": "ok"})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; the admin is nobody's to crawl."""
    lines = ["User-agent: *", *[f"Disallow: /{code}/admin/" for code, _ in settings.LANGUAGES], ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")

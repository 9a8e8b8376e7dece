"""Response headers beyond Django's: the content policy, relaxed where the editor needs it."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponseBase

PERMISSIONS_POLICY = (
    "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
)

# CKEditor 4 writes inline handlers and styles, into a frame that it opens itself. Public pages
# never get this: they stay strict.
_ADMIN_UPDATE = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}


class HeadersMiddleware(CSPMiddleware):
    """django-csp with the admin's policy, plus Permissions-Policy and private admin responses."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """The site's policy; under the admin, what CKEditor cannot do without."""
        parts = super().get_policy_parts(request, response, report_only)
        if is_admin(request):
            parts.replace = {**(parts.replace or {}), **_ADMIN_UPDATE}
        return parts

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Add the headers to every response, errors included."""
        response = super().process_response(request, response)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if is_admin(request):
            response.headers["Cache-Control"] = "no-store, private"
        return response


def is_admin(request: HttpRequest) -> bool:
    """True below ``/ar/admin/``, ``/en/admin/`` and for the bare ``/admin/`` redirect."""
    parts = request.path_info.split("/", 3)
    return "admin" in parts[1:3]

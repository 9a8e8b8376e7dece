"""How often one client or one address may ask for something, counted in the cache.

The count begins with the first request and ends with its window. Keys are kept as digests: the
cache names nobody.
"""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def allowed(scope: str, key: str, *, limit: int, seconds: int) -> bool:
    """Count one request of `key`; True while there were no more than `limit` in the window."""
    digest = salted_hmac("nhri.security.throttling", f"{scope}:{key}", algorithm="sha256")
    name = f"throttle:{scope}:{digest.hexdigest()}"
    if cache.add(name, 1, seconds):
        return True
    try:
        return cache.incr(name) <= limit
    except ValueError:  # the window ended between the two lines
        cache.add(name, 1, seconds)
        return True


def client_address(request: HttpRequest) -> str:
    """Where the request comes from, as told by whoever the settings trust to know."""
    told = request.META.get(settings.CLIENT_ADDRESS_HEADER) or request.META.get("REMOTE_ADDR", "")
    return str(told).rpartition(",")[2].strip()

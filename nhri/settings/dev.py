"""This checkout on one's own machine: SQLite, demo content, pages as a visitor sees them.

DEBUG stays off unless asked for (DEBUG=1): otherwise a newcomer never meets the real 404 page.
"""

from nhri.settings.base import *  # noqa: F403 -- settings modules build on one another

VAR_DIR.mkdir(exist_ok=True)  # noqa: F405 -- from base
SECRET_KEY = SECRET_KEY or "only-for-this-checkout-never-for-a-server-0123456789"  # noqa: F405
ALLOWED_HOSTS = ALLOWED_HOSTS or ["127.0.0.1", "localhost", "[::1]"]  # noqa: F405
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG  # noqa: F405
DEMO_ALLOWED = True
DEMO_SITE = env.str("DEMO_SITE", default="http://127.0.0.1:8000")  # noqa: F405 -- from base
SITE_URL = given("SITE_URL", DEMO_SITE).rstrip("/")  # noqa: F405 -- from base
if not given("EMAIL_URL", ""):  # noqa: F405 -- from base
    # One file a mail, so that the server's own lines stay readable.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(VAR_DIR / "mail")  # noqa: F405 -- from base

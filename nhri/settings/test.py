"""The test suite: fast password hashing, mail in memory, otherwise as in dev."""

from nhri.settings.base import DATABASES, VAR_DIR, env
from nhri.settings.dev import *  # noqa: F403 -- settings modules build on one another

DEBUG = False
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: the live server of the browser tests works in a second thread.
    # Two suites at once need a name each.
    name = env.str("TEST_DATABASE_NAME", default=str(VAR_DIR / "test.sqlite3"))
    DATABASES["default"]["TEST"] = {"NAME": name}

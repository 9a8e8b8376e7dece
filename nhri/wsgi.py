"""The WSGI application that granian serves. Production unless told otherwise."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhri.settings.prod")

application = get_wsgi_application()

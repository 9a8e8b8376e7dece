#!/usr/bin/env python
"""Django's command line. Without DJANGO_SETTINGS_MODULE it serves this checkout, not production."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhri.settings.dev")
    execute_from_command_line(sys.argv)

"""Reports are compared in the source language of the messages, whatever the site's default is."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _english_reports() -> Iterator[None]:
    with translation.override("en"):
        yield

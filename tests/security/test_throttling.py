"""Counting requests: so many in a window, each key for itself, no key readable in the cache."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import RequestFactory, override_settings

from nhri.security.throttling import allowed, client_address


@pytest.fixture(autouse=True)
def _no_count_is_left() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def test_so_many_are_allowed_and_no_more() -> None:
    assert [allowed("a", "x", limit=3, seconds=60) for _n in range(5)] == [True] * 3 + [False] * 2


def test_each_key_and_each_scope_is_counted_for_itself() -> None:
    assert allowed("a", "x", limit=1, seconds=60)
    assert not allowed("a", "x", limit=1, seconds=60)
    assert allowed("a", "y", limit=1, seconds=60)
    assert allowed("b", "x", limit=1, seconds=60)


def test_window_ends() -> None:
    assert allowed("a", "x", limit=1, seconds=60)
    assert not allowed("a", "x", limit=1, seconds=60)
    cache.clear()  # as when the window ends
    assert allowed("a", "x", limit=1, seconds=60)


def test_cache_names_nobody() -> None:
    allowed("reset", "author@example.org", limit=1, seconds=60)
    assert "author" not in str(cache._cache)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "header,told,address",
    [
        ("REMOTE_ADDR", {}, "10.0.0.1"),
        ("REMOTE_ADDR", {"HTTP_X_FORWARDED_FOR": "192.0.2.1"}, "10.0.0.1"),
        ("HTTP_X_FORWARDED_FOR", {"HTTP_X_FORWARDED_FOR": "192.0.2.1"}, "192.0.2.1"),
        ("HTTP_X_FORWARDED_FOR", {"HTTP_X_FORWARDED_FOR": "1.1.1.1, 192.0.2.1"}, "192.0.2.1"),
        ("HTTP_X_FORWARDED_FOR", {}, "10.0.0.1"),
    ],
)
def test_client_is_whom_the_trusted_header_names(
    header: str, told: dict[str, str], address: str
) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", **told)  # type: ignore[arg-type]
    with override_settings(CLIENT_ADDRESS_HEADER=header):
        assert client_address(request) == address

"""Headers: strict for the public, relaxed only under the admin; no cookie for readers."""

from typing import Any

import pytest
from django.test import Client

from news.models import Topic

POLICY = "Content-Security-Policy"


def directives(response: Any) -> dict[str, set[str]]:
    found = {}
    for part in response.headers[POLICY].split(";"):
        name, *values = part.split()
        found[name] = set(values)
    return found


@pytest.fixture
def public(published: Any) -> list[str]:
    topic = Topic.objects.create(slug="rights", name_ar="حقوق", name_en="Rights")
    item = published("ar", topics=[topic])
    return [
        "/", "/healthz", "/robots.txt", "/ar/", "/en/", "/ar/news/", "/ar/news/topic/rights/",
        "/ar/news/2026/", item.address("ar"), item.address("en"), "/ar/nothing-here/",
        "/ar/news/999-x/", f"{item.address('ar')}export.txt", "/ar/news/?page=99",
    ]  # fmt: skip


def test_public_addresses_are_strict_and_set_no_cookie(client: Client, public: list[str]) -> None:
    for path in public:
        response = client.get(path)
        assert response.cookies == {}, path
        assert "unsafe" not in response.headers[POLICY], path
        assert directives(response)["default-src"] == {"'none'"}
        assert directives(response)["script-src"] == {"'self'"}
        assert directives(response)["style-src"] == {"'self'"}
        assert directives(response)["object-src"] == {"'none'"}
        assert directives(response)["base-uri"] == {"'none'"}
        assert directives(response)["frame-ancestors"] == {"'none'"}
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["X-Frame-Options"] == "DENY"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert "camera=()" in response.headers["Permissions-Policy"]
        assert "Cookie" not in response.headers.get("Vary", ""), path


def test_policy_names_no_foreign_host(client: Client, sign_in: Any, public: list[str]) -> None:
    known = {"'self'", "'none'", "'unsafe-inline'", "data:"}
    for response in (client.get("/ar/"), sign_in("author").get("/ar/admin/")):
        assert set().union(*directives(response).values()) <= known


@pytest.mark.parametrize("language", ["ar", "en"])
def test_admin_is_relaxed_for_the_editor_and_never_kept(
    sign_in: Any, draft: Any, language: str
) -> None:
    response = sign_in("author").get(f"/{language}/admin/news/newsitem/{draft().pk}/change/")
    assert response.status_code == 200
    assert directives(response)["script-src"] == {"'self'", "'unsafe-inline'"}
    assert "'unsafe-eval'" not in response.headers[POLICY]
    assert directives(response)["frame-ancestors"] == {"'self'"}
    assert response.headers["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize(
    "path", ["/ar/news/admin/", "/ar/administration/", "/x/y/admin/", "/ar/news/1-admin/"]
)
def test_public_address_that_speaks_of_the_admin_stays_strict(
    client: Client, db: None, path: str
) -> None:
    assert "unsafe" not in client.get(path).headers[POLICY]


def test_errors_are_strict_too(client: Client, db: None, monkeypatch: Any) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("nhri.pages.views.render", broken)
    client.raise_request_exception = False
    response = client.get("/ar/")
    assert response.status_code == 500
    assert "unsafe" not in response.headers[POLICY]
    assert "<html" in response.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_public_pages_are_only_read(client: Client, public: list[str], method: str) -> None:
    for path in public[3:10]:
        assert getattr(client, method)(path).status_code == 405, path

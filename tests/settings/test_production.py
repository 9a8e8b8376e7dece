"""Production refuses to start half-configured and names what is missing; complete, it is sound."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = {
    "SECRET_KEY": "k3y-" + "abcdefghij0123456789" * 3,
    "ALLOWED_HOSTS": "nhri.example.org",
    "DATABASE_URL": "postgres://nhri:secret@db.example.org:5432/nhri",
    "CACHE_URL": "rediscache://cache.example.org:6379/1",
    "EMAIL_URL": "smtp+tls://press:secret@mail.example.org:587",
}


def run(environment: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter with this environment and nothing of ours beside it."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**kept, "DJANGO_SETTINGS_MODULE": "nhri.settings.prod", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def started(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return run(environment, "-c", "import django; django.setup(); print('started')")


def test_complete_environment_starts() -> None:
    result = started(COMPLETE)
    assert (result.returncode, result.stdout.strip()) == (0, "started")


@pytest.mark.parametrize("name", COMPLETE)
@pytest.mark.parametrize("value", [None, ""])
def test_missing_value_is_named(name: str, value: str | None) -> None:
    environment = {k: v for k, v in COMPLETE.items() if k != name}
    result = started(environment if value is None else {**environment, name: value})
    last = result.stderr.strip().splitlines()[-1]
    assert result.returncode == 1
    assert last == f"django.core.exceptions.ImproperlyConfigured: Set in the environment: {name}"


def test_everything_missing_is_named_at_once() -> None:
    last = started({}).stderr.strip().splitlines()[-1]
    assert last.rpartition(": ")[2] == ", ".join(COMPLETE)


@pytest.mark.parametrize(
    "wrong,word",
    [
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": "nhri.example.org,*"}, "ALLOWED_HOSTS"),
        ({"DATABASE_URL": "sqlite:////srv/db.sqlite3"}, "DATABASE_URL"),
    ],
)
def test_value_that_would_be_unsafe_is_refused(wrong: dict[str, str], word: str) -> None:
    result = started({**COMPLETE, **wrong})
    assert result.returncode == 1
    assert word in result.stderr.strip().splitlines()[-1]


def test_no_secret_is_printed_when_it_refuses() -> None:
    result = started({**COMPLETE, "EMAIL_URL": ""})
    assert [v for v in COMPLETE.values() if v in result.stdout + result.stderr] == []


def test_complete_environment_passes_the_deployment_check() -> None:
    result = run(COMPLETE, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert (result.returncode, result.stderr.strip()) == (0, "")


def test_debug_cannot_be_switched_on() -> None:
    code = "from django.conf import settings; print(settings.DEBUG, settings.DEMO_ALLOWED)"
    result = run({**COMPLETE, "DEBUG": "1", "DEMO_ALLOWED": "1"}, "-c", code)
    assert result.stdout.strip() == "False False"


def test_demo_is_refused_in_production() -> None:
    result = run(COMPLETE, "manage.py", "load_demo")
    assert result.returncode == 1
    assert "not allowed" in result.stderr


def test_cookies_and_transport_are_safe() -> None:
    names = (
        "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY",
        "SECURE_SSL_REDIRECT", "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    )  # fmt: skip
    code = f"from django.conf import settings as s; print([getattr(s, n) for n in {names!r}])"
    assert run(COMPLETE, "-c", code).stdout.strip() == str([True] * len(names))


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ({}, "https://nhri.example.org"),
        ({"SITE_URL": ""}, "https://nhri.example.org"),
        ({"SITE_URL": "https://nhri.example.org:8443/"}, "https://nhri.example.org:8443"),
        ({"ALLOWED_HOSTS": ".example.org,other.example.net"}, "https://example.org"),
    ],
)
def test_links_in_mails_lead_to_the_main_host_or_where_it_was_said(
    own: dict[str, str], expected: str
) -> None:
    code = "from django.conf import settings; print(settings.SITE_URL)"
    assert run({**COMPLETE, **own}, "-c", code).stdout.strip() == expected


@pytest.mark.parametrize(
    ("own", "backend"),
    [
        ({}, "django.core.mail.backends.filebased.EmailBackend"),
        ({"EMAIL_URL": "consolemail://"}, "django.core.mail.backends.console.EmailBackend"),
    ],
)
def test_mail_of_one_s_own_checkout_lands_in_files(own: dict[str, str], backend: str) -> None:
    environment = {"DJANGO_SETTINGS_MODULE": "nhri.settings.dev", **own}
    code = "from django.conf import settings; print(settings.EMAIL_BACKEND)"
    assert run(environment, "-c", code).stdout.strip() == backend

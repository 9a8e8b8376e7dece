"""Run the whole suite on SQLite and on PostgreSQL where one answers, and say which it was.

    python tests/databases.py [--on sqlite|postgresql|both] [-- pytest's arguments]
    python tests/databases.py --find      print the PostgreSQL that would be used

PostgreSQL is looked for at TEST_DATABASE_URL; without it at DATABASE_URL, 127.0.0.1:5432 and the
local socket. The suite makes and drops its own database there; no other is touched. Without --on,
SQLite alone is enough; --on both fails where no PostgreSQL answers. The two suites run side by
side, for each waits half of its time for a browser or a database; PostgreSQL's output comes last.
"""

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

import browser_binary
import environ
import psycopg2

ROOT = Path(__file__).resolve().parents[1]
OWN_NAME = "nhri_newsroom"
LOCAL = (
    "postgres://postgres@127.0.0.1:5432/postgres",
    "postgres://postgres@//var/run/postgresql/postgres",
    "postgres:////var/run/postgresql/postgres",
)


def main() -> int:
    options, rest = arguments()
    if options.find:
        url, why = find_postgresql()
        print(url) if url else print(why, file=sys.stderr)
        return 0 if url else 1

    runs = []
    if options.on != "postgresql":
        runs.append(("SQLite", f"sqlite:///{ROOT / '.var' / 'db.sqlite3'}"))
    if options.on != "sqlite":
        url, why = find_postgresql()
        if url:
            runs.append(("PostgreSQL", url))
        elif options.on or "TEST_DATABASE_URL" in os.environ:
            print(f"No PostgreSQL to run on: {why}", file=sys.stderr)
            return 1
        else:
            print(f"Only SQLite is run, no PostgreSQL answers: {why}")

    try:
        os.environ["CHROMIUM"] = browser_binary.binary()
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Browser: {os.environ['CHROMIUM']}")
    print(f"Databases: {', '.join(name for name, _ in runs)}")
    failed = run_suites(runs, rest)
    if failed:
        print(f"Failed on {' and '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


def arguments() -> tuple[argparse.Namespace, list[str]]:
    """Ours before `--`, pytest's after it."""
    given = sys.argv[1:]
    at = given.index("--") if "--" in given else len(given)
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--on", choices=("sqlite", "postgresql", "both", ""), default="")
    parser.add_argument("--find", action="store_true")
    return parser.parse_args(given[:at]), given[at + 1 :]


def run_suites(runs: list[tuple[str, str]], rest: list[str]) -> list[str]:
    """The names of the databases on which the suite failed. The first one's output is seen live."""
    with contextlib.ExitStack() as stack:
        waiting = []
        for name, url in runs[1:]:
            said = stack.enter_context(tempfile.TemporaryFile())
            waiting.append((name, said, start(url, rest, said)))
        first = ""
        for name, url in runs[:1]:
            print(f"\nThe suite on {name}", flush=True)
            first = name if start(url, rest, None).wait() else ""
        failed = [first] if first else []
        for name, said, process in waiting:
            status = process.wait()
            print(f"\nThe suite on {name}", flush=True)
            said.seek(0)
            shutil.copyfileobj(said, sys.stdout.buffer)
            sys.stdout.flush()
            failed += [name] if status else []
    return failed


def start(url: str, rest: list[str], output: IO[bytes] | None) -> subprocess.Popen[bytes]:
    """pytest on this database; each suite has a cache of its own."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "nhri.settings.test",
    }
    command = [sys.executable, "-m", "pytest", *rest]
    if output is not None:
        command += ["-o", "cache_dir=.var/pytest-beside"]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=output, stderr=output and subprocess.STDOUT
    )


def find_postgresql() -> tuple[str, str]:
    """(address, "") of a server that lets us create a database, else ("", why not).

    The address names a database of ours that need not exist: Django makes test_<that>, so that a
    suite of another project on the same server is not in the way.
    """
    given = os.environ.get("TEST_DATABASE_URL")
    main_url = os.environ.get("DATABASE_URL", "")
    candidates = [given] if given else [u for u in (main_url, *LOCAL) if u.startswith("postgres")]
    reasons = []
    for url in candidates:
        problem = refusal(url)
        if not problem:
            return f"{url.rpartition('/')[0]}/{OWN_NAME}", ""
        reasons.append(problem)
    return "", "; ".join(dict.fromkeys(reasons))


def refusal(url: str) -> str:
    """Why the suite cannot run there, empty when it can. Never shows the password."""
    parts = environ.Env.db_url_config(url)
    where = f"{parts['HOST'] or 'socket'}:{parts['PORT'] or 5432}"
    try:
        connection = psycopg2.connect(
            host=parts["HOST"],
            port=parts["PORT"] or 5432,
            user=parts["USER"] or None,
            password=parts["PASSWORD"] or None,
            dbname="postgres",
            connect_timeout=3,
        )
    except psycopg2.OperationalError as error:
        lines = str(error).strip().splitlines()
        return f"{where} {lines[0].rpartition(': ')[2]}"
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            )
            if not cursor.fetchone()[0]:
                return f"{where} the user may not create a database"
            if connection.server_version < 140000:
                return f"{where} is older than PostgreSQL 14"
    finally:
        connection.close()
    return ""


if __name__ == "__main__":
    sys.exit(main())

"""`make setup` and `make run` behind the virtual environment: database, demo content, server.

prepare   migrate and load the demo content, unless nothing has changed since the last time
run       the same, then print the addresses and sign-ins and become the server on 127.0.0.1:$PORT

Standard library only, and no Django in this process: a second `make run` must be quick.
"""

import hashlib
import os
import socket
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
STAMPS = ROOT / ".var" / "stamps"
OWN_DATABASE = ROOT / ".var" / "db.sqlite3"
SECTIONS = ("nhri", "news", "events")


def main() -> None:
    os.chdir(ROOT)
    # nhri.wsgi alone would mean production.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhri.settings.dev")
    if sys.argv[1] == "prepare":
        prepare()
    else:
        port = free_port()
        os.environ.setdefault("DEMO_SITE", f"http://127.0.0.1:{port}")
        if not prepare():
            manage("load_demo", "--sign-ins")
        serve(port)


def prepare() -> bool:
    """Migrate and load the demo. Our own SQLite file is remembered, any other database is asked.

    True when the demo was loaded just now, which has printed the sign-ins.
    """
    code = fingerprint(path for name in SECTIONS for path in (ROOT / name).rglob("*.py"))
    demo = fingerprint(path for path in demo_files())
    own = "DATABASE_URL" not in os.environ
    if not own:
        print(f"Database: {without_password(os.environ['DATABASE_URL'])}")
    fresh = not (own and OWN_DATABASE.exists())
    if fresh or stamp("database") != code:
        print("Bringing the database up to date")
        manage("migrate", "--verbosity", "0")
        write_stamp("database", code)
    load = fresh or stamp("demo") != demo
    if load:
        print("Loading the demo content")
        manage("load_demo")
        write_stamp("demo", demo)
    return load


def free_port() -> str:
    """$PORT, 8000 without it; refuses clearly what is no port and what is taken."""
    port = os.environ.get("PORT", "8000")
    if not port.isdigit() or not 0 < int(port) < 65536:
        sys.exit(f"PORT={port} is not a port number.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except OSError as error:
            sys.exit(
                f"Cannot serve on 127.0.0.1:{port} ({error.strerror}). If another program has "
                f"that port, take another one: make run PORT={int(port) % 65535 + 1}"
            )
    return port


def serve(port: str) -> None:
    """Replace this process by granian."""
    # Empty here, static files come from their sources; its absence would be warned about.
    (ROOT / ".var" / "static").mkdir(parents=True, exist_ok=True)
    print("Stop with Ctrl+C.", flush=True)
    server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    server += ["--host", "127.0.0.1", "--port", port, "--blocking-threads", "4"]
    os.execv(sys.executable, [*server, "--log-level", "warning", "nhri.wsgi:application"])


def demo_files() -> Iterable[Path]:
    """What the demo content is made from: files and folders named demo, and the migrations."""
    for name in SECTIONS:
        for path in (ROOT / name).rglob("*"):
            inside = path.relative_to(ROOT).parts
            if path.is_file() and (
                "migrations" in inside or any("demo" in part for part in inside)
            ):
                yield path


def fingerprint(paths: Iterable[Path]) -> str:
    """One digest over the names and contents of files, and over the packages they run on."""
    digest = hashlib.sha256()
    for path in sorted({*paths, ROOT / "requirements" / "base.txt"}):
        if path.suffix != ".pyc":
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def stamp(name: str) -> str:
    """The digest kept under this name, empty where none is."""
    try:
        return (STAMPS / name).read_text()
    except FileNotFoundError:
        return ""


def write_stamp(name: str, digest: str) -> None:
    """Remember the digest for the next run."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(digest)


def manage(*arguments: str) -> None:
    """Run a management command; its own words have said what is wrong when it fails."""
    sys.stdout.flush()
    done = subprocess.run([sys.executable, "manage.py", *arguments], check=False)
    if done.returncode:
        sys.exit(f"manage.py {' '.join(arguments)} failed, see above.")


def without_password(url: str) -> str:
    """Scheme, host and name of a database address, for people to read."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}{parts.path}"


if __name__ == "__main__":
    main()

"""Which Chromium the browser tests drive: the system's, its package manager's, or Playwright's.

`binary()` returns a path that has been started once; run as a script it prints that path.
The tests read it from the environment variable CHROMIUM.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# Each never asks a question; the first whose program is there is tried.
MANAGERS = (
    (["apt-get", "update", "-qq"], ["apt-get", "install", "-qq", "-y", "chromium"]),
    (["dnf", "install", "-q", "-y", "chromium"],),
    (["apk", "add", "--quiet", "chromium"],),
    (["brew", "install", "--quiet", "--cask", "chromium"],),
)


def binary() -> str:
    """Path of a Chromium that starts. Installs one where there is none.

    Raises RuntimeError with what was tried when there is no way to one.
    """
    found = installed() or from_package_manager() or from_playwright()
    if not found:
        raise RuntimeError(
            "No Chromium for the browser tests: none is installed, and neither the system's "
            "package manager nor 'playwright install chromium' could bring one. Install "
            "Chromium or Chrome, or set CHROMIUM to its path."
        )
    return found


def installed() -> str | None:
    """A Chromium already on this machine; CHROMIUM in the environment goes first."""
    candidates = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), *PLACES]
    return next((path for path in candidates if path and starts(path)), None)


def starts(path: str) -> bool:
    """True when it answers --version: Ubuntu's chromium may be a stub that only names a snap."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def from_package_manager() -> str | None:
    """Install by the system's package manager, where this user may without being asked."""
    for commands in MANAGERS:
        if not shutil.which(commands[0][0]):
            continue
        for rights in rights_for(commands[0][0]):
            say(f"No Chromium here: installing it with {commands[0][0]}")
            if all(run([*rights, *command]) for command in commands) and (path := installed()):
                return path
        return None
    return None


def rights_for(manager: str) -> Iterator[list[str]]:
    """How to call the package manager: as we are, or through sudo if it asks for no password."""
    if manager == "brew" or os.geteuid() == 0:
        yield []
    elif shutil.which("sudo") and run(["sudo", "-n", "true"]):
        yield ["sudo", "-n"]


def from_playwright() -> str | None:
    """Playwright's own build, in its own cache folder."""
    say("Installing Playwright's Chromium")
    if not run([sys.executable, "-m", "playwright", "install", "chromium"]):
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if starts(path) else None


def run(command: list[str]) -> bool:
    """Run quietly and without standard input; True when it succeeded."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    return done.returncode == 0


def say(text: str) -> None:
    """To standard error: standard output carries the path alone."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        print(binary())
    except RuntimeError as error:
        sys.exit(str(error))

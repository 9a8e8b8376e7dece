"""What is measured on a page whoever it is for: barriers by axe, and its width."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe

from tests.browser.desk import Desk

AXE = Axe().axe_script


def barriers(place: Desk, outside: dict[str, Any] | None = None) -> list[str]:
    """What axe finds wrong: rule, and where."""
    if not place.page.evaluate("'axe' in window"):
        place.page.evaluate(AXE)
    run = """(context) => axe.run(context, { resultTypes: ["violations"] })
        .then((found) => found.violations)"""
    found = place.page.evaluate(run, outside or {"include": [["html"]]})
    return [
        f"{place.page.url} {violation['id']}: {node['target']}"
        for violation in found
        for node in violation["nodes"]
    ]


def too_wide(place: Desk) -> int:
    """Pixels that stand beside the window: 0 when nobody must scroll sideways."""
    measure = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    pixels: int = place.page.evaluate(measure)
    return pixels

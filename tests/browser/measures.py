"""What is measured on a page whoever it is for: barriers by axe, and its width."""

from axe_playwright_python.sync_playwright import Axe

from tests.browser.desk import Desk

AXE = Axe().axe_script


def barriers(place: Desk) -> list[str]:
    """What axe finds wrong anywhere on the page, frames included: rule, and where."""
    if not place.page.evaluate("'axe' in window"):
        place.page.evaluate(AXE)
    found = place.page.evaluate(
        'axe.run({ resultTypes: ["violations"] }).then((found) => found.violations)'
    )
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

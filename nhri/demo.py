"""The door `demo` of the house's own rooms."""

from nhri.desk import review_demo as _review
from nhri.pages import demo as _pages
from nhri.quality import demo as _quality

__all__ = ["_pages", "_quality", "_review"]

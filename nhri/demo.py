"""The door `demo` of the house's own rooms."""

from nhri.pages import demo as _pages

__all__ = ["_pages"]

"""The door `permissions` of the house's own rooms."""

from nhri.accounts import permissions as _accounts
from nhri.desk import permissions as _desk
from nhri.pages import permissions as _pages
from nhri.quality import permissions as _quality

__all__ = ["_accounts", "_desk", "_pages", "_quality"]

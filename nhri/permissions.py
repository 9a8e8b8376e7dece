"""The door `permissions` of the house's own rooms."""

from nhri.accounts import permissions as _accounts
from nhri.pages import permissions as _pages

__all__ = ["_accounts", "_pages"]

"""The admin of every room."""

from nhri.accounts.admin import UserAdmin
from nhri.pages.admin import InstitutionAdmin, PageAdmin

__all__ = ["InstitutionAdmin", "PageAdmin", "UserAdmin"]

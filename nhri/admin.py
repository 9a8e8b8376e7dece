"""The admin of every room."""

from nhri.accounts.admin import UserAdmin
from nhri.desk.review_admin import ReviewerAdmin
from nhri.pages.admin import InstitutionAdmin, PageAdmin
from nhri.quality.admin import GlossaryTermAdmin

__all__ = ["GlossaryTermAdmin", "InstitutionAdmin", "PageAdmin", "ReviewerAdmin", "UserAdmin"]

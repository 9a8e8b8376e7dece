"""The tables of every room, under one app label and one migration history."""

from nhri.accounts.models import User
from nhri.pages.models import Institution, Page
from nhri.workflow.models import AuditEntry, Revision

__all__ = ["AuditEntry", "Institution", "Page", "Revision", "User"]

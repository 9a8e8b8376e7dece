"""The tables of every room, under one app label and one migration history."""

from nhri.accounts.models import User
from nhri.pages.models import Institution, Page
from nhri.quality.models import GlossaryTerm
from nhri.workflow.kept import KeptText
from nhri.workflow.models import AuditEntry, Revision, SyncMark

__all__ = [
    "AuditEntry",
    "GlossaryTerm",
    "Institution",
    "KeptText",
    "Page",
    "Revision",
    "SyncMark",
    "User",
]

"""The tables of every room, under one app label and one migration history."""

from nhri.accounts.models import User
from nhri.desk.comments import FieldComment
from nhri.desk.notices import Notice
from nhri.desk.reviewing import ReviewCode, Reviewer, ReviewLink
from nhri.pages.models import Institution, Page
from nhri.quality.models import GlossaryTerm
from nhri.workflow.kept import KeptText
from nhri.workflow.models import AuditEntry, Revision, SyncMark
from nhri.workflow.urgent import UrgentPublication

__all__ = [
    "AuditEntry",
    "FieldComment",
    "GlossaryTerm",
    "Institution",
    "KeptText",
    "Notice",
    "Page",
    "ReviewCode",
    "ReviewLink",
    "Reviewer",
    "Revision",
    "SyncMark",
    "UrgentPublication",
    "User",
]

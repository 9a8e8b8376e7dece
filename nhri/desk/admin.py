"""The admin of everything that is published, with what people at their desks do about it."""

from nhri.desk.comment_views import CommentedAdmin
from nhri.desk.review_admin import ReviewLinkViews
from nhri.workflow.admin import BilingualAdmin


class DeskAdmin(CommentedAdmin, ReviewLinkViews, BilingualAdmin):
    """Two columns and verbs; comments on each field; links for people without an account."""

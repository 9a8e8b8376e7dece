"""What tests of comments say, by whom, and where it is read."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from nhri.accounts.models import User
from nhri.desk import comments
from nhri.desk.comments import FieldComment
from nhri.desk.reviewing import ReviewLink

LIST = "/en/admin/news/newsitem/"


def said(item: Any, by: Any, body: str = "Which centre?", **where: Any) -> FieldComment:
    return comments.comment(
        item, **{"language": "ar", "field": "body_ar", **where}, body=body, by=by
    )


def link_to(item: Any, by: User, **values: Any) -> ReviewLink:
    known = {
        "name": "Office of the President",
        "email": "president@example.org",
        "digest": f"digest-{item.pk}",
        "created_by": by,
        "expires_at": timezone.now() + timedelta(days=2),
    }
    return ReviewLink.objects.create(item=item, **{**known, **values})


def guest(link: ReviewLink) -> Any:
    return SimpleNamespace(review_link=link)


def form_of(item: Any) -> str:
    """The address of the item's form."""
    return f"{LIST}{item.pk}/change/"


def place_of(item: Any, slug: str) -> str:
    """The address of the page of one field's comments."""
    return f"{LIST}{item.pk}/comments/{slug}/"

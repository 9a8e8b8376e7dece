"""The demo's president, who has no account and approves on a phone."""

from nhri.accounts.roles import ADMINISTRATOR
from nhri.desk.reviewing import Reviewer
from nhri.translation.languages import ARABIC
from nhri.workflow import demo


@demo.loader
def reviewers(people: demo.People) -> str:
    """One registered reviewer."""
    Reviewer.objects.get_or_create(
        email="president@example.org",
        defaults={
            "name": "رئيس المؤسسة (تجريبي)",
            "language": ARABIC,
            "created_by": people[ADMINISTRATOR],
        },
    )
    return f"{Reviewer.objects.count()} reviewer without an account"

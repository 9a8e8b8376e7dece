"""The demo's colleagues: one for each role, all with one printed password."""

from typing import Final

from django.contrib.auth.models import Group

from nhri.accounts.models import User
from nhri.accounts.roles import ADMINISTRATOR, AUTHOR, EDITOR, PUBLISHER, TRANSLATOR

PASSWORD: Final = "newsroom-demo"

#: Role → name. Offices, not people.
NAMES: Final = {
    AUTHOR: "محرر البيانات (تجريبي)",
    TRANSLATOR: "مترجم المركز الإعلامي (تجريبي)",
    EDITOR: "مراجع المركز الإعلامي (تجريبي)",
    PUBLISHER: "مسؤول النشر (تجريبي)",
    ADMINISTRATOR: "مدير النظام (تجريبي)",
}


def colleagues() -> dict[str, User]:
    """Role → the demo's colleague in it, created where missing and never changed again."""
    found = {}
    for role, name in NAMES.items():
        user, created = User.objects.get_or_create(
            username=role,
            defaults={"full_name": name, "email": f"{role}@example.org", "language": "ar"},
        )
        if created:
            user.set_password(PASSWORD)
            user.save()
            user.groups.set([Group.objects.get(name=role)])
        found[role] = user
    return found

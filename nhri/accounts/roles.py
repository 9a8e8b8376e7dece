"""The five roles as groups, and exactly their permissions.

A room or section grants in its `permissions.py`, which `nhri.apps` opens as a door:

    roles.grant(roles.EDITOR, "news.topic", "view", "add", "change")

`synchronise` runs after every migration, so the groups are what the code says and no more.
"""

from collections import defaultdict
from typing import Any, Final

from django.apps import apps as installed
from django.utils.translation import gettext_lazy as _

AUTHOR: Final = "author"
TRANSLATOR: Final = "translator"
EDITOR: Final = "editor"
PUBLISHER: Final = "publisher"
ADMINISTRATOR: Final = "administrator"

ROLES: Final = (AUTHOR, TRANSLATOR, EDITOR, PUBLISHER, ADMINISTRATOR)

#: Group names are stored in English; people read these.
LABELS: Final = {
    AUTHOR: _("author"),
    TRANSLATOR: _("translator"),
    EDITOR: _("editor (reviewer)"),
    PUBLISHER: _("publisher"),
    ADMINISTRATOR: _("administrator"),
}

#: One line each, for whoever gives the roles.
DESCRIPTIONS: Final = {
    AUTHOR: _("writes and submits for review"),
    TRANSLATOR: _("changes what is there, translates, submits for review"),
    EDITOR: _("all of that, reviews: approves others' texts or returns them"),
    PUBLISHER: _("all of that, and publishes, schedules, corrects, withdraws, sets embargoes"),
    ADMINISTRATOR: _("manages colleagues and the institution, drafts pages, publishes nothing"),
}

#: What each role may do with anything that is published, news or page or event alike.
CONTENT_VERBS: Final = {
    AUTHOR: ("view", "add", "change", "submit"),
    TRANSLATOR: ("view", "change", "submit"),
    EDITOR: ("view", "add", "change", "submit", "approve"),
    PUBLISHER: ("view", "add", "change", "submit", "approve", "publish"),
    ADMINISTRATOR: ("view",),
}


def named(user: Any) -> str:
    """The roles of `user` in the reader's language, in one line."""
    return str(_("; ")).join(str(LABELS.get(g.name, g.name)) for g in user.groups.all())


_granted: dict[str, set[tuple[str, str]]] = defaultdict(set)


def grant(role: str, model: str, *verbs: str) -> None:
    """Give `role` the `verbs` on `model` (``"app.model"``, as in a permission's content type)."""
    if role not in ROLES:
        raise ValueError(f"unknown role: {role!r}")
    app_label, model_name = model.lower().split(".")
    _granted[role] |= {(app_label, f"{verb}_{model_name}") for verb in verbs}


def grant_content(model: str) -> None:
    """Give every role what CONTENT_VERBS says on a model that is published."""
    for role, verbs in CONTENT_VERBS.items():
        grant(role, model, *verbs)


def granted(role: str) -> frozenset[tuple[str, str]]:
    """(app label, codename) of every permission that `role` has; the whole of it."""
    return frozenset(_granted[role])


def synchronise(sender: object = None, **kwargs: object) -> None:
    """Create the groups and set exactly their permissions. Receiver of post_migrate."""
    Group = installed.get_model("auth", "Group")
    Permission = installed.get_model("auth", "Permission")
    known = {
        (app_label, codename): pk
        for pk, app_label, codename in Permission.objects.values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    for role in ROLES:
        group, _created = Group.objects.get_or_create(name=role)
        group.permissions.set([known[key] for key in granted(role) if key in known])

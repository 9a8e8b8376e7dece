"""Carrying demo content through the real verbs, by the people whose roles they are.

The door `demo`: a section registers a loader, `load_demo` runs them in the order of their rooms.
A loader may run again at any time and then changes nothing.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from nhri.accounts.roles import AUTHOR, EDITOR, PUBLISHER, TRANSLATOR
from nhri.translation.languages import ARABIC, ENGLISH, LANGUAGES
from nhri.workflow import actions, drafts
from nhri.workflow.models import AuditEntry, Publishable
from nhri.workflow.states import SCHEDULED, Deed, State

People = Mapping[str, Any]
Loader = Callable[[People], str]
_loaders: list[Loader] = []

_REACHED = {
    State.DRAFT: 0, State.IN_REVIEW: 1, State.APPROVED: 2, SCHEDULED: 3, State.PUBLISHED: 3,
    State.WITHDRAWN: 4,
}  # fmt: skip


def loader(function: Loader) -> Loader:
    """Register a loader: it takes role → colleague and returns a line that says what is there."""
    _loaders.append(function)
    return function


def loaders() -> tuple[Loader, ...]:
    """Every registered loader."""
    return tuple(_loaders)


def existing(model: type[Publishable], key: str) -> Any:
    """The item that an earlier run made of `key`, or None."""
    entry = AuditEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model),
        verb=Deed.CREATE,
        comment=f"demo: {key}",
    ).first()
    return model._default_manager.filter(pk=entry.object_id).first() if entry else None


@transaction.atomic
def write(
    model: type[Publishable], key: str, shared: Mapping[str, Any], texts: Mapping[str, Any],
    people: People,
) -> Any:  # fmt: skip
    """A draft of `key`: the author writes the Arabic, the translator the English."""

    def columns(language: str) -> dict[str, Any]:
        text = texts.get(language) or {}
        return {
            f"{name}_{language}": value
            for name, value in text.items()
            if name in model.translated_content
        }

    item = drafts.create(
        model(), {**shared, **columns(ARABIC)}, by=people[AUTHOR], comment=f"demo: {key}"
    )
    if texts.get(ENGLISH):
        item = drafts.save(item, columns(ENGLISH), by=people[TRANSLATOR])
    return item


@transaction.atomic
def carry(item: Any, language: str, stage: str, people: People, **plan: Any) -> Any:
    """Take one language to `stage` by the verbs; `plan` has `schedule_days` and `note`."""
    steps = _REACHED[stage]
    if steps >= 1:
        by = people[AUTHOR if language == ARABIC else TRANSLATOR]
        item = actions.submit(item, language, by=by)
    if steps >= 2:
        item = actions.approve(item, language, by=people[EDITOR])
    if stage == SCHEDULED:
        morning = timezone.localtime().replace(hour=10, minute=0, second=0, microsecond=0)
        at = morning + timedelta(days=plan["schedule_days"])
        return actions.schedule(item, language, by=people[PUBLISHER], at=at)
    if steps >= 3:
        item = actions.publish(item, language, by=people[PUBLISHER])
    if steps >= 4:
        item = actions.withdraw(item, language, by=people[PUBLISHER], note=plan["note"])
    return item


def publish_all(item: Any, people: People) -> Any:
    """Every language that has a text, straight to the readers."""
    for language in LANGUAGES:
        if getattr(item, f"head_{language}_id"):
            item = carry(item, language, State.PUBLISHED, people)
    return item

"""From an imported original to a draft: kept with its report, once, and published by nobody."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import override

from news.importing.proposal import Proposal, propose, report_lines
from news.importing.reading import Original
from news.models import ImportedOriginal, NewsItem
from nhri.accounts.models import User
from nhri.pages.models import Institution
from nhri.translation.languages import LANGUAGES
from nhri.workflow import drafts
from nhri.workflow.states import Deed


@dataclass(frozen=True)
class Taken:
    """What became of one original: its proposal, the draft, and whether this run made it."""

    proposal: Proposal
    item: NewsItem | None
    is_new: bool


def take_in(original: Original, language: str, *, by: User | None, dry_run: bool = False) -> Taken:
    """Make a draft of `original`, or find the one that the same text made before.

    Nothing is written on a dry run. Raises `ImportProblem` before anything is written.
    """
    proposal = propose(original, language)
    known = ImportedOriginal.objects.filter(fingerprint=proposal.fingerprint).first()
    if known is not None:
        return Taken(proposal, known.item, is_new=False)
    if dry_run:
        return Taken(proposal, None, is_new=True)
    by = by or User.objects.importer()
    with transaction.atomic():
        item = drafts.create(NewsItem(), _values(proposal), by=by, deed=Deed.IMPORT)
        keep_original(item, original, proposal, by=by)
    return Taken(proposal, item, is_new=True)


def keep_original(
    item: NewsItem,
    original: Original,
    proposal: Proposal,
    *,
    by: User,
    lines: Callable[[Proposal], list[str]] = report_lines,
) -> None:
    """Keep what came in beside the item made of it, with the report that `lines` makes."""
    ImportedOriginal.objects.create(
        item=item,
        language=proposal.language,
        name=original.name[:200],
        fingerprint=proposal.fingerprint,
        data=original.data,
        report=_report(proposal, lines),
        created_by=by,
    )


def _values(proposal: Proposal) -> dict[str, object]:
    language = proposal.language
    return {
        f"title_{language}": proposal.title,
        f"title_to_confirm_{language}": proposal.title_to_confirm,
        f"body_{language}": proposal.body_html,
        "hijri_correction": Institution.objects.current().hijri_correction,
        "agency": proposal.agency[:60],
        "ending_mark": proposal.ending_mark[:60],
    }


def _report(proposal: Proposal, lines: Callable[[Proposal], list[str]]) -> dict[str, list[str]]:
    """The report's lines in every language: whoever opens the draft reads their own."""
    report = {}
    for language in LANGUAGES:
        with override(language):
            report[language] = lines(proposal)
    return report

"""Write public items as files: one file an item and language, named by date and reference.

Only what readers may see is written. A file appears under its name when it is complete, never
before; an item that cannot be written is reported and the others still are.
"""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from news.models import NewsItem
from nhri.export import registry
from nhri.export.pdf import UnwritableError
from nhri.translation.languages import LANGUAGES


class Command(BaseCommand):
    """``manage.py export_releases --format pdf --language ar --output DIR [--from --to …]``."""

    help = "Write public items as files into a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What, in which form, where to."""
        parser.add_argument("ids", nargs="*", type=int, metavar="ID", help="Only these items.")
        parser.add_argument("--format", required=True, choices=sorted(registry.WRITERS))
        parser.add_argument("--language", required=True, choices=[*LANGUAGES, "both"])
        parser.add_argument("--from", dest="since", type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--to", dest="until", type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--kind", choices=NewsItem.Kind.values)
        parser.add_argument("--output", required=True, type=Path, metavar="DIR")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit status 1 when anything asked for by number, or any single file, was not written."""
        folder: Path = options["output"]
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CommandError(f"{folder}: {error.strerror}") from None
        chosen = options["language"]
        failed = sum(
            self._export(language, folder, options)
            for language in (LANGUAGES if chosen == "both" else [chosen])
        )
        if failed:
            raise CommandError(f"Not written: {failed}.")

    def _export(self, language: str, folder: Path, options: dict[str, Any]) -> int:
        failed = written = 0
        taken: dict[str, int] = {}
        items = self._items(language, options)
        for pk in sorted(set(options["ids"]) - set(items.values_list("pk", flat=True))):
            failed += 1
            self.stderr.write(f"{pk}: not public in this language ({language}).")
        for item in items.select_related("press_contact").iterator(chunk_size=100):
            try:
                name = _write(item, language, options["format"], folder, taken)
            except (registry.LanguageMissing, UnwritableError, OSError) as error:
                failed += 1
                self.stderr.write(f"{item.pk}: {error}")
            else:
                written += 1
                self.stdout.write(name)
        self.stdout.write(f"{language}: {written} written to {folder}")
        return failed

    def _items(self, language: str, options: dict[str, Any]) -> Any:
        items = NewsItem.objects.published(language).order_by("released_on", "pk")
        wanted = {
            "pk__in": options["ids"],
            "released_on__gte": options["since"],
            "released_on__lte": options["until"],
            "kind": options["kind"],
        }
        return items.filter(**{name: value for name, value in wanted.items() if value})


def _write(
    item: NewsItem, language: str, extension: str, folder: Path, taken: dict[str, int]
) -> str:
    """One file, complete or not at all; its name. Two items of one reference get a name each."""
    document = registry.build(item, language)
    name = registry.filename(document, extension)
    if taken.setdefault(name, item.pk) != item.pk:
        name = f"{name.removesuffix(f'.{extension}')}-{item.pk}.{extension}"
    partial = folder / f".{name}.partial"
    partial.write_bytes(registry.WRITERS[extension].write(document))
    partial.rename(folder / name)
    return name

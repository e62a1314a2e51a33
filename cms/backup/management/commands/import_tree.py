"""``manage.py import_tree FILE --parent PAGE``: a subtree of another installation."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.backup import release, rows
from cms.backup.archive import Unusable
from cms.backup.subtrees import importing
from cms.backup.subtrees.naming import UnknownPage, page_named
from cms.backup.subtrees.plan import Unplaceable

REFUSALS = (Unusable, UnknownPage, Unplaceable, release.Incompatible, rows.Unsuitable)


class Command(BaseCommand):
    """Adds what isn't here, and leaves what is here as it is."""

    help = (
        "Put the pages of FILE, written by export_tree, below PAGE and its translations. Pages, "
        "terms, images and documents that are here already are left as they are."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, the parent page, and a dry run."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--parent", required=True, metavar="PAGE", help="an id or a path")
        parser.add_argument(
            "--dry-run", action="store_true", help="change nothing: say what would be done"
        )

    def handle(self, *_args: Any, file: Path, parent: str, dry_run: bool, **_options: Any) -> None:
        """Import, and say what was added, what was here, and which references lead nowhere.

        Raises:
            CommandError: nothing was imported; the message says why.
        """
        try:
            outcome = importing.import_tree(file, parent=page_named(parent), is_dry_run=dry_run)
        except REFUSALS as error:
            raise CommandError(str(error)) from error
        for label, count in outcome.added.items():
            self.stdout.write(f"  {label}: {count} added")
        for label, count in outcome.kept.items():
            self.stdout.write(f"  {label}: {count} already here")
        for name, count in outcome.cut.items():
            self.stdout.write(f"  Warning: {count} references to {name}, which is not here")
        for one in outcome.differing:
            self.stdout.write(f"  Warning: {one}")
        said = "Nothing was changed." if dry_run else f"{file} is imported."
        self.stdout.write(self.style.SUCCESS(said))

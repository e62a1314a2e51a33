"""``manage.py export_tree PAGE FILE``: a page and all below it, for another installation."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.backup.subtrees import exporting
from cms.backup.subtrees.naming import UnknownPage, page_named


class Command(BaseCommand):
    """Writes a subtree."""

    help = (
        "Write a page and all below it to FILE, in all languages, with revisions, histories, "
        "images, documents, translation memory and glossary. PAGE is an id or a path."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The page, and the target file."""
        parser.add_argument("page", metavar="PAGE", help="for example 12 or /en/news/")
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *_args: Any, page: str, file: Path, **_options: Any) -> None:
        """Write the file.

        Raises:
            CommandError: there is no such page, or the file can't be written.
        """
        try:
            exporting.export(
                page_named(page), file, report=lambda step: self.stdout.write(f"  {step}")
            )
        except UnknownPage as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{file} can't be written: {error}") from error
        self.stdout.write(self.style.SUCCESS(f"{file} is written."))

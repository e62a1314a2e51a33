"""``manage.py backup FILE``: database and media in one file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.backup import saving


class Command(BaseCommand):
    """Writes a backup while the site is in use."""

    help = (
        "Write the database and all uploaded files to FILE, as they are at one moment. The file "
        "holds password hashes and keys: keep it where nobody else reads it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The target file."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--without-answers",
            action="store_true",
            help="don't ask the API, so that a restore compares rows and files alone",
        )

    def handle(self, *_args: Any, file: Path, without_answers: bool, **_options: Any) -> None:
        """Write the file, and say what is in it.

        Raises:
            CommandError: it can't be written.
        """
        try:
            manifest = saving.save(
                file,
                with_answers=not without_answers,
                report=self._report,
            )
        except OSError as error:
            raise CommandError(f"{file} can't be written: {error}") from error
        for operation, reason in manifest.not_asked.items():
            self.stdout.write(f"  {operation} was not asked: {reason}")
        count = sum(manifest.rows.values())
        self.stdout.write(
            self.style.SUCCESS(
                f"{file}: {count} rows of {len(manifest.rows)} tables and {manifest.media} files "
                f"at content version {manifest.content_version}."
            )
        )

    def _report(self, step: str) -> None:
        self.stdout.write(f"  {step}")
        self.stdout.flush()

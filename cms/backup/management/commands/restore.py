"""``manage.py restore FILE``: put back database and media."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from cms.backup import media, release, restoring, rows
from cms.backup.archive import Unusable

REFUSALS = (Unusable, release.Incompatible, media.Taken, rows.Unsuitable)


class Command(BaseCommand):
    """Restores a backup, or only compares it with what is there."""

    help = (
        "Put back the database and all files of FILE, into a migrated database without content. "
        "Stop all other processes of the CMS first; start them again afterwards."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and the permission to remove what is there."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--replace", action="store_true", help="remove the content that is there; asks first"
        )
        parser.add_argument(
            "--no-input", action="store_false", dest="asks", help="don't ask before replacing"
        )
        parser.add_argument(
            "--accept-differences",
            action="store_true",
            help="keep what was restored although it differs from the backup",
        )
        parser.add_argument(
            "--compare",
            action="store_true",
            help="change nothing: name what this database has otherwise than FILE",
        )

    def handle(self, *_args: Any, file: Path, **options: Any) -> None:
        """Restore or compare.

        Raises:
            CommandError: it wasn't restored, or something differs; the message says what.
        """
        try:
            if options["compare"]:
                self._compare(file)
            else:
                self._restore(file, **options)
        except REFUSALS as error:
            raise CommandError(str(error)) from error

    def _restore(
        self, file: Path, *, replace: bool, asks: bool, accept_differences: bool, **_options: Any
    ) -> None:
        if replace and asks and not restoring.is_empty():
            self._confirm()
        try:
            manifest = restoring.restore(
                file,
                replace=replace,
                accept_differences=accept_differences,
                report=self._report,
            )
        except restoring.NotEmpty as error:
            raise CommandError(f"{error} To remove it, add --replace.") from error
        except restoring.Differs as error:
            raise CommandError(
                f"Nothing was restored, because the result differs from the backup:\n{error}\n"
                "To keep it all the same, add --accept-differences."
            ) from error
        self.stdout.write(self.style.SUCCESS(f"{file}, made at {manifest.made_at}, is restored."))

    def _compare(self, file: Path) -> None:
        found = restoring.differences(file, report=self._report)
        for one in found:
            self.stdout.write(one)
        if found:
            raise CommandError(f"{len(found)} differences between this database and {file}.")
        self.stdout.write(self.style.SUCCESS(f"This database is what {file} holds."))

    def _confirm(self) -> None:
        name = connection.settings_dict["NAME"]
        answer = input(f"Remove all content of the database {name}? Type its name to go on: ")
        if answer != str(name):
            raise CommandError("Nothing was changed.")

    def _report(self, step: str) -> None:
        self.stdout.write(f"  {step}")
        self.stdout.flush()

"""``manage.py write_contract``: bring the contract up to date with the code."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.api.contract import files


class Command(BaseCommand):
    """Write ``schema.graphql`` and complete the operations of the frontend contract."""

    help = "Write schema.graphql and the fragments behind each operation of frontend_contract."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take ``--to`` and ``--check``."""
        parser.add_argument(
            "--to",
            type=Path,
            default=files.CONTRACT,
            metavar="FOLDER",
            help="folder of the contract, required with EXTENSIONS; default: frontend_contract",
        )
        parser.add_argument(
            "--check", action="store_true", help="Write nothing; fail where a file is out of date."
        )

    def handle(self, *_args: Any, to: Path, check: bool, **_options: Any) -> None:
        """Write, or check."""
        if settings.EXTENSIONS and to.resolve() == files.CONTRACT:
            message = "With EXTENSIONS, name a folder of your own: --to FOLDER."
            raise CommandError(message)
        if check:
            stale = files.out_of_date(to)
            if stale:
                names = ", ".join(path.name for path in stale)
                raise CommandError(f"Out of date: {names}. Run manage.py write_contract.")
            return
        for path in files.write(to):
            self.stdout.write(f"Wrote {path.name}")

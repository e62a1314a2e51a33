"""``manage.py check_operations DIR``: tell a frontend which of its documents don't work."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.api import changes
from cms.api.schema import schema


class Command(BaseCommand):
    """Validate the documents of a folder against the schema of this CMS."""

    help = "Checks all .graphql and .gql files of a folder; names file, line and what is wrong."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder."""
        parser.add_argument("folder", type=Path, metavar="DIR")

    def handle(self, *_args: Any, folder: Path, **_options: Any) -> None:
        """Print what is wrong, and end with 1 if anything is."""
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder.")
        found = list(changes.problems(folder, schema.graphql_schema))
        for problem in found:
            self.stdout.write(str(problem))
        if found:
            sys.exit(1)
        self.stdout.write("Every document works.")

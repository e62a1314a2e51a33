"""``manage.py check_operations [DIR]``: report documents of frontends that don't work."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.api.contract import compatibility
from cms.api.schema import schema


class Command(BaseCommand):
    """Validate the documents of frontends against the schema of this CMS."""

    help = (
        "Checks all .graphql and .gql files of a folder, or else of all registered frontends: "
        "names file, line and what is wrong, and warns of what is deprecated."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder."""
        parser.add_argument(
            "folder",
            type=Path,
            nargs="?",
            metavar="DIR",
            help="left out: the folders of FRONTEND_OPERATIONS",
        )

    def handle(self, *_args: Any, folder: Path | None, **_options: Any) -> None:
        """Print what is wrong, and end with 1 if anything is."""
        folders = [folder] if folder else [Path(each) for each in settings.FRONTEND_OPERATIONS]
        if not folders:
            raise CommandError("There is nothing to check: name a folder or FRONTEND_OPERATIONS.")
        works = [self._works(each) for each in folders]
        if not all(works):
            sys.exit(1)

    def _works(self, folder: Path) -> bool:
        """Print how the documents of one frontend fare, and say whether all of them work."""
        paths = compatibility.documents(folder)
        if not paths:
            self.stdout.write(f"{folder}: There is nothing to check.")
            return False
        problems = list(compatibility.problems(paths, schema.graphql_schema))
        for problem in problems:
            self.stdout.write(str(problem))
        broken = {problem.path for problem in problems if not problem.is_warning}
        if broken:
            self.stdout.write(f"{folder}: {len(broken)} of {len(paths)} documents don't work.")
        else:
            self.stdout.write(f"{folder}: Every document works.")
        return not broken

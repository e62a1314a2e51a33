"""``manage.py import_site FOLDER``: a folder of HTML pages of another site."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from cms.importing.management.import_command import ImportCommand
from cms.importing.reading import mapping, site_folder
from cms.importing.reading.languages import Languages
from cms.importing.records import Origin
from cms.importing.report import Report

_MAPPINGS = ("mapping.toml", "mapping.json")


class Command(ImportCommand):
    """Imports the pages that the mapping of a folder names."""

    help = (
        "Import the HTML pages of FOLDER as articles and legal notices, pairs of pages as "
        "translations. A mapping says what is where on the pages; cms/importing/README.md "
        "describes it. Can be repeated: what hasn't changed there stays as it is here."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder, its mapping, and the options of all imports."""
        super().add_arguments(parser)
        parser.add_argument("folder", type=Path, metavar="FOLDER")
        parser.add_argument(
            "--mapping", type=Path, metavar="FILE", help="mapping.toml or .json in FOLDER otherwise"
        )

    def read(self, report: Report, options: dict[str, Any]) -> Origin:
        """The pages of the folder.

        Raises:
            CommandError: there is no folder, or its mapping can't be used.
        """
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"{folder} isn't a folder.")
        candidates = [options["mapping"]] if options["mapping"] else []
        candidates += [folder / name for name in _MAPPINGS]
        path = next((path for path in candidates if path.is_file()), candidates[0])
        try:
            found = mapping.read(path)
        except mapping.UnusableMapping as error:
            raise CommandError(str(error)) from error
        return site_folder.read(folder, found, Languages(), report, may_fetch=options["fetch"])

"""Imports redirects from a file, whatever spreadsheet has written it."""

import csv
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from wagtail.contrib.redirects.management.commands.import_redirects import Command as WagtailCommand

from cms.content.redirects import spreadsheets


class Command(WagtailCommand):
    """Wagtail's command, which is given the rows as it can read them."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the file, and have its rows imported.

        Raises:
            CommandError: it can't be read.
        """
        source = Path(options["src"])
        try:
            table = spreadsheets.read(source.read_bytes())
        except (OSError, spreadsheets.UnusableSpreadsheet) as error:
            raise CommandError(str(error)) from None
        with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([table.headers, *(cells for _number, cells in table.rows)])
            file.flush()
            super().handle(*args, **options | {"src": file.name, "format": "csv"})

"""``manage.py import_wxr FILE``: a WordPress export."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from cms.importing.management.import_command import ImportCommand
from cms.importing.reading import posts, wxr
from cms.importing.reading.languages import Languages
from cms.importing.records import Origin
from cms.importing.report import Report


class Command(ImportCommand):
    """Imports the posts of an export."""

    help = (
        "Import the posts of FILE, a WordPress export (WXR), as articles, and posts that WPML or "
        "Polylang has paired as translations. Can be repeated: what hasn't changed there stays as "
        "it is here."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, what of it is imported, and the options of all imports."""
        super().add_arguments(parser)
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--uploads", type=Path, metavar="FOLDER", help="a copy of wp-content/uploads"
        )
        parser.add_argument(
            "--types",
            nargs="+",
            default=["post"],
            metavar="TYPE",
            help="post page; post if not given",
        )
        parser.add_argument(
            "--legal", nargs="+", default=[], metavar="SLUG",
            help="posts that are legal notices: they become drafts",
        )  # fmt: skip
        parser.add_argument(
            "--language", default="", metavar="TAG", help="the language of posts that name none"
        )

    def read(self, report: Report, options: dict[str, Any]) -> Origin:
        """The posts of the file.

        Raises:
            CommandError: it can't be read, or there is no folder of uploads.
        """
        uploads = options["uploads"]
        if uploads is not None and not uploads.is_dir():
            raise CommandError(f"{uploads} isn't a folder.")
        try:
            export = wxr.read(options["file"].read_bytes())
        except (OSError, wxr.UnusableExport) as error:
            raise CommandError(f"{options['file']}: {error}") from error
        choices = posts.Choices(
            types=options["types"],
            legal=options["legal"],
            language=options["language"],
            uploads=uploads,
            may_fetch=options["fetch"],
        )
        return posts.read(export, choices, Languages(), report)

"""``manage.py prepare_storage``: make the place for files ready, and say who can read it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.content.media.moving import Stores
from cms.content.media.preparing import UnfitPlaceError, prepare


class Command(BaseCommand):
    """Make the bucket, if there is none, and try whether files are private there."""

    help = (
        "Makes the bucket of STORAGE_URL where it is missing, lets everybody read the copies of "
        "public renditions in it, and finds out that nobody can read the rest. May be repeated."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """An option that leaves the policy of the bucket as it is."""
        parser.add_argument(
            "--keep-policy", action="store_true", help="leave the policy of the bucket as it is"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Prepare, and say what was found.

        Raises:
            CommandError: files can't be kept here.
        """
        try:
            for sentence in prepare(Stores.current(), policy=not options["keep_policy"]):
                self.stdout.write(sentence)
        except UnfitPlaceError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"The place for files can't be written: {error}") from error

"""Load the demo site."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.demo import accounts, builder, catalogue, scale


class Command(BaseCommand):
    """Load the demo site once, and on request news in bulk."""

    help = (
        "Loads the demo site unless it is there already. With --scale N, adds N more news in "
        "English and in Simplified Chinese, each time it is called."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer the option for bulk news."""
        parser.add_argument(
            "--scale", type=int, default=0, metavar="N", help="add N bilingual news in bulk"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load, and say what was done."""
        if options["scale"] < 0:
            raise CommandError("--scale takes the number of news to add, 1 or more.")
        self._load()
        if options["scale"]:
            self._add_news(options["scale"])

    def _add_news(self, count: int) -> None:
        start = time.monotonic()
        try:
            scale.add_news(count, lambda added: self.stdout.write(f"  {added} of {count} news …"))
        except scale.NotLoadedError as error:
            raise CommandError(
                "The lists of news of the demo site are missing, so news can't be added."
            ) from error
        seconds = time.monotonic() - start
        self.stdout.write(self.style.SUCCESS(f"{count} bilingual news added ({seconds:.1f} s)."))

    def _load(self) -> None:
        if builder.is_loaded():
            self.stdout.write("The demo site is already there; nothing was changed.")
            self._show(accounts.current())
            return
        start = time.monotonic()
        try:
            logins = builder.load(lambda step: self.stdout.write(f"  {step} …"))
        except catalogue.MissingTranslationsError as error:
            raise CommandError(str(error)) from error
        seconds = time.monotonic() - start
        self.stdout.write(self.style.SUCCESS(f"The demo site is loaded ({seconds:.0f} s)."))
        self._show(logins)

    def _show(self, logins: list[accounts.Login]) -> None:
        for line in accounts.described(logins):
            self.stdout.write(line)

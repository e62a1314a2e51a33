"""``manage.py move_media``: have files at another place, a folder or an S3 store."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.content.media import public_copies
from cms.content.media.moving import Move, Outcome, Stores, bytes_of
from cms.content.media.storage_urls import WrongStorageUrlError

PARALLEL = 8
MOST_PARALLEL = 64
REPORT_SECONDS = 5
_MEGABYTE = 1_000_000


class Command(BaseCommand):
    """Copy files, compare them, and delete them at their old place if that is asked for."""

    help = (
        "Copies every uploaded file and every public copy from one place to another and compares "
        "both. It can be stopped and started again. Nothing is deleted without --delete, and with "
        "it only what was found equal, after everything was. URLs are those of STORAGE_URL."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Source, target, and how carefully files are compared."""
        parser.add_argument("--from", dest="source", metavar="URL", help="default: the settings")
        parser.add_argument("--to", dest="target", metavar="URL", help="default: the settings")
        parser.add_argument("--dry-run", action="store_true", help="say what would be copied")
        parser.add_argument("--delete", action="store_true", help="delete what was moved")
        parser.add_argument(
            "--compare", choices=["content", "size"], default="content",
            help="what shows that two files are equal (default: content, by SHA-256)",
        )  # fmt: skip
        parser.add_argument(
            "--parallel", type=int, default=PARALLEL, metavar="N", help="files at a time"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Move, and say what was done.

        Raises:
            CommandError: a URL is wrong, or something wasn't moved.
        """
        if not 1 <= options["parallel"] <= MOST_PARALLEL:
            raise CommandError(f"--parallel is a number from 1 to {MOST_PARALLEL}.")
        source = _stores("--from", options["source"])
        target = _stores("--to", options["target"])
        if source.is_same(target):
            raise CommandError("Both places are the same: give --from or --to.")
        move = Move(source, target, compare_content=options["compare"] == "content")
        try:
            if options["dry_run"]:
                self._forecast(move)
            else:
                self._move(move, options["parallel"], delete=options["delete"])
        except OSError as error:
            raise CommandError(f"A place can't be read: {error}") from error
        if not options["dry_run"] and options["target"] is None:
            # Who may see an image can have changed while it was copied.
            public_copies.put_in_order()

    def _forecast(self, move: Move) -> None:
        missing = move.missing()
        size = bytes_of(move.source, missing) / _MEGABYTE
        self.stdout.write(f"{len(missing)} files would be copied, {size:.1f} MB.")

    def _move(self, move: Move, parallel: int, *, delete: bool) -> None:
        self._reported_at = time.monotonic()
        move.run(parallel, self._progress)
        for outcome in Outcome:
            if count := move.count(outcome):
                self.stdout.write(f"{count} {outcome}")
        for (is_public, name), outcome in sorted(move.outcomes.items()):
            if outcome in {Outcome.DIFFERENT, Outcome.FAILED}:
                kind = "public copy" if is_public else "file"
                reason = move.errors.get((is_public, name), "")
                self.stderr.write(f"{kind} {name}: {outcome} {reason}".rstrip())
        if not move.is_complete:
            raise CommandError("Not everything was moved, and nothing was deleted; see above.")
        if delete:
            self.stdout.write(f"{move.delete_moved()} deleted at the old place")

    def _progress(self, done: int, total: int) -> None:
        if time.monotonic() - self._reported_at > REPORT_SECONDS:
            self._reported_at = time.monotonic()
            self.stdout.write(f"  {done} of {total} files")
            self.stdout.flush()


def _stores(option: str, url: str | None) -> Stores:
    try:
        return Stores.current() if url is None else Stores.at(url)
    except WrongStorageUrlError as error:
        raise CommandError(f"{option}: {error}.") from error

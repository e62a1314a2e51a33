"""The part that both commands of imports have in common."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Site

from cms.importing import running
from cms.importing.report import Fate, Report

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from cms.importing.records import Origin

PROGRESS_STEP = 25


class ImportCommand(BaseCommand):
    """Reads another site, imports it, and says what was not understood."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options that every import has."""
        parser.add_argument(
            "--dry-run", action="store_true", help="try everything, and keep nothing of it"
        )
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="overwrite what was changed here, and make again what was deleted here",
        )
        parser.add_argument(
            "--fetch",
            action="store_true",
            help="fetch images and documents that aren't in the folder over the network",
        )
        parser.add_argument("--site", metavar="HOST", help="the site; the default one otherwise")
        parser.add_argument(
            "--report", type=Path, metavar="FILE", help="write the report to a file, in JSON"
        )

    def read(self, report: Report, options: dict[str, Any]) -> Origin:
        """The other site.

        Raises:
            CommandError: it can't be read.
        """
        raise NotImplementedError

    def handle(self, *_args: Any, **options: Any) -> None:
        """Import, and print the report.

        Raises:
            CommandError: nothing was read, or some pages could not be imported.
        """
        report = Report()
        site = self._site(options["site"])
        origin = self.read(report, options)
        running.run(
            origin,
            running.Options(
                site=site, is_dry_run=options["dry_run"], may_overwrite=options["overwrite"]
            ),
            report,
            self._progress,
        )
        self._print(report)
        if options["report"]:
            text = json.dumps(report.as_json(), ensure_ascii=False, indent=1)
            options["report"].write_text(text + "\n", encoding="utf-8")
        counts = report.counts()
        said = ", ".join(f"{count} {fate}" for fate, count in counts.items()) or "no pages"
        end = " Nothing was changed." if options["dry_run"] else ""
        self.stdout.write(self.style.SUCCESS(f"{origin.name}: {said}.{end}"))
        if counts.get(Fate.FAILED):
            raise CommandError(f"{counts[Fate.FAILED]} pages could not be imported.")

    def _site(self, host: str | None) -> Site:
        sites = Site.objects.select_related("root_page")
        wanted = {"hostname": host} if host else {"is_default_site": True}
        site = sites.filter(**wanted).first()
        if site is None:
            raise CommandError(f"There is no site {host or 'here: run manage.py set_up first'}.")
        return site

    def _progress(self, done: int, total: int) -> None:
        if done % PROGRESS_STEP == 0 or done == total:
            self.stdout.write(f"  {done} of {total}")

    def _print(self, report: Report) -> None:
        """Print the findings, aside from those of pages that haven't changed."""
        for page, findings in report.by_page():
            if report.fates.get(page) is Fate.UNCHANGED:
                continue
            self.stdout.write(page)
            for one in findings:
                self.stdout.write(f"  {one.element}: {one.text}")

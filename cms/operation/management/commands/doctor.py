"""Says of everything the CMS depends on whether it works, and what to do where it doesn't."""

import json
import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.core import checks as system_checks
from django.core.management.base import BaseCommand

from cms.operation.doctor import registry, services
from cms.operation.doctor.registry import Finding, Result, Status

_MARKS = {Status.OK: "ok     ", Status.WARNING: "warning", Status.FAILED: "FAILED "}


class Command(BaseCommand):
    """Asks all checks at once, and ends with 1 where one has failed."""

    help = "Ask database, cache, mail, storage and all else, and say what is wrong and what to do."
    # It has to run where these fail.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The form of the report, and what is asked besides."""
        parser.add_argument("--json", action="store_true", help="print the findings as JSON")
        parser.add_argument(
            "--deploy", action="store_true", help="run Django's checks for a deployment as well"
        )
        parser.add_argument("--send-to", metavar="ADDRESS", help="send a test mail there")
        parser.add_argument(
            "--patience", type=float, default=registry.PATIENCE_SECONDS, metavar="SECONDS",
            help="how long a check may take",
        )  # fmt: skip

    def handle(self, *_args: Any, **options: Any) -> None:
        """Ask and report."""
        found = registry.run_checks(registry.checks(), options["patience"])
        if options["send_to"]:
            started_at = time.monotonic()
            result = services.send_test_mail(options["send_to"])
            found.append(Finding("test mail", result, time.monotonic() - started_at))
        if options["deploy"]:
            found += _deployment()
        worst = registry.worst(found)
        if options["json"]:
            report = {"status": str(worst), "checks": [one.as_json() for one in found]}
            self.stdout.write(json.dumps(report, indent=2))
        else:
            self.stdout.write("\n".join(line for one in found for line in _lines(one)))
        if worst is Status.FAILED:
            sys.exit(1)


def _lines(finding: Finding) -> list[str]:
    result = finding.result
    lines = [f"{_MARKS[result.status]}  {finding.name}: {result.message}"]
    return [*lines, f"         → {result.advice}"] if result.advice else lines


def _deployment() -> list[Finding]:
    """The findings of Django's own checks: errors as failed, the rest as warnings."""
    messages = system_checks.run_checks(include_deployment_checks=True)
    spoken = [one for one in messages if not one.is_silenced()]
    found = [
        Finding(
            f"deployment {one.id or ''}".strip(),
            Result(Status.FAILED if one.is_serious() else Status.WARNING, one.msg, one.hint or ""),
        )
        for one in spoken
    ]
    return found or [Finding("deployment", registry.ok("Django's checks find nothing"))]

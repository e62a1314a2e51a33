"""``manage.py record_examples``: record the examples of the contract from the demo site."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.api.contract import examples


class Command(BaseCommand):
    """Write what is asked and answered in every case to the contract."""

    help = (
        "Records frontend_contract/examples from the demo site in the database, freshly loaded. "
        "`make examples` loads one for it."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Record all cases; remove the files of former cases."""
        origin = settings.FRONTEND_URL or settings.WAGTAILADMIN_BASE_URL
        if origin != examples.ORIGIN:
            raise CommandError(f"Examples are recorded at {examples.ORIGIN}, not at {origin}.")
        expected = dict(examples.recorded())
        for path in set(examples.EXAMPLES.glob("*/*.json")) - set(expected):
            path.unlink()
        for path, text in expected.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        self.stdout.write(f"Recorded {len(expected)} examples.")

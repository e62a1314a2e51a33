"""Writes the table of variables in the README, which follows from their declarations."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

HEAD = ["| variable | meaning | default |", "|---|---|---|"]


class Command(BaseCommand):
    """Replaces the rows of the table and nothing else."""

    help = "Write the table of environment variables in README.md anew."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Write it."""
        path = Path(settings.BASE_DIR) / "README.md"
        path.write_text(with_table(path.read_text(encoding="utf-8")), encoding="utf-8")


def with_table(readme: str) -> str:
    """The text with the rows of today.

    Raises:
        CommandError: it has no such table.
    """
    lines = readme.splitlines()
    if HEAD[0] not in lines:
        raise CommandError("README.md has no table of variables.")
    start = lines.index(HEAD[0])
    end = next((n for n in range(start, len(lines)) if not lines[n].startswith("|")), len(lines))
    return "\n".join([*lines[:start], *HEAD, *settings.SETTINGS_TABLE, *lines[end:]]) + "\n"

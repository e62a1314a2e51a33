"""Migrate a database, one process at a time: ``manage.py migrate``."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from cms.operation.migration_lock import migration_lock


class Command(migrate.Command):
    """Django's command, which waits until no other process migrates the database.

    What that one has applied is then found applied.
    """

    def handle(self, *args: Any, **options: Any) -> None:
        """Take the lock, then do what Django does; looking alone needs none."""
        if options["check_unapplied"] or options["plan"]:
            super().handle(*args, **options)
            return
        connection = connections[options["database"]]
        with migration_lock(connection, on_wait=self._say_waiting):
            super().handle(*args, **options)

    def _say_waiting(self) -> None:
        self.stderr.write("Another process is migrating this database; waiting for it to end.")

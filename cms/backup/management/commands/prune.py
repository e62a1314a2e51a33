"""``manage.py prune``: delete what is older than the settings say."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.operation import pruning


class Command(BaseCommand):
    """Prunes everything once; the scheduler does so each day."""

    help = (
        "Delete old revisions, histories, jobs, deliveries, previews and sessions, as "
        "REVISION_DAYS, HISTORY_DAYS, JOB_DAYS and AUDIT_DAYS say; the scheduler does so each day."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Prune, and say what was deleted.

        Raises:
            CommandError: something couldn't be pruned; all else was.
        """
        failed = []
        for name, result in pruning.run():
            if isinstance(result, Exception):
                failed.append(name)
                self.stderr.write(f"{name}: {result!r}")
            elif result is not None:
                self.stdout.write(f"{name}: {result} deleted")
        if failed:
            raise CommandError(f"Not pruned: {', '.join(failed)}.")

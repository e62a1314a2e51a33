"""Retention of finished tasks and jobs: ``JOB_DAYS``; a week for successful tasks.

Failed ones are kept longer, since somebody may still restart them.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db.models.functions import Now
from django.utils import timezone

from django_tasks_db.models import DBTaskResult

from cms.operation.background import claims
from cms.operation.models import Worker

# A worker that ended without saying so, and had no task anybody took over.
WORKERS_KEPT = timedelta(days=1)
# There are many, and nobody asks for them later.
SUCCESSFUL_KEPT = timedelta(days=7)


def prune() -> int:
    """Delete tasks that are over and old; the ones that wait are kept. Returns their number."""
    now = timezone.now()
    kept = timedelta(days=settings.JOB_DAYS)
    done = DBTaskResult.objects.filter(
        status=claims.SUCCESSFUL, finished_at__lt=now - min(kept, SUCCESSFUL_KEPT)
    )
    failed = DBTaskResult.objects.filter(status=claims.FAILED, finished_at__lt=now - kept)
    Worker.objects.filter(seen_at__lt=Now() - WORKERS_KEPT).delete()
    return int(done.delete()[0] + failed.delete()[0])

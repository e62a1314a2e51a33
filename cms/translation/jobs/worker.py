"""The worker's part of a job: page by page, each with the note that it is done.

A step and the note are written in one transaction, so a worker that is killed leaves nothing half
done and nothing done twice. The lease it leaves behind runs out, and the scheduler has another
worker go on.
"""

from __future__ import annotations

import logging
import time
import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Locale

from django_tasks import task

from cms.database import leases
from cms.localisation import writing
from cms.translation.jobs.steps import OUTSIDE_OF_TRANSACTIONS, STEPS
from cms.translation.models import TranslationJob, TranslationJobStep
from cms.translation.user_language import in_language_of

# Other tasks wait for a worker that long at most.
SLICE_SECONDS = 10.0
# Longer than nearly any page takes. After a slower one somebody else may have gone on.
LEASE_SECONDS = 90.0
Status = TranslationJobStep.Status
logger = logging.getLogger("cms.translation.jobs")


@task()
def work(job_id: int) -> None:
    """Go on with a job for a while, then queue up again behind other tasks."""
    key = uuid.uuid4()
    if not _take(job_id, key, leases.free()):
        return
    job = TranslationJob.objects.select_related("user").get(pk=job_id)
    with in_language_of(job.user):
        is_left = _go_on(job, key)
    if is_left:
        enqueue(job_id)
    else:
        TranslationJob.objects.filter(pk=job_id, lease=key).update(lease=None, leased_until=None)


@transaction.atomic
def enqueue(job_id: int) -> None:
    """Queue a job up; if no worker takes it in time, ``resume_abandoned`` does so once more."""
    leases.queue(TranslationJob.objects.filter(pk=job_id), seconds=LEASE_SECONDS)
    work.enqueue(job_id)


def resume_abandoned() -> None:
    """Have the jobs gone on with whose worker is gone, and forget old ones; called now and then."""
    TranslationJob.objects.filter(finished_at__lt=timezone.now() - _kept()).delete()
    left = _open().filter(leases.expired())
    for job_id in left.values_list("pk", flat=True):
        enqueue(job_id)


def _kept() -> timedelta:
    return timedelta(days=settings.JOB_DAYS)


def _go_on(job: TranslationJob, key: uuid.UUID) -> bool:
    """Work for as long as one may; whether there is something left."""
    locales = list(Locale.objects.filter(pk__in=job.locales))
    deadline = time.monotonic() + SLICE_SECONDS
    while True:
        if not _take(job.pk, key, Q(lease=key)):
            return False
        step = job.steps.filter(status=Status.WAITING).order_by("pk").first()
        if step is None:
            TranslationJob.objects.filter(pk=job.pk).update(finished_at=timezone.now())
            return False
        do(step, job, locales)
        if time.monotonic() >= deadline:
            return True


def do(step: TranslationJobStep, job: TranslationJob, locales: list[Locale]) -> None:
    """Do one step, and note how it went."""
    try:
        if job.kind in OUTSIDE_OF_TRANSACTIONS:
            _act(step, job, locales)
            return
        with transaction.atomic():
            # Whoever waits here for another worker's step finds it done.
            waiting = TranslationJobStep.objects.select_for_update().filter(pk=step.pk)
            if waiting.filter(status=Status.WAITING).exists():
                _act(step, job, locales)
    except Exception as error:
        logger.exception("Job %d failed at page %d", job.pk, step.page_id)
        _note(step, Status.FAILED, f"{type(error).__name__}: {error}")


def _act(step: TranslationJobStep, job: TranslationJob, locales: list[Locale]) -> None:
    problems = STEPS[job.kind](step.page.specific, locales, job.user)
    _note(step, Status.FAILED if problems else Status.DONE, writing.sentences(problems))


def _note(step: TranslationJobStep, status: str, message: str = "") -> None:
    waiting = TranslationJobStep.objects.filter(pk=step.pk, status=Status.WAITING)
    waiting.update(status=status, message=message)


def _open() -> Any:
    return TranslationJob.objects.filter(finished_at=None, cancelled_at=None)


def _take(job_id: int, key: uuid.UUID, condition: Q) -> bool:
    """Take or keep a job; not one that somebody has cancelled or another worker has."""
    return leases.take(_open().filter(condition, pk=job_id), key, seconds=LEASE_SECONDS)

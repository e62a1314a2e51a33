"""Jobs: changes of many things, with progress, that can be cancelled and resumed.

Each step is a transaction of its own, with the note that it is done. So a job is always exactly as
far as it says: nothing is half done, and nothing is done twice, whoever is killed. The task of a
worker that died is taken over like any other, and goes on with the steps that are left.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Count
from django.utils import timezone

from django_tasks import task

from cms.operation.models import Job, JobStep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django_stubs_ext import StrOrPromise

    # The id of the thing, and the job; returns the reason why it couldn't be done, or nothing.
    Act = Callable[[int, Job], StrOrPromise | None]

# Other tasks wait for a worker that long at most.
SLICE_SECONDS = 10.0
_ROWS_AT_ONCE = 500
Status = JobStep.Status
logger = logging.getLogger("cms.operation.background")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of job: its name for people, and what it does with one thing."""

    label: StrOrPromise
    act: Act


kinds: dict[str, Kind] = {}


def register(name: str, kind: Kind) -> None:
    """Have a kind of job known; one of the same name is replaced."""
    kinds[name] = kind


@transaction.atomic
def started(
    kind: str, title: str, things: Iterable[tuple[int, str]], *, user: Any, **options: Any
) -> Job:
    """A new job for some things, by id and title, in their order.

    Two queries, and one more for each 500 things.
    """
    job = Job.objects.create(kind=kind, title=title[:255], user=user, options=options)
    steps = (JobStep(job=job, object_id=pk, title=name[:255]) for pk, name in things)
    JobStep.objects.bulk_create(steps, batch_size=_ROWS_AT_ONCE)
    _hand_over(job.pk)
    return job


def cancel(job: Job) -> None:
    """Have a job stop after the step it is at."""
    open_ = Job.objects.filter(pk=job.pk, finished_at=None, cancelled_at=None)
    open_.update(cancelled_at=timezone.now())


@transaction.atomic
def resume(job: Job) -> None:
    """Go on with a job that was cancelled, and try again the steps that failed."""
    job.steps.filter(status=Status.FAILED).update(status=Status.WAITING, message="")
    if job.steps.filter(status=Status.WAITING).exists():
        Job.objects.filter(pk=job.pk).update(cancelled_at=None, finished_at=None)
        _hand_over(job.pk)


def counts(job: Job) -> dict[str, int]:
    """The number of steps in each status. One query."""
    found: dict[str, int] = dict.fromkeys(Status.values, 0)
    grouped = JobStep.objects.filter(job=job).order_by()
    return found | dict(grouped.values_list("status").annotate(count=Count("pk")))


def prune() -> int:
    """Delete jobs that were finished or cancelled long ago. Returns their number."""
    before = timezone.now() - timedelta(days=settings.JOB_DAYS)
    old = Job.objects.filter(finished_at__lt=before) | Job.objects.filter(cancelled_at__lt=before)
    ids = list(old.values_list("pk", flat=True))
    Job.objects.filter(pk__in=ids).delete()
    return len(ids)


@task()
def work(job_id: int) -> None:
    """Go on with a job for a while, then queue up again behind other tasks."""
    deadline = time.monotonic() + SLICE_SECONDS
    while _do_next(job_id):
        if time.monotonic() >= deadline:
            _hand_over(job_id)
            return


def _hand_over(job_id: int) -> None:
    if work.get_backend().supports_defer:
        work.enqueue(job_id)
    else:
        # It would be run at once, inside the transaction that makes it.
        transaction.on_commit(lambda: work.enqueue(job_id))


def _do_next(job_id: int) -> bool:
    """Do the next step of a job; returns whether there may be more."""
    step = None
    try:
        with transaction.atomic():
            job = Job.objects.select_for_update(of=("self",)).select_related("user").filter(
                pk=job_id, finished_at=None, cancelled_at=None
            ).first()  # fmt: skip
            if job is None:
                return False
            step = job.steps.filter(status=Status.WAITING).order_by("pk").first()
            if step is None:
                Job.objects.filter(pk=job_id).update(finished_at=timezone.now())
                return False
            reason = kinds[job.kind].act(step.object_id, job)
            _note(step, Status.FAILED if reason else Status.DONE, str(reason or ""))
    except (OperationalError, InterfaceError):
        # The database, and not the step: the task is tried again.
        raise
    except Exception as error:
        if step is None:
            raise
        logger.exception("Job %d failed at %s", job_id, step.title)
        _note(step, Status.FAILED, f"{type(error).__name__}: {error}")
    return True


def _note(step: JobStep, status: str, message: str) -> None:
    waiting = JobStep.objects.filter(pk=step.pk, status=Status.WAITING)
    waiting.update(status=status, message=message)

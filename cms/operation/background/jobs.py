"""Jobs: changes of many things, with progress, that can be cancelled and resumed.

Each step is a transaction of its own, with the note that it is done. So a job is always exactly as
far as it says: nothing is half done, and nothing is done twice, whoever is killed. The task of a
worker that died is taken over like any other, and goes on with the steps that are left. A kind of
job that waits for other services has steps without a transaction, which have to bear repetition.
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

from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

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
    """A kind of job.

    Args:
        label: its name for people.
        act: the work on one thing.
        details: more about one job for people, such as languages; empty for nothing.
        is_atomic: whether a step is one transaction with the note that it is done.
    """

    label: StrOrPromise
    act: Act
    details: Callable[[Job], str] = lambda _job: ""
    is_atomic: bool = True


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
    return counts_of([job])[job.pk]


def counts_of(jobs: Iterable[Job]) -> dict[int, dict[str, int]]:
    """The number of steps of some jobs in each status, by the id of the job. One query."""
    counts = {job.pk: dict.fromkeys(Status.values, 0) for job in jobs}
    grouped = JobStep.objects.filter(job__in=counts).order_by()
    for job, status, count in grouped.values_list("job", "status").annotate(count=Count("pk")):
        counts[job][status] = count
    return counts


def resume_lost() -> None:
    """Queue up the jobs that no task works on, as after a restore; called regularly. Two queries.

    A job whose task failed is left to whoever started it.
    """
    if not work.get_backend().supports_defer:
        return
    open_ids = Job.objects.filter(finished_at=None, cancelled_at=None).values_list("pk", flat=True)
    tasks = DBTaskResult.objects.filter(task_path=work.module_path)
    tasks = tasks.exclude(status=TaskResultStatus.SUCCESSFUL)
    # In this order: a job and its task are stored in one transaction.
    left = list(open_ids.order_by("pk"))
    queued = {value["args"][0] for value in tasks.values_list("args_kwargs", flat=True)}
    for job_id in left:
        if job_id not in queued:
            _hand_over(job_id)


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
            kind = kinds[job.kind]
            if kind.is_atomic:
                _do(step, kind, job)
        if not kind.is_atomic:
            _do(step, kind, job)
    except (OperationalError, InterfaceError):
        # The database, and not the step: the task is tried again.
        raise
    except Exception as error:
        if step is None:
            raise
        logger.exception("Job %d failed at %s", job_id, step.title)
        _note(step, Status.FAILED, f"{type(error).__name__}: {error}")
    return True


def _do(step: JobStep, kind: Kind, job: Job) -> None:
    reason = kind.act(step.object_id, job)
    _note(step, Status.FAILED if reason else Status.DONE, str(reason or ""))


def _note(step: JobStep, status: str, message: str) -> None:
    waiting = JobStep.objects.filter(pk=step.pk, status=Status.WAITING)
    waiting.update(status=status, message=message)

"""A job is made, stopped, and gone on with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef
from django.utils import timezone
from wagtail.models import Page

from wagtail_localize.models import Translation

from cms.translation.jobs.worker import enqueue
from cms.translation.models import TranslationJob, TranslationJobStep
from cms.translation.rights import permissions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet
    from wagtail.models import Locale

Kind, Status = TranslationJob.Kind, TranslationJobStep.Status
_ROWS_AT_ONCE = 500


def pages_below(page: Page, kind: str, user: Any, *, inclusive: bool = True) -> QuerySet[Page]:
    """The pages that a job of this kind works on, from the top down."""
    pages = Page.objects.descendant_of(page, inclusive=inclusive).filter(alias_of__isnull=True)
    translations = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"), enabled=True
    )
    if kind == Kind.SYNCHRONISE:
        pages = pages.filter(Exists(translations.filter(source__locale=OuterRef("locale"))))
    elif kind == Kind.TRANSLATE:
        mine = [pk for pks in permissions.editable_below(page, user).values() for pk in pks]
        keys = Translation.objects.filter(pk__in=mine).values("source__object_id")
        pages = pages.filter(translation_key__in=keys)
    return pages.order_by("path")


@transaction.atomic
def started(
    page: Page, kind: str, locales: Iterable[Locale], *, user: Any, inclusive: bool = True
) -> TranslationJob | None:
    """A job for the pages below a page, which a worker takes up; ``None`` where there are none.

    Four queries, and one more for each 500 pages.
    """
    ids = list(pages_below(page, kind, user, inclusive=inclusive).values_list("pk", flat=True))
    if not ids:
        return None
    job = TranslationJob.objects.create(
        kind=kind,
        title=page.get_admin_display_title()[:255],
        user=user,
        locales=[locale.pk for locale in locales],
    )
    steps = (TranslationJobStep(job=job, page_id=pk) for pk in ids)
    TranslationJobStep.objects.bulk_create(steps, batch_size=_ROWS_AT_ONCE)
    enqueue(job.pk)
    return job


def cancel(job: TranslationJob) -> None:
    """Have a job stop after the page it is at."""
    TranslationJob.objects.filter(pk=job.pk, finished_at=None, cancelled_at=None).update(
        cancelled_at=timezone.now()
    )


@transaction.atomic
def resume(job: TranslationJob) -> None:
    """Go on with a job that was cancelled, and try again what has failed."""
    job.steps.filter(status=Status.FAILED).update(status=Status.WAITING, message="")
    if job.steps.filter(status=Status.WAITING).exists():
        TranslationJob.objects.filter(pk=job.pk).update(cancelled_at=None, finished_at=None)
        enqueue(job.pk)


def counts(job: TranslationJob) -> dict[str, int]:
    """The number of steps of a job in each status. One query."""
    return counts_of([job])[job.pk]


def counts_of(jobs: Iterable[TranslationJob]) -> dict[int, dict[str, int]]:
    """The number of steps of some jobs in each status, by the id of the job. One query."""
    counts = {job.pk: dict.fromkeys(Status.values, 0) for job in jobs}
    grouped = TranslationJobStep.objects.filter(job__in=counts).order_by()
    for job, status, count in grouped.values_list("job", "status").annotate(count=Count("pk")):
        counts[job][status] = count
    return counts

"""The progress of a job in the admin, for whoever started it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cms.operation.background import jobs
from cms.operation.models import Job, JobStep

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_SHOWN = 200


@require_safe
def job(request: HttpRequest, job_id: int) -> HttpResponse:
    """The progress of a job, where it stopped, and the steps that failed."""
    mine = _own(request, job_id)
    failed = mine.steps.filter(status=JobStep.Status.FAILED).order_by("pk")
    context = {
        "page_title": capfirst(label(mine)),
        "page_subtitle": mine.title,
        "header_icon": "cogs",
        "job": mine,
        "details": _details(mine),
        "failed": failed[:MOST_SHOWN],
        "most_shown": MOST_SHOWN,
        "next_step": mine.steps.filter(status=JobStep.Status.WAITING).order_by("pk").first(),
        **progress_of(mine, jobs.counts(mine)),
    }
    return TemplateResponse(request, "operation/job.html", context)


@require_safe
def progress(request: HttpRequest, job_id: int) -> HttpResponse:
    """The progress of a job as JSON, which its page asks for every second."""
    mine = _own(request, job_id)
    return JsonResponse(progress_of(mine, jobs.counts(mine)))


@require_POST
def cancel(request: HttpRequest, job_id: int) -> HttpResponse:
    """Stop a job; the steps that are done stay done."""
    mine = _own(request, job_id)
    jobs.cancel(mine)
    return redirect("background_job", mine.pk)


@require_POST
def resume(request: HttpRequest, job_id: int) -> HttpResponse:
    """Go on with a job, and try again the steps that failed."""
    mine = _own(request, job_id)
    jobs.resume(mine)
    return redirect("background_job", mine.pk)


def urls() -> list[URLPattern]:
    """The URLs of jobs, below the URL of the admin."""
    return [
        path("jobs/<int:job_id>/", job, name="background_job"),
        path("jobs/<int:job_id>/progress/", progress, name="progress_of_background_job"),
        path("jobs/<int:job_id>/cancel/", cancel, name="cancel_background_job"),
        path("jobs/<int:job_id>/resume/", resume, name="resume_background_job"),
    ]


def progress_of(mine: Job, count: dict[str, int]) -> dict[str, Any]:
    """The progress of a job for people, from the number of its steps in each status."""
    total = sum(count.values())
    done = total - count[JobStep.Status.WAITING]
    return {
        "done": done,
        "total": total,
        "failed_count": count[JobStep.Status.FAILED],
        "is_running": mine.finished_at is None and mine.cancelled_at is None,
        "state": _state(mine, done),
        "text": _("{done} of {total} pages").format(done=done, total=total),
    }


def _state(mine: Job, done: int) -> str:
    if mine.cancelled_at is not None:
        return _("cancelled")
    if mine.finished_at is not None:
        return _("finished")
    return _("running") if done else _("waiting for a worker")


def label(mine: Job) -> StrOrPromise:
    """The kind of a job for people."""
    kind = jobs.kinds.get(mine.kind)
    return kind.label if kind else mine.kind


def _details(mine: Job) -> str:
    kind = jobs.kinds.get(mine.kind)
    return kind.details(mine) if kind else ""


def _own(request: HttpRequest, job_id: int) -> Job:
    found = get_object_or_404(Job, pk=job_id)
    if found.user_id != request.user.pk:
        raise Http404
    return found

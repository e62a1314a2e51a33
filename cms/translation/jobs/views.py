"""The pages on which jobs are started and watched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.models import Locale, Page

from cms.localisation import writing
from cms.translation.jobs import lifecycle
from cms.translation.models import TranslationJob, TranslationJobStep
from cms.translation.rights import permissions

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Kind, Status = TranslationJob.Kind, TranslationJobStep.Status
MOST_SHOWN = 200
MOST_LISTED = 30
ICON = "wagtail-localize-language"


class JobForm(forms.Form):
    """The work to do with the pages below a page, and the target languages."""

    kind = forms.ChoiceField(label=_lazy("What to do"), widget=forms.RadioSelect)
    locales = forms.ModelMultipleChoiceField(
        Locale.objects.none(),
        label=_lazy("Languages"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_lazy("Synchronising is for all languages a page is translated into."),
    )

    def __init__(self, page: Page, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        self.allowed = allowed(page, user)
        fields["kind"].choices = [
            (kind, name) for kind, name in Kind.choices if kind in self.allowed
        ]
        ids = {pk for locales in self.allowed.values() for pk in locales}
        fields["locales"].queryset = Locale.objects.filter(pk__in=ids)

    def clean(self) -> dict[str, Any]:
        """Check that the languages are those the work can be done in."""
        cleaned: dict[str, Any] = super().clean() or {}
        kind, locales = cleaned.get("kind"), cleaned.get("locales")
        if kind is None or kind == Kind.SYNCHRONISE or locales is None:
            return cleaned
        if not locales:
            self.add_error("locales", _("Choose at least one language."))
        refused = [
            locale.get_display_name() for locale in locales if locale.pk not in self.allowed[kind]
        ]
        if refused:
            text = _("This can't be done into {languages}.").format(
                languages=writing.listed(refused)
            )
            self.add_error("locales", text)
        return cleaned


def allowed(page: Page, user: Any) -> dict[StrOrPromise, set[int]]:
    """The work a user may start with the pages below a page, and its target locales."""
    locales_by_kind: dict[StrOrPromise, set[int]] = {}
    others = set(Locale.objects.exclude(pk=page.locale_id).values_list("pk", flat=True))
    if permissions.may_submit_from(user, page):
        locales_by_kind[Kind.SUBMIT] = locales_by_kind[Kind.SYNCHRONISE] = others
    mine = set(permissions.editable_below(page, user))
    if mine:
        locales_by_kind[Kind.TRANSLATE] = mine
    return locales_by_kind


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, page_id: int) -> HttpResponse:
    """The form of work on all pages below a page; submitting it starts a job."""
    page = get_object_or_404(Page, pk=page_id)
    form = JobForm(page, request.user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        kind, locales = form.cleaned_data["kind"], form.cleaned_data["locales"]
        job = lifecycle.started(page, kind, locales, user=request.user)
        if job is not None:
            return redirect("translation_job", job.pk)
        messages.warning(request, _("There is nothing to do below this page."))
    context = {
        "page_title": _("Translate all below"),
        "page_subtitle": page.get_admin_display_title(),
        "header_icon": ICON,
        "form": form,
        "page": page,
    }
    return TemplateResponse(request, "translation/jobs/start.html", context)


@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    """The jobs somebody has started, the latest first."""
    mine = TranslationJob.objects.filter(user__pk=request.user.pk or 0).order_by("-pk")
    listed = list(mine[:MOST_LISTED])
    counts = lifecycle.counts_of(listed)
    context = {
        "page_title": _("Jobs"),
        "header_icon": ICON,
        "jobs": [(job, _progress(job, counts[job.pk])) for job in listed],
    }
    return TemplateResponse(request, "translation/jobs/jobs.html", context)


@require_safe
def job(request: HttpRequest, job_id: int) -> HttpResponse:
    """The progress of a job, and its failures."""
    mine = _own(request, job_id)
    failed = mine.steps.filter(status=Status.FAILED).select_related("page").order_by("pk")
    context = {
        "page_title": capfirst(mine.get_kind_display()),
        "page_subtitle": mine.title,
        "header_icon": ICON,
        "job": mine,
        "locales": Locale.objects.filter(pk__in=mine.locales),
        "failed": failed[:MOST_SHOWN],
        "most_shown": MOST_SHOWN,
        **_progress(mine, lifecycle.counts(mine)),
    }
    return TemplateResponse(request, "translation/jobs/job.html", context)


@require_safe
def progress(request: HttpRequest, job_id: int) -> HttpResponse:
    """The progress of a job as data, which the job's page polls."""
    mine = _own(request, job_id)
    return JsonResponse(_progress(mine, lifecycle.counts(mine)))


@require_POST
def cancel(request: HttpRequest, job_id: int) -> HttpResponse:
    """Stop a job; what is done stays."""
    mine = _own(request, job_id)
    lifecycle.cancel(mine)
    return redirect("translation_job", mine.pk)


@require_POST
def resume(request: HttpRequest, job_id: int) -> HttpResponse:
    """Go on with a job, and try again what has failed."""
    mine = _own(request, job_id)
    lifecycle.resume(mine)
    return redirect("translation_job", mine.pk)


def _progress(mine: TranslationJob, count: dict[str, int]) -> dict[str, Any]:
    total = sum(count.values())
    done = total - count[Status.WAITING]
    is_running = mine.finished_at is None and mine.cancelled_at is None
    if mine.cancelled_at is not None:
        state = _("cancelled")
    elif mine.finished_at is not None:
        state = _("finished")
    else:
        state = _("running") if mine.lease else _("waiting for a worker")
    return {
        "done": done,
        "total": total,
        "failed_count": count[Status.FAILED],
        "is_running": is_running,
        "state": state,
        "text": _("{done} of {total} pages").format(done=done, total=total),
    }


def _own(request: HttpRequest, job_id: int) -> TranslationJob:
    """A job of whoever asks for it."""
    job = get_object_or_404(TranslationJob, pk=job_id)
    if job.user_id != getattr(request.user, "pk", None):
        raise Http404
    return job

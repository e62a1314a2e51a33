"""The pages on which jobs are started and found again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.models import Locale, Page

from cms.localisation import writing
from cms.operation.background import job_views, jobs
from cms.operation.models import Job
from cms.translation.jobs import lifecycle
from cms.translation.jobs.steps import Kind
from cms.translation.rights import permissions

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from django_stubs_ext import StrOrPromise

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
            return redirect("background_job", job.pk)
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
def own_jobs(request: HttpRequest) -> HttpResponse:
    """The jobs somebody has started, the latest first."""
    mine = Job.objects.filter(user__pk=request.user.pk or 0, kind__in=Kind.values).order_by("-pk")
    listed = list(mine[:MOST_LISTED])
    counts = jobs.counts_of(listed)
    context = {
        "page_title": _("Jobs"),
        "header_icon": ICON,
        "jobs": [
            {
                "job": job,
                "label": capfirst(job_views.label(job)),
                **job_views.progress_of(job, counts[job.pk]),
            }
            for job in listed
        ],
    }
    return TemplateResponse(request, "translation/jobs/jobs.html", context)

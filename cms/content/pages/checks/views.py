"""The report about a page, for the panel of the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.content.pages.checks.report import Report

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def report(request: HttpRequest, page_id: int) -> HttpResponse:
    """The report about the draft of a page, which the panel asks for when it is opened.

    Raises:
        PermissionDenied: whoever asks may not edit the page.
    """
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    context = {"report": Report.of(draft)}
    return TemplateResponse(request, "content/content_report.html", context)

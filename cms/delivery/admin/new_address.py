"""The words for an editor before a page is published: on its new address, and errors in it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.content.pages.checks import report
from cms.delivery.publishing import consequences
from cms.localisation import writing


@require_safe
def new_address(request: HttpRequest, page_id: int) -> JsonResponse:
    """The consequences of publishing with a ``slug``, and the errors; empty without any.

    Raises:
        PermissionDenied: whoever asks may not edit the page.
    """
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    told = str(consequences.of_rename(page, request.GET.get("slug", "")))
    errors = report.warning(page.get_latest_revision_as_object())
    return JsonResponse({"text": writing.sentences([told, errors])})

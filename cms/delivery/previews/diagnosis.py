"""The view that tells an editor why the preview stays dark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.http import HttpResponseBadRequest, JsonResponse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from cms.delivery.models import Preview
from cms.delivery.previews import faults

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from wagtail.models import Page

STATES = {"nothing", "ready", "shown", "refused"}
_LONGEST = 200


@require_POST
def diagnose(request: HttpRequest) -> HttpResponse:
    """The fault of the user's newest preview of a page, as JSON; empty where there is none.

    The request says what the frame has told: ``state``, ``origin``, ``shownAt``. Of the page it has
    ``page``, the id, or ``parent``, that of the page below which a new one is written.
    """
    heard = _heard(request.POST)
    if heard is None:
        return HttpResponseBadRequest()
    previews = Preview.objects.filter(user_id=request.user.pk or 0, is_in_panel=True)
    preview = previews.filter(**_of_page(request.POST)).order_by("-kept_at").first()
    fault = faults.fault_of(
        heard,
        preview,
        path=_path(preview),
        admin_origin=f"{request.scheme}://{request.get_host()}",
    )
    if fault is None:
        return JsonResponse({})
    return JsonResponse({"name": fault.name, "text": fault.text, "tell": fault.tell})


def _heard(sent: Any) -> faults.Heard | None:
    state, origin = sent.get("state", ""), sent.get("origin", "")
    parts = urlsplit(origin)
    is_origin = not origin or (origin == f"{parts.scheme}://{parts.netloc}")
    if state not in STATES or not is_origin or len(origin) > _LONGEST:
        return None
    try:
        shown_at = parse_datetime(sent.get("shownAt", ""))
    except ValueError:
        return None
    if shown_at is not None and shown_at.tzinfo is None:
        return None
    return faults.Heard(state, origin, shown_at)


def _of_page(sent: Any) -> dict[str, Any]:
    """The condition for looks at one page; without a page, the newest of all."""
    for name, column in (("page", "page_id"), ("parent", "parent_id")):
        pk = sent.get(name, "")
        if pk.isdecimal() and len(pk) < 19:
            return {column: int(pk)}
    return {}


def _path(preview: Preview | None) -> str:
    """The path where the page is, or the front page of the frontend."""
    page: Page | None = preview.page or preview.parent if preview else None
    if page is None:
        return "/"
    parts = page.specific_deferred.get_url_parts()
    return parts[2] if parts else "/"

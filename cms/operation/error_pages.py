"""The pages of errors: each names the id of the request, by which the log is searched.

They need no database and no other page, which may be what failed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation
from django.utils.translation import gettext_lazy as _lazy

from cms.operation import request_ids

if TYPE_CHECKING:
    from django.http import HttpRequest

_SAID = {
    400: (_lazy("Bad request"), _lazy("The server could not understand the request.")),
    403: (_lazy("Access denied"), _lazy("You do not have permission to open this page.")),
    404: (_lazy("Page not found"), _lazy("There is no page at this address.")),
    500: (
        _lazy("Internal error"),
        _lazy("Something went wrong here. What you were saving may not have been saved."),
    ),
}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The answer to a request Django refuses."""
    return _page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The answer to somebody who may not."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The answer where nothing is."""
    return _page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """The answer where an exception was raised."""
    return _page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form that isn't of this session, or comes from elsewhere."""
    advice = _lazy("The form has expired. Go back, reload the page and try again.")
    return _page(request, 403, advice)


def _page(request: HttpRequest, status: int, advice: Any = None) -> HttpResponse:
    id_ = request_ids.of(request.META)
    response: HttpResponse
    with translation.override(_language(request)):
        heading, text = (str(one) for one in _SAID[status])
        text = str(advice) if advice else text
        if _wants_json(request):
            content = {"message": heading, "detail": text, "request_id": id_}
            response = JsonResponse(content, status=status)
        else:
            response = HttpResponse(_html(heading, text, id_), status=status)
    response["Cache-Control"] = "no-store"
    return response


def _html(heading: str, text: str, id_: str) -> str:
    try:
        stylesheet = static("operation/error.css")
    # Static files that were never collected may be what failed.
    except ValueError:
        stylesheet = ""
    context = {"heading": heading, "text": text, "request_id": id_, "stylesheet": stylesheet}
    return render_to_string("operation/error.html", context)


def _language(request: HttpRequest) -> str:
    """The language of somebody whose profile was read, else the browser's; asks no database."""
    try:
        user: Any = getattr(request, "_cached_user", None)
        # Nobody in particular has no state.
        state = getattr(user, "_state", None)
        profile = state.fields_cache.get("wagtail_userprofile") if state else None
        if profile is not None:
            return str(profile.get_preferred_language())
        return translation.get_language_from_request(request)
    except Exception:  # noqa: BLE001 - an error page has no errors
        return "en"


def _wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"

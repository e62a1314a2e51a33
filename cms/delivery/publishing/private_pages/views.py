"""The views that give readers of private pages a token: for a password, or by signing in.

Nothing is said but yes or no: a path that has no private page is answered as a wrong password is.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cms.accounts.throttling import limits, tries
from cms.content.tree import SiteTree
from cms.delivery.publishing.private_pages import tokens

if TYPE_CHECKING:
    from django.http import HttpRequest

_LONGEST_PATH = 2048


@csrf_exempt
@never_cache
@require_http_methods(["POST", "OPTIONS"])
def token_for_password(request: HttpRequest) -> HttpResponse:
    """A token for a ``path`` and its ``password``, sent as JSON; 403 for all that isn't right.

    No cookie is read or set. Tries are counted as those of other passwords are: 429.
    """
    if request.method == "OPTIONS":
        return _readable(HttpResponse(status=204))
    path, password, site = _sent(request)
    found = tokens.private_page(path, SiteTree.load(hostname=site or None))
    try:
        attempt = tries.begin(request, limits.PAGE, f"page {found.pk if found else path}")
    except tries.LockedOut as locked:
        # Answered here, in JSON, and not with the page for people.
        request.axes_locked_out = False  # type: ignore[attr-defined]
        response = JsonResponse({"error": "LOCKED"}, status=429)
        seconds = math.ceil((locked.until - timezone.now()).total_seconds())
        response["Retry-After"] = str(max(1, seconds))
        return _readable(response)
    token = tokens.for_password(found, password) if found else None
    if token is None:
        attempt.fail()
        return _readable(JsonResponse({"error": "REFUSED"}, status=403))
    attempt.succeed()
    content = {"token": token, "expiresInSeconds": settings.PRIVATE_PAGE_SECONDS}
    return _readable(JsonResponse(content))


@never_cache
@require_safe
def token_by_login(request: HttpRequest) -> HttpResponse:
    """Lead a reader who has signed in back to a private page on the frontend, with a token."""
    path = request.GET.get("path", "")[:_LONGEST_PATH]
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    tree = SiteTree.load()
    found = tokens.private_page(path, tree)
    token = tokens.for_user(found, request.user) if found else None
    if found is None or token is None:
        raise PermissionDenied
    own_path = tree.frontend_path(url_path=found.url_path, locale_id=found.locale_id)
    query = urlencode({"access": token})
    response = HttpResponseRedirect(f"{iri_to_uri(settings.FRONTEND_URL + own_path)}?{query}")
    response["Referrer-Policy"] = "no-referrer"
    return response


def _sent(request: HttpRequest) -> tuple[str, str, str]:
    try:
        content: Any = json.loads(request.body)
        values = [content["path"], content["password"], content.get("site") or ""]
    except (ValueError, KeyError, TypeError, AttributeError, RequestDataTooBig) as error:
        raise BadRequest("Send path and password as JSON.") from error
    if not all(isinstance(value, str) for value in values):
        raise BadRequest("Send path and password as JSON.")
    path, password, site = values
    return path[:_LONGEST_PATH], password, site


def _readable(response: HttpResponse) -> HttpResponse:
    """Any frontend may read it: nothing in it depends on a cookie."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Headers"] = "Content-Type"
    response["Access-Control-Allow-Methods"] = "POST, OPTIONS"
    response["Access-Control-Expose-Headers"] = "Retry-After"
    return response

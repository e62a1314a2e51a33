"""The page for users with too many failed attempts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from datetime import datetime

from cms.accounts.throttling.limits import COOL_OFF


def locked_out(
    request: HttpRequest, _response: HttpResponse | None = None, _credentials: Any = None
) -> HttpResponse:
    """Say how long to wait, in a page or, to a script, in JSON; status 429.

    It says the same of names that nobody has.
    """
    until: datetime = getattr(request, "locked_until", timezone.now() + COOL_OFF)
    seconds = max(1, math.ceil((until - timezone.now()).total_seconds()))
    minutes = math.ceil(seconds / 60)
    text = ngettext(
        "Too many failed attempts. Try again in {count} minute.",
        "Too many failed attempts. Try again in {count} minutes.",
        minutes,
    ).format(count=minutes)
    response: HttpResponse
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        response = JsonResponse({"error": text}, status=429)
    else:
        response = render(request, "accounts/locked_out.html", {"text": text}, status=429)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response

"""Health checks: the process is alive, it can answer, and which services around it are away.

The plain line is for load balancers, whose first word and status they go by. JSON tells each part,
by its status alone: anybody may ask.
"""

from __future__ import annotations

import logging
import time
from threading import Lock
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.utils import Error
from django.http import HttpRequest, HttpResponse, JsonResponse

from cms.content.tree import SiteTree
from cms.delivery.versions import content_version
from cms.operation import cache_availability
from cms.operation.doctor import registry, services
from cms.operation.doctor.registry import Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http.response import HttpResponseBase

logger = logging.getLogger(__name__)

READY, DEGRADED, STARTING, UNAVAILABLE = "ready", "degraded", "starting", "unavailable"
# Whoever asks more often is told the same.
KEPT_SECONDS = 15.0
PATIENCE_SECONDS = 2.0
_VITAL = ("database", "migrations")


_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class HealthMiddleware:
    """Answers health checks before anything else looks at them, whatever host they name.

    A load balancer asks by the IP address of a machine, which is no host of the CMS.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.views = {"/health/live": live, "/health/ready": ready}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        view = self.views.get(request.path_info)
        if view is None:
            return self.get_response(request)
        response = view(request)
        # What SecurityMiddleware sends with every other answer.
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class _Memory:
    """Findings of this process: that its tables exist, and the parts of a moment ago."""

    has_its_tables = False
    parts: dict[str, Status] = {}
    asked_at = -KEPT_SECONDS
    lock = Lock()


def live(_request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("live\n", content_type="text/plain")


def ready(request: HttpRequest) -> HttpResponse:
    """Content can be read the way answers read it; 503 where not. Two queries.

    Without other services the process can answer all the same. ``Accept: application/json`` or
    ``?format=json`` tells which are away.
    """
    state = _state()
    if _wants_json(request):
        response = _as_json(state)
    elif state == READY:
        is_cache_away = cache_availability.is_unreachable()
        said = "ready, without the shared cache\n" if is_cache_away else "ready\n"
        response = HttpResponse(said, content_type="text/plain")
    else:
        said = "starting\n" if state == STARTING else "database\n"
        response = HttpResponse(said, content_type="text/plain")
    if state != READY:
        response.status_code = 503
        response["Retry-After"] = "1"
    response["Cache-Control"] = "no-store"
    return response


def _state() -> str:
    try:
        if not _Memory.has_its_tables:
            _Memory.has_its_tables = services.migrations().status is not Status.FAILED
        if not _Memory.has_its_tables:
            return STARTING
        content_version.current()
        SiteTree.load()
    except Error:
        logger.exception("The database doesn't answer")
        return UNAVAILABLE
    return READY


def _wants_json(request: HttpRequest) -> bool:
    if request.GET.get("format") == "json":
        return True
    return request.get_preferred_type(["text/plain", "application/json"]) == "application/json"


def _as_json(state: str) -> HttpResponse:
    parts = {
        "database": Status.FAILED if state == UNAVAILABLE else Status.OK,
        "migrations": Status.FAILED if state == STARTING else Status.OK,
    }
    if state == UNAVAILABLE:
        del parts["migrations"]
    elif state == READY:
        parts |= _other_parts()
        if set(parts.values()) != {Status.OK}:
            state = DEGRADED
    told = {"status": state, "version": settings.VERSION, "commit": settings.COMMIT, "parts": parts}
    return JsonResponse(told)


def _other_parts() -> dict[str, Status]:
    """The status of everything answers can do without, asked now and then. Some ten queries."""
    with _Memory.lock:
        if time.monotonic() - _Memory.asked_at >= KEPT_SECONDS:
            wanted = [
                one for one in registry.checks() if one.is_in_health and one.name not in _VITAL
            ]
            # A thread has a connection of its own, so what asks the database is asked in this one.
            found = [registry.run_check(one) for one in wanted if one.uses_database]
            others = [one for one in wanted if not one.uses_database]
            found += registry.run_checks(others, PATIENCE_SECONDS)
            _Memory.parts = {one.name: one.result.status for one in found}
            _Memory.asked_at = time.monotonic()
        return _Memory.parts

"""The id of a request: in every log line about it, in its answer, and on the page of an error.

A caller or proxy may send one in ``X-Request-ID``, so that its own logs and these can be joined.
"""

from __future__ import annotations

import os
import re
from itertools import count
from typing import TYPE_CHECKING, Any

from django.core.signals import request_finished
from django.dispatch import receiver

from structlog.contextvars import bind_contextvars, get_contextvars, unbind_contextvars

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest, HttpResponseBase

HEADER = "X-Request-ID"
# The keys of the id in a request's environment: as it was sent, and as it was accepted or made.
SENT = "HTTP_X_REQUEST_ID"
KEY = "newsroom.request_id"
# The keys under which what was asked, and by whom, is left for the access log.
OPERATION, USER_ID = "newsroom.operation", "newsroom.user_id"
# Ids of proxies and tracing systems; nothing that could end a line or be markup.
_SANE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")


class _Ids:
    """Ids of this process: a beginning no other process has, and a number."""

    def __init__(self) -> None:
        self.restart()
        os.register_at_fork(after_in_child=self.restart)

    def restart(self) -> None:
        """Begin anew: a copy of this process numbers its own requests."""
        self.beginning = os.urandom(6).hex()
        self.number = count(1).__next__


_ids = _Ids()


def new() -> str:
    """An id no other request has."""
    return f"{_ids.beginning}{_ids.number():08x}"


def accepted(sent: str | None) -> str:
    """The id a caller sent if it is sane, else a new one."""
    return sent if sent and _SANE.fullmatch(sent) else new()


def current() -> str:
    """The id of the request that is being answered; a new one outside of requests."""
    return str(get_contextvars().get("request_id") or new())


def of(environment: Mapping[str, Any]) -> str:
    """The id of a request from its environment; a new one where none was given to it."""
    found = environment.get(KEY)
    return str(found) if found else new()


def context(environment: Mapping[str, Any]) -> dict[str, str]:
    """The part of a request that log lines carry. Its query string may hold tokens."""
    return {
        "request_id": of(environment),
        "method": str(environment.get("REQUEST_METHOD", "")),
        "path": as_text(str(environment.get("PATH_INFO", ""))),
    }


def as_text(path: str) -> str:
    """A path as WSGI gives it, each byte a character, as the text it is."""
    try:
        return path.encode("latin-1").decode("utf-8", "replace")
    except UnicodeEncodeError:
        return path


@receiver(request_finished)
def _unbind(**_options: Any) -> None:
    unbind_contextvars("request_id", "method", "path")


class RequestIdMiddleware:
    """Binds the request's id to what is logged while Django answers it.

    Under ``cms.wsgi`` the id comes from ``Traced``; elsewhere it is made and answered here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        is_traced = KEY in request.META
        id_ = request.META[KEY] if is_traced else accepted(request.META.get(SENT))
        request.META[KEY] = request.request_id = id_  # type: ignore[attr-defined]
        # Until the request is finished: Django logs some errors when all middleware is done.
        bind_contextvars(request_id=id_, method=request.method, path=request.path)
        response = self.get_response(request)
        # Known only where somebody has asked who it is.
        user = getattr(request, "_cached_user", None)
        if user is not None and user.pk is not None:
            request.META[USER_ID] = user.pk
        if not is_traced:
            response[HEADER] = id_
        return response

"""The outermost WSGI application: every answer has an id, every exception leaves a trace.

Django logs what fails inside it. What fails around it, or once an answer is under way, is known
here alone.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from structlog.contextvars import bound_contextvars

from cms.operation import request_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from wsgiref.types import StartResponse, WSGIApplication

logger = logging.getLogger("cms.operation.tracing")

# Names of this module: each answer that is served from memory passes here.
_HEADER, _KEY, _SENT = request_ids.HEADER, request_ids.KEY, request_ids.SENT
_accepted, _new = request_ids.accepted, request_ids.new


class Traced:
    """An application, with the id of the request in each answer."""

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, request: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        sent = request.get(_SENT)
        id_ = request[_KEY] = _accepted(sent) if sent else _new()

        def start(status: str, headers: Any, exc_info: Any = None, /) -> Any:
            return start_response(status, [*headers, (_HEADER, id_)], exc_info)

        try:
            content = self.application(request, start)
        # A thread that answers must not end by whatever it was that went wrong.
        except BaseException as error:  # noqa: BLE001
            _log(request, "Internal error outside Django", error)
            return _failed(id_, start)
        # What is a list is complete.
        return content if type(content) is list else _Watched(content, request)


class _Watched:
    """The content of an answer, made while it is sent."""

    def __init__(self, content: Iterable[bytes], request: dict[str, Any]) -> None:
        self.content = content
        self.request = request

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self.content
        except GeneratorExit:
            raise
        except BaseException as error:
            _log(self.request, "Internal error while an answer was sent", error)
            raise

    def close(self) -> None:
        """End the answer, complete or not."""
        close = getattr(self.content, "close", None)
        if close is None:
            return
        try:
            close()
        except Exception as error:
            _log(self.request, "Internal error at the end of an answer", error)
            raise


def _log(request: dict[str, Any], event: str, error: BaseException) -> None:
    with bound_contextvars(**request_ids.context(request)):
        logger.error(event, exc_info=error)


def _failed(id_: str, start: StartResponse) -> Iterable[bytes]:
    body = f"Internal error {id_}.\n".encode()
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
    ]
    start("500 Internal Server Error", headers)
    return [body]

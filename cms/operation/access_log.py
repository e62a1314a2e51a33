"""A log line for each request that was answered: what was asked, by whom, how it ended, how long.

A line holds no query string, no header and no body. Of a user it has the number, of a place nothing
unless the installation asks for IP addresses.
"""

from __future__ import annotations

import logging
import re
import time
from typing import TYPE_CHECKING, Any

from structlog.contextvars import bound_contextvars

from cms.operation import request_ids
from cms.operation.request_ids import OPERATION, USER_ID

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from wsgiref.types import StartResponse, WSGIApplication

logger = logging.getLogger("cms.access")

_OPERATION_IN_QUERY = re.compile(r"(?:^|&)operationName=([_A-Za-z]\w{0,63})(?:&|$)")


class Logged:
    """An application whose answers are logged.

    Args:
        application: the outermost other one, which gives requests their ids.
        address_of: tells the IP address of the client from the environment of a request; ``None``:
            addresses aren't logged.
    """

    def __init__(
        self,
        application: WSGIApplication,
        address_of: Callable[[dict[str, Any]], str] | None = None,
    ) -> None:
        self.application = application
        self.address_of = address_of

    def __call__(self, request: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        line = _Line(request, self.address_of)

        def start(status: str, headers: Any, exc_info: Any = None, /) -> Any:
            line.status = int(status[:3])
            return start_response(status, headers, exc_info)

        content = self.application(request, start)
        # What is a list is complete.
        if type(content) is list:
            line.write()
            return content
        return _Watched(content, line)


class _Line:
    """The data logged about a request."""

    def __init__(
        self, request: dict[str, Any], address_of: Callable[[dict[str, Any]], str] | None
    ) -> None:
        self.request = request
        self.address_of = address_of
        self.status = 0
        self.started_at = time.perf_counter()

    def write(self) -> None:
        """Log it."""
        request = self.request
        fields: dict[str, Any] = request_ids.context(request)
        fields["status"] = self.status
        fields["duration_ms"] = round((time.perf_counter() - self.started_at) * 1000, 1)
        if operation := _operation(request):
            fields["operation"] = operation
        if (user_id := request.get(USER_ID)) is not None:
            fields["user_id"] = user_id
        if self.address_of is not None:
            fields["address"] = self.address_of(request)
        with bound_contextvars(**fields):
            logger.info("Request answered")


def _operation(request: dict[str, Any]) -> str:
    """The name of the GraphQL operation; an answer from memory has it from the URL alone."""
    if OPERATION in request:
        return str(request[OPERATION])
    if not str(request.get("PATH_INFO", "")).startswith("/graphql"):
        return ""
    found = _OPERATION_IN_QUERY.search(str(request.get("QUERY_STRING", "")))
    return found[1] if found else ""


class _Watched:
    """The content of an answer, which is logged when it has been sent."""

    def __init__(self, content: Iterable[bytes], line: _Line) -> None:
        self.content = content
        self.line = line

    def __iter__(self) -> Iterator[bytes]:
        yield from self.content

    def close(self) -> None:
        """End the answer, complete or not."""
        try:
            close = getattr(self.content, "close", None)
            if close is not None:
                close()
        finally:
            self.line.write()

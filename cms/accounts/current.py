"""The current request, for signals that don't receive it."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

_current: ContextVar[HttpRequest | None] = ContextVar("accounts_request", default=None)


def request() -> HttpRequest | None:
    """The request, ``None`` in commands, tasks and what is answered without people."""
    return _current.get()


@contextmanager
def answering(request: HttpRequest) -> Iterator[None]:
    """Everything within is done for this request."""
    token = _current.set(request)
    try:
        yield
    finally:
        _current.reset(token)

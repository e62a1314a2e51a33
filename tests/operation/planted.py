"""Addresses that fail, each in its own way, and a task that does."""

import sys
import threading
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path

from django_tasks import task

from cms import urls as cms_urls

SECRETS = (
    "password=geheim-und-lang Authorization: Bearer abcdefghijklmnop "
    "https://user:hunter2@hooks.example.org/in?token=tttttttt&page=2 reader@example.org"
)


def fail(_request: HttpRequest) -> HttpResponse:
    """An exception whose text holds what must not be logged."""
    raise RuntimeError(SECRETS)


def refuse(_request: HttpRequest, kind: str) -> HttpResponse:
    """One of Django's refusals."""
    kinds = {"forbidden": PermissionDenied, "suspicious": SuspiciousOperation}
    raise kinds[kind]("no\nforged line")


def leave(_request: HttpRequest) -> HttpResponse:
    """What ends a process that isn't careful."""
    sys.exit("left")


def stream(_request: HttpRequest) -> StreamingHttpResponse:
    """An answer that fails under way."""

    def content() -> Any:
        yield b"beginning\n" * 10_000
        raise RuntimeError("planted in a stream")

    return StreamingHttpResponse(content())


def file(_request: HttpRequest) -> FileResponse:
    """A file that can't be read to its end."""

    class Broken:
        name = "broken.txt"

        def read(self, _size: int = -1) -> bytes:
            raise OSError("planted in a file")

        def close(self) -> None:
            """Nothing is open."""

    return FileResponse(Broken())


def thread(_request: HttpRequest) -> HttpResponse:
    """An exception in a thread of its own, and one nobody can be told."""

    def run() -> None:
        raise RuntimeError("planted in a thread")

    class Unraisable:
        def __del__(self) -> None:
            raise RuntimeError("planted in a destructor")

    worker = threading.Thread(target=run, name="planted")
    worker.start()
    worker.join()
    unraisable = Unraisable()
    del unraisable
    return HttpResponse("done")


@task()
def failing_task() -> None:
    """A task that fails."""
    raise RuntimeError(f"planted in a task: {SECRETS}")


handler400, handler403 = cms_urls.handler400, cms_urls.handler403
handler404, handler500 = cms_urls.handler404, cms_urls.handler500
urlpatterns = [
    path("planted/fail/", fail),
    path("planted/refuse/<str:kind>/", refuse),
    path("planted/leave/", leave),
    path("planted/stream/", stream),
    path("planted/file/", file),
    path("planted/thread/", thread),
    *cms_urls.urlpatterns,
]

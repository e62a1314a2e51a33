"""Answers with the bytes of a file, of which no browser runs anything.

The media type comes from the content. Pictures made of pixels may be shown; all else is offered for
saving. Where a browser shows a file anyway, it does so in an origin of its own without scripts.
PDF files are saved as well: viewers run scripts, and none works in such an origin.

A store that signs URLs sends its files itself, from an origin where nobody is logged in, with
the media type and the disposition that are signed as well.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.core.files.storage import storages
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag

from cms.content.media import formats
from cms.content.media.storage import PRIVATE

logger = logging.getLogger("cms.content.media")
RETRY_SECONDS = 5
POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in the private storage.

    ``version`` differs where the bytes of the same name do; ``is_download``: even a picture is
    saved and not shown.
    """

    name: str
    version: str
    is_public: bool
    is_download: bool


def send(request: HttpRequest, stored: StoredFile) -> HttpResponseBase:
    """A file, where it is found for a while, or that the caller has it already.

    Who may read it has been asked before.

    Raises:
        Http404: the storage has lost it.
    """
    try:
        signed = _signed(request, stored)
        response = _redirect(signed) if signed else _sent(request, stored)
    except FileNotFoundError as error:
        raise Http404 from error
    except OSError:
        logger.exception("%s can't be read", stored.name)
        response = HttpResponse("storage\n", status=503, content_type="text/plain")
        response["Cache-Control"] = "no-store"
        response["Retry-After"] = str(RETRY_SECONDS)
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "cross-origin" if stored.is_public else "same-origin"
    return response


def _signed(request: HttpRequest, stored: StoredFile) -> str:
    """The signed URL of a file; empty where the CMS sends it itself."""
    storage: Any = storages[PRIVATE]
    if not getattr(storage, "signed_seconds", 0):
        return ""
    media_type, disposition = _described(stored, storage.head(stored.name, formats.HEAD_BYTES))
    headers = {
        "Content-Type": media_type,
        "Content-Disposition": disposition,
        "Cache-Control": "private, no-store",
    }
    url: str = storage.signed_url(stored.name, method=request.method or "GET", headers=headers)
    return url


def _redirect(url: str) -> HttpResponse:
    response = HttpResponseRedirect(url)
    # The next reader gets a URL of their own.
    response["Cache-Control"] = "private, no-store"
    return response


def _sent(request: HttpRequest, stored: StoredFile) -> HttpResponseBase:
    etag = quote_etag(sha256(f"{stored.name} {stored.version}".encode()).hexdigest()[:32])
    unchanged: HttpResponse | None = get_conditional_response(request, etag=etag)
    response: HttpResponseBase = unchanged if unchanged is not None else _file(stored)
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache" if stored.is_public else "private, no-store"
    return response


def _file(stored: StoredFile) -> FileResponse:
    storage: Any = storages[PRIVATE]
    if hasattr(storage, "stream"):
        file = storage.stream(stored.name)
        head = file.head(formats.HEAD_BYTES)
    else:
        file = storage.open(stored.name, "rb")
        head = file.read(formats.HEAD_BYTES)
        file.seek(0)
    media_type, disposition = _described(stored, head)
    response = FileResponse(file, content_type=media_type)
    response["Content-Length"] = str(file.size)
    response["Content-Disposition"] = disposition
    return response


def _described(stored: StoredFile, head: bytes) -> tuple[str, str]:
    """The media type and the disposition to send a file with, which begins with these bytes."""
    filename = stored.name.rpartition("/")[2]
    picture = formats.raster_type(head)
    disposition = content_disposition_header(stored.is_download or picture is None, filename)
    return picture or formats.sent_type(filename, head), disposition or "attachment"

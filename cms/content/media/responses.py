"""Answers with the bytes of a file, of which no browser runs anything.

The media type comes from the content. Pictures made of pixels may be shown; all else is offered for
saving. Where a browser shows a file anyway, it does so in an origin of its own without scripts.
PDF files are saved as well: viewers run scripts, and none works in such an origin.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from cms.content.media import formats
from cms.content.media.storage import PRIVATE

if TYPE_CHECKING:
    from django.http import HttpResponse

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
    """A file, or that the caller has it already. Who may read it has been asked before.

    Raises:
        Http404: the storage has lost it.
    """
    etag = quote_etag(sha256(f"{stored.name} {stored.version}".encode()).hexdigest()[:32])
    unchanged: HttpResponse | None = get_conditional_response(request, etag=etag)
    response: HttpResponseBase = unchanged if unchanged is not None else _file(stored)
    response["ETag"] = etag
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    if stored.is_public:
        response["Cache-Control"] = "public, no-cache"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
    else:
        response["Cache-Control"] = "private, no-store"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _file(stored: StoredFile) -> FileResponse:
    filename = stored.name.rpartition("/")[2]
    try:
        file = storages[PRIVATE].open(stored.name, "rb")
    except FileNotFoundError as error:
        raise Http404 from error
    head = file.read(formats.HEAD_BYTES)
    file.seek(0)
    picture = formats.raster_type(head)
    return FileResponse(
        file,
        as_attachment=stored.is_download or picture is None,
        filename=filename,
        content_type=picture or formats.sent_type(filename, head),
    )

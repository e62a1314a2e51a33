"""Failed uploads leave no files, and the message says if the disk is full."""

from __future__ import annotations

import errno
import logging
from typing import TYPE_CHECKING, Any

from django.db import OperationalError
from django.template.response import SimpleTemplateResponse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from cms.content.media import stored_files, validation
from cms.content.media.storage import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

logger = logging.getLogger("cms.content.media")
# The disk, the quota of a user, the largest file a process may write.
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# The words of SQLite, and PostgreSQL's code for the same.
_DATABASE_IS_FULL = ("database or disk is full", "53100")


class UploadMiddleware:
    """Removes the files of a request that failed.

    Where they couldn't be stored, the view is asked once more, and every upload refused: so each
    form says it in its own way, with what was typed still in it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, recording what is stored meanwhile."""
        with stored_files.recorded(), validation.one_request():
            return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Clean up after a view that raised something; say so if files can't be stored."""
        stored_files.remove_unnamed(stored_files.stored())
        match = request.resolver_match
        reason = refusal(exception)
        if match is None or reason is None or not request.FILES:
            return None
        logger.error("An upload can't be stored: %s", reason, exc_info=exception)
        with validation.refusing(reason):
            try:
                response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
                if isinstance(response, SimpleTemplateResponse):
                    # Some forms are validated while they are shown.
                    response.render()
            except Exception:
                logger.exception("The form can't say that nothing can be stored")
                return None
        return response


def install() -> None:
    """Remove the files of rows that can't be saved. Idempotent."""
    image = get_image_model()
    others = get_document_model(), UserProfile, UploadedFile
    for model in (image, image.get_rendition_model(), *others):
        stored_files.clean_up_after_saving(model)


def refusal(error: BaseException) -> validation.Refusal | None:
    """The reason why files can't be stored, if an error, or one that caused it, says so."""
    origins = list(_origins(error))
    if any(_is_full(cause) for cause in origins):
        return validation.Refusal.NO_ROOM
    if any(isinstance(cause, StoreError) for cause in origins):
        return validation.Refusal.AWAY
    return None


def _origins(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    cause: Any = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield cause
        cause = cause.__cause__ or cause.__context__


def _is_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in _NO_ROOM
    text = f"{error} {getattr(error.__cause__, 'sqlstate', '')}"
    return isinstance(error, OperationalError) and any(
        message in text for message in _DATABASE_IS_FULL
    )

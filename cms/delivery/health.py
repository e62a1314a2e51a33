"""Health checks: the process is alive, and it can answer."""

import logging

from django.db.utils import Error
from django.http import HttpRequest, HttpResponse

from cms.content.tree import SiteTree
from cms.delivery.versions import content_version
from cms.operation import resilient_cache

logger = logging.getLogger(__name__)


def live(_request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("live\n", content_type="text/plain")


def ready(_request: HttpRequest) -> HttpResponse:
    """Content can be read the way answers read it; 503 where not. Two queries.

    Without the shared cache the process can answer all the same, and says that it is away.
    """
    try:
        content_version.current()
        SiteTree.load()
    except Error:
        logger.exception("The database doesn't answer")
        return HttpResponse("database\n", status=503, content_type="text/plain")
    text = "ready, without the shared cache\n" if resilient_cache.is_away() else "ready\n"
    return HttpResponse(text, content_type="text/plain")

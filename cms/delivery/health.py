"""Whether this process lives, and whether it can answer."""

import logging

from django.db import connection
from django.db.utils import Error
from django.http import HttpRequest, HttpResponse

from cms.operation import resilient_cache

logger = logging.getLogger("cms.delivery.health")


def live(_request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("live\n", content_type="text/plain")


def ready(_request: HttpRequest) -> HttpResponse:
    """The database answers and its tables are there; 503 where not.

    Without the shared cache the process can answer all the same, and says that it is away.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM wagtailcore_site LIMIT 1")
    except Error:
        logger.exception("The database doesn't answer")
        return HttpResponse("database\n", status=503, content_type="text/plain")
    said = "ready, without the shared cache\n" if resilient_cache.is_away() else "ready\n"
    return HttpResponse(said, content_type="text/plain")

"""Whether this process lives, and whether it can answer."""

from django.db import connection
from django.db.utils import Error
from django.http import HttpRequest, HttpResponse


def live(_request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("live\n", content_type="text/plain")


def ready(_request: HttpRequest) -> HttpResponse:
    """The database answers and its tables are there; 503 where not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM wagtailcore_site LIMIT 1")
    except Error:
        return HttpResponse("database\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")

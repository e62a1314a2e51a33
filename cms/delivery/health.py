"""Whether this process lives, and whether it can answer."""

from django.db.utils import Error
from django.http import HttpRequest, HttpResponse

from cms.content.tree import SiteTree
from cms.delivery import versions


def live(_request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("live\n", content_type="text/plain")


def ready(_request: HttpRequest) -> HttpResponse:
    """Content can be read the way answers read it; 503 where not. Two queries."""
    try:
        versions.current()
        SiteTree.load()
    except Error:
        return HttpResponse("database\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")

"""The addresses of the CMS, and the least Django can do."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from cms.urls import urlpatterns as addresses

BODY = b"x" * 10_000


def limit(_request: HttpRequest) -> HttpResponse:
    """A fixed body."""
    return HttpResponse(BODY, content_type="application/json")


urlpatterns = [path("limit/", limit), *addresses]

"""GraphiQL, served from this project: no other host is asked for anything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def page(request: HttpRequest) -> HttpResponse:
    """The explorer. It sends its questions to the URL it was loaded from."""
    response = render(request, "api/explorer.html")
    response["Content-Security-Policy"] = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )
    response["Vary"] = "Accept"
    return response

"""Metrics for Prometheus: the number of operations, their outcomes and their duration."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest

requests = Counter("newsroom_graphql_requests", "GraphQL requests by how they ended.", ["result"])
seconds = Histogram(
    "newsroom_graphql_seconds",
    "Time to answer a GraphQL request.",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)


def page(request: HttpRequest) -> HttpResponse:
    """The metrics for Prometheus, for callers with the token of the settings.

    Neither the address nor the name the request came by counts: a proxy hides the one and passes
    on whatever it is given as the other.

    Raises:
        Http404: the token is missing, or none is set.
    """
    authorization = request.META.get("HTTP_AUTHORIZATION", "").encode()
    expected = f"Bearer {settings.METRICS_TOKEN}".encode()
    if not settings.METRICS_TOKEN or not constant_time_compare(authorization, expected):
        raise Http404
    response = HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)
    response["Cache-Control"] = "private, no-store"
    return response

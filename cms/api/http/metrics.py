"""How many questions were asked, how they ended and how long they took, for Prometheus."""

from django.http import HttpRequest, HttpResponse

from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest

requests = Counter("newsroom_graphql_requests", "GraphQL requests by how they ended.", ["result"])
seconds = Histogram(
    "newsroom_graphql_seconds",
    "Time to answer a GraphQL request.",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)


def page(_request: HttpRequest) -> HttpResponse:
    """What Prometheus collects. Not for the public: let a proxy keep it inside."""
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)

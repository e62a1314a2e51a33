"""Metrics for Prometheus: of all workers of this server together, and of the installation.

Counters and histograms are those of the workers; where several share a folder (see
``cms.settings.worker_metrics``), their sums. Queues in the database are read on request.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Count
from django.db.utils import Error as DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    values,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from cms.delivery.dispatch.backlog import backlog
from cms.delivery.publishing import lag
from cms.operation.doctor import queue
from cms.translation.models import PageTextState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prometheus_client.core import Metric

requests = Counter(
    "newsroom_graphql_requests",
    "GraphQL requests that were not answered from memory, by operation and by how they ended.",
    ["operation", "result"],
)
seconds = Histogram(
    "newsroom_graphql_seconds",
    "Time to answer a GraphQL request.",
    ["operation"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
# The label is one of the contract's operations, or ``operation_names.OTHER``: a few dozen.
seconds_of = cache(seconds.labels)
requests_of = cache(requests.labels)
statements = Histogram(
    "newsroom_graphql_statements",
    "SQL statements for a GraphQL request.",
    buckets=(0, 1, 2, 5, 10, 15, 20, 30, 50, 100),
)


class Installation(Collector):
    """Figures that are the same whichever worker is asked. Some fifteen queries."""

    def collect(self) -> Iterator[Metric]:
        """The figures of now; only that it is away where the database doesn't answer."""
        is_up = GaugeMetricFamily("newsroom_database_up", "Whether the database answers.")
        try:
            found = [*_delivery(), *_tasks(), _translations()]
        except DatabaseError:
            found = []
        is_up.add_metric([], float(bool(found)))
        yield from (is_up, *found)


def page(request: HttpRequest) -> HttpResponse:
    """The metrics for Prometheus, for callers with the token of the settings.

    Neither the IP address nor the host name the request came by counts: a proxy hides the one and
    passes on whatever it is given as the other.

    Raises:
        Http404: the token is missing, or none is set.
    """
    authorization = request.META.get("HTTP_AUTHORIZATION", "").encode()
    expected = f"Bearer {settings.METRICS_TOKEN}".encode()
    if not settings.METRICS_TOKEN or not constant_time_compare(authorization, expected):
        raise Http404
    text = generate_latest(_of_workers()) + generate_latest(_of_installation())
    response = HttpResponse(text, content_type=CONTENT_TYPE_LATEST)
    response["Cache-Control"] = "private, no-store"
    return response


def _of_workers() -> CollectorRegistry:
    # Decided when prometheus_client was imported, by whether there is a folder.
    if values.ValueClass is values.MutexValue:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return registry


def _of_installation() -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(Installation())
    return registry


def _delivery() -> Iterator[Metric]:
    waiting = backlog()
    yield GaugeMetricFamily(
        "newsroom_outbox_deliveries", "Deliveries that wait.", waiting.delivery_count
    )
    yield GaugeMetricFamily(
        "newsroom_outbox_oldest_seconds",
        "Age of the oldest delivery or change that nobody was told of.",
        waiting.oldest_seconds,
    )
    since = lag.seconds_since_run()
    yield GaugeMetricFamily(
        "newsroom_schedule_seconds_since_run",
        "Time since the schedule was looked at; NaN where it never was.",
        float("nan") if since is None else since,
    )
    yield GaugeMetricFamily(
        "newsroom_schedule_overdue_seconds",
        "How long what is due longest has waited to be published or to end.",
        lag.overdue_seconds(),
    )


def _tasks() -> Iterator[Metric]:
    states = GaugeMetricFamily("newsroom_tasks", "Background tasks by state.", labels=["state"])
    for state, count in queue.task_counts().items():
        states.add_metric([state], count)
    yield states
    yield GaugeMetricFamily(
        "newsroom_tasks_oldest_seconds",
        "How long the oldest task that is due has waited.",
        queue.longest_wait_seconds(),
    )


def _translations() -> Metric:
    found = GaugeMetricFamily(
        "newsroom_translations", "Public pages by language and state.", labels=["language", "state"]
    )
    rows = PageTextState.objects.values_list("locale__language_code", "state")
    for language, state, count in rows.annotate(count=Count("pk")).order_by():
        found.add_metric([language, state], count)
    return found

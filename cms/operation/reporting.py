"""Errors sent to Sentry and traces sent to an OpenTelemetry collector, where settings name them.

Neither library is imported otherwise. What is sent passes the redaction of log lines: no secrets of
this installation, no tokens, no e-mail addresses; of a request neither cookies, body, query string
nor the IP address of the client.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from cms.operation.redaction import MASK, Redactor, is_secret_name

if TYPE_CHECKING:
    from collections.abc import Callable

# Of a request that was answered with an error.
_KEPT_OF_REQUEST = {"method"}
# Attributes of spans that say who asked, or hold a query string, in both conventions of names.
_DROPPED_ATTRIBUTES = {
    "client.address", "client.port", "enduser.id", "http.client_ip", "http.user_agent",
    "net.peer.ip", "net.peer.port", "network.peer.address", "network.peer.port", "url.query",
    "user_agent.original",
}  # fmt: skip
_URLS = {"http.url", "http.target", "url.full"}


def start() -> None:
    """Begin to send what settings say."""
    if settings.SENTRY_DSN:
        _start_sentry(settings.SENTRY_DSN)
    if settings.OTEL_EXPORTER_OTLP_ENDPOINT:
        _start_tracing(settings.OTEL_EXPORTER_OTLP_ENDPOINT)


def scrubbed(value: Any, redact: Callable[[str], str]) -> Any:
    """A structure of dictionaries and lists, with every text in it redacted."""
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, dict):
        return {
            key: MASK if is_secret_name(str(key)) else scrubbed(one, redact)
            for key, one in value.items()
        }
    if isinstance(value, list | tuple):
        return [scrubbed(one, redact) for one in value]
    return value


def _redactor() -> Redactor:
    return Redactor([settings.SECRET_KEY, *settings.MASKED_SECRETS])


def _start_sentry(dsn: str) -> None:
    import sentry_sdk  # noqa: PLC0415 - only where errors are sent

    redact = _redactor()

    def before_send(event: Any, _hint: Any) -> Any:
        request = event.pop("request", {})
        user_id = (event.pop("user", None) or {}).get("id")
        event.pop("server_name", None)
        # A command may have been given a secret.
        event.get("extra", {}).pop("sys.argv", None)
        sent = scrubbed(event, redact)
        kept = {key: one for key, one in request.items() if key in _KEPT_OF_REQUEST}
        if "url" in request:
            kept["url"] = redact(request["url"].partition("?")[0])
        return sent | {"request": kept} | ({"user": {"id": user_id}} if user_id else {})

    sentry_sdk.init(
        dsn=dsn,
        release="@".join(filter(None, (settings.VERSION, settings.COMMIT))),
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        before_send=before_send,
        before_breadcrumb=lambda crumb, _hint: scrubbed(crumb, redact),
    )


def _start_tracing(endpoint: str) -> None:
    from opentelemetry import trace  # noqa: PLC0415 - only where traces are sent
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415
        OTLPSpanExporter,
    )
    from opentelemetry.instrumentation.django import DjangoInstrumentor  # noqa: PLC0415
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
    from opentelemetry.sdk.trace import Event, ReadableSpan, TracerProvider  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

    redact = _redactor()

    def clean(span: ReadableSpan) -> ReadableSpan:
        return ReadableSpan(
            name=redact(span.name), context=span.get_span_context(), parent=span.parent,
            resource=span.resource, attributes=_attributes(span.attributes, redact),
            events=[
                Event(one.name, _attributes(one.attributes, redact), one.timestamp)
                for one in span.events
            ],
            links=span.links, kind=span.kind, status=span.status, start_time=span.start_time,
            end_time=span.end_time, instrumentation_scope=span.instrumentation_scope,
        )  # fmt: skip

    class Exporter(OTLPSpanExporter):
        """Sends spans without what isn't to leave."""

        def export(self, spans: Any) -> Any:
            return super().export([clean(span) for span in spans])

    about = {"service.name": "newsroom-cms", "service.version": settings.VERSION}
    provider = TracerProvider(resource=Resource.create(about))
    exporter = Exporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces")
    provider.add_span_processor(BatchSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    DjangoInstrumentor().instrument()


def _attributes(attributes: Any, redact: Callable[[str], str]) -> dict[str, Any]:
    found = {key: one for key, one in (attributes or {}).items() if key not in _DROPPED_ATTRIBUTES}
    for key in _URLS & found.keys():
        found[key] = str(found[key]).partition("?")[0]
    cleaned: dict[str, Any] = scrubbed(found, redact)
    return cleaned

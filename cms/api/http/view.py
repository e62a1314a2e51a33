"""The public endpoint of the API.

No cookie is read or set, nothing is changed, and the answer depends on the question alone: never on
who asks, on the language of a browser or on the host that was addressed.
"""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse

from graphql import ExecutionResult, GraphQLError, execute

from cms.api.content.context import Context
from cms.api.execution import CompiledContext, PlainContext, RecordingContext
from cms.api.http import explorer, failures, metrics, operation_names, preview_header
from cms.api.http.deadline import Deadline, deadline
from cms.api.http.document_cache import document
from cms.api.http.limits import excess, operation_size
from cms.api.http.persisted import text_of
from cms.api.http.request_parsing import BadRequest, GraphQLRequest, questions
from cms.api.http.version_header import require_version
from cms.api.http.writing import as_json
from cms.api.schema import schema
from cms.content.caching.cache_tags import Dependencies
from cms.delivery.response_cache import storable
from cms.operation.request_ids import OPERATION

GRAPHQL_RESPONSE = "application/graphql-response+json"
JSON = "application/json"
METHODS = "GET, HEAD, POST, OPTIONS"
# What a script of another origin may read besides the few headers it always may.
EXPOSED = (
    "Cache-Status, Cache-Tag, Content-Length, ETag, Retry-After, X-Content-Version, X-Request-ID"
)
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")


def graphql(request: HttpRequest) -> HttpResponse:
    """Answer a question, or show the explorer to a browser that asks for a page.

    A frontend gets JSON also where the view itself fails.
    """
    if request.method == "OPTIONS":
        return _preflight(request)
    if _wants_explorer(request):
        return explorer.page(request)
    media_type = _media_type(request)
    try:
        return _answered(request, media_type)
    except BadRequest as bad:
        return _answer(*_refused(bad), media_type)
    except SuspiciousOperation:
        raise
    except Exception as raw:  # noqa: BLE001 - whatever it is, the caller gets an answer in JSON
        is_outage = failures.is_outage(raw)
        return _answer(
            {"errors": [failures.public_error(raw)]}, 503 if is_outage else 500, media_type
        )


def _answered(request: HttpRequest, media_type: str) -> HttpResponse:
    """The answer to a question or to a batch.

    Raises:
        BadRequest: the request isn't one that can be answered.
    """
    graphql_requests = questions(request)
    require_version(request)
    if preview_header.is_sent(request):
        return _previewed(request, graphql_requests, media_type)
    with deadline(settings.GRAPHQL_SECONDS) as until:
        if isinstance(graphql_requests, GraphQLRequest):
            context = Context(_dependencies(request))
            request.META[OPERATION] = operation_names.name_of(graphql_requests)
            body, status = _body_of(graphql_requests, media_type, until, context)
            if "errors" not in body and context.may_be_kept:
                storable.allow(request.META, context.dependencies)
            return _with_privacy(_answer(body, status, media_type), [context])
        # Each question of a batch has its own result, and the batch as a whole has come through.
        dependencies = _dependencies(request)
        contexts = [Context(dependencies) for _one in graphql_requests]
        responses = [
            _body_of(graphql_request, media_type, until, context)
            for graphql_request, context in zip(graphql_requests, contexts, strict=True)
        ]
        bodies = [body for body, _status in responses]
        if all("errors" not in body for body in bodies) and all(
            context.may_be_kept for context in contexts
        ):
            storable.allow(request.META, dependencies)
        # Unless the database was away: then the whole is asked again.
        status = 503 if any(one == 503 for _body, one in responses) else 200
        return _with_privacy(_answer(bodies, status, media_type), contexts)


def _previewed(
    request: HttpRequest, graphql_requests: GraphQLRequest | list[GraphQLRequest], media_type: str
) -> HttpResponse:
    """The answer from the content to come that a token shows; nobody may store it.

    Raises:
        BadRequest: ``PREVIEW_REFUSED``, whatever is wrong with the token.
    """
    is_single = isinstance(graphql_requests, GraphQLRequest)
    refusal_status = 403 if media_type == GRAPHQL_RESPONSE else 200
    each = [graphql_requests] if isinstance(graphql_requests, GraphQLRequest) else graphql_requests
    with deadline(settings.GRAPHQL_SECONDS) as until:
        responses = preview_header.answers(
            request,
            each,
            lambda one, context: _body_of(one, media_type, until, context, RecordingContext),
            refusal_status=refusal_status,
        )
    bodies = [body for body, _status in responses]
    status = 503 if any(one == 503 for _body, one in responses) else 200
    response = (
        _answer(bodies[0], responses[0][1], media_type)
        if is_single
        else _answer(bodies, status, media_type)
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


# As the decorator does, without a function around each answer: nothing here looks at a cookie.
graphql.csrf_exempt = True  # type: ignore[attr-defined]


def _dependencies(request: HttpRequest) -> Dependencies:
    return Dependencies(storable.version(request.META))


def _body_of(
    graphql_request: GraphQLRequest,
    media_type: str,
    until: Deadline,
    context: Context,
    execution: type[PlainContext] | None = None,
) -> tuple[dict[str, Any], int]:
    """The answer to one question, and its status."""
    statement_count = until.statement_count
    try:
        text = text_of(graphql_request)
    except BadRequest as bad:
        return _refused(bad)
    operation = operation_names.name_of(graphql_request)
    with metrics.seconds_of(operation).time():
        body, status = _run(text, graphql_request, media_type, context, execution)
    metrics.statements.observe(until.statement_count - statement_count)
    if until.is_past and "errors" in body:
        # A null in half an answer can't be told from a missing value.
        body, status = {"errors": [until.error().formatted]}, 503
    metrics.requests_of(operation, "OK" if "errors" not in body else "ERROR").inc()
    return body, status


def _refused(bad: BadRequest) -> tuple[dict[str, Any], int]:
    metrics.requests_of(operation_names.OTHER, bad.code).inc()
    error = {"message": str(bad), "extensions": {"code": bad.code, **bad.details}}
    return {"errors": [error]}, bad.status


def _run(
    text: str,
    graphql_request: GraphQLRequest,
    media_type: str,
    context: Context,
    execution: type[PlainContext] | None,
) -> tuple[dict[str, Any], int]:
    """The answer and its status, which only the newer media type lets differ from 200."""
    hide_suggestions = not settings.GRAPHQL_EXPLORER
    document_ = document(text, hide_suggestions=hide_suggestions)
    errors = list(document_.errors)
    if document_.ast is not None:
        errors = excess(
            operation_size(document_.ast, graphql_request.operation_name, graphql_request.variables)
        )
    if errors or document_.ast is None:
        invalid = {"errors": [_formatted(error) for error in errors]}
        return invalid, 400 if media_type == GRAPHQL_RESPONSE else 200
    result = execute(
        schema.graphql_schema,
        document_.ast,
        variable_values=graphql_request.variables,
        operation_name=graphql_request.operation_name,
        context_value=context,
        execution_context_class=execution
        or (CompiledContext if settings.COMPILED_EXECUTION else PlainContext),
        hide_suggestions=hide_suggestions,
    )
    assert isinstance(result, ExecutionResult)  # noqa: S101 - all resolvers are synchronous
    for error in result.errors or ():
        raw = error.original_error
        if raw is not None and failures.is_outage(raw):
            # Unreadable content can't be told from missing content.
            return {"errors": [failures.public_error(raw)]}, 503
    body: dict[str, Any] = {}
    if result.errors:
        body["errors"] = [_formatted(error) for error in result.errors]
    is_request_error = result.data is None and not any(error.path for error in result.errors or [])
    if not is_request_error:
        body["data"] = result.data
    status = 400 if is_request_error and media_type == GRAPHQL_RESPONSE else 200
    return body, status


def _formatted(error: GraphQLError) -> dict[str, Any]:
    """An error for the caller. Internal errors are logged under a number, never sent."""
    formatted = dict(error.formatted)
    if not failures.is_callers_fault(error):
        path = ".".join(map(str, error.path or ())) or "the request"
        return formatted | failures.public_error(error.original_error or error, path)
    formatted.setdefault("extensions", {"code": "BAD_ARGUMENT" if error.path else "BAD_REQUEST"})
    return formatted


def _wants_explorer(request: HttpRequest) -> bool:
    if request.method not in {"GET", "HEAD"} or not settings.GRAPHQL_EXPLORER:
        return False
    if {"query", "documentId", "extensions"} & request.GET.keys():
        return False
    return request.get_preferred_type([JSON, GRAPHQL_RESPONSE, "text/html"]) == "text/html"


def _media_type(request: HttpRequest) -> str:
    # The header most clients send needs no parsing.
    if request.META.get("HTTP_ACCEPT") in {JSON, "*/*"}:
        return JSON
    preferred = request.get_preferred_type([JSON, GRAPHQL_RESPONSE])
    return preferred or JSON


def _answer(
    body: dict[str, Any] | list[dict[str, Any]], status: int, media_type: str
) -> HttpResponse:
    response = HttpResponse(
        as_json(body), status=status, content_type=f"{media_type}; charset=utf-8"
    )
    if status == 405:
        response["Allow"] = METHODS
    if status == 503:
        response["Retry-After"] = "1"
    return _with_headers(response)


def _with_privacy(response: HttpResponse, contexts: list[Context]) -> HttpResponse:
    """Let nobody keep an answer that was for one person, not even a part of it."""
    if any(context.is_private for context in contexts):
        response["Cache-Control"] = "private, no-store"
    return response


def _preflight(request: HttpRequest) -> HttpResponse:
    """Let a page of any origin send any header: tracing, clients and proxies add their own.

    The asterisk doesn't include ``Authorization``, and some browsers don't know it, so what was
    asked for is named as well.

    Source: the CORS-preflight fetch, https://fetch.spec.whatwg.org/#cors-preflight-fetch.
    """
    response = _with_headers(HttpResponse(status=204))
    requested = request.headers.get("Access-Control-Request-Headers", "")
    named = [
        name for name_ in requested.split(",") if _HEADER_NAME.fullmatch(name := name_.strip())
    ]
    response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = ", ".join(["*", "Authorization", *named])
    response["Access-Control-Max-Age"] = "86400"
    response["Allow"] = METHODS
    response["Vary"] = "Access-Control-Request-Headers"
    return response


def _with_headers(response: HttpResponse) -> HttpResponse:
    """Any origin may read: there is nothing here that a cookie could open.

    Nobody may store it unless whoever keeps it says otherwise: see ``cms.delivery.response_cache``.
    """
    response["Cache-Control"] = "no-store"
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = EXPOSED
    response["Vary"] = "Accept, X-Preview"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    return response

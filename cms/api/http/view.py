"""The public address of the API.

No cookie is read or set, nothing is changed, and the answer depends on the question alone: never on
who asks, on the language of a browser or on the host that was addressed.
"""

from __future__ import annotations

import logging
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

import orjson
from graphql import ExecutionResult, GraphQLError, execute

from cms.api.content.context import Context
from cms.api.execution import CompiledContext
from cms.api.http import explorer, metrics
from cms.api.http.documents import document
from cms.api.http.limits import excess, figures
from cms.api.http.persisted import text_of
from cms.api.http.requests import BadRequest, Question, question
from cms.api.schema import schema

logger = logging.getLogger(__name__)

GRAPHQL_RESPONSE = "application/graphql-response+json"
JSON = "application/json"


@csrf_exempt
def graphql(request: HttpRequest) -> HttpResponse:
    """Answer a question, or show the explorer to a browser that asks for a page."""
    if request.method == "OPTIONS":
        return _with_headers(HttpResponse(status=204))
    if _wants_explorer(request):
        return explorer.page(request)
    media_type = _media_type(request)
    try:
        asked = question(request)
        text = text_of(asked)
    except BadRequest as bad:
        return _refusal(bad, media_type)
    with metrics.seconds.time():
        body, status = _run(text, asked, media_type)
    metrics.requests.labels("OK" if "errors" not in body else "ERROR").inc()
    return _answer(body, status, media_type)


def _refusal(bad: BadRequest, media_type: str) -> HttpResponse:
    metrics.requests.labels(bad.code).inc()
    error = {"message": str(bad), "extensions": {"code": bad.code, **bad.details}}
    response = _answer({"errors": [error]}, bad.status, media_type)
    if bad.status == 405:
        response["Allow"] = "GET, POST, OPTIONS"
    return response


def _run(text: str, asked: Question, media_type: str) -> tuple[dict[str, Any], int]:
    """The answer and its status, which only the newer media type lets differ from 200."""
    found = document(text)
    errors = list(found.errors)
    if found.ast is not None:
        errors = excess(figures(found.ast, asked.operation_name, asked.variables))
    if errors or found.ast is None:
        invalid = {"errors": [_formatted(error) for error in errors]}
        return invalid, 400 if media_type == GRAPHQL_RESPONSE else 200
    result = execute(
        schema.graphql_schema,
        found.ast,
        variable_values=asked.variables,
        operation_name=asked.operation_name,
        context_value=Context(),
        execution_context_class=CompiledContext,
    )
    assert isinstance(result, ExecutionResult)  # noqa: S101 - all resolvers are synchronous
    body: dict[str, Any] = {}
    if result.errors:
        body["errors"] = [_formatted(error) for error in result.errors]
    is_request_error = result.data is None and not any(error.path for error in result.errors or [])
    if not is_request_error:
        body["data"] = result.data
    status = 400 if is_request_error and media_type == GRAPHQL_RESPONSE else 200
    return body, status


def _formatted(error: GraphQLError) -> dict[str, Any]:
    """An error for the caller. What went wrong inside is logged under a number, never told."""
    original = error.original_error
    if original is None or isinstance(original, GraphQLError):
        return dict(error.formatted)
    reference = uuid4().hex[:12]
    logger.error("Internal error %s in a GraphQL answer", reference, exc_info=original)
    formatted = dict(error.formatted)
    formatted["message"] = f"Internal error {reference}."
    formatted["extensions"] = {"code": "INTERNAL", "reference": reference}
    return formatted


def _wants_explorer(request: HttpRequest) -> bool:
    is_question = {"query", "documentId", "extensions"} & request.GET.keys()
    if not settings.GRAPHQL_EXPLORER or request.method != "GET" or is_question:
        return False
    return request.get_preferred_type([JSON, GRAPHQL_RESPONSE, "text/html"]) == "text/html"


def _media_type(request: HttpRequest) -> str:
    preferred = request.get_preferred_type([JSON, GRAPHQL_RESPONSE])
    return preferred or JSON


def _answer(body: dict[str, Any], status: int, media_type: str) -> HttpResponse:
    content = orjson.dumps(body, option=orjson.OPT_NON_STR_KEYS)
    response = HttpResponse(content, status=status, content_type=f"{media_type}; charset=utf-8")
    return _with_headers(response)


def _with_headers(response: HttpResponse) -> HttpResponse:
    """Any origin may read: there is nothing here that a cookie could open."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = "GET, POST, OPTIONS"
    response["Access-Control-Allow-Headers"] = "Content-Type, Accept, Apollo-Require-Preflight"
    response["Access-Control-Max-Age"] = "86400"
    response["Vary"] = "Accept"
    response["X-Content-Type-Options"] = "nosniff"
    return response

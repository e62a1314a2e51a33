"""The parsing of requests: GraphQL over HTTP, by GET and by POST.

Source: the GraphQL over HTTP specification, https://graphql.github.io/graphql-over-http/.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings

import orjson

if TYPE_CHECKING:
    from django.http import HttpRequest

LARGEST_BODY = 256 * 1024
LONGEST_DOCUMENT = 16 * 1024
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


class BadRequest(ValueError):
    """The request isn't answered; ``status`` is the answer's, ``details`` go next to the code."""

    def __init__(
        self, message: str, *, status: int = 400, code: str = "BAD_REQUEST", **details: int
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.details = details


@dataclass(frozen=True, slots=True)
class GraphQLRequest:
    """A document, or the id or hash of one, and what it is to be run with."""

    query: str | None
    document_id: str | None = None
    hash: str | None = None
    operation_name: str | None = None
    variables: dict[str, Any] = field(default_factory=dict)


def questions(request: HttpRequest) -> GraphQLRequest | list[GraphQLRequest]:
    """The operations of a request: one, or a batch if the settings allow batches.

    A POST is read from its body alone, a GET from its URL alone.

    Raises:
        BadRequest: the method, the media type or the parameters aren't those of the specification,
            or the batch is longer than it may be.
    """
    if request.method in {"GET", "HEAD"}:
        return _from_parameters(_parameters(request))
    if request.method == "POST":
        body = _body(request)
        if isinstance(body, list):
            return [_from_parameters(item) for item in _batch(body)]
        return _from_parameters(body)
    raise BadRequest("Ask by GET, HEAD or POST.", status=405, code="METHOD_NOT_ALLOWED")


def _parameters(request: HttpRequest) -> dict[str, Any]:
    parameters: dict[str, Any] = {name: request.GET[name] for name in request.GET}
    for name in ("variables", "extensions"):
        if parameters.get(name):
            parameters[name] = _json(parameters[name].encode(), name)
        else:
            parameters.pop(name, None)
    return parameters


def _batch(body: list[Any]) -> list[dict[str, Any]]:
    limit = settings.GRAPHQL_LARGEST_BATCH
    if not limit:
        raise BadRequest("The body must be a JSON object: this API answers no batches.")
    if len(body) > limit:
        raise BadRequest(
            f"The batch has {len(body)} questions; {limit} are allowed.",
            code="BATCH_TOO_LONG",
            value=len(body),
            limit=limit,
        )
    if not body or not all(isinstance(item, dict) for item in body):
        raise BadRequest("A batch must hold JSON objects, at least one.")
    return body


def _body(request: HttpRequest) -> dict[str, Any] | list[Any]:
    if request.content_type != "application/json":
        raise BadRequest("Send application/json.", status=415, code="UNSUPPORTED_MEDIA_TYPE")
    charset = request.content_params.get("charset") if request.content_params else None
    if charset and charset.lower() not in {"utf-8", "utf8"}:
        raise BadRequest("Send UTF-8.", status=415, code="UNSUPPORTED_MEDIA_TYPE")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > LARGEST_BODY or len(request.body) > LARGEST_BODY:
        raise BadRequest(
            f"A request may have {LARGEST_BODY} bytes.",
            status=413,
            code="REQUEST_TOO_LARGE",
            limit=LARGEST_BODY,
        )
    parsed = _json(request.body, "body")
    if not isinstance(parsed, dict | list):
        raise BadRequest("The body must be a JSON object.")
    return parsed


def _json(data: bytes, name: str) -> Any:
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        raise BadRequest(f"The {name} must be JSON.") from None


def _from_parameters(parameters: dict[str, Any]) -> GraphQLRequest:
    query = _of_type(parameters, "query", str)
    document_id = _of_type(parameters, "documentId", str)
    hash_ = _hash(_of_type(parameters, "extensions", dict) or {})
    if not query and document_id is None and hash_ is None:
        raise BadRequest("“query” must hold a GraphQL document.")
    length = len(query.encode()) if query else 0
    if length > LONGEST_DOCUMENT:
        message = f"The document has {length} bytes; {LONGEST_DOCUMENT} are allowed."
        raise BadRequest(message, code="DOCUMENT_TOO_LONG", value=length, limit=LONGEST_DOCUMENT)
    return GraphQLRequest(
        query=query or None,
        document_id=document_id,
        hash=hash_,
        operation_name=_of_type(parameters, "operationName", str) or None,
        variables=_of_type(parameters, "variables", dict) or {},
    )


_KINDS: dict[type, str] = {str: "a string", dict: "an object"}


def _of_type(parameters: dict[str, Any], name: str, kind: type) -> Any:
    """A parameter, ``None`` where it isn't given.

    Raises:
        BadRequest: it is of another type.
    """
    value = parameters.get(name)
    if value is not None and not isinstance(value, kind):
        raise BadRequest(f"“{name}” must be {_KINDS[kind]}.")
    return value


def _hash(extensions: dict[str, Any]) -> str | None:
    """The hash of Apollo's automatic persisted queries, version 1."""
    persisted = extensions.get("persistedQuery")
    if persisted is None:
        return None
    hash_ = persisted.get("sha256Hash") if isinstance(persisted, dict) else None
    if not isinstance(hash_, str) or not _SHA256.fullmatch(hash_) or persisted.get("version") != 1:
        raise BadRequest("“persistedQuery” must have version 1 and a SHA-256 hash.")
    return hash_

"""What a request asks: GraphQL over HTTP, by GET and by POST.

Source: the GraphQL over HTTP specification, https://graphql.github.io/graphql-over-http/.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from django.http import HttpRequest

LARGEST_BODY = 256 * 1024
LONGEST_DOCUMENT = 16 * 1024


class BadRequest(ValueError):
    """The request isn't GraphQL over HTTP; ``status`` is the answer's."""

    def __init__(self, message: str, *, status: int = 400, code: str = "BAD_REQUEST") -> None:
        super().__init__(message)
        self.status = status
        self.code = code


@dataclass(frozen=True, slots=True)
class Question:
    """A document and what it is to be run with."""

    query: str
    operation_name: str | None = None
    variables: dict[str, Any] = field(default_factory=dict)


def question(request: HttpRequest) -> Question:
    """What a request asks.

    A POST is read from its body alone, a GET from its address alone.

    Raises:
        BadRequest: the method, the media type or the parameters aren't those of the specification.
    """
    if request.method == "GET":
        return _from_parameters(_parameters(request))
    if request.method == "POST":
        return _from_parameters(_body(request))
    raise BadRequest("Ask by GET or POST.", status=405, code="METHOD_NOT_ALLOWED")


def _parameters(request: HttpRequest) -> dict[str, Any]:
    given: dict[str, Any] = {name: request.GET[name] for name in request.GET}
    for name in ("variables", "extensions"):
        if given.get(name):
            given[name] = _json(given[name].encode(), name)
        else:
            given.pop(name, None)
    return given


def _body(request: HttpRequest) -> dict[str, Any]:
    if request.content_type != "application/json":
        raise BadRequest("Send application/json.", status=415, code="UNSUPPORTED_MEDIA_TYPE")
    charset = request.content_params.get("charset") if request.content_params else None
    if charset and charset.lower() not in {"utf-8", "utf8"}:
        raise BadRequest("Send UTF-8.", status=415, code="UNSUPPORTED_MEDIA_TYPE")
    length = request.headers.get("Content-Length", "0")
    if not length.isdigit() or int(length) > LARGEST_BODY or len(request.body) > LARGEST_BODY:
        raise BadRequest(
            f"A request may have {LARGEST_BODY} bytes.", status=413, code="REQUEST_TOO_LARGE"
        )
    parsed = _json(request.body, "body")
    if not isinstance(parsed, dict):
        raise BadRequest("The body must be a JSON object.")
    return parsed


def _json(data: bytes, name: str) -> Any:
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        raise BadRequest(f"The {name} must be JSON.") from None


def _from_parameters(given: dict[str, Any]) -> Question:
    query = given.get("query")
    if not isinstance(query, str) or not query:
        raise BadRequest("“query” must hold a GraphQL document.")
    if len(query) > LONGEST_DOCUMENT:
        raise BadRequest(
            f"A document may have {LONGEST_DOCUMENT} characters.", code="DOCUMENT_TOO_LONG"
        )
    operation_name = given.get("operationName")
    if operation_name is not None and not isinstance(operation_name, str):
        raise BadRequest("“operationName” must be a string.")
    variables = given.get("variables")
    if variables is not None and not isinstance(variables, dict):
        raise BadRequest("“variables” must be an object.")
    extensions = given.get("extensions")
    if extensions is not None and not isinstance(extensions, dict):
        raise BadRequest("“extensions” must be an object.")
    return Question(query, operation_name or None, variables or {})

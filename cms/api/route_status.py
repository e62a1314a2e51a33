"""HTTP status of frontend documents: ``route``, expressed in status codes and headers.

Crawlers judge a URL by its status. The document is the same whatever that is, and its script
shows what is there.
"""

from typing import Any
from urllib.parse import unquote

from graphql import ExecutionResult, GraphQLError, execute, parse

from cms.api.content.context import Context
from cms.api.schema import schema

_DOCUMENT = parse(
    """
    query ($path: String!) {
      route(path: $path) {
        __typename
        ... on PageRoute { page { path } }
        ... on RedirectRoute { path isPermanent }
      }
    }
    """
)
_STATUSES = {"UntranslatedRoute": 404, "RestrictedRoute": 403, "NotFoundRoute": 404}


def route_status(path: str) -> tuple[int, str]:
    """The status for a path of the frontend and, for a redirect, where it leads.

    A page that is asked for in another spelling than its own is a redirect to it. Four queries at
    most.
    """
    result = execute(
        schema.graphql_schema,
        _DOCUMENT,
        variable_values={"path": path},
        context_value=Context(),
    )
    assert isinstance(result, ExecutionResult)  # noqa: S101 - all resolvers are synchronous
    for error in result.errors or []:
        if error.original_error and not isinstance(error.original_error, GraphQLError):
            raise error.original_error
    return _answer(result.data["route"], path) if result.data else (404, "")


def _answer(route: dict[str, Any], path: str) -> tuple[int, str]:
    kind = route["__typename"]
    if kind == "RedirectRoute":
        return (308 if route["isPermanent"] else 307), route["path"]
    if kind == "PageRoute":
        own_path = route["page"]["path"]
        return (200, "") if unquote(own_path) == unquote(path) else (308, own_path)
    return _STATUSES[kind], ""

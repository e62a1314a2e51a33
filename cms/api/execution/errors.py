"""Places in an answer, and what becomes of an exception there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import ExecutionContext, FieldNode, located_error
from graphql.pyutils import Path

if TYPE_CHECKING:
    from cms.api.execution.signatures import Failure, ResponsePath


def failure(nodes: list[FieldNode], *, is_nullable: bool) -> Failure:
    """The handling of exceptions at a field or an item of a list.

    With nothing in its place where that may be, else one place above.
    """

    def fail(raw: Exception, path: ResponsePath, run: ExecutionContext) -> None:
        graphql_path = as_graphql_path(path)
        error = located_error(raw, nodes, graphql_path.as_list())
        if not is_nullable:
            raise error
        run.collected_errors.add(error, graphql_path)

    return fail


def as_graphql_path(path: ResponsePath) -> Path:
    """A path as graphql-core writes it."""
    above, key, type_name = path
    return Path(as_graphql_path(above) if above is not None else None, key, type_name)


def field_path(path: ResponsePath) -> ResponsePath:
    """The path of the field whose list a path is in, or of the field itself."""
    while isinstance(path[1], int):
        path = path[0]
    return path

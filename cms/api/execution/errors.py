"""Places in an answer, and what becomes of an exception there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import ExecutionContext, FieldNode, located_error
from graphql.pyutils import Path

if TYPE_CHECKING:
    from cms.api.execution.signatures import Failure, Place


def failure(nodes: list[FieldNode], *, is_nullable: bool) -> Failure:
    """The handling of exceptions at a field or an item of a list.

    With nothing in its place where that may be, else one place above.
    """

    def fail(raw: Exception, place: Place, run: ExecutionContext) -> None:
        path = path_of(place)
        error = located_error(raw, nodes, path.as_list())
        if not is_nullable:
            raise error
        run.collected_errors.add(error, path)

    return fail


def path_of(place: Place) -> Path:
    """A place as graphql-core writes it."""
    above, key, type_name = place
    return Path(path_of(above) if above is not None else None, key, type_name)


def field_place(place: Place) -> Place:
    """The place of the field whose list a place is in, or of the field itself."""
    while isinstance(place[1], int):
        place = place[0]
    return place

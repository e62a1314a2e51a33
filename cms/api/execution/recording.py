"""The objects of an answer with their paths, noted while graphql-core answers.

Compiled documents note nothing, so that what is asked again and again pays nothing for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cms.api.execution.context import PlainContext

if TYPE_CHECKING:
    from graphql import FieldNode, GraphQLObjectType
    from graphql.pyutils import AwaitableOrValue, Path


class AnsweredObject(NamedTuple):
    """An object of an answer: its path in ``data``, the name of its type, and its record.

    ``fields`` are the names in the schema by those in the answer.
    """

    path: tuple[str | int, ...]
    type_name: str
    record: Any
    fields: dict[str, str]


class RecordingContext(PlainContext):
    """Adds each object to ``objects`` of the request's context, each before those inside it."""

    def execute_fields(
        self,
        parent_type: GraphQLObjectType,
        source_value: Any,
        path: Path | None,
        fields: dict[str, list[FieldNode]],
    ) -> AwaitableOrValue[dict[str, Any]]:
        """The data of an object."""
        names = {response_name: nodes[0].name.value for response_name, nodes in fields.items()}
        keys = tuple(path.as_list()) if path is not None else ()
        self.context_value.objects.append(
            AnsweredObject(keys, parent_type.name, source_value, names)
        )
        return super().execute_fields(parent_type, source_value, path, fields)

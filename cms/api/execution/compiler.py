"""The compiler: the selection of an object as one function for each field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphql import (
    ExecutionContext,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLBoolean,
    GraphQLID,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLString,
    OperationDefinitionNode,
    is_leaf_type,
)
from graphql.execution.collect_fields import collect_fields, collect_sub_fields
from graphql.execution.execute import get_field_def

from cms.api.execution.errors import failure
from cms.api.execution.objects import Field, Leaf, leaves_at_once
from cms.api.execution.plans import FieldNodes, FieldPlan
from cms.api.execution.resolvers import attribute_read_by, resolution
from cms.api.execution.values import completion

if TYPE_CHECKING:
    from collections.abc import Callable

    from cms.api.execution.signatures import FieldFunction, ObjectFunction, ResponsePath

# Values of these classes are written as they are.
_WRITTEN_AS_THEY_ARE: dict[Any, type] = {
    GraphQLString: str,
    GraphQLID: str,
    GraphQLBoolean: bool,
}


class Compiler:
    """Compiles one operation, for requests that include and skip the same fields.

    What is selected of a type is compiled when an object of that type first comes along, so a
    union of many types costs nothing for those that don't occur.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: dict[str, FragmentDefinitionNode],
        conditions: dict[str, Any],
    ) -> None:
        self.schema = schema
        self.fragments = fragments
        self.conditions = conditions
        self._kept: dict[tuple[Any, ...], ObjectFunction] = {}

    def root(self, type_: GraphQLObjectType, operation: OperationDefinitionNode) -> ObjectFunction:
        """The function that makes the data of an operation."""
        nodes = collect_fields(
            self.schema, self.fragments, self.conditions, type_, operation.selection_set
        )
        return self._fields(type_, nodes)

    def selection(
        self, type_: GraphQLObjectType, nodes: list[FieldNode]
    ) -> Callable[[], ObjectFunction]:
        """A function that returns the function for the selection of some nodes on a type."""
        key = (type_.name, *map(id, nodes))

        def compiled() -> ObjectFunction:
            function = self._kept.get(key)
            if function is None:
                fields = collect_sub_fields(
                    self.schema, self.fragments, self.conditions, type_, nodes
                )
                function = self._kept[key] = self._fields(type_, fields)
            return function

        return compiled

    def _fields(
        self, type_: GraphQLObjectType, nodes: dict[str, list[FieldNode]]
    ) -> ObjectFunction:
        fields = []
        for response_name, field_nodes in nodes.items():
            definition = get_field_def(self.schema, type_, field_nodes[0])
            if definition is not None:
                plan = FieldPlan(type_, definition, FieldNodes(field_nodes), self.fragments)
                fields.append(self._field(response_name, plan))
        return leaves_at_once(tuple(fields))

    def _field(self, response_name: str, plan: FieldPlan) -> Field:
        if plan.name == "__typename":
            type_name = plan.parent.name
            return Field(response_name, _constant(type_name), constant=type_name)
        type_ = plan.definition.type
        bare = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        fail = failure(plan.nodes, is_nullable=bare is type_)
        resolve = resolution(plan)
        complete = completion(type_, plan, self)
        parent_name = plan.parent.name
        written = _WRITTEN_AS_THEY_ARE.get(bare)

        def field(source: Any, above: ResponsePath | None, run: ExecutionContext) -> Any:
            path = (above, response_name, parent_name)
            try:
                value = resolve(source, path, run)
                return value if type(value) is written else complete(value, path, run)
            except Exception as raw:  # noqa: BLE001 - whatever it is becomes an error of the answer
                return fail(raw, path, run)

        read = attribute_read_by(plan.definition.resolve)
        if read is None or plan.definition.args or not is_leaf_type(bare):
            return Field(response_name, field)
        return Field(response_name, field, Leaf(read[0], written, bare is type_, complete))


def _constant(data: str) -> FieldFunction:
    def field(_source: Any, _above: ResponsePath | None, _run: ExecutionContext) -> str:
        return data

    return field

"""What is selected of an object, as one function for each field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graphql import (
    ExecutionContext,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLBoolean,
    GraphQLField,
    GraphQLID,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    GraphQLString,
    OperationDefinitionNode,
    is_leaf_type,
)
from graphql.execution.collect_fields import collect_fields, collect_sub_fields
from graphql.execution.execute import get_field_def

from cms.api.execution.failures import Place, failure, field_place, path_of
from cms.api.execution.resolvers import attribute_read_by, resolution
from cms.api.execution.values import completion

# Gives the data of a field of an object that stands at a place.
FieldFunction = Callable[[Any, Place | None, ExecutionContext], Any]
Fields = tuple[tuple[str, FieldFunction], ...]
# Values of these classes are written as they are.
_WRITTEN_AS_THEY_ARE: dict[Any, type] = {
    GraphQLString: str,
    GraphQLID: str,
    GraphQLBoolean: bool,
}


class FieldNodes(list[FieldNode]):
    """The nodes that ask for one field of an answer. The same object as long as a document is kept.

    ``derived`` is for what resolvers work out from them, so that it's worked out once.
    """

    def __init__(self, nodes: list[FieldNode]) -> None:
        super().__init__(nodes)
        self.derived: dict[str, Any] = {}


@dataclass(frozen=True, slots=True, eq=False)
class FieldPlan:
    """One field of the objects of one type, as a document asks for it."""

    parent: GraphQLObjectType
    definition: GraphQLField
    nodes: FieldNodes

    @property
    def name(self) -> str:
        """The field's name in the schema."""
        return self.nodes[0].name.value

    def info(self, place: Place, run: ExecutionContext) -> GraphQLResolveInfo:
        """What a resolver is told of the execution; ``place`` is the field's or below it."""
        path = path_of(field_place(place))
        return run.build_resolve_info(self.definition, self.nodes, self.parent, path)


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
        self._kept: dict[tuple[Any, ...], Fields] = {}

    def root(self, type_: GraphQLObjectType, operation: OperationDefinitionNode) -> Fields:
        """The fields an operation selects."""
        nodes = collect_fields(
            self.schema, self.fragments, self.conditions, type_, operation.selection_set
        )
        return self._fields(type_, nodes)

    def selection(
        self, type_: GraphQLObjectType, nodes: list[FieldNode]
    ) -> Callable[[ExecutionContext], Fields]:
        """What gives the fields that some nodes select of a type."""
        key = (type_.name, *map(id, nodes))
        fields: Fields | None = None

        def compiled(_run: ExecutionContext) -> Fields:
            nonlocal fields
            if fields is None:
                fields = self._kept.get(key)
            if fields is None:
                found = collect_sub_fields(
                    self.schema, self.fragments, self.conditions, type_, nodes
                )
                fields = self._kept[key] = self._fields(type_, found)
            return fields

        return compiled

    def _fields(self, type_: GraphQLObjectType, nodes: dict[str, list[FieldNode]]) -> Fields:
        fields = []
        for response_name, same in nodes.items():
            definition = get_field_def(self.schema, type_, same[0])
            if definition is not None:
                plan = FieldPlan(type_, definition, FieldNodes(same))
                fields.append((response_name, self._field(response_name, plan)))
        return tuple(fields)

    def _field(self, response_name: str, plan: FieldPlan) -> FieldFunction:
        if plan.name == "__typename":
            return _type_name(plan.parent.name)
        type_ = plan.definition.type
        bare = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        fail = failure(plan.nodes, is_nullable=bare is type_)
        resolve = resolution(plan)
        complete = completion(type_, plan, self)
        parent_name = plan.parent.name

        def field(source: Any, above: Place | None, run: ExecutionContext) -> Any:
            place = (above, response_name, parent_name)
            try:
                return complete(resolve(source, place, run), place, run)
            except Exception as raw:  # noqa: BLE001 - whatever it is becomes an error of the answer
                return fail(raw, place, run)

        def attribute(source: Any, above: Place | None, run: ExecutionContext) -> Any:
            try:
                value = (
                    source.get(key, default)
                    if isinstance(source, dict)
                    else getattr(source, key, default)
                )
                if type(value) is as_it_is:
                    return value
                return complete(value, (above, response_name, parent_name), run)
            except Exception as raw:  # noqa: BLE001 - whatever it is becomes an error of the answer
                return fail(raw, (above, response_name, parent_name), run)

        read = attribute_read_by(plan.definition.resolve)
        if read is None or plan.definition.args or not is_leaf_type(bare):
            return field
        key, default = read
        as_it_is = _WRITTEN_AS_THEY_ARE.get(bare)
        return attribute


def _type_name(name: str) -> FieldFunction:
    def field(_source: Any, _above: Place | None, _run: ExecutionContext) -> str:
        return name

    return field

"""The fields a query selects below a field, by the names the records use."""

from __future__ import annotations

from typing import cast

from graphene.utils.str_converters import to_snake_case
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    InlineFragmentNode,
    NamedTypeNode,
    SelectionSetNode,
    get_named_type,
)

from cms.api.execution import FieldNodes
from cms.content.reading.selection import Selection


def selection_of(info: GraphQLResolveInfo) -> Selection:
    """All that is selected below the field being resolved, fragments included.

    What ``@skip`` and ``@include`` leave out is counted too: it costs a query at most, and the
    answer stays right. The same for every request with the document, so nobody may change it.
    """
    derived = info.field_nodes.derived if isinstance(info.field_nodes, FieldNodes) else {}
    if "selection" not in derived:
        derived["selection"] = _selection(info)
    selection: Selection = derived["selection"]
    return selection


def _selection(info: GraphQLResolveInfo) -> Selection:
    builder = _SelectionBuilder(info.schema, info.fragments)
    selection = Selection()
    named = get_named_type(info.return_type)
    for node in info.field_nodes:
        builder.add(node.selection_set, named, selection)
    return selection


class _SelectionBuilder:
    def __init__(self, schema: GraphQLSchema, fragments: dict[str, FragmentDefinitionNode]) -> None:
        self.schema = schema
        self.fragments = fragments
        self._added: set[tuple[int, str, int]] = set()

    def add(
        self, nodes: SelectionSetNode | None, parent: GraphQLNamedType, into: Selection
    ) -> None:
        # Fragments that spread fragments, twice each, would have no end.
        key = (id(nodes), parent.name, id(into))
        if key in self._added:
            return
        self._added.add(key)
        for node in nodes.selections if nodes else ():
            if isinstance(node, FieldNode):
                self._add_field(node, parent, into)
            elif isinstance(node, FragmentSpreadNode):
                fragment = self.fragments[node.name.value]
                condition = fragment.type_condition.name.value
                self._add_fragment(fragment.selection_set, condition, parent, into)
            elif isinstance(node, InlineFragmentNode):
                on_type = cast("NamedTypeNode | None", node.type_condition)
                condition = on_type.name.value if on_type else parent.name
                self._add_fragment(node.selection_set, condition, parent, into)

    def _add_field(self, node: FieldNode, parent: GraphQLNamedType, into: Selection) -> None:
        below = into.fields.setdefault(to_snake_case(node.name.value), Selection())
        if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType) and node.selection_set:
            field = parent.fields[node.name.value]
            self.add(node.selection_set, get_named_type(field.type), below)

    def _add_fragment(
        self,
        nodes: SelectionSetNode,
        condition: str,
        parent: GraphQLNamedType,
        into: Selection,
    ) -> None:
        on_type = self.schema.type_map[condition]
        is_special = isinstance(on_type, GraphQLObjectType) and condition != parent.name
        target = into.by_type.setdefault(condition, Selection()) if is_special else into
        self.add(nodes, on_type, target)

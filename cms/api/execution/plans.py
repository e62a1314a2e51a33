"""One field of the objects of one type, as a document asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graphql import (
    ExecutionContext,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLResolveInfo,
    InlineFragmentNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
)
from graphql.language import Visitor, visit

from cms.api.execution.errors import as_graphql_path, field_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cms.api.execution.signatures import ResponsePath


class FieldNodes(list[FieldNode]):
    """The nodes that ask for one field of an answer. The same object as long as a document is kept.

    ``derived`` is for what resolvers work out from them, so that it's worked out once.
    """

    def __init__(self, nodes: list[FieldNode]) -> None:
        super().__init__(nodes)
        self.derived: dict[str, Any] = {}


@dataclass(frozen=True, eq=False)
class FieldPlan:
    """One field of the objects of one type, as a document asks for it."""

    parent: GraphQLObjectType
    definition: GraphQLField
    nodes: FieldNodes
    fragments: Mapping[str, FragmentDefinitionNode]

    @cached_property
    def takes_variables(self) -> bool:
        """True if a field below takes an argument that may differ in the next request.

        Arguments of ``@skip`` and ``@include`` don't count: each case is compiled separately.
        """
        return any(hold_variables(node.selection_set, self.fragments) for node in self.nodes)

    @property
    def name(self) -> str:
        """The field's name in the schema."""
        return self.nodes[0].name.value

    def info(self, path: ResponsePath, run: ExecutionContext) -> GraphQLResolveInfo:
        """The execution info for a resolver; ``path`` is the field's or below it."""
        graphql_path = as_graphql_path(field_path(path))
        return run.build_resolve_info(self.definition, self.nodes, self.parent, graphql_path)


def hold_variables(
    selections: SelectionSetNode | None, fragments: Mapping[str, FragmentDefinitionNode]
) -> bool:
    """True if a variable is an argument of one of these fields or of any below.

    Each fragment is looked at once, however often it is spread.
    """
    seen: set[str] = set()
    waiting = [selections] if selections else []
    while waiting:
        for node in waiting.pop().selections:
            below: SelectionSetNode | None = None
            if isinstance(node, FragmentSpreadNode):
                if node.name.value not in seen:
                    seen.add(node.name.value)
                    below = fragments[node.name.value].selection_set
            else:
                assert isinstance(node, FieldNode | InlineFragmentNode)  # noqa: S101 - no others
                below = node.selection_set
            arguments = node.arguments if isinstance(node, FieldNode) else ()
            if any(holds_variable(argument.value) for argument in arguments):
                return True
            if below is not None:
                waiting.append(below)
    return False


def holds_variable(node: ValueNode) -> bool:
    """True if a variable is in the value of an argument."""
    finder = _VariableFinder()
    visit(node, finder)
    return finder.has_found


class _VariableFinder(Visitor):
    has_found = False

    def enter_variable(self, _node: VariableNode, *_args: Any) -> None:
        self.has_found = True

"""The check that fields of one name in an answer can be merged, in linear time.

graphql-core compares each two of such fields, so that a thousand repeated ones take a second. Here
each is compared with the first: two fields that are both like it are like each other.

Source: “Field Selection Merging” of the GraphQL specification, section 5.3.2; the idea is Simon
Adameit's, https://tech.xing.com/graphql-overlapping-fields-can-be-merged-fast-ea6e92e0a01.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    OperationDefinitionNode,
    SelectionSetNode,
    ValidationRule,
    get_named_type,
    is_leaf_type,
    print_ast,
)
from graphql.execution.execute import get_field_def
from graphql.utilities.sort_value_node import sort_value_node

if TYPE_CHECKING:
    from collections.abc import Iterable

# Fields looked at for one document. One of two thousand tokens has fewer, unless its fragments are
# made to be put together in ever new ways.
MOST_STEPS = 20_000


@dataclass(frozen=True, slots=True)
class _Field:
    """A field where it is selected: of which type, and what it gives there."""

    node: FieldNode
    parent: GraphQLNamedType
    type: GraphQLOutputType | None


# What is selected of something, with the type it is selected of.
_Sets = list[tuple[SelectionSetNode, GraphQLNamedType | None]]


class _TooIntricate(Exception):
    """The document needs more steps than allowed."""


class OverlappingFieldsRule(ValidationRule):
    """In place of graphql-core's ``OverlappingFieldsCanBeMergedRule``."""

    def __init__(self, context: Any) -> None:
        super().__init__(context)
        self.steps = 0
        self._seen: set[tuple[Any, ...]] = set()
        self._arguments: dict[int, str] = {}

    def enter_operation_definition(self, node: OperationDefinitionNode, *_args: Any) -> None:
        """Judge an operation with all fragments it spreads."""
        root = self.context.schema.get_root_type(node.operation)
        try:
            for by_parent in (False, True):
                self._check([(node.selection_set, root)], by_parent=by_parent)
        except _TooIntricate:
            message = "The fragments of the document are put together in too many ways."
            self.report_error(GraphQLError(message, node))

    def _check(self, sets: _Sets, *, by_parent: bool) -> None:
        """Judge what is selected together: by the kinds of values, or by what is asked for.

        What is asked for may differ where no object has both types (``by_parent``).
        """
        key = (by_parent, frozenset((id(node), str(parent)) for node, parent in sets))
        if key in self._seen:
            return
        self._seen.add(key)
        for name, fields in self._by_name(sets).items():
            if by_parent:
                for group in _possible_together(fields):
                    self._judge(name, group, self._asked, "they differ in field or arguments")
                    self._check(_below(group), by_parent=True)
            else:
                typed = [field for field in fields if field.type is not None]
                self._judge(name, typed, _shape, "they return conflicting types")
                self._check(_below(fields), by_parent=False)

    def _judge(self, name: str, fields: list[_Field], what: Any, reason: str) -> None:
        first = what(fields[0]) if fields else None
        for field in fields[1:]:
            if what(field) != first:
                message = (
                    f"Fields '{name}' conflict because {reason}. Use different aliases on the "
                    "fields to fetch both if this was intentional."
                )
                self.report_error(GraphQLError(message, [fields[0].node, field.node]))
                return

    def _by_name(self, sets: _Sets) -> dict[str, list[_Field]]:
        """The fields of some selections, each fragment once, by their names in the answer."""
        fields_by_name: dict[str, list[_Field]] = defaultdict(list)
        fragments: set[str] = set()
        waiting = list(reversed(sets))
        while waiting:
            nodes, parent = waiting.pop()
            for node in nodes.selections:
                self._step()
                if isinstance(node, FieldNode):
                    name = node.alias.value if node.alias else node.name.value
                    if parent is not None:
                        fields_by_name[name].append(_Field(node, parent, self._type(parent, node)))
                    continue
                spread: Any = node
                if isinstance(node, FragmentSpreadNode):
                    name = node.name.value
                    spread = None if name in fragments else self.context.get_fragment(name)
                    fragments.add(name)
                if spread is not None:
                    waiting.append((spread.selection_set, self._on(spread, parent)))
        return fields_by_name

    def _step(self) -> None:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise _TooIntricate

    def _on(self, node: Any, parent: GraphQLNamedType | None) -> GraphQLNamedType | None:
        condition = node.type_condition
        return self.context.schema.get_type(condition.name.value) if condition else parent

    def _type(self, parent: GraphQLNamedType, node: FieldNode) -> GraphQLOutputType | None:
        if node.name.value != "__typename" and not hasattr(parent, "fields"):
            return None
        # For a field that isn't there it gives nothing, whatever its annotation says.
        field: Any = get_field_def(self.context.schema, parent, node)  # type: ignore[arg-type]
        return field.type if field is not None else None

    def _asked(self, field: _Field) -> str:
        node = field.node
        printed = self._arguments.get(id(node))
        if printed is None:
            arguments = sorted(
                (argument.name.value, print_ast(sort_value_node(argument.value)))
                for argument in node.arguments
            )
            printed = self._arguments[id(node)] = f"{node.name.value}{arguments}"
        return printed


def _possible_together(fields: list[_Field]) -> Iterable[list[_Field]]:
    """The fields that one object may have: those of its type, and those of no one type."""
    by_type: dict[str, list[_Field]] = defaultdict(list)
    of_many = []
    for field in fields:
        if isinstance(field.parent, GraphQLObjectType):
            by_type[field.parent.name].append(field)
        else:
            of_many.append(field)
    return [of_many + group for group in by_type.values()] or [of_many]


def _below(fields: list[_Field]) -> _Sets:
    return [
        (field.node.selection_set, get_named_type(field.type))
        for field in fields
        if field.node.selection_set and field.type is not None
    ]


def _shape(field: _Field) -> str:
    """The shape of a field's values: lists, nulls and leaves; objects may be of any type."""
    wrapping: str = ""
    type_: Any = field.type
    while isinstance(type_, GraphQLNonNull | GraphQLList):
        wrapping += "!" if isinstance(type_, GraphQLNonNull) else "[]"
        type_ = type_.of_type
    return f"{type_ if is_leaf_type(type_) else '{}'}{wrapping}"

"""Limits on the size of an operation, checked before anything is read.

The document is measured as it will be executed: fragments where they are spread, lists as long as
they were asked for. Every fragment is measured once and its figures are added wherever it is
spread, so measuring takes time linear in the document however often fragments spread fragments.
graphql-core limits tokens and errors alone: 15 nested levels of two took 2.4 s and 1.2 MB.

What counts as cost follows Shopify's published rule: an object is 1, a leaf nothing, and a list
its length times the cost of an entry. A list that no argument limits is assumed to have ten. Of
fragments on different types of object only the dearest counts, since an object is of one type.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLOutputType,
    InlineFragmentNode,
    NamedTypeNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    get_operation_ast,
    is_leaf_type,
    is_object_type,
    value_from_ast_untyped,
    visit,
)
from graphql.language import Visitor

from cms.api.content.arguments import LONGEST_PAGE
from cms.api.execution import kept_with
from cms.api.execution.identity import IdentityKey
from cms.api.schema import schema

if TYPE_CHECKING:
    from collections.abc import Mapping

USUAL_LENGTH = 10
# Of a figure: where fragments spread fragments it has no other end. Fits into any number in JSON.
GREATEST = 1_000_000_000
_NOT_GIVEN = object()
# Of ``__schema`` and ``__type``, whose own depth a rule of the specification limits.
SCHEMA_COST = 1_000
# Arguments that say how long a list is: by their number, or by how many entries they have.
LENGTH_ARGUMENTS = ("first", "last", "translationKeys")
# What a field gives when its length isn't asked for.
DEFAULT_LENGTHS = {
    name: argument.default_value
    for name, field in schema.graphql_schema.query_type.fields.items()
    for argument_name, argument in field.args.items()
    if argument_name == "first" and isinstance(argument.default_value, int)
}


@dataclass(frozen=True, slots=True)
class OperationLimits:
    """The greatest figures a question may reach."""

    depth: int = 12
    aliases: int = 30
    root_fields: int = 20
    directives: int = 50
    cost: int = 10_000


LIMITS = OperationLimits()
CODES = {
    "depth": "TOO_DEEP",
    "aliases": "TOO_MANY_ALIASES",
    "root_fields": "TOO_MANY_ROOT_FIELDS",
    "directives": "TOO_MANY_DIRECTIVES",
    "cost": "TOO_COSTLY",
}
_WORDS = {
    "depth": "levels deep",
    "aliases": "aliases",
    "root_fields": "fields at the top",
    "directives": "directives",
    "cost": "points of cost",
}


@dataclass(frozen=True, slots=True)
class OperationSize:
    """The size of an operation, or of a part of one."""

    depth: int = 0
    aliases: int = 0
    root_fields: int = 0
    directives: int = 0
    cost: int = 0

    def plus(self, other: OperationSize) -> OperationSize:
        """Both parts, in the same selection."""
        return OperationSize(
            max(self.depth, other.depth),
            min(self.aliases + other.aliases, GREATEST),
            min(self.root_fields + other.root_fields, GREATEST),
            min(self.directives + other.directives, GREATEST),
            min(self.cost + other.cost, GREATEST),
        )


def excess(figures: OperationSize, limits: OperationLimits = LIMITS) -> list[GraphQLError]:
    """An error for each limit that the figures pass, with a code, the figure and the limit."""
    errors = []
    for name, code in CODES.items():
        value, limit = getattr(figures, name), getattr(limits, name)
        if value > limit:
            message = f"The question has {value} {_WORDS[name]}; {limit} are allowed."
            extensions = {"code": code, "value": value, "limit": limit}
            errors.append(GraphQLError(message, extensions=extensions))
    return errors


def operation_size(
    document: DocumentNode, operation_name: str | None, variables: Mapping[str, Any]
) -> OperationSize:
    """The size of an operation with these variables; zero if there is no such operation.

    The document must be valid: fragments that spread themselves would never end. Measured once for
    each set of lengths that the variables ask for.
    """
    operation = get_operation_ast(document, operation_name)
    if operation is None:
        return OperationSize()
    named = _length_variables(document)
    lengths = {
        name: _kept_length(variables[name]) if name in variables else _NOT_GIVEN for name in named
    }
    key = (IdentityKey(operation), *lengths.values())
    return kept_with(document, "figures", key, lambda: _figures(document, operation, lengths))


def _kept_length(value: Any) -> Any:
    """The variables that decide the length of a list."""
    if isinstance(value, list):
        return _ListLength(len(value))
    return value if isinstance(value, int) else None


@dataclass(frozen=True, slots=True)
class _ListLength:
    """So many entries, whatever they are."""

    count: int


def _length_variables(document: DocumentNode) -> tuple[str, ...]:
    """The variables that say how long a list is."""

    def found() -> tuple[str, ...]:
        finder = _LengthVariables()
        visit(document, finder)
        return tuple(sorted(finder.names))

    return kept_with(document, "length variables", None, found)


class _LengthVariables(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_argument(self, node: ArgumentNode, *_args: Any) -> None:
        if node.name.value in LENGTH_ARGUMENTS and isinstance(node.value, VariableNode):
            self.names.add(node.value.name.value)


def _figures(
    document: DocumentNode, operation: OperationDefinitionNode, lengths: Mapping[str, Any]
) -> OperationSize:
    variables = {
        name: [None] * length.count if isinstance(length, _ListLength) else length
        for name, length in lengths.items()
        if length is not _NOT_GIVEN
    }
    fragments = {
        node.name.value: node
        for node in document.definitions
        if isinstance(node, FragmentDefinitionNode)
    }
    defaults = {
        node.variable.name.value: value_from_ast_untyped(node.default_value)
        for node in operation.variable_definitions or ()
        if node.default_value
    }
    measure = _SizeMeasure(fragments, defaults | variables)
    root = schema.graphql_schema.query_type
    size = measure.selection(operation.selection_set, root)
    top = measure.top_fields(operation.selection_set)
    return replace(size, root_fields=top, directives=size.directives + len(operation.directives))


class _SizeMeasure:
    """Measures the parts of one document; what a fragment comes to is kept under its name."""

    def __init__(
        self, fragments: Mapping[str, FragmentDefinitionNode], variables: Mapping[str, Any]
    ) -> None:
        self.fragments = fragments
        self.variables = variables
        self.measured: dict[str, OperationSize] = {}
        self.tops: dict[str, int] = {}

    def selection(
        self, nodes: SelectionSetNode | None, parent: GraphQLNamedType | None
    ) -> OperationSize:
        size = OperationSize()
        # An object is of one type: of what is asked of several, the dearest counts.
        of_types: dict[str, int] = {}
        for node in nodes.selections if nodes else ():
            part = self._part(node, parent)
            name = self._only_type(node)
            if name is not None:
                of_types[name] = of_types.get(name, 0) + part.cost
                part = replace(part, cost=0)
            size = size.plus(part)
        return size.plus(OperationSize(cost=max(of_types.values(), default=0)))

    def _only_type(self, node: SelectionNode) -> str | None:
        """The object type that a fragment is for; ``None`` for fields and for several types."""
        if isinstance(node, FragmentSpreadNode):
            condition: NamedTypeNode | None = self.fragments[node.name.value].type_condition
        else:
            condition = node.type_condition if isinstance(node, InlineFragmentNode) else None
        name = condition.name.value if condition else ""
        return name if is_object_type(schema.graphql_schema.type_map.get(name)) else None

    def top_fields(self, nodes: SelectionSetNode) -> int:
        count = 0
        for node in nodes.selections:
            if isinstance(node, FragmentSpreadNode):
                name = node.name.value
                if name not in self.tops:
                    self.tops[name] = self.top_fields(self.fragments[name].selection_set)
                count += self.tops[name]
            elif isinstance(node, InlineFragmentNode):
                count += self.top_fields(node.selection_set)
            else:
                count += 1
        return min(count, GREATEST)

    def _part(self, node: SelectionNode, parent: GraphQLNamedType | None) -> OperationSize:
        if isinstance(node, FieldNode):
            size = self._field(node, parent)
        elif isinstance(node, FragmentSpreadNode):
            size = self._fragment(node.name.value)
        else:
            assert isinstance(node, InlineFragmentNode)  # noqa: S101 - the only kind left
            on_type = cast("NamedTypeNode | None", node.type_condition)
            within = schema.graphql_schema.type_map[on_type.name.value] if on_type else parent
            size = self.selection(node.selection_set, within)
        return replace(size, directives=size.directives + len(node.directives))

    def _fragment(self, name: str) -> OperationSize:
        if name not in self.measured:
            fragment = self.fragments[name]
            within = schema.graphql_schema.type_map[fragment.type_condition.name.value]
            size = self.selection(fragment.selection_set, within)
            directives = size.directives + len(fragment.directives)
            self.measured[name] = replace(size, directives=directives)
        return self.measured[name]

    def _field(self, node: FieldNode, parent: GraphQLNamedType | None) -> OperationSize:
        field = getattr(parent, "fields", {}).get(node.name.value)
        if field is None or is_leaf_type(get_named_type(field.type)):
            is_schema = node.name.value in {"__schema", "__type"}
            cost = SCHEMA_COST if is_schema else 0
            return OperationSize(depth=1, aliases=int(node.alias is not None), cost=cost)
        below = self.selection(node.selection_set, get_named_type(field.type))
        length = self._length(node, field.type)
        return replace(
            below,
            depth=below.depth + 1,
            aliases=below.aliases + int(node.alias is not None),
            cost=min(length * (1 + below.cost), GREATEST),
        )

    def _length(self, node: FieldNode, type_: GraphQLOutputType) -> int:
        """The number of objects a field returns: the requested number, ten for a list, else one.

        A connection is as long as its ``edges`` will be, so its own length is given to it and
        its ``edges`` count as one. A longer page than there may be is refused where it is read.
        """
        bare = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        requested = self._asked(node)
        if requested is not None:
            return requested
        if not isinstance(bare, GraphQLList) or node.name.value == "edges":
            return 1
        return USUAL_LENGTH

    def _asked(self, node: FieldNode) -> int | None:
        lengths = []
        for argument in node.arguments:
            if argument.name.value in LENGTH_ARGUMENTS:
                value = value_from_ast_untyped(argument.value, dict(self.variables))
                if isinstance(value, list):
                    lengths.append(max(1, len(value)))
                elif isinstance(value, int):
                    lengths.append(min(max(1, value), LONGEST_PAGE))
        return max(lengths, default=DEFAULT_LENGTHS.get(node.name.value))

"""Execution contexts: graphql-core's own, and one that runs what was compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphql import (
    DirectiveNode,
    DocumentNode,
    ExecutionContext,
    FieldNode,
    GraphQLError,
    GraphQLLeafType,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    VariableNode,
)
from graphql.language import Visitor, visit

from cms.api.execution.compiler import Compiler
from cms.api.execution.identity import IdentityKey, kept_with
from cms.api.execution.values import number

if TYPE_CHECKING:
    from graphql.pyutils import AwaitableOrValue

    from cms.api.execution.signatures import ObjectFunction

# Of one document, for requests that include and skip other fields.
MOST_VARIANTS = 16


class PlainContext(ExecutionContext):
    """Runs documents as graphql-core does, and writes numbers as compiled documents do."""

    @staticmethod
    def complete_leaf_value(return_type: GraphQLLeafType, result: Any) -> Any:
        """The value of a scalar or an enum, as it is sent."""
        completed = ExecutionContext.complete_leaf_value(return_type, result)
        return number(completed) if type(completed) is float else completed


class CompiledContext(PlainContext):
    """Gives the answers of graphql-core's own context, where all resolvers are synchronous.

    graphql-core itself runs what a frontend never sends again and again, or what is unusual: asking
    for the schema, any operation but a query, middleware, ``@skip`` and ``@include`` with something
    else than true or false, and documents nested too deeply for the stack.
    """

    compiled: CompiledDocument
    arguments: dict[int, dict[str, Any]]

    @classmethod
    def build(
        cls, schema: GraphQLSchema, document: DocumentNode, *args: Any, **kwargs: Any
    ) -> list[GraphQLError] | ExecutionContext:
        """A context for one request, or what is wrong with the request."""
        built = super().build(schema, document, *args, **kwargs)
        if isinstance(built, CompiledContext):
            built.compiled = kept_with(
                document,
                "compiled",
                IdentityKey(schema),
                lambda: CompiledDocument(document, schema),
            )
            built.arguments = {}
        return built

    def execute_operation(
        self, operation: OperationDefinitionNode, root_value: Any
    ) -> AwaitableOrValue[Any] | None:
        """The data of the answer."""
        make = self._compiled(operation)
        if make is None:
            return super().execute_operation(operation, root_value)
        return make(root_value, None, self)

    def _compiled(self, operation: OperationDefinitionNode) -> ObjectFunction | None:
        is_query = operation.operation is OperationType.QUERY
        if not is_query or self.schema.query_type is None or self.middleware_manager is not None:
            return None
        try:
            return self.compiled.operation(self, operation)
        except RecursionError:
            return None


class CompiledDocument:
    """The compiled operations of one document, by operation and by the fields included."""

    def __init__(self, document: DocumentNode, schema: GraphQLSchema) -> None:
        self.schema = schema
        finder = _Finder()
        visit(document, finder)
        self.asks_for_schema = finder.asks_for_schema
        self.conditions = sorted(finder.conditions)
        self._variants: dict[tuple[Any, ...], ObjectFunction] = {}

    def operation(
        self, run: ExecutionContext, operation: OperationDefinitionNode
    ) -> ObjectFunction | None:
        """The function that makes the data of an operation; ``None``: graphql-core is to run it."""
        values = [run.variable_values.get(name) for name in self.conditions]
        if self.asks_for_schema or any(not isinstance(value, bool) for value in values):
            return None
        key = (id(operation), *values)
        make = self._variants.get(key)
        if make is None:
            conditions = dict(zip(self.conditions, values, strict=True))
            compiler = Compiler(self.schema, run.fragments, conditions)
            assert self.schema.query_type is not None  # noqa: S101 - asked before
            make = compiler.root(self.schema.query_type, operation)
            if len(self._variants) >= MOST_VARIANTS:
                self._variants.clear()
            self._variants[key] = make
        return make


class _Finder(Visitor):
    """Finds what decides whether and how a document can be compiled."""

    def __init__(self) -> None:
        super().__init__()
        self.asks_for_schema = False
        self.conditions: set[str] = set()

    def enter_field(self, node: FieldNode, *_args: Any) -> None:
        if node.name.value in {"__schema", "__type"}:
            self.asks_for_schema = True

    def enter_directive(self, node: DirectiveNode, *_args: Any) -> None:
        if node.name.value in {"skip", "include"}:
            values = [argument.value for argument in node.arguments]
            self.conditions.update(
                value.name.value for value in values if isinstance(value, VariableNode)
            )

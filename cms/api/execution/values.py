"""From what a resolver gave to data, as the field's type says.

Source: “Value Completion” of the GraphQL specification, section 6.4.3.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from graphene import Interface, Union
from graphene.types.schema import TypeMap, is_type_of_from_possible_types
from graphql import (
    ExecutionContext,
    FieldNode,
    GraphQLAbstractType,
    GraphQLEnumType,
    GraphQLError,
    GraphQLID,
    GraphQLInterfaceType,
    GraphQLLeafType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
)
from graphql.execution.execute import invalid_return_type_error
from graphql.pyutils import Undefined, inspect, is_iterable

from cms.api.execution.errors import failure
from cms.api.execution.objects import memoised
from cms.api.execution.signatures import Completion
from cms.content.caching.lasting import ImmutableRecord
from cms.database.statements import uuid_text

if TYPE_CHECKING:
    from cms.api.execution.plans import FieldPlan
    from cms.api.execution.signatures import ObjectFunction, ResponsePath

# Below, every whole number is a ``Float`` without loss.
GREATEST_WHOLE = 2**53
# Of the values of enums that are known again: each is equal to itself alone.
_OF_ENUMS = (str, Enum)


class SelectionCompiler(Protocol):
    """Compiles what is selected of objects."""

    schema: GraphQLSchema

    def selection(
        self, type_: GraphQLObjectType, nodes: list[FieldNode]
    ) -> Callable[[], ObjectFunction]:
        """A function that returns the function for the selection of some nodes on a type."""


def completion(
    type_: GraphQLOutputType, plan: FieldPlan, compiler: SelectionCompiler
) -> Completion:
    """The function that completes values of a type, at the field of ``plan``."""
    if isinstance(type_, GraphQLNonNull):
        return _completion(type_.of_type, plan, compiler, partial(_non_null, plan))
    return _completion(type_, plan, compiler, _nullable)


# Makes null an error where it isn't allowed. What can't be null is completed without it.
Wrapper = Callable[[Completion], Completion]


def _nullable(complete: Completion) -> Completion:
    return complete


def _non_null(plan: FieldPlan, complete_inner: Completion) -> Completion:
    message = f"Cannot return null for non-nullable field {plan.parent.name}.{plan.name}."

    def complete(value: Any, path: ResponsePath, run: ExecutionContext) -> Any:
        completed = complete_inner(value, path, run)
        if completed is None:
            raise TypeError(message)
        return completed

    return complete


def _completion(
    type_: GraphQLOutputType, plan: FieldPlan, compiler: SelectionCompiler, wrap: Wrapper
) -> Completion:
    if isinstance(type_, GraphQLList):
        return _list(type_.of_type, plan, compiler, wrap)
    if isinstance(type_, GraphQLEnumType):
        return _enum(type_, wrap)
    if isinstance(type_, GraphQLScalarType):
        return wrap(_leaf(type_))
    if isinstance(type_, GraphQLInterfaceType | GraphQLUnionType):
        return _abstract(type_, plan, compiler, wrap)
    assert isinstance(type_, GraphQLObjectType)  # noqa: S101 - the only kind left
    return _object(type_, plan, compiler, wrap)


def _enum(type_: GraphQLEnumType, wrap: Wrapper) -> Completion:
    complete_unknown = wrap(_leaf(type_))
    # graphene finds each value by trial and error; these are the few that it found.
    known: dict[Any, Any] = {}

    def complete(value: Any, path: ResponsePath, run: ExecutionContext) -> Any:
        if not isinstance(value, _OF_ENUMS):
            return complete_unknown(value, path, run)
        completed = known.get(value)
        if completed is None:
            completed = known[value] = complete_unknown(value, path, run)
        return completed

    return complete


def _leaf(type_: GraphQLLeafType) -> Completion:
    serialize = type_.serialize
    is_id = type_ is GraphQLID

    def complete(value: Any, _place: ResponsePath, _run: ExecutionContext) -> Any:
        if value is None or value is Undefined:
            return None
        if isinstance(value, Exception):
            raise value
        if is_id and type(value) is UUID:
            return uuid_text(value)
        serialized = serialize(value)
        if type(serialized) is float:
            return number(serialized)
        if serialized is None or serialized is Undefined:
            raise TypeError(
                f"Expected `{inspect(type_)}.serialize({inspect(value)})`"
                f" to return non-nullable value, returned: {inspect(serialized)}"
            )
        return serialized

    return complete


def number(value: float) -> float:
    """A number as JSON writes it either way, a whole one without a fraction of nothing.

    An ``Int`` would end at two gigabytes.
    """
    return int(value) if value.is_integer() and abs(value) < GREATEST_WHOLE else value


def _list(
    item_type: GraphQLOutputType, plan: FieldPlan, compiler: SelectionCompiler, wrap: Wrapper
) -> Completion:
    complete_items = _items(item_type, plan, compiler)
    complete_once = memoised(complete_items)
    is_constant = not plan.takes_variables
    message = f"Expected Iterable, but did not find one for field '{plan.parent.name}.{plan.name}'."

    def complete_any(value: Any, path: ResponsePath, run: ExecutionContext) -> list[Any] | None:
        if value is None or value is Undefined:
            return None
        if isinstance(value, Exception):
            raise value
        if not is_iterable(value):
            raise GraphQLError(message)
        return complete_items(value, path, run)

    complete_other = wrap(complete_any)

    def complete(value: Any, path: ResponsePath, run: ExecutionContext) -> list[Any] | None:
        if type(value) is list:
            return complete_items(value, path, run)
        if is_constant and isinstance(value, ImmutableRecord) and is_iterable(value):
            return complete_once(value, path, run)
        completed: list[Any] | None = complete_other(value, path, run)
        return completed

    return complete


def _items(
    item_type: GraphQLOutputType, plan: FieldPlan, compiler: SelectionCompiler
) -> Callable[[Any, ResponsePath, ExecutionContext], list[Any]]:
    complete_item = completion(item_type, plan, compiler)
    fail = failure(plan.nodes, is_nullable=not isinstance(item_type, GraphQLNonNull))

    def complete(value: Any, path: ResponsePath, run: ExecutionContext) -> list[Any]:
        completed = []
        for index, item in enumerate(value):
            item_path = (path, index, None)
            try:
                completed.append(complete_item(item, item_path, run))
            except Exception as raw:  # noqa: BLE001 - whatever it is becomes an error of the answer
                completed.append(fail(raw, item_path, run))
        return completed

    return complete


def _object(
    type_: GraphQLObjectType, plan: FieldPlan, compiler: SelectionCompiler, wrap: Wrapper
) -> Completion:
    is_type_of = type_.is_type_of
    selection = compiler.selection(type_, plan.nodes)

    def complete(value: Any, path: ResponsePath, run: ExecutionContext) -> dict[str, Any] | None:
        if value is None or value is Undefined:
            return None
        if isinstance(value, Exception):
            raise value
        if is_type_of is not None and not is_type_of(value, plan.info(path, run)):
            raise invalid_return_type_error(type_, value, plan.nodes)
        return selection()(value, path, run)

    classes = _classes(type_)
    if classes is None:
        return wrap(complete)
    return _object_of(classes, plan, selection, wrap(complete))


def _object_of(
    classes: tuple[type, ...],
    plan: FieldPlan,
    selection: Callable[[], ObjectFunction],
    complete_other: Completion,
) -> Completion:
    """The completion of objects of a type whose Python classes are registered in graphene."""
    is_kept = (
        all(issubclass(class_, ImmutableRecord) for class_ in classes) and not plan.takes_variables
    )
    # By the classes of objects that have come along: these classes, and those below them.
    made_by: dict[type, ObjectFunction] = {}

    def complete_first(value: Any, path: ResponsePath, run: ExecutionContext) -> Any:
        if not isinstance(value, classes):
            return complete_other(value, path, run)
        make = memoised(selection()) if is_kept else selection()
        made_by[type(value)] = make
        return make(value, path, run)

    def complete(value: Any, path: ResponsePath, run: ExecutionContext) -> Any:
        return made_by.get(type(value), complete_first)(value, path, run)

    return complete


def _abstract(
    type_: GraphQLAbstractType, plan: FieldPlan, compiler: SelectionCompiler, wrap: Wrapper
) -> Completion:
    by_type: dict[str, Completion] = {}
    by_class: dict[type, Completion] = {}
    depends_on_class = _depends_on_class(type_, compiler)

    def complete_found(value: Any, path: ResponsePath, run: ExecutionContext) -> Any:
        if value is None or value is Undefined:
            return None
        if isinstance(value, Exception):
            raise value
        info = plan.info(path, run)
        concrete_type = (type_.resolve_type or run.type_resolver)(value, info, type_)
        runtime_type = run.ensure_valid_runtime_type(concrete_type, type_, plan.nodes, info, value)
        if runtime_type.name not in by_type:
            by_type[runtime_type.name] = _object(runtime_type, plan, compiler, _nullable)
        complete_object = by_type[runtime_type.name]
        if depends_on_class and not isinstance(value, dict):
            by_class[type(value)] = complete_object
        return complete_object(value, path, run)

    complete_other = wrap(complete_found)

    def complete(value: Any, path: ResponsePath, run: ExecutionContext) -> Any:
        return by_class.get(type(value), complete_other)(value, path, run)

    return complete


def _classes(type_: GraphQLObjectType) -> tuple[type, ...] | None:
    """The Python classes whose objects are of a type, if they are registered in graphene."""
    known = type_.is_type_of
    if isinstance(known, partial) and known.func is is_type_of_from_possible_types:
        classes = known.args[0]
        return classes if isinstance(classes, tuple) else (classes,)
    return None


def _depends_on_class(type_: GraphQLAbstractType, compiler: SelectionCompiler) -> bool:
    """True if graphene decides the type of an object by its Python class alone."""
    resolver = type_.resolve_type
    if not isinstance(resolver, partial) or _function(resolver.func) is not TypeMap.resolve_type:
        return False
    is_usual = _function(resolver.args[0]) in {
        _function(Interface.resolve_type),
        _function(Union.resolve_type),
    }
    possible = compiler.schema.get_possible_types(type_)
    return is_usual and all(
        member.is_type_of is None or _classes(member) is not None for member in possible
    )


def _function(method: Any) -> Any:
    return getattr(method, "__func__", method)

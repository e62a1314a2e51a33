"""The resolver of one field, its arguments, and the execution info it receives."""

from __future__ import annotations

from functools import partial
from inspect import Parameter, signature
from typing import TYPE_CHECKING, Any

from graphene.types.resolver import dict_or_attr_resolver
from graphql.execution.values import get_argument_values

from cms.api.execution.plans import holds_variable

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphql import (
        ExecutionContext,
    )

    from cms.api.execution.plans import FieldPlan
    from cms.api.execution.signatures import Resolution, ResponsePath


def resolution(plan: FieldPlan) -> Resolution:
    """The function that resolves a field."""
    attribute = attribute_read_by(plan.definition.resolve)
    if attribute is not None and not plan.definition.args:
        return _attribute(*attribute)
    if plan.definition.resolve is None:
        return _default(plan)
    return _resolver(plan, plan.definition.resolve)


def attribute_read_by(resolver: Any) -> tuple[str, Any] | None:
    """The attribute or key that graphene's default resolver reads, and its value if missing."""
    if isinstance(resolver, partial) and resolver.func is dict_or_attr_resolver:
        name, default = resolver.args
        return name, default
    return None


def _attribute(name: str, default: Any) -> Resolution:
    def resolve(source: Any, _place: ResponsePath, _run: ExecutionContext) -> Any:
        if isinstance(source, dict):
            return source.get(name, default)
        return getattr(source, name, default)

    return resolve


def _default(plan: FieldPlan) -> Resolution:
    arguments = _arguments(plan)

    def resolve(source: Any, path: ResponsePath, run: ExecutionContext) -> Any:
        info = plan.info(path, run)
        return run.field_resolver(source, info, **arguments(run))

    return resolve


def _resolver(plan: FieldPlan, resolver: Callable[..., Any]) -> Resolution:
    arguments = _arguments(plan)

    def resolve(source: Any, path: ResponsePath, run: ExecutionContext) -> Any:
        info = plan.info(path, run)
        return resolver(source, info, **arguments(run))

    def resolve_alone(source: Any, _place: ResponsePath, _run: ExecutionContext) -> Any:
        return resolver(source, None)

    def resolve_with_arguments(source: Any, _place: ResponsePath, run: ExecutionContext) -> Any:
        return resolver(source, None, **arguments(run))

    if _looks_at_info(resolver):
        return resolve
    return resolve_with_arguments if plan.definition.args else resolve_alone


def _looks_at_info(resolver: Callable[..., Any]) -> bool:
    """True if a resolver uses the execution info it receives.

    One whose second parameter's name begins with an underscore says that it doesn't.
    """
    try:
        parameters = list(signature(resolver).parameters.values())
    except (TypeError, ValueError):
        return True
    if len(parameters) < 2 or parameters[1].kind is not Parameter.POSITIONAL_OR_KEYWORD:
        return True
    return not parameters[1].name.startswith("_")


def _arguments(plan: FieldPlan) -> Callable[[ExecutionContext], dict[str, Any]]:
    """The arguments of a field: coerced once for all, or once a run where variables are in them."""
    definition, node = plan.definition, plan.nodes[0]
    constant_values: dict[str, Any] | None = None

    def constant(_run: ExecutionContext) -> dict[str, Any]:
        nonlocal constant_values
        if constant_values is None:
            constant_values = get_argument_values(definition, node)
        return constant_values

    def variable(run: Any) -> dict[str, Any]:
        values: dict[str, Any] | None = run.arguments.get(id(plan))
        if values is None:
            values = get_argument_values(definition, node, run.variable_values)
            run.arguments[id(plan)] = values
        return values

    has_variables = any(holds_variable(argument.value) for argument in node.arguments)
    return variable if has_variables else constant
